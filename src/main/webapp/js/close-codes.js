/** What each close code of protocol.md section 7 means to people, and whether to come back. */
const CODES = new Map([
  [1000, { words: 'the connection was closed on purpose', comeBack: false }],
  [1001, { words: 'the node is going away', comeBack: true }],
  [1003, { words: 'the node does not take binary messages', comeBack: false }],
  [1006, { words: 'the node cannot be reached', comeBack: true }],
  [1007, { words: 'the text was not UTF-8', comeBack: false }],
  [1008, { words: 'too many protocol errors', comeBack: false }],
  [1009, { words: 'the message was too big', comeBack: false }],
  [1011, { words: 'the node failed', comeBack: true }],
  [1012, { words: 'the node restarts', comeBack: true }],
  [1013, { words: 'overload, or this page reads too slowly', comeBack: true }],
  [4401, { words: 'not authenticated', comeBack: false }],
  [4403, { words: 'forbidden', comeBack: false }],
  [4408, { words: 'the connect command came too late', comeBack: true }],
  [4429, { words: 'too many commands', comeBack: true }],
]);

/**
 * The meaning of a close code; one that is new to us is worth another try, with back-off.
 *
 * @param {number} code
 * @returns {{words: string, comeBack: boolean}}
 */
export function closing(code) {
  return CODES.get(code) ?? { words: 'the connection was lost', comeBack: true };
}
