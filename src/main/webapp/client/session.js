import { Addresses } from './addresses.js';
import { CarillonError } from './carillon-error.js';
import { comesBack, comesBackSlowly, LOST, TOO_BIG } from './close-codes.js';
import { bytesOf, Limits } from './limits.js';
import { Link } from './link.js';
import { Retry } from './retry.js';
import { SseSocket, streamAddress } from './sse-socket.js';
import { State } from './state.js';
import { Subscriptions } from './subscriptions.js';
import { Tokens } from './tokens.js';
import { Wakes } from './wakes.js';

const SUBPROTOCOL = 'carillon.v1';
const REOPEN_MS = 50;
/** After a close over what was sent: from half of it to one and a half. */
const SLOWLY_MS = 60_000;
/** What a connect command has beside what is in it. */
const FRAME_BYTES = 60;

/** One client of a cluster: one link at a time, renewed when it is lost, with the cursor from which it goes on. */
export class Session {
  #settings;
  #environment;
  #listener;
  #addresses;
  #tokens;
  #retry;
  #wakes;
  #subscriptions = new Subscriptions();
  #limits = new Limits();
  #status = { state: State.DISCONNECTED };
  #link = null;
  #dialing = null;
  #connectedAt = null;
  #cursor;
  #reopening = null;
  #length = 0;

  /**
   * @param {{urls: string[], transports: string[], first?: string, onStream?: () => void, token?: string, getToken?: Function, memory: object, cursor?: string}} settings `onStream`: takes over before the first event stream
   * @param {object} environment
   * @param {{status: Function, settled: Function, publication: Function, gap: Function, refused: Function, cursor: Function}} listener
   */
  constructor(settings, environment, listener) {
    this.#settings = settings;
    this.#environment = environment;
    this.#listener = listener;
    this.#cursor = settings.cursor;
    this.#addresses = new Addresses(settings.urls, settings.transports, settings.first);
    this.#tokens = new Tokens(settings, environment.clock);
    this.#retry = new Retry(environment.clock, environment.random);
    this.#wakes = new Wakes(environment, (why) => this.#wake(why));
  }

  get status() {
    return this.#status;
  }

  /** The last cursor that a node gave. */
  get cursor() {
    return this.#cursor;
  }

  get leads() {
    return true;
  }

  isJoined(channel) {
    return this.#subscriptions.isJoined(channel);
  }

  /** Connects now, if there is no link yet: at first, again after a stop, or before the next try is due. */
  open() {
    if (this.#dialing) return;
    this.#wakes.stop();
    this.#wakes.start();
    this.#retry.reset();
    this.#dial();
  }

  /** Closes by our own wish; only `open` comes back. */
  close() {
    this.#wakes.stop();
    this.#retry.cancel();
    this.#hangUp();
    this.#become({ state: State.DISCONNECTED, code: 1000, reason: '' });
  }

  /** Wants a channel, now and after each reconnect. `resumed`: another had it until now. */
  want(channel, resumed) {
    if (this.#subscriptions.want(channel, resumed)) this.#follow(channel, 'subscribe');
  }

  /** Wants a channel no longer. */
  drop(channel) {
    if (this.#subscriptions.drop(channel)) this.#follow(channel, 'unsubscribe');
  }

  /** Carries out a command. @returns {Promise<object>} the reply, or a {@link CarillonError} */
  command(type, members, data) {
    return new Promise((resolve, reject) => {
      if (!this.#isConnected()) throw new CarillonError({ code: 'not_connected', message: 'There is no connection at present.' });
      this.#link.command(type, members, (reply) => (reply.type === 'error' ? reject(new CarillonError(reply)) : resolve(reply)), data);
    });
  }

  #isConnected() {
    return this.#connectedAt !== null;
  }

  /** Ends here and goes on elsewhere. @returns {{cursor?: string, channels: Array<[string, boolean]>}} from where, each channel with whether it was had */
  handOver() {
    this.#wakes.stop();
    this.#retry.cancel();
    this.#hangUp();
    const names = this.#subscriptions.names();
    const cursor = names.some((name) => this.#subscriptions.isMissed(name)) ? undefined : this.#cursor;
    return { cursor, channels: names.map((name) => [name, this.#subscriptions.isResumed(name)]) };
  }

  #dial() {
    if (this.#isStream() && this.#settings.onStream) return this.#settings.onStream();
    this.#become({ state: State.CONNECTING });
    const dialing = this.#dialing = {};
    if (!this.#tokens.areRenewed) return this.#connect(this.#tokens.fixed);
    const ifStill = (action) => (value) => this.#dialing === dialing && action(value);
    this.#tokens.next().then(ifStill((fresh) => this.#connect(fresh)), ifStill((error) => this.#closed({ code: LOST, reason: `No token: ${error.message}` })));
  }

  #connect(token) {
    try {
      this.#link = new Link(this.#socket(), this.#environment.clock, this.#limits, {
        opened: () => this.#sendConnect(token),
        push: (push) => this.#heed(push),
        closed: (end) => this.#lost(end),
      });
    } catch (error) { // A browser that forbids the address says so at once.
      this.#lost({ code: LOST, reason: error.message });
    }
  }

  #socket() {
    const { url } = this.#addresses;
    return this.#isStream() ? new SseSocket(url, this.#environment) : new this.#environment.WebSocket(url, SUBPROTOCOL);
  }

  /** Whether the channels of a link are those that it was opened with. */
  #isStream() {
    return this.#addresses.transport === 'sse';
  }

  #sendConnect(token) {
    const members = { ...this.#resume(), ...(token && { token }) };
    const channels = this.#first(members);
    this.#length = this.#size({ ...members, channels });
    this.#link.command('connect', { channels, ...members }, (reply) => this.#answered(reply, channels));
  }

  /** From where to go on. What was seen only saves the node from sending it again: it goes if it is long. */
  #resume() {
    const cursor = this.#cursor;
    if (!cursor) return {};
    const { seen } = this.#settings.memory;
    return Object.keys(seen).length > 0 && this.#size({ cursor, seen }) < this.#room() / 2 ? { cursor, seen } : { cursor };
  }

  /** The channels to connect with, as far as there is room: what is new can follow, and begins then; what is resumed can't (protocol.md 4a.7). */
  #first(members = this.#resume()) {
    const names = this.#subscriptions.names().filter((name) => !this.#cursor || this.#isStream() || this.#subscriptions.isResumed(name));
    let room = this.#room() - this.#size(members) - FRAME_BYTES;
    return names.filter((name) => (room -= this.#isStream() ? encodeURIComponent(`"${name}",`).length : name.length + 3) >= 0);
  }

  #room() {
    return this.#isStream() ? this.#limits.address : this.#limits.message;
  }

  #size(members) {
    return this.#isStream() ? streamAddress(this.#addresses.url, members).length : bytesOf(JSON.stringify(members));
  }

  #answered(reply, asked) {
    if (!this.#link) return;
    if (reply.type === 'connected') this.#connected(reply, asked);
    else this.#giveUp(reply);
  }

  #connected(reply, asked) {
    this.#connectedAt = this.#environment.clock.now();
    this.#addresses.worked();
    this.#limits.told(reply.limits, this.#isStream() ? this.#length : 0);
    this.#link.expectPings(reply.ping);
    this.#keep(reply.cursor);
    const { node, connection, degraded } = reply;
    this.#become({ state: connectedState(degraded), node, connection, url: this.#addresses.url, transport: this.#addresses.transport });
    for (const { channel, error, recovered } of reply.channels ?? []) this.#settle(channel, error, recovered);
    this.#catchUp(asked);
  }

  /** Says what was wanted, and what was not any more, while the reply was under way. */
  #catchUp(asked) {
    const wanted = this.#subscriptions.names();
    const left = wanted.filter((channel) => !asked.includes(channel));
    left.forEach((channel) => this.#subscriptions.leaveOut(channel));
    if (this.#isStream()) this.#refuseWhatHasNoRoom(left);
    else left.forEach((channel) => this.#follow(channel, 'subscribe'));
    asked.filter((channel) => !wanted.includes(channel)).forEach((channel) => this.#follow(channel, 'unsubscribe'));
  }

  /** The channels of a stream stand in its address. What has room in a longer one, now that the node has told how long it may be, gets another stream. */
  #refuseWhatHasNoRoom(left) {
    const fitting = this.#first();
    const message = `The address of an event stream has no room for it (${this.#limits.address} bytes).`;
    left.filter((channel) => !fitting.includes(channel)).forEach((channel) => this.#settle(channel, { code: 'limit', message }));
    if (left.some((channel) => fitting.includes(channel))) this.#reopen();
  }

  #follow(channel, type) {
    if (!this.#isConnected()) return;
    if (this.#isStream()) return this.#reopen();
    const wish = this.#subscriptions.entry(channel);
    this.#link.command(type, { channel }, (reply) => {
      if (wish && wish === this.#subscriptions.entry(channel) && this.#isConnected()) this.#settle(channel, reply.type === 'error' ? reply : undefined);
    });
  }

  /** A channel that the link before had and that was not recovered has a gap; of a new one there is nothing to recover. */
  #settle(channel, error, recovered = false) {
    const resumed = this.#subscriptions.isResumed(channel);
    if (this.#subscriptions.isMissed(channel)) recovered = false;
    if (!this.#subscriptions.settle(channel, error)) return;
    this.#listener.settled({ channel, ...(error && { error }), ...(resumed && !error && { recovered }) });
  }

  /** A stream with other channels is another stream. It waits a moment for the next wish. */
  #reopen() {
    const { clock } = this.#environment;
    clock.clearTimeout(this.#reopening);
    this.#reopening = clock.setTimeout(() => {
      this.#hangUp();
      this.#dial();
    }, REOPEN_MS);
  }

  #heed(push) {
    if (push.type === 'publication') this.#publication(push);
    else if (push.type === 'ping') this.#keep(push.cursor);
    else if (push.type === 'gap') this.#listener.gap(push);
    else if (push.type === 'degraded') this.#degraded(push.value);
    else if (push.type === 'error') this.#listener.refused(push);
  }

  #publication({ type, ...publication }) {
    if (this.#settings.memory.take(publication)) this.#listener.publication(publication);
  }

  #keep(cursor) {
    if (cursor === undefined) return;
    this.#cursor = cursor;
    this.#settings.memory.covered();
    this.#listener.cursor(cursor);
  }

  #degraded(value) {
    if (this.#isConnected()) this.#become({ ...this.#status, state: connectedState(value) });
  }

  /** The page woke up, or its network changed: a wait may be over, a link may be dead. */
  #wake(why) {
    if (why === 'online') this.#forgetTheNetwork();
    if (this.#isConnected()) this.#link.probe();
    else if (this.#status.retryAt !== undefined) this.#retryIn(this.#retry.hasten());
  }

  #forgetTheNetwork() {
    this.#addresses.forget();
    this.#limits = new Limits();
  }

  #retryIn(delay) {
    this.#become({ ...this.#status, retryAt: this.#environment.clock.date() + delay });
  }

  #giveUp(error) {
    const link = this.#link;
    this.#lost({ code: LOST, reason: error.message ?? error.code });
    link.close();
  }

  #lost(end) {
    if (!this.#isConnected() && this.#isStream()) this.#limits.notOpened(this.#length);
    this.#addresses.next();
    this.#closed(end);
  }

  #closed({ code, reason, farewell }) {
    this.#retry.forgive(this.#isConnected() ? this.#environment.clock.now() - this.#connectedAt : 0);
    this.#leave();
    const end = { code: farewell?.code ?? code, reason: farewell?.reason ?? reason };
    this.#status = { state: State.DISCONNECTED, ...end };
    if (comesBackSlowly(end.code)) return this.#comeBackSlowly(end, farewell?.delay || 0);
    if (!(farewell?.reconnect ?? comesBack(end.code, this.#tokens.areRenewed))) return this.#stop();
    this.#retryLater(farewell?.delay || 0);
  }

  /** Not never: the page would be deaf until somebody loads it again. */
  #comeBackSlowly({ code, reason }, delay) {
    if (code === TOO_BIG) this.#limits.messageWasTooLong();
    this.#retryLater(Math.max(delay, SLOWLY_MS * (0.5 + this.#environment.random())));
    const seconds = Math.round((this.#status.retryAt - this.#environment.clock.date()) / 1000);
    this.#listener.refused({ code: 'policy', message: `The node closed the connection over what was sent (${code} ${reason}). The next try is in ${seconds} s.` });
  }

  #retryLater(least) {
    this.#retryIn(this.#retry.schedule(least, () => this.#dial(), this.#addresses.size));
  }

  /** Never again, unless somebody asks for it. */
  #stop() {
    this.#wakes.stop();
    this.#become(this.#status);
  }

  #hangUp() {
    const link = this.#link;
    this.#leave();
    link?.close();
  }

  #leave() {
    this.#link = this.#dialing = this.#connectedAt = null;
    this.#environment.clock.clearTimeout(this.#reopening);
    this.#subscriptions.unsettle();
  }

  #become(status) {
    this.#status = status;
    this.#listener.status(status);
  }
}

function connectedState(degraded) {
  return degraded ? State.DEGRADED : State.CONNECTED;
}
