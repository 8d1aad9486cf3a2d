import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { fakeBrowser, settle } from './fake-browser.mjs';
import { FakeEventSource } from './fake-event-source.mjs';
import { Rig } from './rig.mjs';

let posts;
let reply;

beforeEach(() => {
  FakeEventSource.made = [];
  posts = [];
  reply = async (body) => answer(200, { id: 1, type: 'published', channel: body.channel, origin: 'o', seq: posts.length, level: 'accepted' });
});

function answer(status, body) {
  return { status, json: async () => body };
}

function browser() {
  return fakeBrowser({
    EventSource: FakeEventSource,
    fetch: (url, { method, headers, body, signal }) => {
      posts.push({ url, method, headers, body: JSON.parse(body) });
      return reply(JSON.parse(body), signal);
    },
  });
}

function rigOverSse(options = {}) {
  return new Rig({ transports: ['sse'], ...options }, { url: 'wss://node/carillon/ws', browser: browser() });
}

async function joined(rig, ...names) {
  names.forEach((name) => rig.carillon.channel(name).subscribe());
  rig.carillon.connect();
  await settle();
  greet();
}

function greet(more = {}) {
  const channels = FakeEventSource.last.connect.channels.map((channel) => ({ channel }));
  FakeEventSource.last.hear({ id: 1, type: 'connected', node: 'node-1', connection: 'abc', ping: 25, degraded: false, channels, ...more });
}

test('listens with its connect command in the address, and hears publications', async () => {
  const rig = rigOverSse({ token: 'secret' });
  await joined(rig, 'news', 'orders.42');
  const { url, connect } = FakeEventSource.last;
  assert.ok(url.startsWith('https://node/carillon/events?connect='), url);
  assert.deepEqual(connect, { channels: ['news', 'orders.42'] });
  assert.equal(rig.carillon.state, 'connected');
  assert.equal(rig.carillon.status.transport, 'sse');
  FakeEventSource.last.hear({ type: 'publication', channel: 'news', origin: 'o', seq: 1, data: 'a' }, { type: 'ping', cursor: 'c1' });
  assert.deepEqual(rig.data, ['a']);
  assert.equal(rig.carillon.cursor, 'c1');
});

test('whatever is in the command, the address is one', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  FakeEventSource.last.hear({ type: 'ping', cursor: 'a&b#c+d%' });
  FakeEventSource.last.lose();
  await rig.clock.pass(250);
  assert.equal(FakeEventSource.last.connect.cursor, 'a&b#c+d%');
});

test('takes what shares an event with the reply', async () => {
  const rig = rigOverSse();
  rig.carillon.channel('news').subscribe();
  await settle();
  FakeEventSource.last.hear({ type: 'connected', ping: 25, channels: [{ channel: 'news' }] }, { type: 'publication', channel: 'news', origin: 'o', seq: 1, data: 1 });
  assert.deepEqual(rig.data, [1]);
});

test('publishes by POST, one after another', async () => {
  const rig = rigOverSse({ token: 'secret' });
  await joined(rig, 'news');
  let release;
  reply = () => new Promise((resolve) => { release = resolve; });
  const first = rig.carillon.publish('news', { n: 1 });
  rig.carillon.publish('news', { n: 2 });
  await settle();
  assert.equal(posts.length, 1);
  const { url, method, headers, body } = posts[0];
  assert.deepEqual({ url, method, body }, { url: 'https://node/carillon/publish', method: 'POST', body: { type: 'publish', channel: 'news', key: 'uuid-1', data: { n: 1 } } });
  assert.deepEqual(headers, { 'Content-Type': 'application/json', Authorization: 'Bearer secret' });
  release(answer(200, { type: 'published', channel: 'news', origin: 'o', seq: 7, level: 'accepted' }));
  assert.equal((await first).seq, 7);
  await settle();
  assert.equal(posts.length, 2);
});

test('hands on the errors of a POST, and reads a status where there is nothing else', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  reply = async () => answer(503, { type: 'error', code: 'busy', message: 'full' });
  await assert.rejects(rig.carillon.publish('news', 1), { code: 'busy', message: 'full' });
  reply = async () => ({ status: 413, json: () => Promise.reject(new SyntaxError('html')) });
  await assert.rejects(rig.carillon.publish('news', 1), { code: 'too_large' });
});

test('a POST that is lost is tried again with its key', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  reply = async () => { throw new TypeError('network'); };
  const publishing = rig.carillon.publish('news', 1);
  await settle();
  reply = async () => answer(200, { type: 'published', channel: 'news', origin: 'o', seq: 1, repeated: true });
  await rig.clock.pass(1_000);
  assert.equal((await publishing).repeated, true);
  assert.deepEqual(posts.map(({ body }) => body.key), ['uuid-1', 'uuid-1']);
});

test('a POST that hangs is given up in time, holds up no other for long, and the page is warned once', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  const hanging = (body, signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  reply = hanging;
  const publishing = [1, 2].map((n) => rig.carillon.publish('news', n, { again: false }));
  publishing.forEach((promise) => promise.catch(() => {}));
  await rig.clock.pass(7_999);
  assert.equal(posts.length, 1);
  await rig.clock.pass(1);
  assert.equal(posts.length, 2);
  await assert.rejects(publishing[0], { code: 'unknown' });
  await rig.clock.pass(8_000);
  await assert.rejects(publishing[1], { code: 'unknown' });
  assert.deepEqual(rig.told('error').map(([, { code }]) => code), ['crowded']);
  reply = async () => answer(200, { type: 'published', channel: 'news', origin: 'o', seq: 7, level: 'accepted' });
  assert.equal((await rig.carillon.publish('news', 3)).seq, 7);
});

test('other channels are another stream, which goes on where the one before was', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  FakeEventSource.last.hear({ type: 'ping', cursor: 'c1' }, { type: 'publication', channel: 'news', origin: 'o', seq: 1, data: 1 });
  const before = FakeEventSource.last;
  rig.carillon.channel('a').subscribe();
  rig.carillon.channel('b').subscribe();
  await rig.clock.pass(50);
  assert.equal(before.isClosed, true);
  assert.equal(FakeEventSource.made.length, 2);
  assert.deepEqual(FakeEventSource.last.connect, { channels: ['news', 'a', 'b'], cursor: 'c1', seen: { o: 1 } });
  greet({ channels: ['news', 'a', 'b'].map((channel) => ({ channel, recovered: true })) });
  assert.deepEqual(rig.told('recovered', 'gap').map(([type, { channel }]) => [type, channel]), [['recovered', 'news']]);
  rig.carillon.channel('a').unsubscribe();
  await rig.clock.pass(50);
  assert.deepEqual(FakeEventSource.last.connect.channels, ['news', 'b']);
});

function longNames(count) {
  return Array.from({ length: count }, (_, i) => `tenant.${'x'.repeat(88)}.${100 + i}`);
}

test('channels that have no room in a first, short address get a longer one once the node has told how long it may be', async () => {
  const rig = rigOverSse();
  const names = longNames(100);
  await joined(rig);
  FakeEventSource.last.lose();
  names.forEach((name) => rig.carillon.channel(name).subscribe());
  await rig.clock.pass(250);
  const first = FakeEventSource.last;
  assert.ok(first.url.length <= 6_000 && first.url.length > 5_800, `${first.url.length}`);
  const limits = { message: 65_536, payload: 65_536, address: 16_384 };
  greet({ limits, cursor: 'c1' });
  await rig.clock.pass(50);
  assert.equal(first.isClosed, true);
  assert.deepEqual(FakeEventSource.last.connect.channels, names);
  assert.ok(FakeEventSource.last.url.length <= 16_384);
  greet({ limits, channels: names.map((channel) => ({ channel, recovered: true })) });
  await rig.clock.pass(1_000);
  assert.equal(FakeEventSource.made.length, 3);
  assert.deepEqual(rig.told('error', 'gap'), []);
  assert.equal(rig.carillon.channel(names[99]).state, 'joined');
});

test('channels that have no room in the longest address are refused, each told so once, and nothing is tried again for them', async () => {
  const rig = rigOverSse();
  const names = longNames(100);
  names.forEach((name) => rig.carillon.channel(name).subscribe());
  await settle();
  greet();
  const fitting = FakeEventSource.last.connect.channels.length;
  const refused = rig.told('error').map(([, error]) => [error.code, error.channel]);
  assert.deepEqual(refused, names.slice(fitting).map((name) => ['limit', name]));
  await rig.clock.pass(1_000);
  assert.equal(FakeEventSource.made.length, 1);
  FakeEventSource.last.lose();
  await rig.clock.pass(250);
  greet();
  assert.deepEqual(rig.told('error'), []);
  assert.equal(FakeEventSource.made.length, 2);
  rig.carillon.channel(names[0]).unsubscribe();
  await rig.clock.pass(50);
  greet();
  assert.equal(rig.carillon.channel(names[fitting]).state, 'joined');
});

test('what a proxy refuses that takes less than its node is tried in a short address, and then refused', async () => {
  const rig = rigOverSse();
  const limits = { message: 65_536, payload: 65_536, address: 16_384 };
  longNames(100).forEach((name) => rig.carillon.channel(name).subscribe());
  await settle();
  for (let opened = 0; opened < 20; opened++) {
    if (FakeEventSource.last.url.length > 8_000) FakeEventSource.last.lose();
    else greet({ limits });
    await rig.clock.pass(20_000 - 1);
    if (rig.carillon.state === 'connected') FakeEventSource.last.hear({ type: 'ping' });
  }
  assert.equal(FakeEventSource.made.filter(({ url }) => url.length > 8_000).length, 3);
  assert.equal(rig.carillon.state, 'connected');
  assert.deepEqual(new Set(longNames(100).map((name) => rig.carillon.channel(name).state)), new Set(['joined', 'refused']));
});

test('where the next node takes less, a channel that has no room is told of the gap, though it is recovered later', async () => {
  const rig = rigOverSse();
  const limits = { message: 65_536, payload: 65_536, address: 16_384 };
  const names = longNames(100);
  names.forEach((name) => rig.carillon.channel(name).subscribe());
  await settle();
  greet({ limits });
  await rig.clock.pass(50);
  greet({ limits, cursor: 'c1' });
  rig.told();
  for (let i = 0; i < 10; i++) {
    assert.equal(FakeEventSource.last.connect.channels.length, 100);
    FakeEventSource.last.lose();
    await rig.clock.pass(rig.carillon.status.retryAt - rig.clock.date());
  }
  const recovered = () => ({ channels: FakeEventSource.last.connect.channels.map((channel) => ({ channel, recovered: true })) });
  const short = FakeEventSource.last.connect.channels.length;
  assert.ok(short < 100);
  greet({ limits, ...recovered() });
  await rig.clock.pass(50);
  greet({ limits, ...recovered() });
  assert.deepEqual(rig.told('gap').map(([, { channel }]) => channel), names.slice(short));
});

test('what was seen gives way where the address is short', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  FakeEventSource.last.hear({ type: 'ping', cursor: 'c1' }, ...Array.from({ length: 250 }, (_, i) => ({ type: 'publication', channel: 'news', origin: `origin-${i}`, seq: 1, data: 1 })));
  FakeEventSource.last.lose();
  await rig.clock.pass(250);
  assert.deepEqual(FakeEventSource.last.connect, { channels: ['news'], cursor: 'c1' });
});

test('a stream that ends is opened again with back-off and the last cursor, by the library and not by the browser', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  FakeEventSource.last.hear({ type: 'ping', cursor: 'c1' });
  FakeEventSource.last.lose();
  assert.equal(FakeEventSource.last.isClosed, true);
  assert.equal(rig.carillon.status.retryAt, rig.clock.date() + 250);
  await rig.clock.pass(250);
  assert.equal(FakeEventSource.last.connect.cursor, 'c1');
});

test('obeys a disconnect that says never again', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  FakeEventSource.last.hear({ type: 'disconnect', code: 4403, reason: 'no', reconnect: false });
  FakeEventSource.last.lose();
  await rig.clock.pass(60_000);
  assert.equal(FakeEventSource.made.length, 1);
});

test('history is asked for by POST, beside what is published', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  reply = async ({ last }) => answer(200, { id: 1, type: 'history', channel: 'news', publications: [{ type: 'publication', channel: 'news', origin: 'o', seq: last, data: 'a' }] });
  const { publications } = await rig.carillon.history('news', { last: 3 });
  assert.deepEqual(publications, [{ channel: 'news', origin: 'o', seq: 3, data: 'a' }]);
  assert.equal(posts[0].url, 'https://node/carillon/history');
  assert.deepEqual(posts[0].body, { type: 'history', channel: 'news', last: 3 });
});

test('history that is refused is refused', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  reply = async () => answer(429, { type: 'error', code: 'rate', message: 'slower' });
  await assert.rejects(rig.carillon.history('news'), { code: 'rate' });
});

test('a silent stream is given up', async () => {
  const rig = rigOverSse();
  await joined(rig, 'news');
  await rig.clock.pass(50_000);
  assert.equal(rig.carillon.state, 'disconnected');
});

test('is chosen where a WebSocket twice could not be opened', async () => {
  const rig = new Rig({ transports: undefined }, { url: 'ws://node/carillon/ws', browser: browser() });
  rig.carillon.channel('news').subscribe();
  rig.socket.lose(1006);
  await rig.clock.pass(500);
  assert.equal(FakeEventSource.made.length, 0);
  rig.socket.lose(1006);
  await rig.clock.pass(1_000);
  greet();
  assert.equal(rig.sockets, 2);
  assert.equal(rig.carillon.status.transport, 'sse');
});

test('is not chosen where a WebSocket worked before, until the network is another', async () => {
  const rig = new Rig({ transports: undefined }, { url: 'ws://node/carillon/ws', browser: browser() });
  rig.carillon.channel('news').subscribe();
  rig.greet();
  for (let i = 0; i < 4; i++) {
    rig.socket.lose(1006);
    await rig.clock.pass(rig.carillon.status.retryAt - rig.clock.date());
  }
  assert.equal(FakeEventSource.made.length, 0);
  rig.browser.window.dispatchEvent(new Event('online'));
  for (let i = 0; i < 2; i++) {
    rig.socket.lose(1006);
    await rig.clock.pass(rig.carillon.status.retryAt - rig.clock.date());
  }
  assert.equal(FakeEventSource.made.length, 1);
});
