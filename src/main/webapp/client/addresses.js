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
   */
  constructor(urls, transports) {
    this.#urls = urls;
    this.#transports = transports;
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
 * @param {string} url with any of the schemes ws, wss, http, https, or relative to the page
 */
export function addressOf(url) {
  const full = new URL(url, globalThis.location?.href);
  full.protocol = full.protocol.replace('http', 'ws');
  full.hash = '';
  return full.href;
}
