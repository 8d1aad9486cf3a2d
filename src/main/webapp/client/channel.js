import { ChannelStream } from './channel-stream.js';
import { Emitter } from './emitter.js';
import { Membership } from './state.js';

/**
 * A channel of a {@link Carillon}.
 *
 * Events: `publication`, `subscribed`, `recovered` (it was away, nothing is missing), `gap` (something is), `error` (it was refused), `unsubscribed`.
 */
export class Channel extends Emitter {
  #owner;

  /**
   * For {@link Carillon} only.
   *
   * @param {string} name
   * @param {{subscribe: Function, unsubscribe: Function, publish: Function, history: Function}} owner
   */
  constructor(name, owner) {
    super();
    this.name = name;
    this.state = Membership.UNSUBSCRIBED;
    this.error = undefined;
    this.#owner = owner;
  }

  /** Wants the channel, from now on and after each reconnect. @returns this */
  subscribe() {
    this.#owner.subscribe(this);
    return this;
  }

  /** Wants it no longer. @returns this */
  unsubscribe() {
    this.#owner.unsubscribe(this);
    return this;
  }

  /** Subscribes. @returns {Promise<Channel>} once it is subscribed; rejected if it is refused or left */
  joined() {
    this.subscribe();
    if (this.state === Membership.JOINED) return Promise.resolve(this);
    if (this.state === Membership.REFUSED) return Promise.reject(this.error);
    return new Promise((resolve, reject) => {
      const done = () => this.off('subscribed', joined).off('error', refused).off('unsubscribed', left);
      const joined = () => { done(); resolve(this); };
      const refused = (error) => { done(); reject(error); };
      const left = () => { done(); reject(this.error ?? new Error(`${this.name} was left.`)); };
      this.on('subscribed', joined).on('error', refused).on('unsubscribed', left);
    });
  }

  /** Publishes, see {@link Carillon#publish}. */
  publish(data, options) {
    return this.#owner.publish(this.name, data, options);
  }

  /** What a node remembers, see {@link Carillon#history}. */
  history(options) {
    return this.#owner.history(this.name, options);
  }

  /** Subscribes, and hands out what is published from now on. */
  [Symbol.asyncIterator]() {
    const stream = new ChannelStream(this);
    this.subscribe();
    return stream;
  }
}
