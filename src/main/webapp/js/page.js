import { Carillon } from '../carillon.js';
import { Bell } from './bell.js';
import { channelsInHash, hashOf } from './channel-name.js';
import { ChannelsView } from './channels-view.js';
import { ClusterView } from './cluster-view.js';
import { CountsView } from './counts-view.js';
import { errorWords } from './error-words.js';
import { Feed } from './feed.js';
import { FeedView } from './feed-view.js';
import { part, say } from './dom.js';
import { makeKillable } from './killable.js';
import { LinkView } from './link-view.js';
import { PublishView } from './publish-view.js';
import { StatusView } from './status-view.js';
import { TryView } from './try-view.js';
import { Wanted } from './wanted.js';

const SHOWN = 200;
const TICK_MS = 250;
const DEFAULT_CHANNEL = 'news';

/** The console: one connection, and the views that show it. */
export class Page {
  #feed = new Feed(SHOWN);
  #bell = new Bell();
  #carillon;
  #wanted;
  #status;
  #channels;
  #publish;
  #feedView = new FeedView(this.#feed, SHOWN);
  #counts = new CountsView(this.#feed);
  #lines;
  #link;
  #cluster = new ClusterView(this.#feed.origins);

  /** @param {string} endpoint the node's `ws` as a URL */
  constructor(endpoint) {
    makeKillable();
    this.#carillon = new Carillon(endpoint);
    this.#wanted = new Wanted(this.#carillon, (channels) => this.#channelsChanged(channels));
    this.#status = new StatusView(this.#carillon);
    this.#channels = new ChannelsView(this.#wanted, this.#feed);
    this.#publish = new PublishView(this.#carillon, (reply) => this.#acknowledged(reply));
    this.#lines = new TryView(endpoint);
    this.#link = new LinkView(this.#carillon);
    this.#listen();
  }

  /** Joins what the hash names, connects, and keeps the page in step from then on. */
  start() {
    const named = channelsInHash(location.hash);
    (named.length > 0 ? named : [DEFAULT_CHANNEL]).forEach((channel) => this.#wanted.subscribe(channel));
    part('skip').addEventListener('click', skip);
    part('clear').addEventListener('click', () => this.#clear());
    addEventListener('hashchange', () => this.#followHash());
    setInterval(() => this.#tick(), TICK_MS);
    this.#carillon.connect();
    this.#cluster.start();
  }

  #listen() {
    this.#carillon
      .on('state', (status) => this.#statusChanged(status))
      .on('publication', (publication) => this.#received(publication))
      .on('error', (error) => error.channel ?? say(part('outcome'), `The node refused: ${errorWords(error)} (${error.code})`));
  }

  #statusChanged(status) {
    document.title = status.node ? `Carillon · ${status.node}` : `Carillon · ${status.state}`;
    this.#status.update();
  }

  #channelsChanged(channels) {
    const names = channels.map(({ channel }) => channel);
    this.#channels.update(channels);
    this.#publish.suggest(names);
    this.#lines.update(names[0] ?? DEFAULT_CHANNEL);
    history.replaceState(null, '', hashOf(names) || location.pathname + location.search);
  }

  #received(publication) {
    this.#feed.add(publication, performance.now());
    this.#feedView.update();
    this.#bell.ring();
  }

  #acknowledged({ origin }) {
    this.#feed.origins.name(origin, this.#carillon.status.node);
  }

  #clear() {
    this.#feed.clear();
    this.#feedView.clear();
    this.#tick();
  }

  /** The hash was edited, or a link followed: it says which channels are wanted. */
  #followHash() {
    const wanted = channelsInHash(location.hash);
    if (wanted.length === 0) return;
    this.#wanted.names.filter((channel) => !wanted.includes(channel)).forEach((channel) => this.#wanted.unsubscribe(channel));
    wanted.forEach((channel) => this.#wanted.subscribe(channel));
  }

  #tick() {
    this.#status.tick();
    this.#counts.update(performance.now());
    this.#channels.tick(performance.now());
    this.#link.tick();
  }
}

/** Goes to the list without a word in the hash, which names channels here. */
function skip(event) {
  event.preventDefault();
  part('list').focus();
}
