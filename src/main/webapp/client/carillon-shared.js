import { Election } from './election.js';
import { Leadership } from './leadership.js';
import { State } from './state.js';

const TICK_MS = 2_000;
const GATHER_MS = 300;
/** Ticks without a word from the leader: after two it is asked, after four (and two unanswered questions) it is superseded. */
const ASK_AFTER = 2;
const SUPERSEDE_AFTER = 4;
/** What a tab has of a channel. */
const NEW = 'new';
const HAS = 'has';
const LOST = 'lost';

/**
 * One of the tabs that share a connection, in the shape of a {@link Session}.
 *
 * The tab that holds a lock of this name leads. What a leader tells is numbered, so that each tab knows whether it has heard everything; each keeps the
 * cursor and what it has seen, so that any can go on where another ended. A leader that says nothing is superseded; what it tells then is of an
 * earlier term, and passed over.
 */
export class Shared {
  #settings;
  #environment;
  #listener;
  #name;
  #parts;
  #id;
  #bus = null;
  #status = { state: State.DISCONNECTED };
  #wanted = new Map();
  #point = { term: 0, leader: '', number: 0, cursor: undefined };
  #leading = null;
  #election;
  #gathered = null;
  #quiet = 0;
  #timer = null;
  #commands = new Map();
  #lastCommand = 0;

  /**
   * @param {object} settings of the session
   * @param {object} environment
   * @param {object} listener as of a session
   * @param {boolean|string} name `true`: by the address; tabs with the same name share
   * @param {{Session: Function, Memory: Function, CarillonError: Function}} parts of the library, which comes without this file
   */
  constructor(settings, environment, listener, name, parts) {
    this.#parts = parts;
    this.#settings = settings;
    this.#environment = environment;
    this.#listener = listener;
    this.#name = `carillon ${name === true ? settings.urls[0] : name}`;
    this.#id = environment.uuid();
    this.#point.cursor = settings.cursor;
    const voters = { won: (term) => this.#elected(term), lost: () => this.#deposed() };
    this.#election = new Election(environment.locks, this.#name, this.#id, voters);
  }

  get status() {
    return this.#status;
  }

  get cursor() {
    return this.#point.cursor;
  }

  /** Whether this tab holds the connection. */
  get leads() {
    return this.#leading !== null;
  }

  /** Joins the other tabs; where it has, asks the leader to connect now. */
  open() {
    if (this.#leading) return this.#leading.open();
    if (this.#bus) return this.#say({ type: 'open' });
    this.#become({ state: State.CONNECTING });
    this.#bus = new this.#environment.BroadcastChannel(this.#name);
    this.#bus.onmessage = ({ data }) => this.#hear(data);
    this.#election.join();
    this.#introduce();
    this.#tick();
  }

  /** Leaves the other tabs; if this one leads, another goes on. */
  close() {
    if (!this.#bus) return;
    this.#wantNothing();
    this.#environment.clock.clearTimeout(this.#timer);
    this.#election.leave();
    this.#stepDown();
    this.#bus.close();
    this.#bus = null;
    this.#giveUpCommands();
    this.#become({ state: State.DISCONNECTED, code: 1000, reason: '' });
  }

  /** @param {boolean} [resumed] whether this tab had it until now, by a connection of its own whose cursor is in the settings */
  want(channel, resumed) {
    this.#wanted.set(channel, resumed ? HAS : NEW);
    this.#introduce();
  }

  drop(channel) {
    this.#wanted.delete(channel);
    this.#introduce();
  }

  command(type, members, data) {
    if (this.#leading) return this.#leading.session.command(type, members, data);
    return new Promise((resolve, reject) => {
      if (!this.#bus || this.#point.term === 0) throw new this.#parts.CarillonError({ code: 'not_connected', message: 'There is no connection at present.' });
      const number = ++this.#lastCommand;
      this.#commands.set(number, { resolve, reject });
      this.#say({ type: 'command', number, command: { number, type, members, data } });
    });
  }

  /* What all tabs do. */

  #hear(message) {
    if (message.type === 'told') this.#follow(message);
    else if (message.type === 'who') this.#answer();
    else if (this.#gathered && message.type === 'here') this.#gathered.set(message.from, message);
    else if (this.#leading) this.#serve(message);
  }

  /** Another tab was elected. */
  #answer() {
    this.#quiet = 0;
    this.#introduce();
  }

  #say(message) {
    this.#bus?.postMessage({ ...message, from: this.#id });
  }

  #introduce() {
    const here = { type: 'here', wanted: this.#wants(), point: { ...this.#point, seen: this.#settings.memory.seen } };
    if (this.#leading) this.#leading.want(this.#id, here.wanted);
    else this.#say(here);
  }

  #wants() {
    return [...this.#wanted].map(([name, state]) => [name, state === HAS]);
  }

  #wantNothing() {
    if (!this.#leading) this.#say({ type: 'here', wanted: [], point: this.#point });
  }

  #tick() {
    const { clock, random } = this.#environment;
    this.#timer = clock.setTimeout(() => {
      this.#tick();
      if (this.#leading) this.#forgetTheGone();
      else this.#listen();
    }, TICK_MS * (1 + random() / 4));
  }

  /** Counts ticks, not time: a tab that was asleep itself hears what waits for it before it takes anybody for dead. */
  #listen() {
    if (++this.#quiet < ASK_AFTER) return;
    this.#say({ type: 'ask' });
    if (this.#quiet < SUPERSEDE_AFTER) return;
    this.#quiet = 0;
    this.#election.supersede();
  }

  /* What a follower does. */

  /** Takes what a leader tells; what one of an earlier term tells is passed over. */
  #follow({ term, leader, number, body }) {
    const older = term - this.#point.term || (leader > this.#point.leader) - (leader < this.#point.leader);
    if (older < 0) return;
    this.#quiet = 0;
    if (older > 0) this.#changeLeader(term, leader, number, body);
    else if (number !== this.#point.number + 1) this.#miss();
    this.#point.number = number;
    if (body.to === undefined || body.to === this.#id) this.#take(body);
  }

  /** The new leader goes on with some channels from a point of the term before: whoever had not heard that much, or had others, has missed something. */
  #changeLeader(term, leader, number, { base, channels = [] }) {
    if (this.#leading && leader !== this.#id) this.#deposed();
    const heardAll = number === 1 && base && base.term === this.#point.term && base.leader === this.#point.leader && base.number <= this.#point.number;
    this.#miss((name) => !heardAll || !channels.includes(name));
    this.#point = { ...this.#point, term, leader };
    this.#giveUpCommands();
    if (leader !== this.#id) this.#introduce();
  }

  #miss(isMissed = () => true) {
    const missed = [...this.#wanted].filter(([name, state]) => state === HAS && isMissed(name));
    if (missed.length === 0) return;
    missed.forEach(([name]) => this.#wanted.set(name, LOST));
    this.#introduce();
  }

  #take({ type, value, number, reply, error, seen }) {
    if (type === 'publication') this.#publication(value);
    else if (type === 'settled') this.#settled(value);
    else if (type === 'gap') this.#gap(value);
    else if (type === 'status') this.#become(value);
    else if (type === 'cursor') this.#keep(value, seen);
    else if (type === 'reply') this.#answered(number, reply, error);
    else if (type === 'dropped') this.#miss((name) => name === value);
    else if (type === 'refused') this.#listener.refused(value);
  }

  #publication(publication) {
    if (this.#settings.memory.take(publication) && this.#wanted.get(publication.channel) === HAS) this.#listener.publication(publication);
  }

  #settled({ channel, error, recovered }) {
    const state = this.#wanted.get(channel);
    if (!state) return;
    if (error) this.#wanted.delete(channel);
    else this.#wanted.set(channel, HAS);
    if (state === LOST) recovered = false;
    if (error) this.#listener.settled({ channel, error });
    else if (state === NEW) this.#listener.settled({ channel });
    else if (recovered !== undefined) this.#listener.settled({ channel, recovered });
  }

  #gap(gap) {
    if (gap.channel === undefined || this.#wanted.get(gap.channel) === HAS) this.#listener.gap(gap);
  }

  #keep(cursor, seen = {}) {
    const { memory } = this.#settings;
    this.#point.cursor = cursor;
    memory.covered();
    Object.entries(seen).forEach(([origin, seq]) => memory.take({ origin, seq }));
  }

  #answered(number, reply, error) {
    const command = this.#commands.get(number);
    this.#commands.delete(number);
    if (error) command?.reject(new this.#parts.CarillonError(error));
    else command?.resolve(reply);
  }

  #giveUpCommands() {
    const lost = [...this.#commands.keys()];
    lost.forEach((number) => this.#answered(number, undefined, { code: 'unknown', message: 'The tab that held the connection is gone.' }));
  }

  #become(status) {
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    this.#listener.status(status);
  }

  /* What a leader does. */

  #elected(term) {
    this.#gather().then((here) => this.#election.isStill(term) && this.#begin(here));
  }

  /** Asks the other tabs, if there are any, what they want and how far they are. */
  async #gather() {
    const here = this.#gathered = new Map();
    if ((await this.#election.others()).length > 0) {
      this.#say({ type: 'who' });
      await new Promise((resolve) => this.#environment.clock.setTimeout(resolve, GATHER_MS));
    }
    if (this.#gathered === here) this.#gathered = null;
    return here.set(this.#id, { wanted: this.#wants(), point: { ...this.#point, seen: this.#settings.memory.seen } });
  }

  #begin(here) {
    const base = lowest([...here.values()]);
    const { now } = this.#environment.clock;
    const term = 1 + Math.max(...[...here.values()].map(({ point }) => point.term));
    const leader = this.#id;
    let number = 0;
    const post = (body) => {
      const message = { type: 'told', term, leader, number: ++number, body };
      this.#say(message);
      this.#follow(message);
    };
    const memory = new this.#parts.Memory(now, base?.seen);
    const settings = { ...this.#settings, memory, cursor: base?.cursor };
    this.#leading = new Leadership(memory, (listener) => new this.#parts.Session(settings, this.#environment, listener), post);
    const channels = [...here.values()].flatMap(({ wanted }) => wanted).filter(([, has]) => has).map(([name]) => name);
    post({ type: 'hello', base: base && { term: base.term, leader: base.leader, number: base.number }, channels });
    here.forEach(({ wanted }, tab) => this.#leading?.want(tab, wanted));
    this.#leading?.open();
  }

  #serve({ type, from, wanted, command }) {
    if (type === 'here') this.#leading.want(from, wanted);
    else if (type === 'command') this.#leading.command(from, command);
    else if (type === 'ask') this.#leading.beat();
    else if (type === 'open') this.#leading.open();
  }

  async #forgetTheGone() {
    const others = await this.#election.others();
    this.#leading?.keepOnly((tab) => tab === this.#id || others.includes(tab));
  }

  /** Another tab leads now. */
  #deposed() {
    this.#election.stepDown();
    this.#stepDown();
    this.#election.stand();
  }

  #stepDown() {
    this.#leading?.close();
    this.#leading = null;
  }
}

/** The point of the latest term that the least has been heard of, by a tab that has channels; none if no tab has any. */
function lowest(tabs) {
  const points = tabs.filter(({ wanted }) => wanted.some(([, has]) => has)).map(({ point }) => point);
  const latest = Math.max(...points.map(({ term }) => term));
  return points.filter(({ term }) => term === latest).sort((a, b) => a.number - b.number)[0];
}
