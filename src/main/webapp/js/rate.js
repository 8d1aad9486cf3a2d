const SLOT_MS = 250;
const SLOTS = 8;

/** How many per second, as the mean of the last two seconds. */
export class Rate {
  #slots = new Array(SLOTS).fill(0);
  #slot = 0;

  mark(now) {
    this.#advance(now);
    this.#slots[this.#slot % SLOTS]++;
  }

  perSecond(now) {
    this.#advance(now);
    const sum = this.#slots.reduce((total, count) => total + count, 0);
    return (sum * 1000) / (SLOT_MS * SLOTS);
  }

  #advance(now) {
    const slot = Math.floor(now / SLOT_MS);
    const passed = Math.min(SLOTS, slot - this.#slot);
    for (let i = 0; i < passed; i++) this.#slots[(slot - i) % SLOTS] = 0;
    this.#slot = Math.max(slot, this.#slot);
  }
}
