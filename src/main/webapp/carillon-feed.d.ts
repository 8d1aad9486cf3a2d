import type { Carillon } from './carillon.js';

/** `<carillon-feed channel="…">`: shows what is published on a channel. */
export class CarillonFeed extends HTMLElement {
  /** The client of the element; all elements with the same `url` have the same. */
  readonly carillon: Carillon | null;
  /** Empties the list. */
  clear(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'carillon-feed': CarillonFeed;
  }
}
