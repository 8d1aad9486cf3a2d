import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { FakeNode } from './fake-node.mjs';
import { FakeTabs } from './fake-tabs.mjs';

let node;
let tabs;

beforeEach(() => {
  node = new FakeNode();
  tabs = new FakeTabs(node);
});

/** A tab that follows channels, with what it heard. */
async function tabWith(...names) {
  const tab = tabs.open();
  tab.heard = [];
  tab.events = [];
  for (const name of names) follow(tab, name);
  tab.carillon.connect();
  await tabs.pass(500);
  return tab;
}

function follow(tab, name) {
  const channel = tab.carillon.channel(name);
  channel.on('publication', ({ data }) => tab.heard.push(data));
  for (const type of ['subscribed', 'recovered', 'gap', 'error']) channel.on(type, () => tab.events.push(`${type} ${name}`));
  channel.subscribe();
}

test('thirty tabs are one connection, and each hears its own channels', async () => {
  const all = [];
  for (let i = 0; i < 30; i++) all.push(await tabWith(i % 2 === 0 ? 'even' : 'odd'));
  assert.equal(node.connections.length, 1);
  node.publish('even', 'e');
  node.publish('odd', 'o');
  await tabs.settle();
  all.forEach((tab, i) => assert.deepEqual(tab.heard, [i % 2 === 0 ? 'e' : 'o']));
  all.forEach((tab) => assert.equal(tab.carillon.state, 'connected'));
  assert.deepEqual(all.map((tab) => tab.carillon.leads).filter(Boolean).length, 1);
});

test('the channels of all tabs are united, and given up when no tab wants them', async () => {
  const a = await tabWith('x', 'y');
  const b = await tabWith('y', 'z');
  assert.deepEqual([...node.connections[0].channels].sort(), ['x', 'y', 'z']);
  a.carillon.channel('y').unsubscribe();
  b.carillon.channel('z').unsubscribe();
  await tabs.settle();
  assert.deepEqual([...node.connections[0].channels].sort(), ['x', 'y']);
  b.close();
  await tabs.pass(5_000);
  assert.deepEqual([...node.connections[0].channels].sort(), ['x']);
});

test('who comes late to a channel that another tab has begins then, and is told nothing of a past', async () => {
  const a = await tabWith('news');
  node.publish('news', 'early');
  await tabs.settle();
  const b = await tabWith('news');
  node.publish('news', 'late');
  await tabs.settle();
  assert.deepEqual(a.heard, ['early', 'late']);
  assert.deepEqual(b.heard, ['late']);
  assert.deepEqual(b.events, ['subscribed news']);
});

test('when the leader is closed another goes on with its cursor: nothing is lost, nothing comes twice', async () => {
  const a = await tabWith('news');
  const b = await tabWith('news');
  const c = await tabWith('news', 'other');
  node.publish('news', 1);
  node.ping();
  node.publish('news', 2);
  await tabs.settle();
  a.close();
  node.publish('news', 3);
  node.publish('other', 4);
  await tabs.pass(1_000);
  node.publish('news', 5);
  await tabs.settle();
  assert.equal(node.connections.length, 1);
  assert.deepEqual(b.heard, [1, 2, 3, 5]);
  assert.deepEqual(c.heard, [1, 2, 3, 4, 5]);
  assert.deepEqual(b.events, ['subscribed news', 'subscribed news', 'recovered news']);
});

test('a leader that freezes is superseded, and knows it when it wakes', async () => {
  const a = await tabWith('news');
  const b = await tabWith('news');
  node.publish('news', 1);
  node.ping();
  await tabs.settle();
  a.freeze();
  node.publish('news', 2);
  await tabs.pass(15_000);
  assert.equal(b.carillon.leads, true);
  node.publish('news', 3);
  await tabs.settle();
  assert.deepEqual(b.heard, [1, 2, 3]);
  a.wake();
  await tabs.pass(1_000);
  node.publish('news', 4);
  await tabs.settle();
  assert.deepEqual([a.carillon.leads, b.carillon.leads], [false, true]);
  assert.equal(node.connections.length, 1);
  assert.deepEqual(a.heard, [1, 2, 3, 4]);
  assert.deepEqual(b.heard, [1, 2, 3, 4]);
  assert.deepEqual([...a.events, ...b.events].filter((event) => event.startsWith('gap')), []);
});

test('a quiet leader is asked, and stays', async () => {
  const a = await tabWith('news');
  await tabWith('news');
  await tabs.pass(60_000);
  assert.equal(a.carillon.leads, true);
});

test('a follower that was asleep hears what it slept through, and supersedes nobody', async () => {
  const a = await tabWith('news');
  const b = await tabWith('news');
  b.freeze();
  node.publish('news', 1);
  await tabs.pass(30_000);
  b.wake();
  await tabs.pass(3_000);
  assert.deepEqual(b.heard, [1]);
  assert.equal(a.carillon.leads, true);
});

test('a channel that was given up and taken again while a tab slept has a gap for it', async () => {
  const a = await tabWith('x');
  const b = await tabWith('c');
  const sleeper = await tabWith('c');
  node.ping();
  await tabs.settle();
  sleeper.freeze();
  a.close();
  await tabs.pass(1_000);
  b.carillon.channel('c').unsubscribe();
  await tabs.settle();
  node.publish('c', 'missed');
  await tabWith('c');
  node.publish('c', 'after');
  await tabs.settle();
  sleeper.wake();
  await tabs.pass(1_000);
  node.publish('c', 'later');
  await tabs.settle();
  assert.deepEqual(sleeper.events, ['subscribed c', 'subscribed c', 'recovered c', 'subscribed c', 'gap c']);
  assert.deepEqual(sleeper.heard, ['after', 'later']);
});

test('publishes through the leader, and once though the leader is gone before it answers', async () => {
  const a = await tabWith('news');
  const b = await tabWith('news');
  assert.equal((await published(b, 'first')).seq, 1);
  a.freeze();
  const publishing = published(b, 'second');
  await tabs.settle();
  a.close();
  await tabs.pass(3_000);
  const { seq } = await publishing;
  assert.equal(seq, 2);
  assert.deepEqual(b.heard, ['first', 'second']);
});

function published(tab, data) {
  return tab.carillon.publish('news', data);
}

test('asks for history through the leader', async () => {
  await tabWith('news');
  node.publish('news', 1);
  const b = await tabWith('news');
  assert.deepEqual((await b.carillon.history('news')).publications.map(({ data }) => data), [1]);
});

test('the link of the leader may be lost: every tab is told of it, and that nothing is missing', async () => {
  const a = await tabWith('news');
  const b = await tabWith('news');
  node.cut(a);
  await tabs.settle();
  assert.deepEqual([a.carillon.state, b.carillon.state], ['disconnected', 'disconnected']);
  node.publish('news', 1);
  await tabs.pass(1_000);
  assert.deepEqual([a.heard, b.heard], [[1], [1]]);
  assert.deepEqual(b.events, ['subscribed news', 'subscribed news', 'recovered news']);
});

test('closes by wish: the others go on, and it hears nothing any more', async () => {
  const a = await tabWith('news');
  const b = await tabWith('news');
  a.carillon.close();
  await tabs.pass(1_000);
  node.publish('news', 1);
  await tabs.settle();
  assert.equal(a.carillon.state, 'disconnected');
  assert.deepEqual([a.heard, b.heard], [[], [1]]);
  a.carillon.connect();
  await tabs.pass(1_000);
  node.publish('news', 2);
  await tabs.settle();
  assert.deepEqual([a.heard, b.heard], [[2], [1, 2]]);
  assert.ok(a.events.includes('gap news'));
});

test('is its own connection where the browser cannot share', async () => {
  const tab = tabs.open();
  const alone = tabs.open({ shared: false });
  tab.carillon.connect();
  alone.carillon.connect();
  await tabs.pass(1_000);
  assert.equal(node.connections.length, 2);
});
