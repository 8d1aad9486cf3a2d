import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { FakeNode } from './fake-node.mjs';
import { FakeTabs } from './fake-tabs.mjs';

let node;
let tabs;

beforeEach(() => {
  node = new FakeNode();
  tabs = new FakeTabs(node);
  tabs.blocksWebSockets = true;
});

/** A tab that follows a channel over whatever there is, with what it heard. */
async function tabWith(options) {
  const tab = tabs.open({ shared: false, ...options });
  tab.heard = [];
  tab.told = [];
  const channel = tab.carillon.channel('news').on('publication', ({ data }) => tab.heard.push(data));
  for (const type of ['recovered', 'gap', 'error']) channel.on(type, () => tab.told.push(type));
  channel.subscribe();
  await tabs.pass(3_000);
  return tab;
}

for (const options of [{}, { transports: ['sse'] }]) {
  test(`seven tabs over event streams are one stream, without being asked to share (${JSON.stringify(options)})`, async () => {
    const all = [];
    for (let i = 0; i < 7; i++) all.push(await tabWith(options));
    assert.deepEqual(all.map(({ carillon }) => carillon.state), Array(7).fill('connected'));
    assert.equal(node.connections.length, 1);
    assert.equal(all[0].carillon.status.transport, 'sse');
    const publishing = all[3].carillon.publish('news', 'mine');
    await tabs.pass(500);
    assert.equal((await publishing).level, 'accepted');
    assert.deepEqual(all.map(({ heard }) => heard), Array(7).fill(['mine']));
    assert.deepEqual(all.flatMap(({ told }) => told), []);
  });
}

test('another tab goes on where the one with the stream was', async () => {
  const [first, second] = [await tabWith(), await tabWith()];
  node.publish('news', 1);
  await tabs.pass(500);
  node.ping();
  await tabs.pass(500);
  first.close();
  node.publish('news', 2);
  await tabs.pass(5_000);
  assert.deepEqual(second.heard, [1, 2]);
  assert.equal(second.told.includes('gap'), false);
});

test('tabs that may be of different users share nothing', async () => {
  await tabWith({ token: 'a' });
  await tabWith({ getToken: async () => 'b' });
  assert.equal(node.connections.length, 2);
});

test('where a WebSocket works each tab has its own', async () => {
  tabs.blocksWebSockets = false;
  await tabWith();
  await tabWith();
  assert.equal(node.connections.length, 2);
});
