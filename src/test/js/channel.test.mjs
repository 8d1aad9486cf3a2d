import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './fake-browser.mjs';
import { Rig } from './rig.mjs';

test('is one object, however often it is asked for, and refuses what is no name', () => {
  const { carillon } = new Rig();
  assert.equal(carillon.channel('news'), carillon.channel('news'));
  for (const name of ['', 'a..b', '<b>', 'x'.repeat(256)]) assert.throws(() => carillon.channel(name), { code: 'bad_request' });
});

test('connects at the first need, and not before', () => {
  const rig = new Rig();
  rig.carillon.channel('news').on('publication', () => {});
  assert.equal(rig.sockets, 0);
  rig.carillon.channel('news').subscribe();
  assert.equal(rig.sockets, 1);
});

test('tells its own listeners, until they listen no longer', () => {
  const rig = new Rig().join('news', 'other');
  const heard = [];
  const listener = ({ data }) => heard.push(data);
  rig.carillon.channel('news').on('publication', listener).once('publication', () => heard.push('once'));
  rig.publication(1);
  rig.publication(2, { channel: 'other' });
  rig.publication(3);
  rig.carillon.channel('news').off('publication', listener);
  rig.publication(4);
  assert.deepEqual(heard, [1, 'once', 3]);
});

test('a listener that throws keeps a publication from no other', (t) => {
  t.mock.method(console, 'error', () => {});
  const rig = new Rig().join('news');
  rig.carillon.channel('news').on('publication', () => { throw new Error('a page has bugs'); });
  const heard = [];
  rig.carillon.channel('news').on('publication', ({ seq }) => heard.push(seq));
  rig.publication(1);
  rig.publication(2);
  assert.deepEqual(heard, [1, 2]);
  assert.equal(console.error.mock.callCount(), 2);
});

test('says on the console what nobody listens to', (t) => {
  t.mock.method(console, 'warn', () => {});
  const rig = new Rig();
  rig.carillon.off('error', undefined);
  rig.carillon.channel('news').on('error', () => {}).subscribe();
  rig.greet({ channels: [{ channel: 'news', error: { code: 'forbidden' } }] });
  assert.equal(console.warn.mock.callCount(), 0);
});

test('can be awaited: joined, or refused', async () => {
  const rig = new Rig();
  const joining = rig.carillon.channel('a').joined();
  const refused = assert.rejects(rig.carillon.channel('b').joined(), { code: 'limit', channel: 'b' });
  rig.greet({ channels: [{ channel: 'a' }, { channel: 'b', error: { code: 'limit' } }] });
  assert.equal((await joining).name, 'a');
  await refused;
});

test('can be iterated over: in order, also what came while the loop was busy', async () => {
  const rig = new Rig().join('news');
  const got = [];
  const looping = (async () => {
    for await (const { data } of rig.carillon.channel('news')) {
      got.push(data);
      if (data === 3) break;
    }
  })();
  rig.publication(1);
  rig.publication(2);
  rig.publication(3);
  rig.publication(4);
  await looping;
  assert.deepEqual(got, [1, 2, 3]);
});

test('iterating subscribes, and ends with the subscription', async () => {
  const rig = new Rig();
  const stream = rig.carillon.channel('news')[Symbol.asyncIterator]();
  rig.greet();
  assert.deepEqual(rig.socket.sent[0].channels, ['news']);
  rig.publication(1);
  rig.carillon.channel('news').unsubscribe();
  assert.equal((await stream.next()).value.data, 1);
  assert.equal((await stream.next()).done, true);
});

test('a loop that is too slow is told so, after what it was not too slow for', async () => {
  const rig = new Rig().join('news');
  const stream = rig.carillon.channel('news')[Symbol.asyncIterator]();
  for (let seq = 1; seq <= 1_200; seq++) rig.publication(seq);
  for (let i = 1; i <= 1_000; i++) assert.equal((await stream.next()).value.data, i);
  await stream.next();
  await assert.rejects(stream.next(), { code: 'overflow' });
});

test('asks for what the node remembers', async () => {
  const rig = new Rig().join('news');
  const asking = rig.carillon.channel('news').history({ last: 2 });
  await settle();
  assert.deepEqual(rig.socket.sent.at(-1), { id: 2, type: 'history', channel: 'news', last: 2 });
  rig.socket.hear({ id: 2, type: 'history', channel: 'news', publications: [{ type: 'publication', channel: 'news', origin: 'o', seq: 1, data: 1 }] });
  assert.deepEqual((await asking).publications, [{ channel: 'news', origin: 'o', seq: 1, data: 1 }]);
});
