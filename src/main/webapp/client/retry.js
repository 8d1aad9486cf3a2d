import { backoffDelay } from './backoff.js';

const STEADY_MS = 10_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The next try: when it comes, and how many have failed before. */
export class Retry {
  #clock;
  #random;
  #attempt = 0;
  #timer = null;
  #action = null;
  #notBefore = 0;

  constructor(clock, random) {
    this.#clock = clock;
    this.#random = random;
  }

  /**
   * Plans a try.
   *
   * @param {number} least milliseconds that the node asked us to stay away
   * @param {() => void} action
   * @param {number} [share] how many nodes there are to try: the wait grows once all have failed
   * @returns {number} milliseconds until it comes
   */
  schedule(least, action, share = 1) {
    this.#notBefore = this.#clock.now() + least;
    this.#action = action;
    return this.#arm(backoffDelay(Math.floor(this.#attempt++ / share), this.#random));
  }

  /** Lets the planned try come soon, but not all at once, nor before the node wants it. @returns {number} as `schedule` */
  hasten() {
    this.#attempt = 0;
    return this.#arm(backoffDelay(0, this.#random));
  }

  cancel() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Starts over with short waits, if the link held so long that the trouble is over. */
  forgive(heldMs) {
    if (heldMs >= STEADY_MS) this.#attempt = 0;
  }

  /** Starts over: somebody asked for it. */
  reset() {
    this.cancel();
    this.#attempt = 0;
  }

  #arm(wish) {
    this.cancel();
    const delay = Math.min(LONGEST_TIMER_MS, Math.max(this.#notBefore - this.#clock.now(), wish));
    this.#timer = this.#clock.setTimeout(this.#action, delay);
    return delay;
  }
}
