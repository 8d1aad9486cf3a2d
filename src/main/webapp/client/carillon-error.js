/** The codes after which the same may be tried again by and by. */
const PASSING = ['rate', 'unavailable', 'busy', 'unknown', 'not_connected', 'queue_full'];

/** What a node refused (with a code of protocol.md section 4), or this library itself. */
export class CarillonError extends Error {
  /** @param {{code: string, message?: string, channel?: string}} error an error reply, or one made here */
  constructor({ code, message, channel }) {
    super(message ?? code);
    this.name = 'CarillonError';
    this.code = code;
    this.channel = channel;
  }

  /** Whether the same may succeed later. */
  get passing() {
    return PASSING.includes(this.code);
  }
}
