/** The link is gone, nobody said why. */
export const LOST = 1006;

const NORMAL = 1000;
const UNAUTHENTICATED = 4401;
const NEVER = [NORMAL, 1003, 1007, 1008, 1009, 4403];

/**
 * Whether to come back after a close code (protocol.md section 7); one that is new to us is worth another try.
 *
 * @param {number} code
 * @param {boolean} renewsToken whether the next try has a new token
 */
export function comesBack(code, renewsToken) {
  return code === UNAUTHENTICATED ? renewsToken : !NEVER.includes(code);
}
