import { Membership } from './membership.js';

/** The channels that the page wants, in the order in which they were wanted. */
export class Wanted {
  #carillon;
  #onChange;
  #names = new Set();

  /**
   * @param {import('../carillon.js').Carillon} carillon
   * @param {(channels: Array<{channel: string, state: string, error?: object}>) => void} onChange
   */
  constructor(carillon, onChange) {
    this.#carillon = carillon;
    this.#onChange = onChange;
    ['state', 'subscribed', 'unsubscribed', 'error'].forEach((type) => carillon.on(type, () => this.#changed()));
  }

  get names() {
    return [...this.#names];
  }

  subscribe(name) {
    this.#names.add(name);
    this.#carillon.channel(name).subscribe();
    this.#changed();
  }

  unsubscribe(name) {
    this.#names.delete(name);
    this.#carillon.channel(name).unsubscribe();
    this.#changed();
  }

  #changed() {
    this.#onChange(this.names.map((name) => this.#outcome(name)));
  }

  #outcome(channel) {
    const { state, error } = this.#carillon.channel(channel);
    return { channel, state, error: state === Membership.REFUSED ? error : undefined };
  }
}
