import { Membership } from './state.js';

/** The channels that are wanted, whatever becomes of the links; which of them a link had, and so are to be resumed. */
export class Subscriptions {
  #wanted = new Map();

  /** @returns {boolean} whether the channel is newly wanted, or was refused before */
  want(channel, resumed = false) {
    const known = this.#wanted.get(channel);
    if (known?.state === Membership.WAITING) known.resumed ||= resumed;
    if (known && known.state !== Membership.REFUSED) return false;
    this.#wanted.set(channel, { state: Membership.WAITING, resumed });
    return true;
  }

  /** @returns {boolean} whether the channel was wanted */
  drop(channel) {
    return this.#wanted.delete(channel);
  }

  names() {
    return [...this.#wanted.keys()];
  }

  /** What is known of a wanted channel: another object each time it is newly wanted. */
  entry(channel) {
    return this.#wanted.get(channel);
  }

  isJoined(channel) {
    return this.#wanted.get(channel)?.state === Membership.JOINED;
  }

  isResumed(channel) {
    return this.#wanted.get(channel)?.resumed === true;
  }

  /** Leaves a channel out of a connection: what it would have had to recover is lost. */
  leaveOut(channel) {
    const entry = this.#wanted.get(channel);
    entry.isMissed ||= entry.resumed;
  }

  /** Whether something of it was missed because it was left out of a connection. */
  isMissed(channel) {
    return this.#wanted.get(channel)?.isMissed === true;
  }

  /** Notes the outcome. @returns {boolean} whether the channel is still wanted */
  settle(channel, error) {
    const entry = this.#wanted.get(channel);
    if (!entry) return false;
    entry.state = error ? Membership.REFUSED : Membership.JOINED;
    entry.resumed = !error;
    entry.isMissed = false;
    return true;
  }

  /** The link is gone: every channel has to be asked for again. */
  unsettle() {
    for (const entry of this.#wanted.values()) entry.state = Membership.WAITING;
  }
}
