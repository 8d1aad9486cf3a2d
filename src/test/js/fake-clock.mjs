/** A clock that stands still until the test moves it. */
export class FakeClock {
  #now = 0;
  #lastTimer = 0;
  #timers = new Map();

  now = () => this.#now;

  setTimeout = (action, delay) => {
    this.#timers.set(++this.#lastTimer, { action, at: this.#now + delay });
    return this.#lastTimer;
  };

  clearTimeout = (timer) => this.#timers.delete(timer);

  /** Moves on, and runs what falls due on the way, in order. */
  advance(millis) {
    const until = this.#now + millis;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#timers.delete(next.timer);
      this.#now = Math.max(this.#now, next.at);
      next.action();
    }
    this.#now = until;
  }

  get pending() {
    return this.#timers.size;
  }

  #next(until) {
    const due = [...this.#timers].map(([timer, { action, at }]) => ({ timer, action, at })).filter(({ at }) => at <= until);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
