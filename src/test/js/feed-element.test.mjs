import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, beforeEach, test } from 'node:test';
import { FakeNode } from './fake-node.mjs';
import { openPage } from './fake-page.mjs';

const HERE = new URL('.', import.meta.url);
const URL_OF_NODE = 'https://www.example.com/carillon/ws';
const PATIENCE_TURNS = 5_000;

/* Timers run when the test says so; those of the library keep nobody waiting. */
const timers = new Map();
let lastTimer = 0;
const { setTimeout: later, clearTimeout: never } = globalThis;
globalThis.setTimeout = (action, delay) => {
  timers.set(++lastTimer, { action, delay });
  return lastTimer;
};
globalThis.clearTimeout = (timer) => timers.delete(timer);
after(() => Object.assign(globalThis, { setTimeout: later, clearTimeout: never }));

const node = new FakeNode();
openPage(node);
const { CarillonFeed } = await import('../../main/webapp/carillon-feed.js');
let channel;
let number = 0;

beforeEach(() => {
  document.body.children.forEach((child) => child.remove());
  pass(1_000);
  node.hasForgotten = false;
  channel = `feed.${++number}`;
});

/** Runs the timers that are due within so many milliseconds. */
function pass(delay) {
  [...timers].filter(([, timer]) => timer.delay <= delay).forEach(([id, { action }]) => {
    timers.delete(id);
    action();
  });
}

async function until(condition, what) {
  for (let turn = 0; turn < PATIENCE_TURNS && !condition(); turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(condition(), what);
}

async function turns() {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function feedOf(attributes = {}) {
  const feed = new CarillonFeed();
  Object.entries({ channel, url: URL_OF_NODE, ...attributes }).forEach(([name, value]) => feed.setAttribute(name, value));
  document.body.append(feed);
  feed.events = [];
  feed.addEventListener('carillon-publication', ({ detail }) => feed.events.push(detail.data));
  return feed;
}

async function joined(attributes) {
  const feed = feedOf(attributes);
  await until(() => feed.carillon.channel(feed.getAttribute('channel')).state === 'joined', 'joined');
  await turns();
  return feed;
}

function items(feed) {
  return feed.shadowRoot.children[0].children[0].children.map((item) => item.textContent);
}

function status(feed) {
  return feed.shadowRoot.children[2].textContent;
}

async function shows(feed, ...expected) {
  await until(() => items(feed).length === expected.length, `${items(feed)}`);
  await turns();
  assert.deepEqual(items(feed), expected);
}

function publish(...all) {
  all.forEach((data) => node.publish(channel, data));
}

/** The link is lost, and back. */
async function relink(feed) {
  const { tab } = node.connections[0];
  node.cut(tab);
  await until(() => feed.carillon.state === 'disconnected', 'lost');
  publish('missed 1', 'missed 2');
  pass(5_000);
  await until(() => feed.carillon.state === 'connected', 'back');
}

test('shows what is published, and no more of the past than it is told', async () => {
  publish('a', 'b', 'c');
  const [none, two] = [await joined(), await joined({ history: 2 })];
  publish('d');
  await shows(none, 'd');
  await shows(two, 'b', 'c', 'd');
  assert.deepEqual(two.events, ['d']);
});

test('shows no more of the past than it keeps', async () => {
  publish('a', 'b', 'c');
  await shows(await joined({ history: 20, max: 2 }), 'b', 'c');
});

test('what comes while the past is fetched comes behind it, and once', async () => {
  publish('a');
  const feed = feedOf({ history: 20 });
  await until(() => feed.carillon.channel(channel).state === 'joined', 'joined');
  publish('b', 'c');
  await shows(feed, 'a', 'b', 'c');
});

test('the past goes before what came meanwhile, though the node that told of it did not know that yet', async () => {
  const feed = feedOf({ history: 20 });
  let answer;
  feed.carillon.channel(channel).history = () => new Promise((resolve) => { answer = resolve; });
  await until(() => answer, 'asked');
  publish('new');
  await shows(feed, 'new');
  answer({ publications: [{ channel, origin: 'p', seq: 1, data: 'old' }, { channel, origin: 'p', seq: 2, data: 'older than new' }] });
  await shows(feed, 'old', 'older than new', 'new');
});

test('an element that is moved in the page loses nothing, and its channel is not left', async () => {
  const feed = await joined();
  for (let i = 0; i < 5; i++) {
    publish(`before ${i}`);
    document.body.append(feed);
    publish(`after ${i}`);
    pass(1_000);
    await turns();
  }
  assert.equal(items(feed).length, 10);
  assert.equal(status(feed), '');
});

test('an element that is removed leaves its channel after a moment', async () => {
  const feed = await joined();
  const itsChannel = feed.carillon.channel(channel);
  feed.remove();
  assert.equal(itsChannel.state, 'joined');
  pass(1_000);
  assert.equal(itsChannel.state, 'unsubscribed');
  assert.equal(feed.carillon, null);
});

test('a channel that the page follows itself stays when its element goes', async () => {
  const feed = await joined({ channel: `${channel}.first` });
  const own = feed.carillon.channel(channel).subscribe();
  const second = feedOf();
  second.remove();
  pass(1_000);
  assert.notEqual(own.state, 'unsubscribed');
});

test('an element that comes back later says that something may be missing, or fetches it', async () => {
  const [plain, filling] = [await joined(), await joined({ history: 20 })];
  publish('a');
  await shows(plain, 'a');
  [plain, filling].forEach((feed) => feed.remove());
  pass(1_000);
  publish('b');
  document.body.append(plain, filling);
  await until(() => filling.carillon.channel(channel).state === 'joined', 'joined');
  await shows(filling, 'a', 'b');
  assert.equal(status(filling), '');
  await until(() => status(plain) === 'Something may be missing here.', status(plain));
  assert.deepEqual(items(plain), ['a']);
});

test('after a gap it fetches what it missed, in its place, and tells the page of it', async () => {
  const feed = await joined({ history: 20 });
  publish('a');
  await shows(feed, 'a');
  node.ping();
  node.hasForgotten = true;
  await relink(feed);
  publish('b');
  await shows(feed, 'a', 'missed 1', 'missed 2', 'b');
  assert.deepEqual([...feed.events].sort(), ['a', 'b', 'missed 1', 'missed 2']);
  assert.equal(status(feed), '');
});

test('where more was missed than it fetches it says so, as it does where it fetches nothing', async () => {
  const [one, none] = [await joined({ history: 1 }), await joined()];
  publish('a');
  await shows(one, 'a');
  node.ping();
  node.hasForgotten = true;
  await relink(one);
  await shows(one, 'a', 'missed 2');
  assert.equal(status(one), 'Something may be missing here.');
  assert.equal(status(none), 'Something may be missing here.');
  one.clear();
  assert.deepEqual(items(one), []);
});

test('another channel begins with an empty list, and the same again changes nothing', async () => {
  const feed = await joined();
  publish('a');
  await shows(feed, 'a');
  feed.setAttribute('channel', channel);
  feed.setAttribute('url', '/carillon/ws');
  await shows(feed, 'a');
  const before = channel;
  feed.setAttribute('channel', `${channel}.other`);
  assert.deepEqual(items(feed), []);
  await until(() => feed.carillon.channel(`${channel}.other`).state === 'joined', 'joined');
  publish('of the channel before');
  node.publish(`${before}.other`, 'b');
  await shows(feed, 'b');
});

test('its list is named by its label, or else by its channel', async () => {
  const feed = await joined({ label: 'News' });
  const log = feed.shadowRoot.children[0];
  assert.deepEqual(['role', 'aria-live', 'aria-label'].map((name) => log.getAttribute(name)), ['log', 'polite', 'News']);
  feed.removeAttribute('label');
  assert.equal(log.getAttribute('aria-label'), channel);
});

test('the element is imported where there is no browser, and is defined nowhere', () => {
  const script = "const { CarillonFeed } = await import('../../main/webapp/carillon-feed.js'); console.log(typeof CarillonFeed);";
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: HERE, encoding: 'utf8', timeout: 20_000 });
  assert.deepEqual([status, stdout], [0, 'function\n'], stderr);
});

