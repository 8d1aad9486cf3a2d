import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { Carillon } from '../../main/webapp/carillon.js';
import { AnsweringWebSocket } from './answering-web-socket.mjs';

const HERE = new URL('.', import.meta.url);
const NODE = 'http://127.0.0.1:1/carillon/ws';

/** Where there is nothing of a browser: neither sockets nor a page. */
function clientWithoutBrowser(url = NODE, options = {}) {
  const { WebSocket, EventSource } = globalThis;
  globalThis.WebSocket = globalThis.EventSource = undefined;
  try {
    return new Carillon(url, options);
  } finally {
    Object.assign(globalThis, { WebSocket, EventSource });
  }
}

/** As the package ws has it: an emitter that throws an error that nobody listens to. */
class EmittingWebSocket extends EventEmitter {
  set onopen(listener) { this.#set('open', listener); }
  set onmessage(listener) { this.#set('message', listener); }
  set onclose(listener) { this.#set('close', listener); }
  set onerror(listener) { this.#set('error', listener); }

  constructor() {
    super();
    setImmediate(() => {
      this.emit('error', new Error('refused'));
      this.emit('close', { code: 1006, reason: '' });
    });
  }

  close() {}

  #set(type, listener) {
    this.removeAllListeners(type);
    if (listener) this.on(type, listener);
  }
}

test('is imported, and makes a client that ends by itself, where there is no browser', () => {
  const script = `
    globalThis.WebSocket = globalThis.EventSource = undefined;
    const { Carillon } = await import('../../main/webapp/carillon.js');
    const news = new Carillon('/carillon/ws').channel('news').subscribe();
    const outcome = await news.publish('text').catch((error) => error.code);
    console.log(news.state, outcome);`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: HERE, encoding: 'utf8', timeout: 20_000 });
  assert.deepEqual([status, stdout], [0, 'refused disconnected\n'], stderr);
  assert.match(stderr, /no_transport/);
});

test('says at once that nothing can connect, by the state, the channel and each call', async () => {
  const carillon = clientWithoutBrowser();
  const told = [];
  carillon.on('state', ({ state, retryAt, reason }) => told.push([state, retryAt, reason])).on('error', ({ code, channel }) => told.push([code, channel]));
  await assert.rejects(carillon.channel('news').joined(), { name: 'CarillonError', code: 'no_transport', channel: 'news', passing: false });
  await assert.rejects(carillon.publish('news', 1), { code: 'disconnected', message: /no WebSocket/ });
  await assert.rejects(carillon.history('news'), { code: 'no_transport' });
  await assert.rejects(carillon.channel('other').joined(), { code: 'no_transport' });
  assert.deepEqual(told.map(([what, more]) => [what, more]), [['no_transport', 'news'], ['disconnected', undefined], ['no_transport', 'other']]);
  assert.equal(carillon.state, 'disconnected');
  carillon.close();
});

test('an address without its host has a meaning in a page only', async () => {
  const carillon = new Carillon('/carillon/ws', { WebSocket: AnsweringWebSocket });
  carillon.on('error', () => {});
  await assert.rejects(carillon.channel('news').joined(), { code: 'no_transport', message: /scheme and host/ });
});

for (const url of ['ftp://node/ws', 'file:///carillon/ws', 'ws://', ['ws://node/ws', 'javascript:alert(1)']]) {
  test(`${url} is no address of a node`, () => {
    globalThis.location = new URL('https://www.example.com/');
    try {
      assert.throws(() => new Carillon(url), { name: 'CarillonError', code: 'bad_request' });
    } finally {
      delete globalThis.location;
    }
  });
}

test('a page that has no address for relative ones, as a frame of source text, says so', () => {
  globalThis.location = { href: 'about:srcdoc' };
  try {
    assert.throws(() => new Carillon('/carillon/ws'), { name: 'CarillonError', message: /scheme and host/ });
  } finally {
    delete globalThis.location;
  }
});

test('takes the WebSocket of a package', async () => {
  const carillon = clientWithoutBrowser(NODE, { WebSocket: AnsweringWebSocket });
  const channel = await carillon.channel('news').joined();
  assert.equal((await channel.publish('text')).level, 'accepted');
  assert.equal(carillon.status.transport, 'ws');
  carillon.close();
});

test('takes the EventSource and the fetch of packages', async () => {
  const made = [];
  class OwnEventSource {
    constructor(url) {
      made.push(url);
      setImmediate(() => this.onmessage?.({ data: '{"type":"connected","ping":25,"channels":[]}' }));
    }

    close() {}
  }
  const fetch = async () => ({ status: 200, json: async () => ({ type: 'published', channel: 'news', origin: 'o', seq: 1, level: 'accepted' }) });
  const carillon = clientWithoutBrowser(NODE, { EventSource: OwnEventSource, fetch });
  assert.equal((await carillon.publish('news', 1)).seq, 1);
  assert.equal(carillon.status.transport, 'sse');
  assert.equal(made.length, 1);
  carillon.close();
});

test('an error of such a socket that nobody listens to ends nothing', async () => {
  const carillon = clientWithoutBrowser(NODE, { WebSocket: EmittingWebSocket });
  const lost = new Promise((resolve) => carillon.on('disconnected', resolve));
  carillon.connect();
  assert.equal((await lost).code, 1006);
  carillon.close();
});

test('what is no constructor is no transport', async () => {
  const carillon = clientWithoutBrowser(NODE, { WebSocket: { note: 'a module, not its WebSocket' } });
  carillon.on('error', () => {});
  await assert.rejects(carillon.channel('news').joined(), { code: 'no_transport' });
});
