const TICK_MS = 10_000;
const EVENTS = ['online', 'offline', 'visibilitychange', 'resume', 'pageshow'];

/** Notices that the page was asleep, or that its network changed. */
export class Wakes {
  #environment;
  #onWake;
  #timer = null;
  #heed = (event) => this.#onWake(event.type);

  /** @param {(why: string) => void} onWake told of an event's name, or `sleep` */
  constructor(environment, onWake) {
    this.#environment = environment;
    this.#onWake = onWake;
  }

  /** Watches until `stop`. Events of the document pass the window on their way down, where they don't bubble up. */
  start() {
    EVENTS.forEach((type) => this.#environment.window?.addEventListener?.(type, this.#heed, true));
    this.#tick();
  }

  stop() {
    EVENTS.forEach((type) => this.#environment.window?.removeEventListener?.(type, this.#heed, true));
    this.#environment.clock.clearTimeout(this.#timer);
  }

  /** A timer that comes much too late has slept; the wall's clock knows, the page's own may have slept too. */
  #tick() {
    const { clock } = this.#environment;
    const dueAt = clock.date() + TICK_MS;
    this.#timer = clock.setTimeout(() => {
      this.#tick();
      if (clock.date() > dueAt + TICK_MS) this.#onWake('sleep');
    }, TICK_MS);
  }
}
