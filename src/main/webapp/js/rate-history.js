const SLOT_MS = 1_000;
const SLOTS = 60;

/** How many in each of the last sixty seconds. */
export class RateHistory {
  #slots = new Array(SLOTS).fill(0);
  #slot = 0;

  /** Counts what came. */
  mark(now, count = 1) {
    this.#advance(now);
    this.#slots[this.#slot % SLOTS] += count;
  }

  /** The counts of the seconds that are over, oldest first. */
  points(now) {
    this.#advance(now);
    return Array.from({ length: SLOTS - 1 }, (_, i) => this.#slots[(this.#slot + 1 + i) % SLOTS]);
  }

  #advance(now) {
    const slot = Math.floor(now / SLOT_MS);
    const passed = Math.min(SLOTS, slot - this.#slot);
    for (let i = 0; i < passed; i++) this.#slots[(slot - i) % SLOTS] = 0;
    this.#slot = Math.max(slot, this.#slot);
  }
}
