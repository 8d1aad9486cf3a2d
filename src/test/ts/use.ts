// What users write; only its types are checked.
import { Carillon, CarillonError, type Publication } from 'carillon';
import type { CarillonFeed } from 'carillon/feed';

interface News {
  headline: string;
}

export async function use(): Promise<string> {
  const carillon = new Carillon(['wss://a/carillon/ws', 'wss://b/carillon/ws'], { getToken: async () => 'token', shared: true, queue: 0, transports: ['ws', 'sse'] });
  carillon.on('disconnected', ({ code, reason, retryAt }) => console.log(code?.toFixed(), reason, retryAt)).on('gap', ({ channel }) => console.log(channel));
  const channel = carillon.channel<News>('news').on('publication', ({ data }) => console.log(data.headline)).subscribe();
  await channel.joined();
  const { seq, level } = await channel.publish({ headline: 'Ring one bell' }, { level: 'echoed', key: 'k' });
  const { publications } = await channel.history({ last: 10 });
  for await (const publication of channel) {
    const typed: Publication<News> = publication;
    console.log(typed.data.headline, seq, level, publications.length);
    break;
  }
  // @ts-expect-error The data of this channel is something else.
  await channel.publish({ title: 'no headline' });
  // @ts-expect-error There is no such event.
  carillon.on('publicaton', () => {});
  carillon.close();
  return carillon.state === 'connected' ? 'here' : 'away';
}

/** As the package ws has it. */
declare class NodeWebSocket {
  constructor(address: string | URL, protocols?: string | string[], options?: { handshakeTimeout?: number });
  send(data: string): void;
}

export function onServer(): Carillon {
  return new Carillon(new URL('wss://a/carillon/ws'), { WebSocket: NodeWebSocket, EventSource, fetch });
}

export function explain(error: unknown): string {
  return error instanceof CarillonError && error.passing ? `later: ${error.code}` : 'no';
}

export function feed(): CarillonFeed | null {
  const element = document.querySelector('carillon-feed');
  element?.clear();
  return element;
}
