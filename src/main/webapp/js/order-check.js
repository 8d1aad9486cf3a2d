const MOST_ORIGINS = 256;
const MOST_REMEMBERED = 1_000;

/** What the check found of a publication. */
export const Verdict = Object.freeze({
  FINE: 'fine',
  DUPLICATE: 'duplicate',
  OUT_OF_ORDER: 'out of order',
});

/** Whether publications come once and, for each origin, with a rising seq (protocol.md 5, publication). */
export class OrderCheck {
  #origins = new Map();
  #messageIds = new Set();

  /** @returns {string} one of {@link Verdict} */
  check({ origin, seq, messageId }) {
    if (origin !== undefined) return this.#checkSeq(this.#originOf(origin), seq);
    return messageId === undefined || remember(this.#messageIds, messageId) ? Verdict.FINE : Verdict.DUPLICATE;
  }

  #checkSeq(seen, seq) {
    if (!remember(seen.recent, seq)) return Verdict.DUPLICATE;
    if (seq < seen.highest) return Verdict.OUT_OF_ORDER;
    seen.highest = seq;
    return Verdict.FINE;
  }

  #originOf(origin) {
    if (!this.#origins.has(origin)) {
      this.#origins.set(origin, { highest: 0, recent: new Set() });
      forgetOldest(this.#origins, MOST_ORIGINS);
    }
    return this.#origins.get(origin);
  }
}

function remember(set, value) {
  if (set.has(value)) return false;
  set.add(value);
  forgetOldest(set, MOST_REMEMBERED);
  return true;
}

function forgetOldest(collection, most) {
  if (collection.size > most) collection.delete(collection.keys().next().value);
}
