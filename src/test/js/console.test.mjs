import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cluster } from '../../main/webapp/js/cluster.js';
import { LinkLog } from '../../main/webapp/js/link-log.js';
import { RateHistory } from '../../main/webapp/js/rate-history.js';
import { lineOf } from '../../main/webapp/js/sparkline.js';

function news(origin, published, more = {}) {
  return { origin, present: true, published, silentMs: 100, ageMs: 60_000, ...more };
}

test('counts by the second, and forgets after a minute', () => {
  const history = new RateHistory();
  history.mark(1_000);
  history.mark(1_999);
  history.mark(2_000, 5);
  assert.deepEqual(history.points(3_000).slice(-2), [2, 5]);
  assert.deepEqual(history.points(120_000), new Array(59).fill(0));
});

test('a plot is as high as its highest point, and flat where there is nothing', () => {
  assert.equal(lineOf([0, 10, 5]), '0,27 60,2 120,14.5');
  assert.equal(lineOf([0, 0]), '0,27 120,27');
});

test('the rate of a node is what its publications rise by', () => {
  const cluster = new Cluster();
  cluster.heartbeats({ nodes: [news('a', 100)] }, 0);
  cluster.heartbeats({ nodes: [news('a', 130)] }, 1_000);
  cluster.heartbeats({ nodes: [news('a', 120)] }, 2_000);
  cluster.heartbeats({ nodes: [news('a', 140)] }, 3_000);
  const [{ published, points }] = cluster.list(4_000);
  assert.equal(published, 140);
  assert.deepEqual(points.slice(-3), [30, 0, 10]);
});

test('a node has the name, the state and the counts that it told with its heartbeat', () => {
  const cluster = new Cluster();
  cluster.heartbeats({ nodes: [{ ...news('a', 1), node: 'node-1', state: 'draining', connections: 3, channels: 2 }, news('b', 1)] }, 0);
  const [a, b] = ['a', 'b'].map((origin) => cluster.list(0).find((node) => node.origin === origin));
  assert.deepEqual([a.state, a.told], ['draining', { node: 'node-1', state: 'draining', connections: 3, channels: 2 }]);
  assert.deepEqual([b.state, b.told], ['up', {}]);
});

test('a node has the details that it gave, and a state in a word', () => {
  const cluster = new Cluster();
  cluster.heartbeats({ nodes: [news('a', 1), news('b', 1), news('c', 1, { present: false }), news('d', 1)] }, 0);
  cluster.details({ origin: 'a', node: 'node-1', ready: true, state: 'serving', connections: 3 }, 0);
  cluster.details({ origin: 'b', node: 'node-2', ready: false, state: 'serving' }, 0);
  cluster.details({ origin: 'd', node: 'node-4', ready: true, state: 'draining' }, 0);
  cluster.details({ origin: 'unheard', node: 'x' }, 0);
  const states = Object.fromEntries(cluster.list(0).map(({ origin, state }) => [origin, state]));
  assert.deepEqual(states, { a: 'up', b: 'deaf', d: 'draining', c: 'not answering' });
  assert.equal(cluster.list(0)[0].details.connections, 3);
});

test('a node that said that it goes is gone, another that is not heard does not answer, and keeps its name', () => {
  const cluster = new Cluster();
  cluster.heartbeats({ origin: 'a', nodes: [news('a', 1), { ...news('b', 1), node: 'node-2', state: 'drained' }, { ...news('c', 1), node: 'node-3', state: 'serving' }] }, 0);
  cluster.heartbeats({ origin: 'a', nodes: [news('a', 1), news('b', 1, { present: false }), news('c', 1, { present: false })] }, 2_000);
  assert.deepEqual(Object.fromEntries(cluster.list(2_000).map(({ origin, state, told }) => [origin, [state, told.node]])),
    { a: ['up', undefined], b: ['gone', 'node-2'], c: ['not answering', 'node-3'] });
});

test('where the node of the page does not answer it is that one, and the others stay what they were', () => {
  const cluster = new Cluster();
  cluster.heartbeats({ origin: 'a', nodes: [{ ...news('a', 1), node: 'node-1', state: 'serving' }, { ...news('b', 1), node: 'node-2', state: 'serving' }] }, 1_000);
  cluster.details({ origin: 'a', node: 'node-1', ready: true, state: 'serving' }, 1_000);
  cluster.unanswered(5_000);
  cluster.unanswered(9_000);
  const [a, b] = ['a', 'b'].map((origin) => cluster.list(9_000).find((node) => node.origin === origin));
  assert.deepEqual([a.state, a.told.node, a.silentMs], ['not answering', 'node-1', 8_100]);
  assert.deepEqual([b.state, b.told.node], ['up', 'node-2']);
  cluster.heartbeats({ origin: 'a', nodes: [news('a', 1), news('b', 1)] }, 10_000);
  assert.deepEqual(cluster.list(10_000).map(({ state, silentMs }) => [state, silentMs]), [['up', 100], ['up', 100]]);
});

test('who is gone for a minute is shown no longer, and who is not told of any more neither', () => {
  const cluster = new Cluster();
  cluster.heartbeats({ nodes: [news('a', 1), news('old', 1, { present: false, silentMs: 60_000 })] }, 0);
  assert.deepEqual(cluster.list(0).map(({ origin }) => origin), ['a']);
  cluster.heartbeats({ nodes: [news('b', 1)] }, 61_000);
  assert.deepEqual(cluster.list(61_000).map(({ origin }) => origin), ['b']);
});

test('says when the connection was lost and came back, and what was told then', () => {
  const log = new LinkLog();
  log.state({ state: 'connecting' }, 0);
  log.state({ state: 'connected', node: 'node-1', transport: 'ws' }, 100);
  log.state({ state: 'degraded', node: 'node-1', transport: 'ws' }, 200);
  log.state({ state: 'disconnected', code: 4000, reason: 'killed' }, 1_000);
  log.state({ state: 'connecting' }, 1_300);
  assert.equal(log.since, null);
  log.state({ state: 'disconnected', code: 1006, reason: '' }, 1_400);
  log.state({ state: 'connected', node: 'node-2', transport: 'ws' }, 3_500);
  log.state({ state: 'connecting' }, 3_600); // A stream with other channels is another stream.
  log.state({ state: 'connected', node: 'node-2', transport: 'sse' }, 3_700);
  log.told('recovered', { channel: 'news' });
  log.told('gap', { channel: 'chatter', reason: 'slow', dropped: 3 });
  assert.deepEqual(log.entries.map(({ words }) => words), [
    'chatter: something is missing (slow, 3 dropped)', 'news: nothing is missing', 'back on node-2 (ws) after 2.5 s', 'lost (4000, killed)', 'connected to node-1 (ws)',
  ]);
  assert.equal(log.reconnects, 1);
  assert.equal(log.since, 3_500);
});
