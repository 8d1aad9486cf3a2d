/** The bounds of protocol.md section 7: from about 0.5 s to about 20 s. */
export const FIRST_MS = 500;
export const LONGEST_MS = 20_000;

/**
 * How long to wait before a try: full jitter below a ceiling that doubles.
 *
 * @param {number} attempt how many tries have failed before, from 0
 * @param {() => number} random from 0 (inclusive) to 1 (exclusive)
 * @returns {number} milliseconds, from 0 to the ceiling
 */
export function backoffDelay(attempt, random = Math.random) {
  return Math.round(random() * ceiling(attempt));
}

/** The longest wait before a try; it doubles and then stays. */
export function ceiling(attempt) {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt));
}
