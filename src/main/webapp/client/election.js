/** Which of the tabs leads: the one that holds a lock. Each tab holds a lock of its own as well, so that the others can tell that it is there. */
export class Election {
  #locks;
  #name;
  #id;
  #voters;
  #term = null;
  #queue = null;
  #leave = () => {};

  /**
   * @param {LockManager} locks
   * @param {string} name of the lock
   * @param {string} id of this tab
   * @param {{won: (term: object) => void, lost: () => void}} voters `lost`: the lock was taken away
   */
  constructor(locks, name, id, voters) {
    this.#locks = locks;
    this.#name = name;
    this.#id = id;
    this.#voters = voters;
  }

  /** Is there from now on, and waits for the lock. */
  join() {
    const left = new Promise((resolve) => { this.#leave = resolve; });
    this.#locks.request(`${this.#name} ${this.#id}`, () => left);
    this.stand();
  }

  /** Is there no longer. */
  leave() {
    this.stepDown();
    this.#queue?.abort();
    this.#leave();
  }

  /** Waits for the lock. The request is refused when the queue is left, and when the lock is taken away. */
  stand(options = { signal: (this.#queue = new AbortController()).signal }) {
    const term = {};
    const held = new Promise((resolve) => { term.end = resolve; });
    const win = () => {
      this.#term = term;
      this.#voters.won(term);
      return held;
    };
    this.#locks.request(this.#name, options, win).catch(() => this.isStill(term) && this.#voters.lost());
  }

  /** Takes the lock away from who holds it. */
  supersede() {
    this.#queue?.abort();
    this.stand({ steal: true });
  }

  /** Gives the lock up, if this tab has it. */
  stepDown() {
    this.#term?.end();
    this.#term = null;
  }

  /** Whether this tab still leads as it did. */
  isStill(term) {
    return this.#term === term;
  }

  /** @returns {Promise<string[]>} the other tabs */
  async others() {
    const { held } = await this.#locks.query();
    const prefix = `${this.#name} `;
    return held.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => name.slice(prefix.length)).filter((id) => id !== this.#id);
  }
}
