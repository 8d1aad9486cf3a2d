import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const HERE = new URL('.', import.meta.url);

test('the element is imported where there is no browser, and is defined nowhere', () => {
  const script = "const { CarillonFeed } = await import('../../main/webapp/carillon-feed.js'); console.log(typeof CarillonFeed);";
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: HERE, encoding: 'utf8', timeout: 20_000 });
  assert.deepEqual([status, stdout], [0, 'function\n'], stderr);
});

