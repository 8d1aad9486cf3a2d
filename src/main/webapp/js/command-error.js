/** The refusal of a command, with the code of protocol.md section 4. */
export class CommandError extends Error {
  /** @param {{code: string, message?: string}} error an error reply, or one made here */
  constructor(error) {
    super(error.message ?? error.code);
    this.name = 'CommandError';
    this.code = error.code;
  }
}
