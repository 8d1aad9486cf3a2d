import { FakeClock } from './fake-clock.mjs';
import { FakeWebSocket } from './fake-web-socket.mjs';

/** One page's browser, with a clock, dice and sockets that the test controls. */
export function fakeBrowser(more = {}) {
  const clock = new FakeClock();
  let ids = 0;
  return { WebSocket: FakeWebSocket, clock, random: () => 0.5, uuid: () => `uuid-${++ids}`, window: new EventTarget(), ...more };
}

/** Lets everything that waits for a promise go on. */
export async function settle() {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
