/** A client of a Carillon cluster: cluster-wide push over WebSocket, or over server-sent events where those are blocked. */

export type State = 'connecting' | 'connected' | 'degraded' | 'disconnected';
export type ChannelState = 'unsubscribed' | 'waiting' | 'joined' | 'refused';
export type Level = 'accepted' | 'echoed' | 'durable';
export type Transport = 'ws' | 'sse';

export interface Options {
  /** Sent with each connect. */
  token?: string;
  /** Asked for a token before each connect; with it an expired token (close code 4401) is no end. */
  getToken?: () => Promise<string>;
  /** One connection for all tabs of the browser that share the address, or this name. */
  shared?: boolean | string;
  /** Which transports may be used, in this order; by default both. */
  transports?: Transport[];
  /** How many publications may wait for a connection (1,000); 0: each fails at once. */
  queue?: number;
  /** In place of the environment's own, or where it has none: Node 18 and 20 take the WebSocket of the package ws. */
  WebSocket?: new (url: string, protocols?: string) => object;
  EventSource?: new (url: string) => object;
  fetch?: (url: string, request: { method: string; headers: Record<string, string>; body: string; signal?: AbortSignal }) => Promise<{ status: number; json(): Promise<unknown> }>;
}

export interface Status {
  readonly state: State;
  /** The node's name, the connection's id, and how it is reached: once connected. */
  readonly node?: string;
  readonly connection?: string;
  readonly url?: string;
  readonly transport?: Transport;
  /** Why it is disconnected: the close code and its reason. */
  readonly code?: number;
  readonly reason?: string;
  /** When the next try comes, as `Date.now()` counts; none if there is none. */
  readonly retryAt?: number;
}

/** What was published: `origin` and `seq` if through Carillon, `messageId` if by a foreign JMS program. */
export interface Publication<T = unknown> {
  readonly channel: string;
  readonly data: T;
  readonly origin?: string;
  readonly seq?: number;
  readonly messageId?: string;
  readonly key?: string;
}

export interface Published {
  readonly channel: string;
  readonly origin: string;
  readonly seq: number;
  readonly level: Level;
  readonly key: string;
  /** It had been published before, with the same key. */
  readonly repeated?: boolean;
}

export interface PublishOptions {
  /** Identifies the publication, so that it can be tried again; by default a random one. */
  key?: string;
  level?: Level;
  /** Whether an unknown outcome is tried again with the same key, for a minute; by default it is. */
  again?: boolean;
  /** The data is JSON text already, and goes out with the same characters. */
  json?: boolean;
}

export interface HistoryOptions {
  last?: number;
  cursor?: string;
}

export interface HistoryReply<T = unknown> {
  readonly publications: Publication<T>[];
  readonly complete?: boolean;
}

export interface Subscribed {
  readonly channel: string;
  /** Whether all that was missed follows; none for a channel that is new. */
  readonly recovered?: boolean;
}

/** Something of the channel is missing and won't come by itself. */
export interface Gap {
  readonly channel: string;
  readonly reason: 'slow' | 'lost' | 'unrecovered' | 'unreadable' | (string & {});
  readonly dropped?: number;
}

export type ErrorCode =
  | 'bad_request' | 'not_connected' | 'unsupported' | 'forbidden' | 'limit' | 'rate' | 'too_large' | 'unavailable' | 'busy' | 'unknown' | 'conflict'
  | 'queue_full' | 'disconnected' | 'overflow' | 'unshared' | 'no_transport' | 'policy' | 'crowded' | (string & {});

export class CarillonError extends Error {
  constructor(error: { code: ErrorCode; message?: string; channel?: string });
  readonly code: ErrorCode;
  readonly channel?: string;
  /** Whether the same may succeed later. */
  readonly passing: boolean;
}

export interface ChannelEvents<T = unknown> {
  publication: Publication<T>;
  subscribed: Subscribed;
  recovered: { readonly channel: string };
  gap: Gap;
  error: CarillonError;
  unsubscribed: { readonly channel: string };
}

export interface CarillonEvents extends ChannelEvents, Record<State, Status> {
  state: Status;
}

export interface Emitter<Events> {
  on<K extends keyof Events>(type: K, listener: (event: Events[K]) => void): this;
  once<K extends keyof Events>(type: K, listener: (event: Events[K]) => void): this;
  off<K extends keyof Events>(type: K, listener: (event: Events[K]) => void): this;
}

export interface Channel<T = unknown> extends Emitter<ChannelEvents<T>>, AsyncIterable<Publication<T>> {
  readonly name: string;
  readonly state: ChannelState;
  /** Why it was refused. */
  readonly error?: CarillonError;
  /** Wants the channel, from now on and after each reconnect. */
  subscribe(): this;
  unsubscribe(): this;
  /** Subscribes, and waits until it is. */
  joined(): Promise<this>;
  publish(data: T, options?: PublishOptions): Promise<Published>;
  history(options?: HistoryOptions): Promise<HistoryReply<T>>;
}

export class Carillon {
  constructor(url: string | URL | (string | URL)[], options?: Options);
  readonly state: State;
  readonly status: Status;
  /** Up to where everything was seen, for `history`. */
  readonly cursor?: string;
  /** Whether the connection is this page's own, and not another tab's. */
  readonly leads: boolean;
  channel<T = unknown>(name: string): Channel<T>;
  connect(): this;
  close(): void;
  /** Refused with `bad_request` where JSON can't hold the data as it is: a Map, a Uint8Array, a BigInt, NaN, half a character. */
  publish(channel: string, data: unknown, options?: PublishOptions): Promise<Published>;
  history<T = unknown>(channel: string, options?: HistoryOptions): Promise<HistoryReply<T>>;
}

export interface Carillon extends Emitter<CarillonEvents> {}
