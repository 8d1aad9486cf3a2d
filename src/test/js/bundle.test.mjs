import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import vm from 'node:vm';

const BUILT = join(process.env.CARILLON_BUILD_DIR ?? 'target', 'client');
const LARGEST_BYTES = 12_500;
const skip = !existsSync(join(BUILT, 'carillon.js')) && 'not built yet: mvn process-resources';

function read(name) {
  return readFileSync(join(BUILT, name), 'utf8');
}

test('the library is small, and what is only for some pages is smaller', { skip }, (t) => {
  const [library, shared] = ['carillon.js', 'carillon-shared.js'].map((name) => gzipSync(read(name), { level: 9 }).length);
  t.diagnostic(`carillon.js ${library} bytes, carillon-shared.js ${shared} bytes, compressed`);
  assert.ok(library < LARGEST_BYTES, `${library} bytes`);
  assert.ok(shared < library);
});

test('the classic script defines one global, with the errors under it', { skip }, () => {
  const page = vm.createContext({});
  vm.runInContext(read('carillon.global.js'), page);
  assert.deepEqual(Object.keys(page), ['Carillon']);
  assert.equal(vm.runInContext('new Carillon.CarillonError({ code: "busy" }).passing', page), true);
});

test('neither evaluates text nor makes markup of it', { skip }, () => {
  for (const name of ['carillon.js', 'carillon.global.js', 'carillon-shared.js']) {
    assert.doesNotMatch(read(name), /\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write/, name);
  }
});
