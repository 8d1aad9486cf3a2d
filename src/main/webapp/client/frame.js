/**
 * The objects in a text frame: one per line, in order (protocol.md 3.1 and 3.2).
 *
 * Empty lines, and lines that are not an object with a type, are passed over; one that is no JSON may have been anything, and is a gap.
 *
 * @param {string} text
 * @returns {Array<{type: string}>}
 */
export function objectsIn(text) {
  return text.split('\n').map(objectIn).filter((object) => typeof object?.type === 'string');
}

/**
 * One command as one line.
 *
 * @param {object} members of the command: id, type and its own
 * @param {string} [data] JSON that goes out with the same characters; line breaks become spaces
 */
export function lineOf(members, data) {
  const line = JSON.stringify(members);
  return data === undefined ? line : `${line.slice(0, -1)},"data":${data.replace(/[\r\n]+/g, ' ')}}`;
}

function objectIn(line) {
  if (line.trim() === '') return null;
  try {
    return JSON.parse(line);
  } catch {
    return { type: 'gap', reason: 'unreadable' };
  }
}
