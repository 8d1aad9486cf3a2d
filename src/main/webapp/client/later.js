import { State } from './state.js';

/** A session whose code is still on its way: what is asked of it is done, in order, once it is there. */
export class Later {
  #session = null;
  #coming;
  #state;

  /**
   * @param {Promise<object>} coming the session
   * @param {string} [state] until it is there
   */
  constructor(coming, state = State.DISCONNECTED) {
    this.#state = state;
    this.#coming = coming.then((session) => { this.#session = session; });
  }

  get status() {
    return this.#session?.status ?? { state: this.#state };
  }

  get cursor() {
    return this.#session?.cursor;
  }

  get leads() {
    return this.#session?.leads ?? false;
  }

  open() {
    this.#ask((session) => session.open());
  }

  close() {
    this.#ask((session) => session.close());
  }

  want(channel, resumed) {
    this.#ask((session) => session.want(channel, resumed));
  }

  drop(channel) {
    this.#ask((session) => session.drop(channel));
  }

  command(...all) {
    return this.#ask((session) => session.command(...all));
  }

  #ask(action) {
    return this.#session ? action(this.#session) : this.#coming.then(() => action(this.#session));
  }
}
