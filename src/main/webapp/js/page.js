import { Bell } from './bell.js';
import { channelsInHash, hashOf } from './channel-name.js';
import { ChannelsView } from './channels-view.js';
import { browserEnvironment, Connection } from './connection.js';
import { CountsView } from './counts-view.js';
import { errorWords } from './error-words.js';
import { Feed } from './feed.js';
import { FeedView } from './feed-view.js';
import { part, say } from './dom.js';
import { PublishView } from './publish-view.js';
import { State } from './state.js';
import { StatusView } from './status-view.js';
import { TryView } from './try-view.js';

const SHOWN = 200;
const TICK_MS = 250;
const DEFAULT_CHANNEL = 'news';

/** The demo page: one connection, and the views that show it. */
export class Page {
  #clock;
  #feed = new Feed(SHOWN);
  #bell = new Bell();
  #connection;
  #status;
  #channels;
  #publish;
  #feedView = new FeedView(this.#feed, SHOWN);
  #counts = new CountsView(this.#feed);
  #lines;

  /** @param {string} endpoint the node's `ws` as a URL */
  constructor(endpoint, environment = browserEnvironment()) {
    this.#clock = environment.clock;
    this.#connection = new Connection(endpoint, this.#listener(), environment);
    this.#status = new StatusView(this.#connection, this.#clock.now);
    this.#channels = new ChannelsView(this.#connection);
    this.#publish = new PublishView(this.#connection, (reply) => this.#acknowledged(reply));
    this.#lines = new TryView(endpoint);
  }

  /** Joins what the hash names, connects, and keeps the page in step from then on. */
  start() {
    const named = channelsInHash(location.hash);
    (named.length > 0 ? named : [DEFAULT_CHANNEL]).forEach((channel) => this.#connection.subscribe(channel));
    part('skip').addEventListener('click', skip);
    part('clear').addEventListener('click', () => this.#clear());
    addEventListener('hashchange', () => this.#followHash());
    addEventListener('online', () => this.#online());
    setInterval(() => this.#tick(), TICK_MS);
    this.#connection.open();
  }

  #listener() {
    return {
      changed: (status) => this.#statusChanged(status),
      channels: (channels) => this.#channelsChanged(channels),
      publication: (publication) => this.#received(publication),
      refused: (error) => say(part('outcome'), `The node refused: ${errorWords(error)} (${error.code})`),
    };
  }

  #statusChanged(status) {
    if (status.state === State.CONNECTING) this.#feed.newConnection();
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
    this.#feed.add(publication, this.#clock.now());
    this.#feedView.update();
    this.#bell.ring();
  }

  #acknowledged({ origin }) {
    this.#feed.origins.name(origin, this.#connection.status.node);
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
    const joined = this.#connection.channels.map(({ channel }) => channel);
    joined.filter((channel) => !wanted.includes(channel)).forEach((channel) => this.#connection.unsubscribe(channel));
    wanted.forEach((channel) => this.#connection.subscribe(channel));
  }

  #online() {
    if (this.#connection.status.retryAt !== undefined) this.#connection.open();
  }

  #tick() {
    this.#status.tick();
    this.#counts.update(this.#clock.now());
  }
}

/** Goes to the list without a word in the hash, which names channels here. */
function skip(event) {
  event.preventDefault();
  part('list').focus();
}
