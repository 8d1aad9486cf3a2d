import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelsInHash, hashOf, isChannelName } from '../../main/webapp/js/channel-name.js';

test('takes the names of rule 2.1', () => {
  for (const name of ['a', 'news', 'orders.42', 'a:b.c', '_-~', 'x'.repeat(255)]) assert.ok(isChannelName(name), name);
});

test('refuses all others', () => {
  for (const name of ['', '.', 'a.', '.a', 'a..b', 'a:.b', 'a b', 'a*', 'é', 'a\n', '<b>', 'x'.repeat(256)]) assert.ok(!isChannelName(name), name);
});

test('reads channels from a hash, each once, and leaves out what is none', () => {
  assert.deepEqual(channelsInHash('#news,orders.42,news,<b>,, a%3Ab '), ['news', 'orders.42', 'a:b']);
  assert.deepEqual(channelsInHash('#%'), []);
  assert.deepEqual(channelsInHash(''), []);
});

test('reads no more channels than a connection may have', () => {
  const many = Array.from({ length: 150 }, (_, i) => `c${i}`);
  assert.equal(channelsInHash(`#${many.join(',')}`).length, 100);
});

test('writes the hash that it reads', () => {
  assert.equal(hashOf([]), '');
  assert.deepEqual(channelsInHash(hashOf(['news', 'a:b'])), ['news', 'a:b']);
});
