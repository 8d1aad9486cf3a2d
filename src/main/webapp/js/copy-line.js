import { part, say } from './dom.js';

const SAID_MS = 2_000;

/** A line to copy, with the button that does so. */
export class CopyLine {
  #line;
  #button;
  #said = part('copy-said');

  /** @param {Element} root that holds a `code` and a `button` */
  constructor(root) {
    this.#line = root.querySelector('code');
    this.#button = root.querySelector('button');
    this.#button.addEventListener('click', () => this.#copy());
  }

  show(text) {
    say(this.#line, text);
  }

  async #copy() {
    const copied = await this.#toClipboard();
    say(this.#button, copied ? 'Copied' : 'Selected');
    say(this.#said, copied ? 'Copied.' : 'Selected: copy it with your keyboard.');
    setTimeout(() => this.#rest(), SAID_MS);
  }

  #rest() {
    say(this.#button, 'Copy');
    say(this.#said, '');
  }

  /** Browsers keep their clipboard to secure pages; elsewhere the line is at least selected. */
  async #toClipboard() {
    try {
      await navigator.clipboard.writeText(this.#line.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(this.#line);
      return document.execCommand?.('copy') ?? false;
    }
  }
}
