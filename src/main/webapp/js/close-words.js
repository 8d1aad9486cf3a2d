/** What each close code of protocol.md section 7 means to people. */
const WORDS = new Map([
  [1000, 'the connection was closed on purpose'],
  [1001, 'the node is going away'],
  [1003, 'the node does not take binary messages'],
  [1006, 'the node cannot be reached'],
  [1007, 'the text was not UTF-8'],
  [1008, 'too many protocol errors'],
  [1009, 'the message was too big'],
  [1011, 'the node failed'],
  [1012, 'the node restarts'],
  [1013, 'overload, or this page reads too slowly'],
  [4401, 'not authenticated'],
  [4403, 'forbidden'],
  [4408, 'the connect command came too late'],
  [4429, 'too many commands'],
]);

/** The meaning of a close code in words. */
export function closeWords(code) {
  return WORDS.get(code) ?? 'the connection was lost';
}
