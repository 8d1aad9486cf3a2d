import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './fake-browser.mjs';
import { Rig } from './rig.mjs';

function sent(rig) {
  return rig.socket.commands('publish').map(({ data, key }) => [data, key]);
}

function published(rig, command, more = {}) {
  rig.socket.hear({ id: command.id, type: 'published', channel: command.channel, origin: 'o', seq: 1, level: 'accepted', ...more });
}

test('what is published while there is no connection waits for it, with its key, in order', async () => {
  const rig = new Rig();
  const first = rig.carillon.publish('news', 'first');
  rig.carillon.publish('news', 'second', { key: 'mine' });
  rig.greet();
  await settle();
  assert.deepEqual(sent(rig), [['first', 'uuid-1'], ['second', 'mine']]);
  published(rig, rig.socket.commands('publish')[0]);
  assert.equal((await first).key, 'uuid-1');
});

test('or fails at once, where the caller chose so', async () => {
  const rig = new Rig({ queue: 0 });
  await assert.rejects(rig.carillon.publish('news', 1), { code: 'not_connected', passing: true });
});

test('no more wait than may', async () => {
  const rig = new Rig({ queue: 2 });
  rig.carillon.publish('news', 1);
  rig.carillon.publish('news', 2);
  await assert.rejects(rig.carillon.publish('news', 3), { code: 'queue_full' });
  rig.greet();
  assert.equal(sent(rig).length, 2);
});

test('what the link took with it goes out again with the same key, before what came later', async () => {
  const rig = new Rig().join('news');
  const publishing = rig.carillon.publish('news', 'unsure');
  rig.socket.lose(1006);
  rig.carillon.publish('news', 'later');
  await settle();
  rig.clock.advance(500);
  rig.greet();
  assert.deepEqual(sent(rig), [['unsure', 'uuid-1'], ['later', 'uuid-2']]);
  published(rig, rig.socket.commands('publish')[0], { repeated: true });
  assert.deepEqual(await publishing, { channel: 'news', origin: 'o', seq: 1, level: 'accepted', repeated: true, key: 'uuid-1' });
});

test('an outcome that the node does not know is tried again on the same link', async () => {
  const rig = new Rig().join('news');
  const publishing = rig.carillon.publish('news', 1);
  rig.socket.hear({ id: 2, type: 'error', code: 'unknown' });
  await rig.clock.pass(1_000);
  const [, again] = rig.socket.commands('publish');
  assert.equal(again.key, 'uuid-1');
  published(rig, again);
  assert.equal((await publishing).seq, 1);
});

test('an outcome that stays unknown is told before nodes forget the key', async () => {
  const rig = new Rig().join('news');
  const publishing = rig.carillon.publish('news', 1);
  const failing = assert.rejects(publishing, { code: 'unknown' });
  rig.socket.lose(1006);
  await rig.clock.pass(60_000);
  await failing;
  rig.await();
  rig.greet();
  assert.deepEqual(sent(rig), []);
});

test('what was never sent waits for as long as it takes', async () => {
  const rig = new Rig();
  rig.carillon.publish('news', 1);
  await rig.clock.pass(3_600_000);
  rig.greet();
  assert.equal(sent(rig).length, 1);
});

for (const code of ['unavailable', 'busy', 'too_large', 'conflict', 'unsupported']) {
  test(`${code} is told, and not tried again`, async () => {
    const rig = new Rig().join('news');
    const publishing = rig.carillon.publish('news', 1);
    rig.socket.hear({ id: 2, type: 'error', code });
    await assert.rejects(publishing, { name: 'CarillonError', code });
    await rig.clock.pass(20_000);
    assert.equal(sent(rig).length, 1);
  });
}

test('what waits fails when the client is closed, and when the node says never again', async () => {
  const rig = new Rig();
  const waiting = rig.carillon.publish('news', 1);
  rig.carillon.close();
  await assert.rejects(waiting, { code: 'disconnected' });
  await assert.rejects(rig.carillon.publish('news', 2), { code: 'disconnected' });
  rig.carillon.connect();
  const another = rig.carillon.publish('news', 3);
  rig.socket.lose(4403);
  await assert.rejects(another, { code: 'disconnected' });
});

test('passes on the level that is asked for, and tells the one that was reached', async () => {
  const rig = new Rig().join();
  const publishing = rig.carillon.channel('news').publish({ a: 1 }, { level: 'durable' });
  const [command] = rig.socket.commands('publish');
  assert.deepEqual(command, { id: 2, type: 'publish', channel: 'news', key: 'uuid-1', level: 'durable', data: { a: 1 } });
  published(rig, command, { level: 'durable' });
  assert.equal((await publishing).level, 'durable');
});
