/** What a node takes that has not told its limits (protocol.md, connect). At many servers the head of a request may have 8 KB in all: an address of 6,000 bytes leaves room for its other lines. */
const UNTOLD = Object.freeze({ message: 65_536, payload: 65_536, address: 6_000 });
/** No node takes less. */
const LEAST = 1_000;
/** After so many a longer address is not tried again: a proxy takes less than its node. */
const MOST_SETBACKS = 3;
/** So often in a row a stream may fail with an address as long as one that opened: the next node may take less. */
const MOST_AWAY = 8;

/** The limits of the node, as far as they are known. */
export class Limits {
  #known = UNTOLD;
  /** The longest address that opened a stream, how often a longer one did not although the next did, and how many have failed since. */
  #proven = 0;
  #setbacks = 0;
  #failures = 0;
  #away = 0;

  /** The longest message, in bytes of UTF-8. */
  get message() {
    return this.#known.message;
  }

  /** The longest payload, in bytes of UTF-8. */
  get payload() {
    return this.#known.payload;
  }

  /** How long the address of the next event stream may be. */
  get address() {
    if (this.#failures > 0) return Math.min(this.#known.address, Math.max(LEAST, UNTOLD.address / 2 ** (this.#failures - 1)));
    return this.#setbacks < MOST_SETBACKS ? this.#known.address : Math.min(this.#known.address, this.#proven);
  }

  /**
   * A node took us in.
   *
   * @param {object} [limits] that it told; an older one tells none
   * @param {number} [length] of the address of the stream
   */
  told(limits, length = 0) {
    this.#known = { ...UNTOLD, ...limits };
    this.#setbacks = length > this.#proven ? 0 : this.#setbacks + (this.#failures > 0);
    this.#proven = Math.max(this.#proven, length);
    this.#failures = this.#away = 0;
  }

  /** The node closed the connection over the length of a message. */
  messageWasTooLong() {
    this.#known = { ...this.#known, message: LEAST };
  }

  /**
   * A stream was not opened. If its address is longer than any that did, that may be why; so it may be, after a while, if it is not. The next one is shorter
   * then, and if that opens, a long one is tried again.
   */
  notOpened(length) {
    const isLonger = length > this.#proven * 1.25;
    if (length > LEAST && (isLonger || ++this.#away > MOST_AWAY)) this.#failures++;
  }
}

/** How many bytes a text has in UTF-8. */
export function bytesOf(text) {
  return new TextEncoder().encode(text).length;
}
