import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Feed } from '../../main/webapp/js/feed.js';

let feed;

beforeEach(() => {
  feed = new Feed(200);
});

function add(origin, seq, now = 0) {
  feed.add({ type: 'publication', channel: 'news', origin, seq, data: seq }, now);
}

function seqs(entries) {
  return entries.map(({ publication }) => publication.seq);
}

test('keeps the last publications only, and counts on', () => {
  for (let seq = 1; seq <= 1000; seq++) add('o', seq);
  const kept = feed.after(0);
  assert.equal(kept.length, 200);
  assert.deepEqual([kept[0].number, kept.at(-1).number], [801, 1000]);
  assert.equal(feed.counts(0).received, 1000);
});

test('hands out what came after a number', () => {
  for (let seq = 1; seq <= 5; seq++) add('o', seq);
  assert.deepEqual(seqs(feed.after(3)), [4, 5]);
  assert.deepEqual(seqs(feed.after(5)), []);
  assert.equal(feed.newSince(3), 2);
});

test('holes are no fault, a seq that falls is, and one that comes twice is a duplicate', () => {
  [1, 5, 9, 7, 9].forEach((seq) => add('o', seq));
  const { outOfOrder, duplicates } = feed.counts(0);
  assert.deepEqual({ outOfOrder, duplicates }, { outOfOrder: 1, duplicates: 1 });
});

test('each origin has an order of its own', () => {
  add('a', 9);
  add('b', 1);
  add('a', 10);
  assert.equal(feed.counts(0).outOfOrder, 0);
});

test('what a foreign program sent is told apart by its messageId', () => {
  for (const messageId of ['ID:1', 'ID:2', 'ID:1']) feed.add({ channel: 'news', messageId, data: '' }, 0);
  assert.equal(feed.counts(0).duplicates, 1);
  assert.deepEqual(feed.origins.list().map(({ label, count }) => [label, count]), [['JMS', 3]]);
});

test('clearing empties the list and the counts, and what comes then is new', () => {
  add('o', 1);
  feed.clear();
  assert.deepEqual(feed.after(0), []);
  assert.equal(feed.counts(0).received, 0);
  add('o', 2);
  assert.deepEqual(seqs(feed.after(1)), [2]);
});

test('the rate is the mean of two seconds, and falls to nothing', () => {
  for (let i = 0; i < 2000; i++) add('o', i + 1, i);
  assert.equal(feed.counts(1999).perSecond, 1000);
  assert.equal(feed.counts(5000).perSecond, 0);
});

test('the first origins have a colour each, and many origins stay bounded', () => {
  for (let i = 0; i < 100; i++) add(`origin-${i}`, 1);
  const origins = feed.origins.list();
  assert.equal(origins.length, 64);
  assert.equal(new Set(feed.after(0).slice(0, 8).map(({ origin }) => origin.colour)).size, 8);
});
