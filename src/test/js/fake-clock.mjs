/** A clock that stands still until the test moves it. */
export class FakeClock {
  #now = 0;
  #wall = 1_700_000_000_000;
  #lastTimer = 0;
  #timers = new Map();

  now = () => this.#now;

  /** The wall's clock. */
  date = () => this.#wall;

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
      this.#to(Math.max(this.#now, next.at));
      next.action();
    }
    this.#to(until);
  }

  /** As `advance`, and lets promises go on after each timer. */
  async pass(millis) {
    const until = this.#now + millis;
    await ticks();
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#timers.delete(next.timer);
      this.#to(Math.max(this.#now, next.at));
      next.action();
      await ticks();
    }
    this.#to(until);
  }

  /** The machine sleeps: only the wall's clock goes on. */
  sleep(millis) {
    this.#wall += millis;
  }

  get pending() {
    return this.#timers.size;
  }

  #to(now) {
    this.#wall += now - this.#now;
    this.#now = now;
  }

  #next(until) {
    const due = [...this.#timers].map(([timer, { action, at }]) => ({ timer, action, at })).filter(({ at }) => at <= until);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}

async function ticks() {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
