import { Carillon } from '../../main/webapp/carillon.js';
import { fakeBrowser } from './fake-browser.mjs';
import { FakeWebSocket } from './fake-web-socket.mjs';

export const URL_OF_NODE = 'ws://node/carillon/ws';

/** A client whose node is the test, with all that it told of its channels. */
export class Rig {
  heard = [];

  constructor(options = {}, { url = URL_OF_NODE, browser = fakeBrowser() } = {}) {
    FakeWebSocket.made = [];
    this.browser = browser;
    this.clock = browser.clock;
    this.carillon = new Carillon(url, { transports: ['ws'], ...options }, browser);
    for (const type of ['publication', 'subscribed', 'recovered', 'gap', 'error', 'unsubscribed']) {
      this.carillon.on(type, (event) => this.heard.push([type, event]));
    }
  }

  get socket() {
    return FakeWebSocket.last;
  }

  get sockets() {
    return FakeWebSocket.made.length;
  }

  /** What was told since the last time, of these types. */
  told(...types) {
    return this.heard.splice(0).filter(([type]) => types.includes(type));
  }

  join(...names) {
    names.forEach((name) => this.carillon.channel(name).subscribe());
    this.carillon.connect();
    this.greet();
    return this;
  }

  /** Waits for a socket that is being opened. */
  await() {
    while (!this.socket.onopen) this.clock.advance(100);
  }

  /** Opens the link and answers its connect. */
  greet(members = {}) {
    this.socket.accept();
    const [{ id, channels }] = this.socket.sent;
    this.socket.hear({ id, type: 'connected', node: 'node-1', connection: 'abc', ping: 25, degraded: false, channels: channels.map((channel) => ({ channel })), ...members });
  }

  publication(seq, more = {}) {
    this.socket.hear({ type: 'publication', channel: 'news', origin: 'o', seq, data: seq, ...more });
  }

  /** The link is lost, and the next one is there. */
  relink(code = 1006) {
    this.socket.lose(code);
    this.clock.advance(500);
  }

  get data() {
    return this.told('publication').map(([, { data }]) => data);
  }
}
