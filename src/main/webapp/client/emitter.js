/** Tells listeners of events, by name. */
export class Emitter {
  #listeners = new Map();

  /** Listens from now on. @returns this */
  on(type, listener) {
    this.#listeners.set(type, [...this.#of(type), listener]);
    return this;
  }

  /** Listens no longer. @returns this */
  off(type, listener) {
    this.#listeners.set(type, this.#of(type).filter((known) => known !== listener && known.once !== listener));
    return this;
  }

  /** Listens for one event. @returns this */
  once(type, listener) {
    const one = (event) => {
      this.off(type, one);
      listener(event);
    };
    one.once = listener;
    return this.on(type, one);
  }

  /** Tells all who listen; one that throws keeps it from no other. @returns {boolean} whether anybody listens */
  emit(type, event) {
    const listeners = this.#of(type);
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        (globalThis.reportError ?? console.error)(error);
      }
    }
    return listeners.length > 0;
  }

  #of(type) {
    return this.#listeners.get(type) ?? [];
  }
}
