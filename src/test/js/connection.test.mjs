import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Connection } from '../../main/webapp/js/connection.js';
import { State } from '../../main/webapp/js/state.js';
import { FakeClock } from './fake-clock.mjs';
import { FakeWebSocket } from './fake-web-socket.mjs';

const URL = 'ws://node/carillon/ws';
let clock;
let heard;
let connection;

beforeEach(() => {
  FakeWebSocket.made = [];
  clock = new FakeClock();
  heard = { states: [], publications: [], refused: [] };
  connection = new Connection(URL, {
    changed: ({ state }) => heard.states.push(state),
    channels: () => {},
    publication: (publication) => heard.publications.push(publication),
    refused: (error) => heard.refused.push(error),
  }, { WebSocket: FakeWebSocket, clock, random: () => 0.5 });
});

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
  channels.forEach((channel) => connection.subscribe(channel));
  connection.open();
  connected();
}

function states() {
  return Object.fromEntries(connection.channels.map(({ channel, state }) => [channel, state]));
}

test('connects with the subprotocol, and with what is wanted at once', () => {
  openConnected('news', 'orders.42');
  assert.equal(socket().url, URL);
  assert.equal(socket().subprotocol, 'carillon.v1');
  assert.deepEqual(socket().sent, [{ id: 1, type: 'connect', channels: ['news', 'orders.42'] }]);
  assert.deepEqual(heard.states, [State.CONNECTING, State.CONNECTED]);
  assert.equal(connection.status.node, 'node-1');
  assert.deepEqual(states(), { news: 'joined', 'orders.42': 'joined' });
});

test('is not connected before the reply to connect', async () => {
  connection.open();
  socket().accept();
  assert.equal(connection.status.state, State.CONNECTING);
  await assert.rejects(connection.publish('news', '1'), { code: 'not_connected' });
});

test('opens one link only, however often it is asked', () => {
  connection.open();
  connection.open();
  assert.equal(FakeWebSocket.made.length, 1);
});

test('ids rise from command to command, and start again on a new link', () => {
  openConnected('news');
  connection.subscribe('a');
  connection.publish('a', '1').catch(() => {});
  connection.unsubscribe('a');
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
  connection.subscribe('news');
  connection.open();
  socket().accept();
  socket().hear({ id: 1, type: 'connected', node: 'n', ping: 25, channels: [{ channel: 'news' }] },
    { type: 'publication', channel: 'news', origin: 'o', seq: 1, data: 1 });
  assert.deepEqual(heard.states, [State.CONNECTING, State.CONNECTED]);
  assert.equal(heard.publications.length, 1);
});

test('matches replies by id, whatever their order', async () => {
  openConnected();
  const first = connection.publish('news', '"first"');
  const second = connection.publish('news', '"second"');
  const [one, two] = socket().commands('publish');
  clock.advance(7);
  socket().hear({ id: two.id, type: 'error', code: 'busy' }, { id: one.id, type: 'published', channel: 'news', origin: 'o', seq: 17, level: 'accepted' });
  await assert.rejects(second, { code: 'busy' });
  assert.deepEqual({ ...(await first), id: 0 }, { id: 0, type: 'published', channel: 'news', origin: 'o', seq: 17, level: 'accepted', millis: 7 });
});

test('passes the characters of a payload through, but for line breaks', () => {
  openConnected();
  connection.publish('news', '{"n": 1.000000000000000000001,\r\n "e": 12345678901234567890}').catch(() => {});
  assert.equal(socket().lastText, '{"id":2,"type":"publish","channel":"news","data":{"n": 1.000000000000000000001,  "e": 12345678901234567890}}');
});

test('refuses a payload that is not JSON, without a word to the node', async () => {
  openConnected();
  await assert.rejects(connection.publish('news', '1,"channel":"other"'), { code: 'bad_request' });
  assert.deepEqual(socket().commands('publish'), []);
});

test('refuses a message that would close the connection', async () => {
  openConnected();
  await assert.rejects(connection.publish('news', JSON.stringify('é'.repeat(33_000))), { code: 'too_large' });
  assert.deepEqual(socket().commands('publish'), []);
});

test('subscribes and unsubscribes while connected', () => {
  openConnected('news');
  connection.subscribe('a');
  assert.equal(states().a, 'joining');
  socket().hear({ id: 2, type: 'subscribed', channel: 'a' });
  assert.equal(states().a, 'joined');
  connection.unsubscribe('news');
  assert.deepEqual(socket().sent.at(-1), { id: 3, type: 'unsubscribe', channel: 'news' });
  assert.deepEqual(states(), { a: 'joined' });
});

test('keeps the error of a channel that was refused, and asks again when told to', () => {
  connection.subscribe('a');
  connection.open();
  connected({ channels: [{ channel: 'a', error: { code: 'limit' } }] });
  assert.deepEqual(connection.channels, [{ channel: 'a', state: 'refused', error: { code: 'limit' } }]);
  connection.subscribe('a');
  assert.equal(socket().commands('subscribe').length, 1);
});

test('catches up with what was wanted, and what was not any more, while connecting', () => {
  connection.subscribe('old');
  connection.open();
  socket().accept();
  connection.unsubscribe('old');
  connection.subscribe('new');
  socket().hear({ id: 1, type: 'connected', node: 'n', ping: 25, channels: [{ channel: 'old' }] });
  assert.deepEqual(socket().sent.slice(1), [{ id: 2, type: 'subscribe', channel: 'new' }, { id: 3, type: 'unsubscribe', channel: 'old' }]);
  assert.deepEqual(states(), { new: 'joining' });
});

test('resubscribes after a reconnect', () => {
  openConnected('news');
  connection.subscribe('a');
  connection.unsubscribe('news');
  socket().lose(1006);
  assert.deepEqual(states(), { a: 'waiting' });
  clock.advance(250);
  assert.equal(FakeWebSocket.made.length, 2);
  connected();
  assert.deepEqual(socket().sent, [{ id: 1, type: 'connect', channels: ['a'] }]);
  assert.deepEqual(states(), { a: 'joined' });
  assert.deepEqual(heard.states, ['connecting', 'connected', 'disconnected', 'connecting', 'connected']);
});

test('says degraded, by push and by the reply to connect', () => {
  openConnected();
  socket().hear({ type: 'degraded', value: true });
  assert.equal(connection.status.state, State.DEGRADED);
  assert.equal(connection.status.node, 'node-1');
  socket().hear({ type: 'degraded', value: false });
  assert.equal(connection.status.state, State.CONNECTED);
  socket().lose(1012);
  clock.advance(20_000);
  connected({ degraded: true });
  assert.equal(connection.status.state, State.DEGRADED);
});

for (const code of [1000, 1003, 1007, 1008, 1009, 4401, 4403]) {
  test(`stops for good at close code ${code}, until it is told to open`, () => {
    openConnected();
    socket().lose(code, 'why');
    clock.advance(3_600_000);
    assert.equal(FakeWebSocket.made.length, 1);
    assert.equal(clock.pending, 0);
    const { state, code: shown, reason, retryAt } = connection.status;
    assert.deepEqual({ state, shown, reason, retryAt }, { state: State.DISCONNECTED, shown: code, reason: 'why', retryAt: undefined });
    connection.open();
    assert.equal(FakeWebSocket.made.length, 2);
  });
}

for (const code of [1001, 1005, 1006, 1011, 1012, 1013, 4408, 4429, 4999]) {
  test(`comes back after close code ${code}`, () => {
    openConnected();
    socket().lose(code);
    assert.equal(connection.status.retryAt, clock.now() + 250);
    clock.advance(250);
    assert.equal(FakeWebSocket.made.length, 2);
  });
}

test('obeys a disconnect that says never again, though the close code is lost', () => {
  openConnected();
  socket().hear({ type: 'disconnect', code: 1008, reason: 'enough', reconnect: false });
  socket().lose(1006);
  assert.equal(connection.status.code, 1008);
  assert.equal(connection.status.reason, 'enough');
  assert.equal(connection.status.retryAt, undefined);
});

test('believes a disconnect that says otherwise than its code would', () => {
  openConnected();
  socket().hear({ type: 'disconnect', code: 1013, reason: 'go elsewhere', reconnect: false });
  socket().lose(1013);
  assert.equal(connection.status.retryAt, undefined);
  connection.open();
  connected();
  socket().hear({ type: 'disconnect', code: 1008, reason: 'try once more', reconnect: true });
  socket().lose(1008);
  assert.notEqual(connection.status.retryAt, undefined);
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
  connection.open();
  const waits = [];
  for (let i = 0; i < 8; i++) {
    socket().lose(1006);
    waits.push(connection.status.retryAt - clock.now());
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
  assert.equal(connection.status.retryAt - clock.now(), 500);
});

test('starts with short waits again after a link that held', () => {
  connection.open();
  socket().lose(1006);
  clock.advance(250);
  connected();
  clock.advance(10_000);
  socket().lose(1001);
  assert.equal(connection.status.retryAt - clock.now(), 250);
});

test('tries at once when told to, and not a second time when the wait is over', () => {
  connection.open();
  socket().lose(1006);
  connection.open();
  assert.equal(FakeWebSocket.made.length, 2);
  clock.advance(5000);
  assert.equal(FakeWebSocket.made.length, 2);
});

test('reconnects when nothing was heard for two ping intervals', () => {
  openConnected('news');
  const silent = socket();
  clock.advance(49_999);
  assert.equal(connection.status.state, State.CONNECTED);
  clock.advance(1);
  assert.equal(connection.status.state, State.DISCONNECTED);
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
  assert.equal(connection.status.state, State.CONNECTED);
  assert.equal(FakeWebSocket.made.length, 1);
});

test('gives up a link that does not open, or whose connect is not answered', () => {
  connection.open();
  clock.advance(10_000);
  assert.equal(connection.status.state, State.DISCONNECTED);
  clock.advance(250);
  socket().accept();
  clock.advance(10_000);
  assert.equal(connection.status.state, State.DISCONNECTED);
  assert.equal(FakeWebSocket.made.length, 2);
});

test('comes back with back-off where connect is refused', () => {
  connection.open();
  socket().accept();
  socket().hear({ id: 1, type: 'error', code: 'bad_request', message: 'no' });
  assert.equal(connection.status.state, State.DISCONNECTED);
  assert.equal(socket().closedWith, 1000);
  clock.advance(250);
  assert.equal(FakeWebSocket.made.length, 2);
});

test('says of a publish that the link took with it that its outcome is unknown', async () => {
  openConnected();
  const publishing = connection.publish('news', '1');
  socket().lose(1006);
  await assert.rejects(publishing, { code: 'unknown' });
});

test('says unknown of a publish that is never answered', async () => {
  openConnected();
  const publishing = connection.publish('news', '1');
  clock.advance(10_000);
  await assert.rejects(publishing, { code: 'unknown' });
  assert.equal(connection.status.state, State.CONNECTED);
});

test('hands on an error that answers no command', () => {
  openConnected();
  socket().hear({ type: 'error', code: 'bad_request', message: 'no id' });
  assert.equal(heard.refused.length, 1);
});

test('closes by wish and stays closed, leaving no timer behind', async () => {
  openConnected('news');
  const publishing = connection.publish('news', '1');
  connection.close();
  assert.equal(socket().closedWith, 1000);
  await assert.rejects(publishing, { code: 'unknown' });
  clock.advance(3_600_000);
  assert.equal(FakeWebSocket.made.length, 1);
  assert.equal(clock.pending, 0);
  assert.deepEqual(states(), { news: 'waiting' });
});

test('closes by wish while connecting', () => {
  connection.open();
  socket().accept();
  connection.close();
  assert.equal(connection.status.state, State.DISCONNECTED);
  assert.equal(clock.pending, 0);
});
