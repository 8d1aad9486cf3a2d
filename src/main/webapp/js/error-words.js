/** What each error code of protocol.md section 4 means to people. */
const WORDS = new Map([
  ['bad_request', 'The node found the command malformed.'],
  ['not_connected', 'There is no connection at present.'],
  ['unsupported', 'This version does not know how to do that.'],
  ['forbidden', 'That is not allowed.'],
  ['limit', 'That is one channel too many: leave another first.'],
  ['rate', 'That was too many at once. Nothing was done; try again more slowly.'],
  ['too_large', 'The payload is too large.'],
  ['unavailable', 'The broker does not answer. Nothing was published; try again in a while.'],
  ['busy', 'The node is busy. Nothing was published; try again in a while.'],
  ['unknown', 'It is not known whether it was published. Publish again only if twice does no harm.'],
]);

/** An error reply in words; the node's own message where its code is new to us. */
export function errorWords(error) {
  return WORDS.get(error.code) ?? error.message ?? 'The node refused, without a reason.';
}
