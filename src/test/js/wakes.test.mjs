import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './fake-browser.mjs';
import { Rig } from './rig.mjs';

function happens(rig, type) {
  rig.browser.window.dispatchEvent(new Event(type));
}

for (const type of ['online', 'offline', 'visibilitychange', 'resume', 'pageshow']) {
  test(`at ${type} it finds out whether the link is alive`, () => {
    const rig = new Rig().join('news');
    happens(rig, type);
    assert.equal(rig.socket.commands('ping').length, 1);
    rig.clock.advance(5_000);
    assert.equal(rig.carillon.state, 'disconnected');
  });
}

test('a link that answers stays, with its usual patience', () => {
  const rig = new Rig().join('news');
  happens(rig, 'online');
  rig.socket.hear({ id: 2, type: 'pong' });
  rig.clock.advance(49_000);
  assert.equal(rig.carillon.state, 'connected');
});

test('a machine that slept is noticed by the clock on its wall', () => {
  const rig = new Rig().join('news');
  rig.clock.advance(10_000);
  assert.equal(rig.socket.commands('ping').length, 0);
  rig.clock.sleep(3_600_000);
  rig.clock.advance(10_000);
  assert.equal(rig.socket.commands('ping').length, 1);
});

test('a wait that was to be long is short when the network is back', () => {
  const rig = new Rig();
  rig.carillon.connect();
  for (let i = 0; i < 6; i++) {
    rig.socket.lose(1006);
    if (i < 5) rig.clock.advance(10_000);
  }
  const before = rig.sockets;
  rig.clock.advance(500);
  assert.equal(rig.sockets, before);
  happens(rig, 'online');
  assert.equal(rig.carillon.status.retryAt, rig.clock.date() + 250);
  rig.clock.advance(250);
  assert.equal(rig.sockets, before + 1);
});

test('but not shorter than the node wants it', () => {
  const rig = new Rig().join('news');
  rig.socket.hear({ type: 'disconnect', code: 1012, reason: 'drain', reconnect: true, delay: 8_000 });
  rig.socket.lose(1012);
  happens(rig, 'online');
  rig.clock.advance(7_999);
  assert.equal(rig.sockets, 1);
  rig.clock.advance(1);
  assert.equal(rig.sockets, 2);
});

test('a closed client wakes for nothing', () => {
  const rig = new Rig().join('news');
  rig.carillon.close();
  happens(rig, 'online');
  rig.clock.advance(60_000);
  assert.equal(rig.sockets, 1);
  assert.equal(rig.clock.pending, 0);
});

test('several nodes are tried in turn, and the wait grows when all have failed', () => {
  const rig = new Rig({}, { url: ['ws://a/ws', 'ws://b/ws'] });
  rig.carillon.connect();
  const urls = [];
  const waits = [];
  for (let i = 0; i < 4; i++) {
    urls.push(rig.socket.url);
    rig.socket.lose(1006);
    waits.push(rig.carillon.status.retryAt - rig.clock.date());
    rig.clock.advance(waits.at(-1));
  }
  assert.deepEqual(urls, ['ws://a/ws', 'ws://b/ws', 'ws://a/ws', 'ws://b/ws']);
  assert.deepEqual(waits, [250, 250, 500, 500]);
});

test('goes on at another node with the cursor of the first', () => {
  const rig = new Rig({}, { url: ['ws://a/ws', 'ws://b/ws'] });
  rig.carillon.channel('news').subscribe();
  rig.greet({ cursor: 'c1' });
  rig.relink(1001);
  rig.socket.accept();
  assert.equal(rig.socket.url, 'ws://b/ws');
  assert.equal(rig.socket.sent[0].cursor, 'c1');
});

test('takes addresses of pages for those of sockets', () => {
  const rig = new Rig({}, { url: 'https://node.example/carillon/ws#part' });
  rig.carillon.connect();
  assert.equal(rig.socket.url, 'wss://node.example/carillon/ws');
});

test('sends its token, or a new one at each connect', async () => {
  const fixed = new Rig({ token: 'fixed' });
  fixed.carillon.connect();
  fixed.socket.accept();
  assert.equal(fixed.socket.sent[0].token, 'fixed');
  let count = 0;
  const rig = new Rig({ getToken: async () => `token-${++count}` });
  rig.carillon.connect();
  await settle();
  rig.greet();
  assert.equal(rig.socket.sent[0].token, 'token-1');
  rig.socket.lose(4401, 'expired');
  await rig.clock.pass(500);
  rig.greet();
  assert.equal(rig.socket.sent[0].token, 'token-2');
  assert.equal(rig.carillon.state, 'connected');
});

test('a token that cannot be had, or takes too long, is tried for again', async () => {
  let answer = () => Promise.reject(new Error('no login'));
  const rig = new Rig({ getToken: () => answer() });
  rig.carillon.connect();
  await settle();
  assert.equal(rig.carillon.status.reason, 'No token: no login');
  answer = () => new Promise(() => {});
  await rig.clock.pass(250);
  assert.equal(rig.carillon.state, 'connecting');
  await rig.clock.pass(10_000);
  assert.equal(rig.carillon.status.reason, 'No token: it took too long');
  assert.equal(rig.sockets, 0);
  answer = async () => 'token';
  await rig.clock.pass(500);
  assert.equal(rig.sockets, 1);
});

test('a token that comes after the client was closed opens nothing', async () => {
  let hand;
  const rig = new Rig({ getToken: () => new Promise((resolve) => { hand = resolve; }) });
  rig.carillon.connect();
  rig.carillon.close();
  hand('late');
  await settle();
  assert.equal(rig.sockets, 0);
  assert.equal(rig.clock.pending, 0);
});
