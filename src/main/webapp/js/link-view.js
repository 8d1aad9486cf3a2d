import { element, part, say } from './dom.js';
import { kill } from './killable.js';
import { LinkLog } from './link-log.js';

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const SHOWN_CURSOR = 24;

/** The connection: how it is reached, how far it has seen, what became of it, and a way to kill it. */
export class LinkView {
  #carillon;
  #log = new LinkLog();
  #drawn = null;
  #list = part('link-log');
  #facts = Object.fromEntries(['link-node', 'link-transport', 'link-since', 'link-reconnects', 'link-cursor'].map((name) => [name, part(name)]));

  constructor(carillon) {
    this.#carillon = carillon;
    carillon.on('state', (status) => this.#log.state(status, performance.now()));
    for (const kind of ['recovered', 'gap']) carillon.on(kind, (event) => this.#log.told(kind, event));
    part('kill').addEventListener('click', () => kill() || say(part('link-said'), 'There is no link to kill at present.'));
  }

  /** Shows it as it stands. */
  tick() {
    const { node, transport, connection } = this.#carillon.status;
    this.#show('link-node', node ? `${node}, connection ${connection}` : '–');
    this.#show('link-transport', transport ?? '–');
    this.#show('link-since', this.#log.since === null ? '–' : `${Math.floor((performance.now() - this.#log.since) / 1000)} s ago`);
    this.#show('link-reconnects', String(this.#log.reconnects));
    const cursor = this.#carillon.cursor ?? '–';
    this.#show('link-cursor', cursor.length > SHOWN_CURSOR ? `${cursor.slice(0, SHOWN_CURSOR)}…` : cursor).title = cursor;
    if (this.#drawn !== this.#log.entries) this.#draw();
  }

  #show(name, text) {
    say(this.#facts[name], text);
    return this.#facts[name];
  }

  #draw() {
    this.#drawn = this.#log.entries;
    this.#list.replaceChildren(...this.#drawn.map(({ at, kind, words }) => {
      const item = element('li', `event is-${kind}`);
      const time = element('time', 'event-time', TIME.format(at));
      time.dateTime = at.toISOString();
      item.append(time, element('span', 'event-words', words));
      return item;
    }));
  }
}
