import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AnsweringWebSocket } from './answering-web-socket.mjs';

const PAGE = new URL('../../../docs/client.md', import.meta.url);
const LIBRARY = new URL('../../main/webapp/carillon.js', import.meta.url);
const EXAMPLE = /^```js\n(.*?)^```\n```text\n(.*?)^```$/gms;
const PATIENCE_TURNS = 2_000;

const directory = mkdtempSync(join(tmpdir(), 'carillon-docs-'));
after(() => rmSync(directory, { recursive: true }));

/* A browser as far as the examples need one; timers keep nobody waiting. */
const { setTimeout: later } = globalThis;
globalThis.setTimeout = (action, delay) => later(action, delay).unref();
globalThis.WebSocket = AnsweringWebSocket;
globalThis.location = new URL('https://www.example.com/portal/');

/** Runs an example, and gives what it printed. */
async function printed(script, number, lines, log) {
  const file = join(directory, `example-${number}.mjs`);
  writeFileSync(file, script.replace('/carillon/carillon.js', LIBRARY.href));
  await import(file);
  for (let turn = 0; turn < PATIENCE_TURNS && log.mock.callCount() < lines; turn++) await new Promise((resolve) => setImmediate(resolve));
  return log.mock.calls.map(({ arguments: words }) => words.join(' '));
}

const page = readFileSync(PAGE, 'utf8');
const examples = [...page.matchAll(EXAMPLE)];

test('every script of the page has an output to compare', () => {
  assert.ok(examples.length >= 4);
  assert.equal(examples.length, page.split('```js\n').length - 1);
});

examples.forEach(([, script, output], index) => {
  test(`example ${index + 1} of docs/client.md prints what the page says`, async (t) => {
    const log = t.mock.method(console, 'log', () => {});
    const expected = output.trimEnd().split('\n');
    assert.deepEqual(await printed(script, index, expected.length, log), expected);
  });
});
