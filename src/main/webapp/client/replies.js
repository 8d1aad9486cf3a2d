/** The commands of one link that still wait for their reply. */
export class Replies {
  #clock;
  #patience;
  #waiting = new Map();
  #lastId = 0;

  /** @param {number} patience milliseconds after which a reply is given up */
  constructor(clock, patience) {
    this.#clock = clock;
    this.#patience = patience;
  }

  /**
   * Registers a command.
   *
   * @param {(reply: object) => void} onReply called once: with the reply, or an error made here
   * @returns {number} its id, greater than every one before
   */
  expect(onReply) {
    const id = ++this.#lastId;
    const timer = this.#clock.setTimeout(() => this.settle(unanswered(id)), this.#patience);
    this.#waiting.set(id, { onReply, timer });
    return id;
  }

  /** Hands a reply to the command that waits for it; one that nobody waits for is passed over. */
  settle(reply) {
    const command = this.#waiting.get(reply.id);
    if (!command) return;
    this.#waiting.delete(reply.id);
    this.#clock.clearTimeout(command.timer);
    command.onReply(reply);
  }

  /** Gives up all that wait: the link is gone, so their outcome is not known. */
  abandon() {
    for (const id of [...this.#waiting.keys()]) this.settle(unanswered(id));
  }
}

function unanswered(id) {
  return { id, type: 'error', code: 'unknown', message: 'No reply came.' };
}
