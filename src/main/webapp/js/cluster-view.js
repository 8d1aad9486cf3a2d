import { Cluster } from './cluster.js';
import { element, part, say } from './dom.js';
import { badgeClass } from './entry-view.js';
import { Sparkline } from './sparkline.js';

const ASK_MS = 2_000;
/** A node that has not answered within that is frozen, or cut off. */
const ANSWER_MS = 4_000;

/** The table of the cluster's nodes, asked for every two seconds while somebody may look. */
export class ClusterView {
  #cluster = new Cluster();
  #origins;
  #body = part('nodes');
  #problem = part('nodes-problem');
  #rows = new Map();
  #asking = false;

  /** @param {import('./origins.js').Origins} origins gives each node its colour */
  constructor(origins) {
    this.#origins = origins;
  }

  start() {
    this.#ask();
    setInterval(() => document.hidden || this.#ask(), ASK_MS);
  }

  async #ask() {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const [heartbeats, details] = await Promise.all([json('health/cluster'), json('health/node')]);
      this.#cluster.heartbeats(heartbeats, performance.now());
      this.#cluster.details(details, performance.now());
      heartbeats.nodes.forEach(({ origin, node }) => node && this.#origins.name(origin, node));
      say(this.#problem, '');
    } catch (error) {
      this.#cluster.unanswered(performance.now());
      say(this.#problem, `The node of this page does not answer (${error.name === 'TimeoutError' ? `for ${ANSWER_MS / 1000} s` : error.message}); what it told of the others last is below.`);
    } finally {
      this.#asking = false;
    }
    this.#update();
  }

  #update() {
    const nodes = this.#cluster.list(performance.now());
    const rows = nodes.map((node) => this.#row(node));
    if (rows.some((row, i) => this.#body.children[i] !== row) || this.#body.childElementCount !== rows.length) this.#body.replaceChildren(...rows);
    const kept = new Set(nodes.map(({ origin }) => origin));
    [...this.#rows.keys()].filter((origin) => !kept.has(origin)).forEach((origin) => this.#rows.delete(origin));
  }

  #row(node) {
    if (!this.#rows.has(node.origin)) this.#rows.set(node.origin, new NodeRow(this.#origins.of(node.origin)));
    const row = this.#rows.get(node.origin);
    row.update(node);
    return row.root;
  }
}

/** One node as a row of the table. */
class NodeRow {
  root = element('tr');
  #origin;
  #name = element('span', 'node-name');
  #spark = new Sparkline();
  #cells = Object.fromEntries(['state', 'heard', 'published', 'rate', 'connections', 'channels'].map((name) => [name, element('td', `node-${name}`)]));

  constructor(origin) {
    this.#origin = origin;
    const head = element('th');
    head.scope = 'row';
    head.append(element('span', badgeClass(origin), origin.label), this.#name);
    Object.entries(this.#cells).forEach(([name, cell]) => { cell.dataset.label = name; });
    this.root.append(head, ...Object.values(this.#cells));
  }

  update({ state, details, told, silentMs, ageMs, published, points }) {
    const rate = points.slice(-4).reduce((sum, count) => sum + count, 0) / 4;
    say(this.#name, details?.node ?? told.node ?? '');
    this.#cell('state', state).dataset.state = state;
    this.#cell('heard', `${(silentMs / 1000).toFixed(1)} s`).title = `booted ${duration(ageMs)} ago`;
    this.#cell('published', published.toLocaleString('en'));
    this.#cells.rate.replaceChildren(this.#spark.root, element('span', '', `${rate < 10 && rate > 0 ? rate.toFixed(1) : Math.round(rate)}/s`));
    this.#spark.draw(points);
    this.#cell('connections', known(details?.connections ?? told.connections));
    this.#cell('channels', known(details?.channels ?? told.channels));
  }

  #cell(name, text) {
    say(this.#cells[name], text);
    return this.#cells[name];
  }
}

async function json(path) {
  const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

/** A node of an older version does not tell. */
function known(count) {
  return count === undefined ? '–' : count.toLocaleString('en');
}

function duration(ms) {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 1 ? `${Math.floor(ms / 1000)} s` : minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}
