import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipped, Payload } from '../../main/webapp/js/payload.js';

test('text stays as it is, anything else becomes JSON', () => {
  assert.equal(new Payload('{"a":1}').text(true), '{"a":1}');
  assert.equal(new Payload({ a: 1 }).text(false), '{"a":1}');
  assert.equal(new Payload({ a: 1 }).text(true), '{\n  "a": 1\n}');
  assert.equal(new Payload(null).text(false), 'null');
});

test('clips by length and by lines, and leaves the short alone', () => {
  assert.equal(clipped('short'), 'short');
  assert.equal(clipped('x'.repeat(1000)).length, 280);
  assert.equal(clipped('1\n2\n3\n4\n5'), '1\n2\n3\n4');
});

test('does not cut a character in two', () => {
  assert.equal(clipped(`${'x'.repeat(279)}🔔🔔`), 'x'.repeat(279));
});
