import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeNode } from './fake-node.mjs';
import { FakeTabs } from './fake-tabs.mjs';

const SEEDS = Number(process.env.CARILLON_SEEDS ?? 40);
const STEPS = 60;
const CHANNELS = ['a', 'b', 'c'];

/** Tabs that come, go, freeze, wake and lose their links as a seed decides, and a checker that knows what was published. */
class Campaign {
  #random;
  #node = new FakeNode();
  #tabs;
  #open = [];
  #frozen = [];
  #published = 0;

  constructor(seed) {
    this.#random = randomOf(seed);
    this.#tabs = new FakeTabs(this.#node, this.#random);
  }

  async run() {
    this.#openTab();
    for (let step = 0; step < STEPS; step++) {
      this.#step(this.#random());
      await this.#tabs.pass(100 * Math.floor(this.#random() ** 4 * 100));
    }
    this.#frozen.forEach((tab) => tab.wake());
    await this.#tabs.pass(30_000);
    CHANNELS.forEach((channel) => this.#publish(channel));
    await this.#tabs.pass(1_000);
    [...this.#open, ...this.#frozen].forEach((tab) => this.#check(tab));
    return this;
  }

  get gaps() {
    return [...this.#open, ...this.#frozen].flatMap(({ log }) => log).filter(({ type }) => type === 'gap').length;
  }

  get connections() {
    return this.#node.connections.length;
  }

  #step(dice) {
    if (dice < 0.4) this.#publish(this.#any(CHANNELS));
    else if (dice < 0.5) this.#node.ping();
    else if (dice < 0.6) this.#openTab();
    else if (dice < 0.7 && this.#open.length > 1) this.#take(this.#open).close();
    else if (dice < 0.8 && this.#open.length > 1) this.#freeze();
    else if (dice < 0.9 && this.#frozen.length > 0) this.#wake();
    else if (this.#open.length > 0) this.#node.cut(this.#any(this.#open));
  }

  #openTab() {
    if (this.#open.length + this.#frozen.length > 5) return;
    const tab = this.#tabs.open();
    tab.log = [];
    CHANNELS.filter(() => this.#random() < 0.6).forEach((name) => {
      const channel = tab.carillon.channel(name);
      channel.on('publication', ({ data }) => tab.log.push({ type: 'publication', channel: name, data }));
      channel.on('gap', () => tab.log.push({ type: 'gap', channel: name }));
      channel.subscribe();
    });
    tab.carillon.connect();
    this.#open.push(tab);
  }

  #freeze() {
    const tab = this.#take(this.#open);
    tab.freeze();
    this.#frozen.push(tab);
  }

  #wake() {
    const tab = this.#take(this.#frozen);
    tab.wake();
    this.#open.push(tab);
  }

  #publish(channel) {
    this.#node.publish(channel, { n: ++this.#published, channel });
  }

  /** In order, once, and without a hole that is not told: what a tab missed of a channel before its first is none of its business. */
  #check({ log }) {
    for (const channel of CHANNELS) {
      let last = 0;
      let mayMiss = true;
      for (const { type, data } of log.filter((entry) => entry.channel === channel)) {
        if (type === 'gap') { mayMiss = true; continue; }
        assert.ok(data.n > last, `${channel}: ${data.n} after ${last}`);
        assert.ok(mayMiss || this.#between(channel, last, data.n) === 0, `${channel}: a silent hole between ${last} and ${data.n}`);
        last = data.n;
        mayMiss = false;
      }
    }
  }

  #between(channel, from, to) {
    return this.#node.log.filter(({ channel: of, data }) => of === channel && data.n > from && data.n < to).length;
  }

  #any(list) {
    return list[Math.floor(this.#random() * list.length)];
  }

  #take(list) {
    return list.splice(Math.floor(this.#random() * list.length), 1)[0];
  }
}

/** A small generator that a seed decides (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test('whatever becomes of the tabs, each hears everything once, in order, or is told', async (t) => {
  let gaps = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    try {
      const campaign = await new Campaign(seed).run();
      gaps += campaign.gaps;
      assert.equal(campaign.connections, 1, 'one connection for all');
    } catch (error) {
      error.message = `seed ${seed}: ${error.message}`;
      throw error;
    }
  }
  t.diagnostic(`${SEEDS} seeds, ${gaps} gaps told`);
});
