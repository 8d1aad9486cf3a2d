/** The tab that holds the connection: it carries out what the other tabs want, and tells them what comes. */
export class Leadership {
  #post;
  #memory;
  #session;
  #tabs = new Map();
  #isOver = false;

  /**
   * @param {object} memory of the session
   * @param {(listener: object) => object} sessionFor makes the connection
   * @param {(body: object) => void} post tells all tabs, this one too, in order
   */
  constructor(memory, sessionFor, post) {
    this.#memory = memory;
    this.#post = (body) => this.#isOver || post(body);
    const told = (type) => (value) => this.#post({ type, value });
    const types = ['status', 'settled', 'publication', 'gap', 'refused', 'cursor'];
    this.#session = sessionFor(Object.fromEntries(types.map((type) => [type, told(type)])));
  }

  get session() {
    return this.#session;
  }

  /** Connects, for all tabs that were there. */
  open() {
    this.#session.open();
  }

  /** Leads no longer; nobody is told. */
  close() {
    this.#isOver = true;
    this.#session.close();
  }

  /**
   * Takes what a tab wants in place of what it wanted.
   *
   * @param {string} tab
   * @param {Array<[string, boolean]>} wanted channels, each with whether the tab has it already
   */
  want(tab, wanted) {
    const before = this.#tabs.get(tab);
    if (!before) this.#welcome(tab);
    const names = wanted.map(([name]) => name);
    if (names.length > 0) this.#tabs.set(tab, names);
    else this.#tabs.delete(tab);
    before?.forEach((name) => this.#dropUnwanted(name));
    wanted.forEach(([name, has]) => this.#provide(tab, name, has));
  }

  /** Forgets the tabs that are gone without a word. */
  keepOnly(isThere) {
    [...this.#tabs.keys()].filter((tab) => !isThere(tab)).forEach((tab) => this.want(tab, []));
  }

  /** Carries out a command for a tab. */
  command(tab, { number, type, members, data }) {
    const answer = (outcome) => this.#post({ type: 'reply', to: tab, number, ...outcome });
    this.#session.command(type, members, data).then(
      (reply) => answer({ reply }),
      ({ code, message }) => answer({ error: { code, message } }),
    );
  }

  /** Tells that it is there, and how the connection is. */
  beat() {
    this.#post({ type: 'status', value: this.#session.status });
  }

  /** Tells a new tab how the connection is, and from where it would have to go on. */
  #welcome(tab) {
    this.beat();
    this.#post({ type: 'cursor', to: tab, value: this.#session.cursor, seen: this.#memory.seen });
  }

  #dropUnwanted(name) {
    if ([...this.#tabs.values()].some((names) => names.includes(name))) return;
    this.#session.drop(name);
    this.#post({ type: 'dropped', value: name });
  }

  #provide(tab, name, has) {
    if (!this.#session.isJoined(name)) this.#session.want(name, has);
    else if (!has) this.#post({ type: 'settled', to: tab, value: { channel: name } });
  }
}
