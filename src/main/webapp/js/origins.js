const MOST = 64;
const COLOURS = 8;

/** The name under which publications of foreign JMS programs are counted. */
export const JMS = 'JMS';

/** The origins heard of so far: a colour, a count and, where it is known, a node's name for each. */
export class Origins {
  #known = new Map();
  #met = 0;

  /** Counts a publication. @returns {{label: string, colour: number|null}} */
  count(publication) {
    const origin = this.of(publication.origin);
    origin.count++;
    return origin;
  }

  /** Notes which node an origin belongs to, as an acknowledgement told. */
  name(id, node) {
    this.of(id).node = node;
  }

  /** Forgets the counts, keeps colours and names. */
  clear() {
    for (const origin of this.#known.values()) origin.count = 0;
  }

  list() {
    return [...this.#known.values()].filter((origin) => origin.count > 0);
  }

  /** What is known of an origin. */
  of(id) {
    if (!this.#known.has(id)) {
      this.#known.set(id, this.#meet(id));
      if (this.#known.size > MOST) this.#known.delete(this.#known.keys().next().value);
    }
    return this.#known.get(id);
  }

  #meet(id) {
    if (id === undefined) return { id: JMS, label: JMS, colour: null, count: 0 };
    return { id, label: short(id), colour: this.#met++ % COLOURS, count: 0 };
  }
}

/** The first characters of an origin, enough for people to tell one from another. */
export function short(origin) {
  return String(origin).slice(0, 6);
}
