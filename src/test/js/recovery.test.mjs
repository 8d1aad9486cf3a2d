import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rig } from './rig.mjs';

test('comes back with the last cursor and with what it has seen since', () => {
  const rig = new Rig().join('news');
  rig.socket.hear({ type: 'ping', cursor: 'c1' });
  rig.publication(3);
  rig.publication(4, { origin: 'p' });
  rig.relink();
  rig.greet();
  assert.deepEqual(rig.socket.sent, [{ id: 1, type: 'connect', channels: ['news'], cursor: 'c1', seen: { o: 3, p: 4 } }]);
});

test('what a cursor covers is not said once more', () => {
  const rig = new Rig().join('news');
  rig.publication(3);
  rig.socket.hear({ type: 'ping', cursor: 'c2' });
  rig.relink();
  rig.greet();
  assert.deepEqual(rig.socket.sent[0], { id: 1, type: 'connect', channels: ['news'], cursor: 'c2' });
});

test('keeps the cursor of the connected reply until a ping brings another, and not for one without', () => {
  const rig = new Rig();
  rig.carillon.channel('news').subscribe();
  rig.greet({ cursor: 'c1' });
  rig.socket.hear({ type: 'ping' });
  assert.equal(rig.carillon.cursor, 'c1');
  rig.socket.hear({ type: 'ping', cursor: 'c2' });
  assert.equal(rig.carillon.cursor, 'c2');
});

test('tells a channel that nothing is missing, before what it missed', () => {
  const rig = new Rig();
  rig.carillon.channel('news').subscribe();
  rig.greet({ cursor: 'c1' });
  rig.relink();
  rig.told();
  rig.greet({ channels: [{ channel: 'news', recovered: true }] });
  rig.publication(1);
  assert.deepEqual(rig.heard.map(([type]) => type), ['subscribed', 'recovered', 'publication']);
  assert.deepEqual(rig.heard[0][1], { channel: 'news', recovered: true });
});

test('tells a gap where the node cannot recover', () => {
  const rig = new Rig();
  rig.carillon.channel('news').subscribe();
  rig.greet({ cursor: 'c1' });
  rig.relink();
  rig.greet({ channels: [{ channel: 'news', recovered: false }] });
  assert.deepEqual(rig.told('gap', 'recovered'), [['gap', { channel: 'news', reason: 'unrecovered', dropped: undefined }]]);
});

test('without a cursor a channel that it had has a gap, and a new one has none', () => {
  const rig = new Rig().join('news');
  rig.socket.lose(1006);
  rig.carillon.channel('new').subscribe();
  rig.clock.advance(500);
  rig.greet();
  assert.deepEqual(rig.told('gap', 'recovered').map(([type, { channel }]) => [type, channel]), [['gap', 'news']]);
});

test('a channel that is wanted while it is away begins then, and is not recovered', () => {
  const rig = new Rig();
  rig.carillon.channel('news').subscribe();
  rig.greet({ cursor: 'c1' });
  rig.socket.lose(1006);
  rig.carillon.channel('new').subscribe();
  rig.clock.advance(500);
  rig.greet({ channels: [{ channel: 'news', recovered: true }] });
  assert.deepEqual(rig.socket.sent[0].channels, ['news']);
  assert.deepEqual(rig.socket.commands('subscribe'), [{ id: 2, type: 'subscribe', channel: 'new' }]);
});

test('hands on each publication once: by origin and seq, by messageId, by key', () => {
  const rig = new Rig().join('news');
  rig.publication(5);
  rig.publication(5, { data: 'again' });
  rig.publication(4, { data: 'before' });
  rig.publication(undefined, { origin: undefined, messageId: 'ID:1', data: 'foreign' });
  rig.publication(undefined, { origin: undefined, messageId: 'ID:1', data: 'foreign again' });
  rig.publication(6, { key: 'k', data: 'keyed' });
  rig.publication(1, { key: 'k', origin: 'other', data: 'keyed again' });
  assert.deepEqual(rig.data, [5, 'foreign', 'keyed']);
});

test('a key is that of one channel: another may have the same', () => {
  const rig = new Rig().join('orders', 'audit');
  rig.publication(1, { channel: 'orders', key: 'k', data: 'order' });
  rig.publication(2, { channel: 'audit', key: 'k', data: 'audited' });
  rig.publication(3, { channel: 'audit', key: 'k', data: 'audited again' });
  assert.deepEqual(rig.data, ['order', 'audited']);
});

test('many keys make it forget no messageId, and many messageIds no key', () => {
  const rig = new Rig().join('news');
  const foreign = (messageId) => rig.publication(undefined, { origin: undefined, messageId, data: messageId });
  foreign('ID:1');
  rig.publication(1, { key: 'first' });
  for (let i = 2; i < 10_000; i++) rig.publication(i, { key: `k${i}` });
  for (let i = 2; i < 10_000; i++) foreign(`ID:${i}`);
  rig.told();
  foreign('ID:1');
  rig.publication(20_000, { key: 'first' });
  assert.deepEqual(rig.data, []);
});

test('a line that can not be read may have been a publication of any channel: all are told of a gap', () => {
  const rig = new Rig().join('news', 'orders');
  rig.told();
  rig.socket.hearText('{"type":"publication","channel":"ne');
  assert.deepEqual(rig.told('gap').map(([, gap]) => [gap.channel, gap.reason]), [['news', 'unreadable'], ['orders', 'unreadable']]);
});

test('drops after a reconnect what it saw before', () => {
  const rig = new Rig().join('news');
  rig.publication(5);
  rig.publication(undefined, { origin: undefined, messageId: 'ID:1', data: 'foreign' });
  rig.relink();
  rig.greet();
  rig.publication(5);
  rig.publication(undefined, { origin: undefined, messageId: 'ID:1', data: 'foreign' });
  rig.publication(6);
  assert.deepEqual(rig.data, [5, 'foreign', 6]);
});

test('a key is forgotten in time, as a node forgets it', () => {
  const rig = new Rig().join('news');
  rig.publication(1, { key: 'k' });
  for (let i = 0; i < 10; i++) {
    rig.clock.advance(25_000);
    rig.socket.hear({ type: 'ping' });
  }
  rig.publication(2, { key: 'k' });
  assert.deepEqual(rig.data, [1, 2]);
});

test('what it remembers is bounded', () => {
  const rig = new Rig().join('news');
  for (let i = 0; i < 5_000; i++) rig.publication(1, { origin: `o${i}` });
  rig.relink();
  rig.socket.accept();
  rig.socket.hear({ id: 1, type: 'connected', ping: 25, channels: [], cursor: 'c' });
  for (let i = 0; i < 5_000; i++) rig.publication(2, { origin: `o${i}` });
  rig.relink();
  rig.socket.accept();
  assert.equal(Object.keys(rig.socket.sent[0].seen).length, 256);
});

test('tells gaps: of its channel, or of all where none is named', () => {
  const rig = new Rig().join('news', 'chatter');
  rig.told();
  rig.socket.hear({ type: 'gap', channel: 'chatter', reason: 'slow', dropped: 12 });
  rig.socket.hear({ type: 'gap', reason: 'lost' });
  assert.deepEqual(rig.told('gap').map(([, gap]) => [gap.channel, gap.reason, gap.dropped]),
    [['chatter', 'slow', 12], ['news', 'lost', undefined], ['chatter', 'lost', undefined]]);
});

test('says nothing of a channel that was left, however late its publications come', () => {
  const rig = new Rig().join('news');
  rig.carillon.channel('news').unsubscribe();
  rig.told();
  rig.publication(1);
  rig.socket.hear({ type: 'gap', channel: 'news', reason: 'slow' });
  assert.deepEqual(rig.heard, []);
});

test('more channels than a connect can name follow it, each told of what it may have missed', () => {
  const rig = new Rig();
  const names = Array.from({ length: 300 }, (_, i) => `${'x'.repeat(250)}.${100 + i}`);
  names.forEach((name) => rig.carillon.channel(name).subscribe());
  rig.socket.accept();
  rig.socket.hear({ id: 1, type: 'connected', ping: 25, channels: rig.socket.sent[0].channels.map((channel) => ({ channel })), cursor: 'c1' });
  const followed = rig.socket.commands('subscribe');
  assert.equal(rig.socket.sent[0].channels.length + followed.length, 300);
  assert.ok(rig.socket.sent[0].channels.length > 200);
  followed.forEach(({ id, channel }) => rig.socket.hear({ id, type: 'subscribed', channel }));
  assert.deepEqual(rig.told('gap'), []);
  rig.relink();
  rig.socket.accept();
  rig.socket.hear({ id: 1, type: 'connected', ping: 25, channels: rig.socket.sent[0].channels.map((channel) => ({ channel, recovered: true })) });
  const [{ id, channel }] = rig.socket.commands('subscribe');
  rig.socket.hear({ id, type: 'subscribed', channel });
  assert.deepEqual(rig.told('gap').map(([, gap]) => gap.channel), [channel]);
});

test('tells of the channels that are beyond the limit of the node', () => {
  const rig = new Rig();
  rig.carillon.channel('a').subscribe();
  rig.carillon.channel('b').subscribe();
  rig.greet({ channels: [{ channel: 'a' }, { channel: 'b', error: { code: 'limit', message: 'too many' } }] });
  assert.deepEqual(rig.told('error').map(([, { code, channel, passing }]) => [code, channel, passing]), [['limit', 'b', false]]);
  assert.equal(rig.carillon.channel('b').state, 'refused');
});

test('a channel that is left and wanted again is joined when the last wish is answered', () => {
  const rig = new Rig().join();
  const channel = rig.carillon.channel('a');
  channel.subscribe().unsubscribe().subscribe();
  assert.deepEqual(rig.socket.sent.slice(1).map(({ type }) => type), ['subscribe', 'unsubscribe', 'subscribe']);
  rig.socket.hear({ id: 2, type: 'subscribed', channel: 'a' });
  assert.equal(channel.state, 'waiting');
  rig.socket.hear({ id: 4, type: 'subscribed', channel: 'a' });
  assert.equal(channel.state, 'joined');
});
