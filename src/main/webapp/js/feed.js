import { OrderCheck, Verdict } from './order-check.js';
import { Origins } from './origins.js';
import { Rate } from './rate.js';
import { RateHistory } from './rate-history.js';

const MOST_CHANNELS = 200;

/** The last publications that came, and the counts of all. */
export class Feed {
  origins = new Origins();
  #limit;
  #entries = [];
  #order = new OrderCheck();
  #rate = new Rate();
  #history = new RateHistory();
  #channels = new Map();
  #received = 0;
  #total = 0;
  #duplicates = 0;
  #outOfOrder = 0;

  /** @param {number} limit how many entries are kept; the counts go on */
  constructor(limit) {
    this.#limit = limit;
  }

  /**
   * Takes a publication in.
   *
   * @param {object} publication as it came
   * @param {number} now by the clock, for the rate
   */
  add(publication, now) {
    const verdict = this.#order.check(publication);
    const origin = this.origins.count(publication);
    this.#count(verdict, now);
    this.#history.mark(now);
    this.#historyOf(publication.channel).mark(now);
    this.#entries.push({ number: ++this.#total, publication, origin, verdict, at: new Date() });
    if (this.#entries.length > this.#limit) this.#entries.shift();
  }

  /** The kept entries that came after the one with this number. */
  after(number) {
    const first = this.#total - this.#entries.length + 1;
    return this.#entries.slice(Math.max(0, number - first + 1));
  }

  /** How many came in after the one with this number, kept or not. */
  newSince(number) {
    return this.#total - number;
  }

  counts(now) {
    return {
      received: this.#received,
      perSecond: this.#rate.perSecond(now),
      outOfOrder: this.#outOfOrder,
      duplicates: this.#duplicates,
    };
  }

  /** How many came in each of the last seconds: of all, or of a channel. */
  points(now, channel) {
    return (channel === undefined ? this.#history : this.#historyOf(channel)).points(now);
  }

  /** Empties the list and sets the counts to nothing. */
  clear() {
    this.#entries = [];
    this.#received = this.#duplicates = this.#outOfOrder = 0;
    this.origins.clear();
  }

  #historyOf(channel) {
    if (!this.#channels.has(channel)) this.#channels.set(channel, new RateHistory());
    if (this.#channels.size > MOST_CHANNELS) this.#channels.delete(this.#channels.keys().next().value);
    return this.#channels.get(channel);
  }

  #count(verdict, now) {
    this.#received++;
    this.#rate.mark(now);
    if (verdict === Verdict.DUPLICATE) this.#duplicates++;
    if (verdict === Verdict.OUT_OF_ORDER) this.#outOfOrder++;
  }
}
