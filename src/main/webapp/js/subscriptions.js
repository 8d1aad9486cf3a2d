import { Membership } from './state.js';

/** The channels that this client wants, whatever becomes of its links. */
export class Subscriptions {
  #wanted = new Map();

  /** @returns {boolean} whether the channel is newly wanted, or was refused before */
  want(channel) {
    const known = this.#wanted.get(channel);
    if (known && known.state !== Membership.REFUSED) return false;
    this.#wanted.set(channel, { state: Membership.WAITING });
    return true;
  }

  /** @returns {boolean} whether the channel was wanted */
  drop(channel) {
    return this.#wanted.delete(channel);
  }

  names() {
    return [...this.#wanted.keys()];
  }

  /** Notes that a channel was asked for. */
  ask(channel) {
    if (this.#wanted.has(channel)) this.#wanted.set(channel, { state: Membership.JOINING });
  }

  /** Notes the outcome for a channel that is still wanted. */
  settle(channel, error) {
    if (!this.#wanted.has(channel)) return;
    this.#wanted.set(channel, error ? { state: Membership.REFUSED, error } : { state: Membership.JOINED });
  }

  /** The link is gone: every channel has to be asked for again. */
  unsettle() {
    for (const channel of this.names()) this.#wanted.set(channel, { state: Membership.WAITING });
  }

  /** @returns {Array<{channel: string, state: string, error?: object}>} in the order in which they were wanted */
  list() {
    return [...this.#wanted].map(([channel, outcome]) => ({ channel, ...outcome }));
  }
}
