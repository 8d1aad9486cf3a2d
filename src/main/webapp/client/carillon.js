import { addressOf } from './addresses.js';
import { CarillonError } from './carillon-error.js';
import { Channel } from './channel.js';
import { Emitter } from './emitter.js';
import { browserEnvironment } from './environment.js';
import { Later } from './later.js';
import { Memory } from './memory.js';
import { NoTransport } from './no-transport.js';
import { Outgoing } from './outgoing.js';
import { checkedJson, jsonOf } from './payload-json.js';
import { Session } from './session.js';
import { Membership, State } from './state.js';

const NAME = /^[A-Za-z0-9_~-]+(?:[.:][A-Za-z0-9_~-]+)*$/;
const LONGEST_NAME = 255;
const KEY = /^[!-~]{1,64}$/;
const QUEUE = 1_000;

/**
 * A client of a Carillon cluster.
 *
 * Events: the states by their names (`connecting`, `connected`, `degraded`, `disconnected`), `state` for each of them, and those of all channels.
 * It connects at the first need: when something is subscribed to, published or asked for.
 */
export class Carillon extends Emitter {
  #channels = new Map();
  #session;
  #outgoing;
  #environment;
  #isOpen = false;

  /**
   * @param {string | string[]} url of the `ws` of a node, or of several that are tried in turn
   * @param {{token?: string, getToken?: () => Promise<string>, shared?: boolean | string, transports?: string[], queue?: number, WebSocket?: Function, EventSource?: Function, fetch?: Function}} [options]
   * @param {object} [environment] for tests
   */
  constructor(url, options = {}, environment = browserEnvironment(options)) {
    super();
    this.#environment = environment;
    const { token, getToken, shared, transports = ['ws', 'sse'], queue = QUEUE } = options;
    const memory = new Memory(environment.clock.now);
    const settings = { urls: [url].flat().map(addressOf), transports: transports.filter((name) => isPossible(name, environment)), token, getToken, memory };
    this.#session = this.#sessionOf(settings, shared);
    this.#outgoing = new Outgoing((members, json) => this.#session.command('publish', members, json), { queue }, environment.clock);
  }

  /** @returns {string} `connecting`, `connected`, `degraded` or `disconnected` */
  get state() {
    return this.status.state;
  }

  /** What is known of the connection at present. */
  get status() {
    return this.#session.status;
  }

  /** The last cursor: up to where everything was seen. */
  get cursor() {
    return this.#session.cursor;
  }

  /** Whether the connection is this page's own, and not another tab's. */
  get leads() {
    return this.#session.leads;
  }

  /** The channel of this name: one object, however often it is asked for. */
  channel(name) {
    checkName(name);
    if (!this.#channels.has(name)) this.#channels.set(name, new Channel(name, this.#owner));
    return this.#channels.get(name);
  }

  /** Connects now: at first, after `close`, after an end for good, or before the next try is due. @returns this */
  connect() {
    this.#isOpen = true;
    this.#session.open();
    return this;
  }

  /** Closes; only `connect` comes back, and then recovers what was missed. */
  close() {
    this.#session.close();
  }

  /**
   * Publishes. Where there is no connection it waits for one, or fails at once, as the option `queue` says.
   *
   * @param {string} channel
   * @param {*} data any JSON value
   * @param {{key?: string, level?: string, again?: boolean, json?: boolean}} [options] `again` false: an unknown outcome is told, not tried again;
   *     `json`: the data is JSON already, and goes out with the same characters
   * @returns {Promise<{channel: string, origin: string, seq: number, level: string, key: string, repeated?: boolean}>} or a {@link CarillonError}
   */
  async publish(channel, data, { key = this.#environment.uuid(), level, again = true, json = false } = {}) {
    checkName(channel);
    if (!KEY.test(key)) throw new CarillonError({ code: 'bad_request', message: 'A key has 1 to 64 characters of printable ASCII, without a space.' });
    const text = json ? checkedJson(data) : jsonOf(data);
    this.#need();
    const { id, type, ...reply } = await this.#outgoing.publish({ channel, key, level }, text, again);
    return { ...reply, key };
  }

  /**
   * What the node remembers of a channel: the last publications, or those since a cursor.
   *
   * @param {string} channel
   * @param {{last?: number, cursor?: string}} [options]
   * @returns {Promise<{publications: object[], complete?: boolean}>}
   */
  async history(channel, { last, cursor } = {}) {
    checkName(channel);
    this.#need();
    const { publications, complete } = await this.#session.command('history', { channel, last, cursor });
    return { publications: publications.map(({ type, ...publication }) => publication), complete };
  }

  #sessionOf(settings, shared) {
    const listener = {
      status: (status) => this.#statusChanged(status),
      settled: (outcome) => this.#settled(outcome),
      publication: (publication) => this.#hand('publication', publication),
      gap: (gap) => this.#gap(gap),
      refused: (error) => this.#complain(undefined, new CarillonError(error)),
      cursor: () => {},
    };
    const problem = whyNone(settings);
    if (problem) return new NoTransport(problem, listener);
    if (!this.#environment.locks || !this.#environment.BroadcastChannel) return new Session(settings, this.#environment, listener);
    if (shared) return this.#sharedSession(settings, listener, shared);
    if (settings.token || settings.getToken) return new Session(settings, this.#environment, listener);
    return new Session({ ...settings, onStream: () => this.#shareStream(settings, listener) }, this.#environment, listener);
  }

  /** The code of sharing comes by itself; without it the connection is this page's own. */
  #sharedSession(settings, listener, name, state) {
    const parts = { Session, Memory, CarillonError };
    return new Later(import('./carillon-shared.js').then(({ Shared }) => new Shared(settings, this.#environment, listener, name, parts), (error) => {
      listener.refused({ code: 'unshared', message: `The connection is this page's own: ${error.message}` });
      return new Session(settings, this.#environment, listener);
    }), state);
  }

  /** A browser has six connections to a host, and an event stream holds one: all tabs get one together, unless they may be of different users. */
  #shareStream(settings, listener) {
    const { cursor, channels } = this.#session.handOver();
    this.#session = this.#sharedSession({ ...settings, cursor, first: 'sse' }, listener, `stream ${settings.urls[0]}`, State.CONNECTING);
    channels.forEach(([name, resumed]) => this.#session.want(name, resumed));
    this.#session.open();
  }

  #owner = {
    subscribe: (channel) => this.#subscribe(channel),
    unsubscribe: (channel) => this.#unsubscribe(channel),
    publish: (name, data, options) => this.publish(name, data, options),
    history: (name, options) => this.history(name, options),
  };

  /** Connects at the first need, and never after it was closed. */
  #need() {
    if (!this.#isOpen) this.connect();
  }

  #subscribe(channel) {
    if ([Membership.WAITING, Membership.JOINED].includes(channel.state)) return;
    channel.state = Membership.WAITING;
    channel.error = undefined;
    this.#session.want(channel.name);
    this.#need();
  }

  #unsubscribe(channel) {
    if (channel.state === Membership.UNSUBSCRIBED) return;
    channel.state = Membership.UNSUBSCRIBED;
    this.#session.drop(channel.name);
    this.#tell(channel, 'unsubscribed', { channel: channel.name });
  }

  #statusChanged(status) {
    const isUp = status.state === State.CONNECTED || status.state === State.DEGRADED;
    if (isUp) this.#outgoing.open();
    else this.#interrupted(status);
    this.emit('state', status);
    this.emit(status.state, status);
  }

  #interrupted(status) {
    for (const channel of this.#channels.values()) if (channel.state === Membership.JOINED) channel.state = Membership.WAITING;
    if (status.state === State.DISCONNECTED && status.retryAt === undefined) {
      this.#outgoing.fail({ code: 'disconnected', message: `The connection is closed (${status.reason || status.code}).` });
    } else this.#outgoing.pause();
  }

  #settled({ channel: name, error, recovered }) {
    const channel = this.#channels.get(name);
    if (!channel || channel.state === Membership.UNSUBSCRIBED) return;
    if (error && channel.state === Membership.REFUSED && channel.error.code === error.code) return;
    channel.state = error ? Membership.REFUSED : Membership.JOINED;
    if (error) return this.#complain(channel, new CarillonError({ ...error, channel: name }));
    this.#tell(channel, 'subscribed', { channel: name, recovered });
    if (recovered === true) this.#tell(channel, 'recovered', { channel: name });
    if (recovered === false) this.#gap({ channel: name, reason: 'unrecovered' });
  }

  /** A gap without a channel is one of all. */
  #gap({ channel, reason, dropped }) {
    const names = channel === undefined ? [...this.#channels.keys()] : [channel];
    names.forEach((name) => this.#hand('gap', { channel: name, reason, dropped }));
  }

  #hand(type, event) {
    const channel = this.#channels.get(event.channel);
    if (channel && channel.state !== Membership.UNSUBSCRIBED) this.#tell(channel, type, event);
  }

  #tell(channel, type, event) {
    channel.emit(type, event);
    this.emit(type, event);
  }

  #complain(channel, error) {
    if (channel) channel.error = error;
    const isHeard = [channel?.emit('error', error), this.emit('error', error)].some(Boolean);
    if (!isHeard) console.warn('Carillon:', error.message, `(${error.code})`);
  }
}

/** What each transport needs of a browser. */
const TRANSPORTS = { ws: ['WebSocket'], sse: ['EventSource', 'fetch'] };

function isPossible(transport, environment) {
  return TRANSPORTS[transport]?.every((name) => typeof environment[name] === 'function') ?? false;
}

/** Why there can't be a connection here; on a server that renders pages that is all right, as long as none is needed. */
function whyNone({ urls, transports }) {
  if (transports.length === 0) return 'Nothing can connect here: there is no WebSocket, and no EventSource (options WebSocket, EventSource and fetch of the client).';
  return urls.includes(undefined) && 'Where there is no page the address needs its scheme and host.';
}

function checkName(name) {
  if (!NAME.test(name) || name.length > LONGEST_NAME) throw new CarillonError({ code: 'bad_request', message: `${name} is no channel name.` });
}
