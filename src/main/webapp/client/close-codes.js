/** The link is gone, nobody said why. */
export const LOST = 1006;
/** A message was too big. */
export const TOO_BIG = 1009;

const NORMAL = 1000;
const UNAUTHENTICATED = 4401;
const FORBIDDEN = 4403;
/** What was sent is at fault: the same may be sent again after the next try, so that comes late. */
const SLOWLY = [1003, 1007, 1008, TOO_BIG, 4400];

/**
 * Whether to come back after a close code (protocol.md section 7); one that is new to us is worth another try.
 *
 * @param {number} code
 * @param {boolean} renewsToken whether the next try has a new token
 */
export function comesBack(code, renewsToken) {
  return code === UNAUTHENTICATED ? renewsToken : code !== NORMAL && code !== FORBIDDEN;
}

/** Whether to come back, but slowly: the node closed over what was sent. */
export function comesBackSlowly(code) {
  return SLOWLY.includes(code);
}
