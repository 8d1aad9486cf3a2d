import { backoffDelay } from './backoff.js';

const STEADY_MS = 10_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The next try: when it comes, and how many have failed before. */
export class Retry {
  #clock;
  #random;
  #attempt = 0;
  #timer = null;

  constructor(clock, random) {
    this.#clock = clock;
    this.#random = random;
  }

  /**
   * Plans a try.
   *
   * @param {number} least milliseconds that the node asked us to stay away
   * @param {() => void} action
   * @returns {number} when it comes, by the clock
   */
  schedule(least, action) {
    this.cancel();
    const delay = Math.min(LONGEST_TIMER_MS, Math.max(least, backoffDelay(this.#attempt++, this.#random)));
    this.#timer = this.#clock.setTimeout(action, delay);
    return this.#clock.now() + delay;
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
}
