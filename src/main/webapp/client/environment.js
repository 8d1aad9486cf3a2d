/**
 * What the library needs of a browser; tests give it another.
 *
 * @param {{WebSocket?: Function, EventSource?: Function, fetch?: Function}} [own] in place of the browser's, or where there is no browser
 */
export function browserEnvironment({ WebSocket = globalThis.WebSocket, EventSource = globalThis.EventSource, fetch = globalThis.fetch } = {}) {
  const { BroadcastChannel, navigator } = globalThis;
  return {
    WebSocket,
    EventSource,
    BroadcastChannel,
    locks: navigator?.locks,
    window: globalThis,
    fetch: fetch && ((url, request) => fetch(url, request)),
    clock: {
      now: () => performance.now(),
      date: () => Date.now(),
      setTimeout: (action, delay) => setTimeout(action, delay),
      clearTimeout: (timer) => clearTimeout(timer),
    },
    random: Math.random,
    uuid,
  };
}

/** Browsers keep `randomUUID` to secure pages; Node 18 has no `crypto`. It has to be unique, not secret. */
function uuid() {
  const { crypto } = globalThis;
  const bytes = crypto?.getRandomValues(new Uint8Array(16)) ?? Array.from({ length: 16 }, () => Math.random() * 256 | 0);
  return crypto?.randomUUID?.() ?? [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
