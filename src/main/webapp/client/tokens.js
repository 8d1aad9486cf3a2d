const TOKEN_MS = 10_000;

/** The token of each connect: always the same, or a new one each time. */
export class Tokens {
  #settings;
  #clock;

  /** @param {{token?: string, getToken?: () => Promise<string>}} settings */
  constructor(settings, clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Whether the next one is a new one. */
  get areRenewed() {
    return this.#settings.getToken !== undefined;
  }

  /** The one that is always the same, if there is any. */
  get fixed() {
    return this.#settings.token;
  }

  /** @returns {Promise<string>} a new one; rejected if it takes too long */
  async next() {
    let timer;
    const tooLate = new Promise((_, reject) => { timer = this.#clock.setTimeout(() => reject(new Error('it took too long')), TOKEN_MS); });
    return Promise.race([this.#settings.getToken(), tooLate]).finally(() => this.#clock.clearTimeout(timer));
  }
}
