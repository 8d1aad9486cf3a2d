import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffDelay, ceiling, FIRST_MS, LONGEST_MS } from '../../main/webapp/client/backoff.js';

test('the ceiling doubles from half a second and stays at twenty', () => {
  const ceilings = [0, 1, 2, 3, 4, 5, 6, 7].map(ceiling);
  assert.deepEqual(ceilings, [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
});

test('the jitter is full: any wait from nothing to the ceiling', () => {
  assert.equal(backoffDelay(0, () => 0), 0);
  assert.equal(backoffDelay(3, () => 0.5), 2000);
  assert.equal(backoffDelay(0, () => 0.9999), FIRST_MS);
});

test('no attempt, however late, waits longer than the longest', () => {
  for (const attempt of [10, 100, 2000, Number.MAX_SAFE_INTEGER]) {
    assert.ok(backoffDelay(attempt, () => 0.9999) <= LONGEST_MS);
  }
});

test('each wait of the browser\'s own dice is within its bounds', () => {
  for (let attempt = 0; attempt < 200; attempt++) {
    const delay = backoffDelay(attempt);
    assert.ok(delay >= 0 && delay <= ceiling(attempt));
  }
});
