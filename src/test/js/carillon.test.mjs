import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Carillon } from '../../main/webapp/carillon.js';
import { fakeBrowser, settle } from './fake-browser.mjs';
import { FakeWebSocket } from './fake-web-socket.mjs';

const URL = 'ws://node/carillon/ws';
const NEVER_SENT = { queue: 0 };
let browser;
let clock;
let heard;
let carillon;

beforeEach(() => {
  FakeWebSocket.made = [];
  browser = fakeBrowser();
  clock = browser.clock;
  start({});
});

function start(options, url = URL) {
  heard = { states: [], publications: [], errors: [] };
  carillon = new Carillon(url, { transports: ['ws'], ...options }, browser);
  carillon.on('state', ({ state }) => heard.states.push(state));
  carillon.on('publication', (publication) => heard.publications.push(publication));
  carillon.on('error', (error) => heard.errors.push(error));
}

function socket() {
  return FakeWebSocket.last;
}

/** Opens the link and answers its connect. */
function connected(members = {}) {
  socket().accept();
  const { id, channels } = socket().sent[0];
  const joined = channels.map((channel) => ({ channel }));
  socket().hear({ id, type: 'connected', version: 1, node: 'node-1', connection: 'abc', ping: 25, degraded: false, channels: joined, ...members });
}

function openConnected(...channels) {
  channels.forEach((name) => carillon.channel(name).subscribe());
  carillon.connect();
  connected();
}

function states(...names) {
  return Object.fromEntries(names.map((name) => [name, carillon.channel(name).state]));
}

test('connects with the subprotocol, and with what is wanted at once', () => {
  openConnected('news', 'orders.42');
  assert.equal(socket().url, URL);
  assert.equal(socket().subprotocol, 'carillon.v1');
  assert.deepEqual(socket().sent, [{ id: 1, type: 'connect', channels: ['news', 'orders.42'] }]);
  assert.deepEqual(heard.states, ['connecting', 'connected']);
  assert.equal(carillon.status.node, 'node-1');
  assert.deepEqual(states('news', 'orders.42'), { news: 'joined', 'orders.42': 'joined' });
});

test('is not connected before the reply to connect', async () => {
  start(NEVER_SENT);
  carillon.connect();
  socket().accept();
  assert.equal(carillon.status.state, 'connecting');
  await assert.rejects(carillon.publish('news', 1), { code: 'not_connected' });
});

test('opens one link only, however often it is asked', () => {
  carillon.connect();
  carillon.connect();
  assert.equal(FakeWebSocket.made.length, 1);
});

test('ids rise from command to command, and start again on a new link', () => {
  openConnected('news');
  carillon.channel('a').subscribe();
  carillon.publish('a', 1).catch(() => {});
  carillon.channel('a').unsubscribe();
  assert.deepEqual(socket().sent.map(({ id }) => id), [1, 2, 3, 4]);
  socket().lose(1001);
  clock.advance(20_000);
  socket().accept();
  assert.equal(socket().sent[0].id, 1);
});

test('reads all objects of a frame, in order, and passes over what it does not know', () => {
  openConnected('news');
  const one = { type: 'publication', channel: 'news', origin: 'o', seq: 1, data: 1 };
  socket().hearText(`${JSON.stringify(one)}\n\n{"type":"novelty"}\n{broken\n"text"\nnull\n${JSON.stringify({ ...one, seq: 2, more: true })}\n`);
  assert.deepEqual(heard.publications.map(({ seq }) => seq), [1, 2]);
});

test('takes publications that share a frame with the reply to connect', () => {
  carillon.channel('news').subscribe();
  carillon.connect();
  socket().accept();
  socket().hear({ id: 1, type: 'connected', node: 'n', ping: 25, channels: [{ channel: 'news' }] },
    { type: 'publication', channel: 'news', origin: 'o', seq: 1, data: 1 });
  assert.deepEqual(heard.states, ['connecting', 'connected']);
  assert.equal(heard.publications.length, 1);
});

test('matches replies by id, whatever their order', async () => {
  openConnected();
  const first = carillon.publish('news', 'first');
  const second = carillon.publish('news', 'second');
  const [one, two] = socket().commands('publish');
  socket().hear({ id: two.id, type: 'error', code: 'busy' }, { id: one.id, type: 'published', channel: 'news', origin: 'o', seq: 17, level: 'accepted' });
  await assert.rejects(second, { code: 'busy' });
  assert.deepEqual(await first, { channel: 'news', origin: 'o', seq: 17, level: 'accepted', key: 'uuid-1' });
});

test('passes the characters of a payload through, but for line breaks', () => {
  openConnected();
  carillon.publish('news', '{"n": 1.000000000000000000001,\r\n "e": 12345678901234567890}', { key: 'k', json: true }).catch(() => {});
  assert.equal(socket().lastText, '{"id":2,"type":"publish","channel":"news","key":"k","data":{"n": 1.000000000000000000001,  "e": 12345678901234567890}}');
});

test('refuses a payload that is not JSON, without a word to the node', async () => {
  openConnected();
  await assert.rejects(carillon.publish('news', '1,"channel":"other"', { json: true }), { code: 'bad_request' });
  assert.deepEqual(socket().commands('publish'), []);
});

test('refuses a message that would close the connection', async () => {
  openConnected();
  await assert.rejects(carillon.publish('news', 'é'.repeat(33_000)), { code: 'too_large' });
  assert.deepEqual(socket().commands('publish'), []);
});

test('subscribes and unsubscribes while connected', () => {
  openConnected('news');
  carillon.channel('a').subscribe();
  assert.equal(carillon.channel('a').state, 'waiting');
  socket().hear({ id: 2, type: 'subscribed', channel: 'a' });
  assert.equal(carillon.channel('a').state, 'joined');
  carillon.channel('news').unsubscribe();
  assert.deepEqual(socket().sent.at(-1), { id: 3, type: 'unsubscribe', channel: 'news' });
  assert.deepEqual(states('news', 'a'), { news: 'unsubscribed', a: 'joined' });
});

test('keeps the error of a channel that was refused, and asks again when told to', () => {
  carillon.channel('a').subscribe();
  carillon.connect();
  connected({ channels: [{ channel: 'a', error: { code: 'limit' } }] });
  assert.equal(carillon.channel('a').state, 'refused');
  assert.equal(carillon.channel('a').error.code, 'limit');
  assert.deepEqual(heard.errors.map(({ code, channel }) => [code, channel]), [['limit', 'a']]);
  carillon.channel('a').subscribe();
  assert.equal(socket().commands('subscribe').length, 1);
});

test('catches up with what was wanted, and what was not any more, while connecting', () => {
  carillon.channel('old').subscribe();
  carillon.connect();
  socket().accept();
  carillon.channel('old').unsubscribe();
  carillon.channel('new').subscribe();
  socket().hear({ id: 1, type: 'connected', node: 'n', ping: 25, channels: [{ channel: 'old' }] });
  assert.deepEqual(socket().sent.slice(1), [{ id: 2, type: 'subscribe', channel: 'new' }, { id: 3, type: 'unsubscribe', channel: 'old' }]);
  assert.deepEqual(states('old', 'new'), { old: 'unsubscribed', new: 'waiting' });
});

test('resubscribes after a reconnect', () => {
  openConnected('news');
  carillon.channel('a').subscribe();
  carillon.channel('news').unsubscribe();
  socket().lose(1006);
  assert.deepEqual(states('news', 'a'), { news: 'unsubscribed', a: 'waiting' });
  clock.advance(250);
  assert.equal(FakeWebSocket.made.length, 2);
  connected();
  assert.deepEqual(socket().sent, [{ id: 1, type: 'connect', channels: ['a'] }]);
  assert.deepEqual(states('a'), { a: 'joined' });
  assert.deepEqual(heard.states, ['connecting', 'connected', 'disconnected', 'connecting', 'connected']);
});

test('says degraded, by push and by the reply to connect', () => {
  openConnected();
  socket().hear({ type: 'degraded', value: true });
  assert.equal(carillon.status.state, 'degraded');
  assert.equal(carillon.status.node, 'node-1');
  socket().hear({ type: 'degraded', value: false });
  assert.equal(carillon.status.state, 'connected');
  socket().lose(1012);
  clock.advance(20_000);
  connected({ degraded: true });
  assert.equal(carillon.status.state, 'degraded');
});

for (const code of [1000, 4401, 4403]) {
  test(`stops for good at close code ${code}, until it is told to open`, () => {
    openConnected();
    socket().lose(code, 'why');
    clock.advance(3_600_000);
    assert.equal(FakeWebSocket.made.length, 1);
    assert.equal(clock.pending, 0);
    const { state, code: shown, reason, retryAt } = carillon.status;
    assert.deepEqual({ state, shown, reason, retryAt }, { state: 'disconnected', shown: code, reason: 'why', retryAt: undefined });
    carillon.connect();
    assert.equal(FakeWebSocket.made.length, 2);
  });
}

for (const code of [1001, 1005, 1006, 1011, 1012, 1013, 4408, 4429, 4999]) {
  test(`comes back after close code ${code}`, () => {
    openConnected();
    socket().lose(code);
    assert.equal(carillon.status.retryAt, clock.date() + 250);
    clock.advance(250);
    assert.equal(FakeWebSocket.made.length, 2);
  });
}

for (const code of [1003, 1007, 1008, 1009, 4400]) {
  test(`comes back slowly after close code ${code}, and says so`, () => {
    openConnected('news');
    socket().lose(code, 'why');
    const { state, code: shown, reason, retryAt } = carillon.status;
    assert.deepEqual({ state, shown, reason, retryAt }, { state: 'disconnected', shown: code, reason: 'why', retryAt: clock.date() + 60_000 });
    assert.deepEqual(heard.errors.map((error) => [error.code, error.message]), [['policy', `The node closed the connection over what was sent (${code} why). The next try is in 60 s.`]]);
    clock.advance(59_999);
    assert.equal(FakeWebSocket.made.length, 1);
    clock.advance(1);
    assert.equal(FakeWebSocket.made.length, 2);
    connected();
    assert.deepEqual(states('news'), { news: 'joined' });
  });
}

test('comes back slowly where an older node says never again over what was sent, and not sooner because the page woke up', () => {
  openConnected();
  socket().hear({ type: 'disconnect', code: 1008, reason: 'too many protocol errors', reconnect: false });
  socket().lose(1006);
  assert.equal(carillon.status.retryAt, clock.date() + 60_000);
  browser.window.dispatchEvent(new Event('online'));
  clock.advance(59_999);
  assert.equal(FakeWebSocket.made.length, 1);
});

test('stays away longer than that where a disconnect asks for it', () => {
  openConnected();
  socket().hear({ type: 'disconnect', code: 1008, reason: 'enough', reconnect: true, delay: 300_000 });
  socket().lose(1008);
  assert.equal(carillon.status.retryAt, clock.date() + 300_000);
});

test('what waits is published when it is back', async () => {
  openConnected();
  socket().lose(1008);
  carillon.publish('news', 'waits').catch(() => {});
  await settle();
  clock.advance(60_000);
  connected();
  assert.deepEqual(socket().commands('publish').map(({ data }) => data), ['waits']);
});

test('obeys a disconnect that says never again, though the close code is lost', () => {
  openConnected();
  socket().hear({ type: 'disconnect', code: 4403, reason: 'enough', reconnect: false });
  socket().lose(1006);
  assert.equal(carillon.status.code, 4403);
  assert.equal(carillon.status.reason, 'enough');
  assert.equal(carillon.status.retryAt, undefined);
});

test('believes a disconnect that says otherwise than its code would', () => {
  openConnected();
  socket().hear({ type: 'disconnect', code: 1013, reason: 'go elsewhere', reconnect: false });
  socket().lose(1013);
  assert.equal(carillon.status.retryAt, undefined);
  carillon.connect();
  connected();
  socket().hear({ type: 'disconnect', code: 4403, reason: 'try once more', reconnect: true });
  socket().lose(4403);
  assert.notEqual(carillon.status.retryAt, undefined);
});

test('stays away at least as long as a disconnect asks', () => {
  openConnected();
  socket().hear({ type: 'disconnect', code: 1013, reason: 'slow consumer', reconnect: true, delay: 5000 });
  socket().lose(1013);
  clock.advance(4999);
  assert.equal(FakeWebSocket.made.length, 1);
  clock.advance(1);
  assert.equal(FakeWebSocket.made.length, 2);
});

test('waits longer from failure to failure, up to half of twenty seconds with even dice', () => {
  carillon.connect();
  const waits = [];
  for (let i = 0; i < 8; i++) {
    socket().lose(1006);
    waits.push(carillon.status.retryAt - clock.date());
    clock.advance(waits.at(-1));
  }
  assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('goes on backing off from a node that takes it in and throws it out', () => {
  openConnected();
  socket().lose(1013);
  clock.advance(250);
  connected();
  clock.advance(1000);
  socket().lose(1013);
  assert.equal(carillon.status.retryAt - clock.date(), 500);
});

test('starts with short waits again after a link that held', () => {
  carillon.connect();
  socket().lose(1006);
  clock.advance(250);
  connected();
  clock.advance(10_000);
  socket().lose(1001);
  assert.equal(carillon.status.retryAt - clock.date(), 250);
});

test('tries at once when told to, and not a second time when the wait is over', () => {
  carillon.connect();
  socket().lose(1006);
  carillon.connect();
  assert.equal(FakeWebSocket.made.length, 2);
  clock.advance(5000);
  assert.equal(FakeWebSocket.made.length, 2);
});

test('reconnects when nothing was heard for two ping intervals', () => {
  openConnected('news');
  const silent = socket();
  clock.advance(49_999);
  assert.equal(carillon.status.state, 'connected');
  clock.advance(1);
  assert.equal(carillon.status.state, 'disconnected');
  assert.notEqual(silent.closedWith, null);
  silent.hear({ type: 'publication', channel: 'news', origin: 'o', seq: 1, data: 1 });
  assert.deepEqual(heard.publications, []);
  clock.advance(250);
  assert.equal(FakeWebSocket.made.length, 2);
});

test('anything that is heard counts as a sign of life', () => {
  openConnected();
  for (let i = 0; i < 10; i++) {
    clock.advance(40_000);
    socket().hear({ type: 'ping' });
  }
  assert.equal(carillon.status.state, 'connected');
  assert.equal(FakeWebSocket.made.length, 1);
});

test('gives up a link that does not open, or whose connect is not answered', () => {
  carillon.connect();
  clock.advance(10_000);
  assert.equal(carillon.status.state, 'disconnected');
  clock.advance(250);
  socket().accept();
  clock.advance(10_000);
  assert.equal(carillon.status.state, 'disconnected');
  assert.equal(FakeWebSocket.made.length, 2);
});

test('comes back with back-off where connect is refused', () => {
  carillon.connect();
  socket().accept();
  socket().hear({ id: 1, type: 'error', code: 'bad_request', message: 'no' });
  assert.equal(carillon.status.state, 'disconnected');
  assert.equal(socket().closedWith, 1000);
  clock.advance(250);
  assert.equal(FakeWebSocket.made.length, 2);
});

test('says of a publish that the link took with it that its outcome is unknown', async () => {
  openConnected();
  const publishing = carillon.publish('news', 1, { again: false });
  socket().lose(1006);
  await assert.rejects(publishing, { code: 'unknown' });
});

test('says unknown of a publish that is never answered', async () => {
  openConnected();
  const publishing = carillon.publish('news', 1, { again: false });
  clock.advance(10_000);
  await assert.rejects(publishing, { code: 'unknown' });
  assert.equal(carillon.status.state, 'connected');
});

test('hands on an error that answers no command', () => {
  openConnected();
  socket().hear({ type: 'error', code: 'bad_request', message: 'no id' });
  assert.equal(heard.errors.length, 1);
});

test('closes by wish and stays closed, leaving no timer behind', async () => {
  openConnected('news');
  const publishing = carillon.publish('news', 1, { again: false });
  carillon.close();
  assert.equal(socket().closedWith, 1000);
  await assert.rejects(publishing, { code: 'unknown' });
  clock.advance(3_600_000);
  assert.equal(FakeWebSocket.made.length, 1);
  assert.equal(clock.pending, 0);
  assert.deepEqual(states('news'), { news: 'waiting' });
});

test('closes by wish while connecting', () => {
  carillon.connect();
  socket().accept();
  carillon.close();
  assert.equal(carillon.status.state, 'disconnected');
  assert.equal(clock.pending, 0);
});
