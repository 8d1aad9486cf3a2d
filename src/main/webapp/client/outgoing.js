import { CarillonError } from './carillon-error.js';

/** How long a publication of unknown outcome is tried again: less than nodes remember its key. */
const UNKNOWN_MS = 60_000;
const AGAIN_MS = 1_000;
const MOST_FLYING = 20_000;

/** Publications on their way: those that wait for a connection, and those that wait for their reply. */
export class Outgoing {
  #send;
  #settings;
  #clock;
  #isOpen = false;
  #end = null;
  #waiting = [];
  #flying = 0;
  #number = 0;

  /**
   * @param {(members: object, json: string) => Promise<object>} send
   * @param {{queue: number}} settings how many may wait; 0: each fails at once where there is no connection
   * @param {object} clock
   */
  constructor(send, settings, clock) {
    this.#send = send;
    this.#settings = settings;
    this.#clock = clock;
  }

  /**
   * Publishes as soon as there is a connection.
   *
   * @param {object} members of the command
   * @param {string} json
   * @param {boolean} again whether it is tried again, with the same key, where its outcome is unknown
   * @returns {Promise<object>} the reply, or a {@link CarillonError}
   */
  publish(members, json, again) {
    return new Promise((resolve, reject) => {
      const publication = { number: ++this.#number, members, json, again, resolve, reject, giveUpAt: Infinity };
      if (this.#end) this.#reject(publication, this.#end);
      else if (this.#isOpen) this.#fly(publication);
      else if (this.#settings.queue === 0) reject(new CarillonError({ code: 'not_connected', message: 'There is no connection at present.' }));
      else this.#wait(publication);
    });
  }

  /** There is a connection: what waits goes out, in its order. */
  open() {
    this.#isOpen = true;
    this.#end = null;
    this.#flush();
  }

  /** There is none for a while. */
  pause() {
    this.#isOpen = false;
    this.#end = null;
  }

  /** There will be none, until `open` or `pause`: nothing waits any longer. */
  fail(error) {
    this.#isOpen = false;
    this.#end = error;
    this.#waiting.splice(0).forEach((publication) => this.#reject(publication, error));
  }

  #flush() {
    this.#waiting.splice(0).sort((a, b) => a.number - b.number).forEach((publication) => this.#fly(publication));
  }

  #wait(publication) {
    if (this.#waiting.length < this.#settings.queue) this.#waiting.push(publication);
    else this.#reject(publication, { code: 'queue_full', message: 'Too many publications wait for a connection.' });
  }

  async #fly(publication) {
    if (this.#flying >= MOST_FLYING) return this.#reject(publication, { code: 'queue_full', message: 'Too many publications wait for their reply.' });
    this.#flying++;
    this.#clock.clearTimeout(publication.timer);
    const sentAt = this.#clock.now();
    try {
      publication.resolve(await this.#send(publication.members, publication.json));
    } catch (error) {
      this.#failed(publication, error, sentAt);
    } finally {
      this.#flying--;
    }
  }

  #failed(publication, error, sentAt) {
    const wasSent = error.code === 'unknown';
    if (!publication.again || (!wasSent && error.code !== 'not_connected')) return publication.reject(error);
    if (wasSent) publication.giveUpAt = Math.min(publication.giveUpAt, sentAt + UNKNOWN_MS);
    this.#again(publication, error);
  }

  /** Its outcome stays unknown for no longer than it can be tried again without doubling it. */
  #again(publication, error) {
    const left = publication.giveUpAt - this.#clock.now();
    if (left <= 0 || this.#end || this.#waiting.length >= MOST_FLYING) return publication.reject(error);
    this.#waiting.push(publication);
    if (left < Infinity) publication.timer = this.#clock.setTimeout(() => this.#giveUp(publication, error), left);
    if (this.#isOpen) this.#clock.setTimeout(() => this.#isOpen && this.#flush(), AGAIN_MS);
  }

  #giveUp(publication, error) {
    this.#waiting = this.#waiting.filter((known) => known !== publication);
    publication.reject(error);
  }

  #reject(publication, error) {
    this.#clock.clearTimeout(publication.timer);
    publication.reject(publication.giveUpAt < Infinity ? unknown() : new CarillonError(error));
  }
}

function unknown() {
  return new CarillonError({ code: 'unknown', message: 'The connection was lost before a reply came.' });
}
