import { closeWords } from './close-words.js';
import { part, say } from './dom.js';
import { State } from './state.js';

/** Where we are, in words: the state, the node, and when the next try comes. */
export class StatusView {
  #carillon;
  #bar = part('status');
  #state = part('state');
  #words = part('status-words');
  #ids = part('status-ids');
  #countdown = part('countdown');
  #again = part('again');

  /**
   * @param {import('../carillon.js').Carillon} carillon
   */
  constructor(carillon) {
    this.#carillon = carillon;
    this.#again.addEventListener('click', () => carillon.connect());
  }

  /** Shows the status as it stands. */
  update() {
    const status = this.#carillon.status;
    this.#bar.dataset.state = status.state;
    say(this.#state, status.state);
    say(this.#words, wordsOf(status));
    say(this.#ids, idsOf(status));
    this.#showAgain(status);
    this.tick();
  }

  /** Shows the time that is left; outside the live region, which would be read out each second. */
  tick() {
    const { retryAt } = this.#carillon.status;
    const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
    say(this.#countdown, retryAt === undefined ? '' : `Next try in ${seconds} s.`);
  }

  #showAgain(status) {
    const offered = status.state === State.DISCONNECTED;
    if (!offered && document.activeElement === this.#again) this.#bar.focus();
    this.#again.hidden = !offered;
    say(this.#again, status.retryAt === undefined ? 'Connect again' : 'Try now');
  }
}

function wordsOf(status) {
  if (status.state === State.CONNECTED) return ` to ${status.node}`;
  if (status.state === State.DEGRADED) return `: ${status.node} does not hear the broker: nothing arrives and publishing is refused until it does.`;
  if (status.state === State.CONNECTING) return ' to a node …';
  return disconnectedWords(status);
}

function disconnectedWords({ code, reason, retryAt }) {
  if (code === undefined) return '';
  const words = closeWords(code);
  const detail = reason && reason !== words ? `${code}, ${reason}` : `${code}`;
  return `: ${words} (${detail}).${retryAt === undefined ? ' This page does not come back by itself.' : ''}`;
}

function idsOf(status) {
  return status.connection ? `connection ${status.connection}` : '';
}
