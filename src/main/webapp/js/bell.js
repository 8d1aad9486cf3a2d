import { part } from './dom.js';

/** The bell in the header: it swings when a publication comes, once at a time. */
export class Bell {
  #image = part('bell');

  constructor() {
    this.#image.addEventListener('animationend', () => this.#image.classList.remove('is-ringing'));
  }

  ring() {
    this.#image.classList.add('is-ringing');
  }
}
