import { closing } from './close-codes.js';
import { CommandError } from './command-error.js';
import { Link } from './link.js';
import { Retry } from './retry.js';
import { State } from './state.js';
import { Subscriptions } from './subscriptions.js';

/**
 * What a connection is at present.
 *
 * @typedef {object} Status
 * @property {string} state one of {@link State}
 * @property {string} [node] the node's name, once connected
 * @property {string} [connection] the connection's id, once connected
 * @property {string} [words] why it is disconnected
 * @property {number} [code] the close code
 * @property {string} [reason] the reason that came with the close code
 * @property {number} [retryAt] when the next try comes, by the clock; none if there is none
 */

/** A browser's own WebSocket, clock and dice. */
export function browserEnvironment() {
  return {
    WebSocket: globalThis.WebSocket,
    clock: {
      now: () => performance.now(),
      setTimeout: (action, delay) => setTimeout(action, delay),
      clearTimeout: (timer) => clearTimeout(timer),
    },
    random: Math.random,
  };
}

/** A client of a Carillon cluster: one link at a time, renewed when it is lost. */
export class Connection {
  #url;
  #listener;
  #environment;
  #retry;
  #subscriptions = new Subscriptions();
  #status = { state: State.DISCONNECTED };
  #link = null;
  #connectedAt = null;

  /**
   * @param {string} url of the node's `ws`
   * @param {{changed: Function, channels: Function, publication: Function, refused: Function}} listener
   * @param {{WebSocket: Function, clock: object, random: Function}} environment
   */
  constructor(url, listener, environment = browserEnvironment()) {
    this.#url = url;
    this.#listener = listener;
    this.#environment = environment;
    this.#retry = new Retry(environment.clock, environment.random);
  }

  /** @returns {Status} */
  get status() {
    return this.#status;
  }

  /** @returns {Array<{channel: string, state: string, error?: object}>} */
  get channels() {
    return this.#subscriptions.list();
  }

  /** Connects now, if there is no link yet: at first, again after a stop, or before the next try is due. */
  open() {
    if (this.#link) return;
    this.#retry.reset();
    this.#dial();
  }

  /** Closes by our own wish; only `open` comes back. */
  close() {
    const link = this.#link;
    this.#retry.cancel();
    this.#leaveLink();
    link?.close();
    this.#become({ state: State.DISCONNECTED, code: 1000, words: closing(1000).words });
  }

  /** Wants a channel, now and after each reconnect. */
  subscribe(channel) {
    if (!this.#subscriptions.want(channel)) return;
    if (this.#isConnected()) this.#sendSubscribe(channel);
    this.#channelsChanged();
  }

  /** Wants a channel no longer. */
  unsubscribe(channel) {
    if (!this.#subscriptions.drop(channel)) return;
    if (this.#isConnected()) this.#sendUnsubscribe(channel);
    this.#channelsChanged();
  }

  /**
   * Publishes.
   *
   * @param {string} channel
   * @param {string} json the payload as JSON; its characters are passed through untouched
   * @returns {Promise<{origin: string, seq: number, level: string, millis: number}>} or a {@link CommandError}
   */
  publish(channel, json) {
    if (!isJson(json)) return refusal('bad_request', 'The payload is not JSON.');
    if (!this.#isConnected()) return refusal('not_connected');
    return new Promise((resolve, reject) => this.#sendPublish(channel, json, resolve, reject));
  }

  #isConnected() {
    return this.#connectedAt !== null;
  }

  #dial() {
    this.#become({ state: State.CONNECTING });
    this.#link = new Link(this.#url, this.#environment, {
      opened: () => this.#sendConnect(),
      push: (push) => this.#heed(push),
      closed: (end) => this.#closed(end),
    });
  }

  #sendConnect() {
    const channels = this.#subscriptions.names();
    channels.forEach((channel) => this.#subscriptions.ask(channel));
    this.#channelsChanged();
    this.#link.command('connect', { channels }, (reply) => this.#answered(reply, channels));
  }

  #answered(reply, asked) {
    if (!this.#link) return;
    if (reply.type === 'connected') this.#connected(reply, asked);
    else this.#giveUpLink(reply);
  }

  #connected(reply, asked) {
    this.#connectedAt = this.#environment.clock.now();
    this.#link.expectPings(reply.ping);
    for (const { channel, error } of reply.channels ?? []) this.#subscriptions.settle(channel, error);
    this.#become({ state: connectedState(reply.degraded), node: reply.node, connection: reply.connection });
    this.#catchUp(asked);
    this.#channelsChanged();
  }

  /** Says what was wanted, and what was not any more, while the reply was under way. */
  #catchUp(asked) {
    const wanted = this.#subscriptions.names();
    wanted.filter((channel) => !asked.includes(channel)).forEach((channel) => this.#sendSubscribe(channel));
    asked.filter((channel) => !wanted.includes(channel)).forEach((channel) => this.#sendUnsubscribe(channel));
  }

  #sendSubscribe(channel) {
    this.#subscriptions.ask(channel);
    this.#link.command('subscribe', { channel }, (reply) => this.#subscribed(channel, reply));
  }

  #subscribed(channel, reply) {
    if (!this.#isConnected()) return;
    this.#subscriptions.settle(channel, reply.type === 'error' ? reply : undefined);
    this.#channelsChanged();
  }

  #sendUnsubscribe(channel) {
    this.#link.command('unsubscribe', { channel }, () => {});
  }

  #sendPublish(channel, json, resolve, reject) {
    const sentAt = this.#environment.clock.now();
    const onReply = (reply) => {
      if (reply.type === 'error') reject(new CommandError(reply));
      else resolve({ ...reply, millis: this.#environment.clock.now() - sentAt });
    };
    this.#link.command('publish', { channel }, onReply, json);
  }

  #heed(push) {
    if (push.type === 'publication') this.#listener.publication(push);
    else if (push.type === 'degraded') this.#degraded(push.value);
    else if (push.type === 'error') this.#listener.refused(push);
  }

  #degraded(value) {
    if (this.#isConnected()) this.#become({ ...this.#status, state: connectedState(value) });
  }

  #giveUpLink(error) {
    const link = this.#link;
    this.#closed({ code: 1006, reason: error.message ?? error.code, farewell: null });
    link.close();
  }

  #closed({ code, reason, farewell }) {
    this.#retry.forgive(this.#heldMs());
    this.#leaveLink();
    const end = { code: farewell?.code ?? code, reason: farewell?.reason ?? reason };
    const meaning = closing(end.code);
    const comeBack = farewell?.reconnect ?? meaning.comeBack;
    const retryAt = comeBack ? this.#retry.schedule(leastDelay(farewell), () => this.#dial()) : undefined;
    this.#become({ state: State.DISCONNECTED, ...end, words: meaning.words, retryAt });
  }

  #heldMs() {
    return this.#isConnected() ? this.#environment.clock.now() - this.#connectedAt : 0;
  }

  #leaveLink() {
    this.#link = null;
    this.#connectedAt = null;
    this.#subscriptions.unsettle();
    this.#channelsChanged();
  }

  #become(status) {
    this.#status = status;
    this.#listener.changed(status);
  }

  #channelsChanged() {
    this.#listener.channels(this.channels);
  }
}

function connectedState(degraded) {
  return degraded ? State.DEGRADED : State.CONNECTED;
}

function leastDelay(farewell) {
  return Number.isFinite(farewell?.delay) ? farewell.delay : 0;
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function refusal(code, message) {
  return Promise.reject(new CommandError({ code, message }));
}
