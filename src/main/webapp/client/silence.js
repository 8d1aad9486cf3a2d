/** A watch that speaks up when nothing was heard for a while. */
export class Silence {
  #clock;
  #onSilent;
  #limit = 0;
  #heardAt = 0;
  #timer = null;

  /**
   * @param {{now: Function, setTimeout: Function, clearTimeout: Function}} clock
   * @param {() => void} onSilent called once, then the watch is over
   */
  constructor(clock, onSilent) {
    this.#clock = clock;
    this.#onSilent = onSilent;
  }

  /** Watches from now on: so many milliseconds without `heard` are too many. */
  watch(limit) {
    this.stop();
    this.#limit = limit;
    this.heard();
    this.#arm(limit);
  }

  /** Notes a sign of life; cheap, as it comes with every frame: the timer is left alone. */
  heard() {
    this.#heardAt = this.#clock.now();
  }

  /** Ends the watch. */
  stop() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #arm(delay) {
    this.#timer = this.#clock.setTimeout(() => this.#check(), delay);
  }

  #check() {
    const left = this.#heardAt + this.#limit - this.#clock.now();
    if (left > 0) this.#arm(left);
    else this.#onSilent();
  }
}
