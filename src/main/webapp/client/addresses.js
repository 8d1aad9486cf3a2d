import { CarillonError } from './carillon-error.js';

const FAILURES = 2;

/** Where to connect next, and over which transport. */
export class Addresses {
  #urls;
  #transports;
  #url = 0;
  #transport = 0;
  #failures = 0;
  #proven = false;

  /**
   * @param {string[]} urls of nodes; after each link the next one is tried
   * @param {string[]} transports the first is left for the next if it can't be opened, unless it could before
   * @param {string} [first] the one to begin with
   */
  constructor(urls, transports, first = transports[0]) {
    this.#urls = urls;
    this.#transports = transports;
    this.#transport = transports.indexOf(first);
  }

  get url() {
    return this.#urls[this.#url % this.#urls.length];
  }

  get transport() {
    return this.#transports[this.#transport % this.#transports.length];
  }

  /** How many there are. */
  get size() {
    return this.#urls.length;
  }

  /** The transport carried a connection. */
  worked() {
    this.#proven = true;
    this.#failures = 0;
  }

  /** A link is over. */
  next() {
    this.#url++;
    if (this.#proven || ++this.#failures < Math.max(FAILURES, this.size)) return;
    this.#transport++;
    this.#failures = 0;
  }

  /** The network is another one: what works in it is to be found out anew. */
  forget() {
    this.#proven = false;
    this.#transport = this.#failures = 0;
  }
}

/**
 * A node's `ws` as a full address.
 *
 * @param {string | URL} url with any of the schemes ws, wss, http, https, or relative to the page
 * @returns {string | undefined} none if it is relative, and there is no page
 * @throws {CarillonError} `bad_request` if it is no address of a node
 */
export function addressOf(url) {
  const page = globalThis.location?.href;
  const full = parsed(url, page);
  if (full && /^(wss?|https?):$/.test(full.protocol)) return Object.assign(full, { protocol: full.protocol.replace('http', 'ws'), hash: '' }).href;
  if (!full && page === undefined) return undefined;
  throw new CarillonError({ code: 'bad_request', message: `'${url}' is no address of a node${full ? '' : ', or needs its scheme and host here'}.` });
}

function parsed(url, base) {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}
