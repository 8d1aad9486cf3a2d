import { Carillon } from '../../main/webapp/carillon.js';
import { FakeClock } from './fake-clock.mjs';

/** Loaded before the clock matters; it lies elsewhere where the library is one file. */
await import('../../main/webapp/client/carillon-shared.js').catch(() => import('../../main/webapp/carillon-shared.js'));

/** The tabs of one browser: they share locks and broadcast channels, and can be frozen, woken and closed. */
export class FakeTabs {
  clock = new FakeClock();
  /** Whether the network lets no WebSocket through. */
  blocksWebSockets = false;
  #node;
  #locks = new Map();
  #buses = [];
  #ids = 0;
  #random;

  constructor(node, random = () => 0.5) {
    this.#node = node;
    this.#random = random;
  }

  /** Opens a tab with a client in it. */
  open(options = {}) {
    const tab = new FakeTab(this.#abandon);
    tab.browser = this.#browser(tab);
    tab.carillon = new Carillon('ws://node/carillon/ws', { shared: true, ...options }, tab.browser);
    return tab;
  }

  /** Lets time go by, and everything that waits for it. */
  async pass(millis) {
    for (let passed = 0; passed < millis; passed += 100) {
      this.clock.advance(100);
      await this.settle();
    }
  }

  async settle() {
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
  }

  get held() {
    return [...this.#locks].filter(([, lock]) => lock.holder).map(([name]) => ({ name }));
  }

  #browser(tab) {
    const { clock } = this;
    const streams = { WebSocket: blockedSocketsOf(tab), EventSource: this.#node.eventSourcesOf(tab), fetch: this.#node.fetchOf(tab) };
    return {
      ...(this.blocksWebSockets ? streams : { WebSocket: this.#node.socketsOf(tab) }),
      BroadcastChannel: this.#busesOf(tab),
      locks: { request: (...all) => this.#request(tab, ...all), query: async () => ({ held: this.held }) },
      window: new EventTarget(),
      clock: { ...clock, ...this.#timersOf(tab) },
      random: this.#random,
      uuid: () => `id-${++this.#ids}`,
    };
  }

  /** A timer that falls due in a frozen tab waits, and can still be cleared. */
  #timersOf(tab) {
    const live = new Set();
    return {
      setTimeout: (action, delay) => {
        const timer = this.clock.setTimeout(() => tab.run(() => live.delete(timer) && action()), delay);
        live.add(timer);
        return timer;
      },
      clearTimeout: (timer) => {
        live.delete(timer);
        this.clock.clearTimeout(timer);
      },
    };
  }

  #busesOf(tab) {
    const buses = this.#buses;
    return class {
      constructor(name) {
        Object.assign(this, { name, tab });
        buses.push(this);
      }

      postMessage(message) {
        const data = structuredClone(message);
        const others = buses.filter((bus) => bus !== this && bus.name === this.name);
        others.forEach((bus) => queueMicrotask(() => bus.tab.run(() => bus.onmessage?.({ data }))));
      }

      close() {
        buses.splice(buses.indexOf(this), 1);
      }
    };
  }

  #request(tab, name, options, callback = options) {
    return new Promise((resolve, reject) => {
      const request = { tab, callback, resolve: (value) => tab.run(() => resolve(value)), reject: () => tab.run(() => reject(new DOMException('stolen', 'AbortError'))) };
      const lock = this.#lock(name);
      if (options.steal) {
        lock.holder?.reject();
        return this.#grant(name, request);
      }
      options.signal?.addEventListener('abort', () => this.#leaveQueue(lock, request));
      lock.queue.push(request);
      this.#next(name);
    });
  }

  #lock(name) {
    if (!this.#locks.has(name)) this.#locks.set(name, { holder: null, queue: [] });
    return this.#locks.get(name);
  }

  #leaveQueue(lock, request) {
    if (!lock.queue.includes(request)) return;
    lock.queue = lock.queue.filter((known) => known !== request);
    request.reject();
  }

  #grant(name, request) {
    this.#lock(name).holder = request;
    request.tab.run(() => Promise.resolve(request.callback({ name })).then((value) => this.#release(name, request, value)));
  }

  #release(name, request, value) {
    const lock = this.#lock(name);
    if (lock.holder !== request) return;
    lock.holder = null;
    request.resolve(value);
    this.#next(name);
  }

  #next(name) {
    const lock = this.#lock(name);
    if (!lock.holder && lock.queue.length > 0) queueMicrotask(() => lock.holder || lock.queue.length === 0 || this.#grant(name, lock.queue.shift()));
  }

  /** A tab is gone: so are its locks and its place in the queues. */
  #abandon = (tab) => {
    for (const [name, lock] of this.#locks) {
      lock.queue = lock.queue.filter((request) => request.tab !== tab);
      if (lock.holder?.tab === tab) lock.holder = null;
      this.#next(name);
    }
    for (const bus of this.#buses.filter((known) => known.tab === tab)) bus.close();
  };
}

function blockedSocketsOf(tab) {
  return class {
    constructor() {
      tab.run(() => this.onclose?.({ code: 1006, reason: '' }));
    }

    close() {}
  };
}

class FakeTab {
  isGone = false;
  #isFrozen = false;
  #waiting = [];
  #abandon;

  constructor(abandon) {
    this.#abandon = abandon;
  }

  /** Does something in this tab: later if it is frozen, never if it is gone. */
  run(action) {
    if (this.#isFrozen) this.#waiting.push(action);
    else queueMicrotask(() => (this.#isFrozen ? this.#waiting.push(action) : this.isGone || action()));
  }

  freeze() {
    this.#isFrozen = true;
  }

  wake() {
    this.#isFrozen = false;
    this.#waiting.splice(0).forEach((action) => this.run(action));
  }

  /** Closes it, as a browser does: without a word. */
  close() {
    this.isGone = true;
    this.#abandon(this);
  }
}
