import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rig } from './rig.mjs';

const HALF = '\u{1f514}'.slice(0, 1);

/** Arrays within arrays. */
function nested(levels) {
  return JSON.parse('['.repeat(levels) + ']'.repeat(levels));
}

function circular() {
  const value = {};
  return Object.assign(value, { value });
}

class Order {
  number = 42;
}

const ENCODED = [
  ['an object', { a: [1, 'é\u{1f514}', true, null] }, '{"a":[1,"é\u{1f514}",true,null]}'],
  ['an object of a class, by its own members', new Order(), '{"number":42}'],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
  ['a member that is undefined, which is left out', { a: undefined, b: 1 }, '{"b":1}'],
  ['a date, as it says itself', new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ['what has toJSON, as that says', { toJSON: () => null }, 'null'],
  ['15 levels', nested(15), '[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]'],
  ['the same object twice', ((one) => [one, one])({ a: 1 }), '[{"a":1},{"a":1}]'],
];

const REFUSED = [
  ['undefined', undefined, /undefined/],
  ['undefined in an array', [1, undefined], /undefined.*'1'/],
  ['a hole in an array', [1, , 2], /undefined.*'1'/], // eslint-disable-line no-sparse-arrays
  ['NaN', { rate: NaN }, /NaN.*'rate'/],
  ['Infinity', [-Infinity], /-Infinity/],
  ['a BigInt', { total: 10n }, /bigint.*'total'/],
  ['a function', { go() {} }, /function.*'go'/],
  ['a symbol', Symbol('a'), /symbol/],
  ['an invalid date', { at: new Date(NaN) }, /invalid date.*'at'/],
  ['a Map', new Map([[1, 2]]), /Map/],
  ['a Set', { tags: new Set(['a']) }, /Set.*'tags'/],
  ['a Uint8Array', new Uint8Array(3), /Uint8Array/],
  ['an ArrayBuffer', new ArrayBuffer(3), /ArrayBuffer/],
  ['a Blob', new Blob(['a']), /Blob/],
  ['an error', new Error('a'), /Error/],
  ['a regular expression', /a/, /RegExp/],
  ['a promise', Promise.resolve(1), /Promise/],
  ['what refers to itself', circular(), /circular/],
  ['what throws when it is asked', { get a() { throw new Error('not now'); } }, /not now/],
  ['half a character', `bell ${HALF}`, /half a character/],
  ['half a character in a name', { [HALF]: 1 }, /half a character/],
  ['half a character deep within', { a: [{ b: HALF }] }, /half a character.*'b'/],
  ['16 levels', nested(16), /15 levels/],
];

for (const [what, value, json] of ENCODED) {
  test(`publishes ${what}`, () => {
    const rig = new Rig().join('news');
    rig.carillon.publish('news', value, { key: 'k' }).catch(() => {});
    assert.equal(rig.socket.lastText, `{"id":2,"type":"publish","channel":"news","key":"k","data":${json}}`);
  });
}

for (const [what, value, why] of REFUSED) {
  test(`refuses ${what}, and says where it is`, async () => {
    const rig = new Rig().join('news');
    await assert.rejects(rig.carillon.publish('news', value), (error) => error.name === 'CarillonError' && error.code === 'bad_request' && why.test(error.message));
    assert.deepEqual(rig.socket.commands('publish'), []);
    assert.equal(rig.carillon.state, 'connected');
  });
}

for (const [what, json] of [['half a character', '"\\ud83d"'], ['half a character that is not escaped', `"${HALF}"`], ['16 levels', '['.repeat(16) + ']'.repeat(16)], ['what is no JSON', '{a:1}'], ['two values', '1,"channel":"other"']]) {
  test(`refuses ${what} in JSON text`, async () => {
    const rig = new Rig().join('news');
    await assert.rejects(rig.carillon.publish('news', json, { json: true }), { name: 'CarillonError', code: 'bad_request' });
    assert.deepEqual(rig.socket.commands('publish'), []);
  });
}

test('JSON text keeps numbers that no number of this language is', () => {
  const rig = new Rig().join('news');
  rig.carillon.publish('news', '[1e400,12345678901234567890]', { key: 'k', json: true }).catch(() => {});
  assert.equal(rig.socket.lastText, '{"id":2,"type":"publish","channel":"news","key":"k","data":[1e400,12345678901234567890]}');
});

for (const [what, call] of [
  ['a channel name to publish to', (carillon) => carillon.publish('no name', 1)],
  ['a channel name of whose past is asked', (carillon) => carillon.history('..')],
  ['a key', (carillon) => carillon.publish('news', 1, { key: 'two words' })],
  ['an empty key', (carillon) => carillon.publish('news', 1, { key: '' })],
]) {
  test(`refuses ${what} that the node would refuse`, async () => {
    const rig = new Rig().join('news');
    await assert.rejects(call(rig.carillon), { name: 'CarillonError', code: 'bad_request' });
    assert.equal(rig.socket.sent.length, 1);
  });
}
