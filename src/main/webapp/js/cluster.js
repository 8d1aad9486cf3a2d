import { RateHistory } from './rate-history.js';

const MOST = 64;
const FORGET_MS = 60_000;
const SILENT = 'not answering';

/** The nodes of the cluster: what the heartbeats tell of each, and what the one says of itself that answers. */
export class Cluster {
  #nodes = new Map();
  /** The origin of the node that this page asks, and since when it has not answered. */
  #asked;
  #silentSince;

  /**
   * Takes what a node knows of all.
   *
   * @param {{origin?: string, nodes: Array<{origin: string, present: boolean, published: number, silentMs: number, ageMs: number,
   *   node?: string, state?: string, connections?: number, channels?: number}>}} answer of `health/cluster`
   */
  heartbeats({ origin: asked, nodes }, now) {
    this.#asked = asked;
    this.#silentSince = undefined;
    nodes.slice(0, MOST).forEach((news) => this.#news(news, now));
    for (const [origin, node] of this.#nodes) if (now - node.toldAt > FORGET_MS) this.#nodes.delete(origin);
  }

  /** Takes what a node says of itself: `health/node`. */
  details(details, now) {
    const node = this.#nodes.get(details.origin);
    if (node) Object.assign(node, { details, detailsAt: now });
  }

  /** The node that is asked does not answer: it is the one that is silent, and of the others nothing new is known. */
  unanswered(now) {
    this.#silentSince ??= now;
  }

  /** Those that are there first, then by age. */
  list(now) {
    const nodes = [...this.#nodes.values()].filter(({ isPresent, silentMs }) => isPresent || silentMs < FORGET_MS);
    return nodes.sort((a, b) => b.isPresent - a.isPresent || b.ageMs - a.ageMs).map((node) => this.#asItStands(node, now));
  }

  #asItStands(node, now) {
    const isAsked = this.#silentSince !== undefined && node.origin === this.#asked;
    const silentMs = this.#silentSince === undefined ? node.silentMs : node.silentMs + now - node.toldAt;
    return { ...node, silentMs, state: isAsked ? SILENT : stateOf(node), points: node.rate.points(now) };
  }

  #news({ origin, present, published, silentMs, ageMs, ...told }, now) {
    const known = this.#nodes.get(origin);
    const node = known ?? { origin, rate: new RateHistory(), published, told: {} };
    node.rate.mark(now, Math.max(0, published - node.published));
    Object.assign(node, { isPresent: present, published: Math.max(published, node.published), silentMs, ageMs, toldAt: now, told: { ...node.told, ...told } });
    this.#nodes.set(origin, node);
  }
}

/** The state of a node in a word. One that said that it goes is gone; another that is not heard may be frozen, killed or cut off. */
function stateOf({ isPresent, details, told }) {
  const state = details?.state ?? told.state ?? 'serving';
  if (!isPresent) return state === 'serving' ? SILENT : 'gone';
  if (state !== 'serving') return state;
  return details && !details.ready ? 'deaf' : 'up';
}
