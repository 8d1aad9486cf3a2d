import { CopyLine } from './copy-line.js';
import { part } from './dom.js';

/** Three other ways to publish and to hear, as lines to copy. */
export class TryView {
  #endpoint;
  #terminal = new CopyLine(part('try-terminal'));
  #console = new CopyLine(part('try-console'));
  #jms = new CopyLine(part('try-jms'));

  /** @param {string} endpoint the node's `ws` as a URL */
  constructor(endpoint) {
    this.#endpoint = endpoint;
  }

  /** Shows the lines for a channel; its name has no character that a shell or a script would heed. */
  update(channel) {
    const url = `${this.#endpoint}/${channel}`;
    this.#terminal.show(`npx wscat -c ${url}`);
    this.#console.show(`ws = new WebSocket('${url}'); ws.onmessage = e => console.log(e.data)`);
    this.#jms.show(`mvn -Psend -Dchannel=${channel} -Dtext='hello'`);
  }
}
