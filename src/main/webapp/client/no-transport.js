import { CarillonError } from './carillon-error.js';
import { State } from './state.js';

/** What there is where nothing can connect, in the shape of a {@link Session}: it says so at once, and tries nothing. */
export class NoTransport {
  #error;
  #listener;
  #status = { state: State.DISCONNECTED };

  /** @param {string} message why */
  constructor(message, listener) {
    this.#error = { code: 'no_transport', message };
    this.#listener = listener;
  }

  get status() {
    return this.#status;
  }

  get cursor() {
    return undefined;
  }

  get leads() {
    return true;
  }

  open() {
    this.#status = { ...this.#status, code: 0, reason: this.#error.message };
    this.#listener.status(this.#status);
  }

  close() {
    this.#status = { state: State.DISCONNECTED };
  }

  want(channel) {
    this.#listener.settled({ channel, error: this.#error });
  }

  drop() {
    // Nothing was subscribed.
  }

  async command() {
    throw new CarillonError(this.#error);
  }
}
