import { State } from './state.js';

const MOST = 30;
const UP = [State.CONNECTED, State.DEGRADED];

/** What became of the connection: when it was lost, when it came back, and what each channel was told then. */
export class LinkLog {
  #entries = [];
  #lostAt = null;
  #wasUp = false;
  #reconnects = 0;
  #since = null;

  /** @returns {Array<{at: Date, kind: string, words: string}>} newest first */
  get entries() {
    return this.#entries;
  }

  /** How often it came back. */
  get reconnects() {
    return this.#reconnects;
  }

  /** When the present connection began; null if there is none. */
  get since() {
    return this.#since;
  }

  /** Takes a state of the client. */
  state({ state, node, transport, code, reason }, now) {
    const isUp = UP.includes(state);
    if (isUp && !this.#wasUp) this.#connected(node, transport, now);
    if (state === State.DISCONNECTED && this.#wasUp) this.#lost(code, reason, now);
    if (state !== State.CONNECTING) this.#wasUp = isUp;
  }

  /** Takes what a channel was told: `recovered` or `gap`. */
  told(kind, { channel, reason, dropped }) {
    const words = kind === 'recovered' ? `${channel}: nothing is missing` : `${channel}: something is missing (${reason}${dropped ? `, ${dropped} dropped` : ''})`;
    this.#add(kind, words);
  }

  #connected(node, transport, now) {
    const away = this.#lostAt === null ? '' : ` after ${((now - this.#lostAt) / 1000).toFixed(1)} s`;
    if (this.#lostAt !== null) this.#reconnects++;
    this.#since = now;
    this.#add('connected', `${away ? 'back on' : 'connected to'} ${node} (${transport})${away}`);
  }

  #lost(code, reason, now) {
    this.#lostAt = now;
    this.#since = null;
    this.#add('lost', `lost (${code}${reason ? `, ${reason}` : ''})`);
  }

  #add(kind, words) {
    this.#entries = [{ at: new Date(), kind, words }, ...this.#entries].slice(0, MOST);
  }
}
