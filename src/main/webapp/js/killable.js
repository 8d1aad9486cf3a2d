const KILLED = 4_000;

let last = null;

/** The browser's sockets, of which the last one can be killed from the page: to see recovery. */
class KillableWebSocket extends WebSocket {
  constructor(...all) {
    super(...all);
    last = this;
  }
}

/** To be called before the library is used: it takes the class that it finds. */
export function makeKillable() {
  globalThis.WebSocket = KillableWebSocket;
}

/** Ends the link under the library, as a broken network would. @returns {boolean} whether there was one */
export function kill() {
  const isOpen = last?.readyState === WebSocket.OPEN;
  if (isOpen) last.close(KILLED, 'killed from the page');
  return isOpen;
}
