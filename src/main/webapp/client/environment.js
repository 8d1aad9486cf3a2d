/** What the library needs of a browser; tests give it another. */
export function browserEnvironment() {
  const { WebSocket, EventSource, BroadcastChannel, navigator } = globalThis;
  return {
    WebSocket,
    EventSource,
    BroadcastChannel,
    locks: navigator?.locks,
    window: globalThis,
    fetch: (url, request) => fetch(url, request),
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

/** Browsers keep `randomUUID` to secure pages. */
function uuid() {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
