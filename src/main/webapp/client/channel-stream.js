import { CarillonError } from './carillon-error.js';

const MOST = 1_000;

/** The publications of a channel for `for await`: those that come while the loop is busy wait for it, up to a bound. */
export class ChannelStream {
  #channel;
  #waiting = [];
  #wanting = [];
  #error = null;
  #isOver = false;
  #take = (publication) => this.#hand(publication);
  #end = () => this.return();

  constructor(channel) {
    this.#channel = channel.on('publication', this.#take).on('unsubscribed', this.#end);
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  next() {
    if (this.#waiting.length > 0) return Promise.resolve({ value: this.#waiting.shift(), done: false });
    if (this.#error) return Promise.reject(this.#error);
    if (this.#isOver) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.#wanting.push(resolve));
  }

  /** The loop is left, or the channel is: what waits is handed out still, nothing comes any more. */
  return() {
    this.#channel.off('publication', this.#take).off('unsubscribed', this.#end);
    this.#isOver = true;
    this.#wanting.splice(0).forEach((resolve) => resolve({ value: undefined, done: true }));
    return Promise.resolve({ value: undefined, done: true });
  }

  #hand(publication) {
    if (this.#wanting.length > 0) this.#wanting.shift()({ value: publication, done: false });
    else if (this.#waiting.push(publication) > MOST) this.#overflow();
  }

  #overflow() {
    this.return();
    this.#error = new CarillonError({ code: 'overflow', message: `The loop reads too slowly: more than ${MOST} publications wait.` });
  }
}
