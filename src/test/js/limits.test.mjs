import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rig } from './rig.mjs';

test('publishes as long a message as the node says that it takes', () => {
  const rig = new Rig();
  rig.carillon.connect();
  rig.greet({ limits: { message: 1_048_576, payload: 1_000_000, subscriptions: 100, address: 16_384 } });
  rig.carillon.publish('news', 'x'.repeat(500_000)).catch(() => {});
  assert.equal(rig.socket.commands('publish').length, 1);
});

test('refuses a message that is longer than the node takes, and the connection stays', async () => {
  const rig = new Rig();
  rig.carillon.connect();
  rig.greet({ limits: { message: 2_000, payload: 2_000 } });
  await assert.rejects(rig.carillon.publish('news', 'x'.repeat(2_000)), { code: 'too_large', message: /2000/, passing: false });
  assert.deepEqual(rig.socket.commands('publish'), []);
  rig.carillon.publish('news', 'x'.repeat(1_900)).catch(() => {});
  assert.equal(rig.socket.commands('publish').length, 1);
});

test('the payload is measured as the node measures it: a string by its text, anything else by its JSON', async () => {
  const rig = new Rig();
  rig.carillon.connect();
  rig.greet({ limits: { message: 65_536, payload: 100 } });
  rig.carillon.publish('news', '"'.repeat(100)).catch(() => {});
  rig.carillon.publish('news', 'é'.repeat(50)).catch(() => {});
  rig.carillon.publish('news', Array(49).fill(1)).catch(() => {});
  assert.equal(rig.socket.commands('publish').length, 3);
  await assert.rejects(rig.carillon.publish('news', 'x'.repeat(101)), { code: 'too_large', message: /101/ });
  await assert.rejects(rig.carillon.publish('news', 'é'.repeat(51)), { code: 'too_large', message: /102/ });
  await assert.rejects(rig.carillon.publish('news', Array(51).fill(1)), { code: 'too_large', message: /103/ });
  assert.equal(rig.socket.commands('publish').length, 3);
});

test('a node that tells no limits takes 64 KB', async () => {
  const rig = new Rig().join('news');
  await assert.rejects(rig.carillon.publish('news', 'x'.repeat(65_537)), { code: 'too_large' });
  rig.carillon.publish('news', 'x'.repeat(65_000)).catch(() => {});
  assert.equal(rig.socket.commands('publish').length, 1);
});

test('the next node may take less', async () => {
  const rig = new Rig();
  rig.carillon.connect();
  rig.greet({ limits: { message: 1_000_000, payload: 1_000_000 } });
  rig.relink();
  rig.greet({ limits: { message: 65_536, payload: 65_536 } });
  await assert.rejects(rig.carillon.publish('news', 'x'.repeat(100_000)), { code: 'too_large' });
});

test('a node that closes over a long connect command gets a short one, and the rest by and by', () => {
  const rig = new Rig();
  const names = Array.from({ length: 100 }, (_, i) => `${'x'.repeat(100)}.${i}`);
  names.forEach((name) => rig.carillon.channel(name).subscribe());
  rig.socket.accept();
  assert.equal(rig.socket.sent[0].channels.length, 100);
  rig.socket.lose(1009, 'message too big');
  rig.clock.advance(60_000);
  rig.greet({ limits: { message: 1_024, payload: 1_000 } });
  assert.ok(JSON.stringify(rig.socket.sent[0]).length <= 1_024);
  const followed = rig.socket.commands('subscribe').map(({ channel }) => channel);
  assert.deepEqual([...rig.socket.sent[0].channels, ...followed], names);
});
