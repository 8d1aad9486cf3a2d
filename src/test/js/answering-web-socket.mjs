/** A WebSocket with a small node behind it: it answers each command, and publishes to who is subscribed. */
export class AnsweringWebSocket {
  #channels = new Set();
  #log = [];

  constructor() {
    setImmediate(() => this.onopen?.());
  }

  send(text) {
    const command = JSON.parse(text);
    setImmediate(() => this.#answer(command));
  }

  close() {}

  #answer({ id, type, channel, channels, data, key, last }) {
    if (type === 'connect') {
      channels.forEach((name) => this.#channels.add(name));
      this.#say({ id, type: 'connected', node: 'node-1', connection: 'c', ping: 25, degraded: false, cursor: 'c1', channels: channels.map((name) => ({ channel: name })) });
    } else if (type === 'subscribe') {
      this.#channels.add(channel);
      this.#say({ id, type: 'subscribed', channel });
    } else if (type === 'publish') {
      this.#publish(id, { channel, data, key });
    } else if (type === 'history') {
      this.#say({ id, type: 'history', channel, publications: this.#log.slice(-last) });
    }
  }

  #publish(id, content) {
    const publication = { type: 'publication', origin: 'o', seq: this.#log.length + 1, ...content };
    this.#log.push(publication);
    if (this.#channels.has(content.channel)) this.#say(publication);
    this.#say({ id, type: 'published', channel: content.channel, origin: 'o', seq: publication.seq, level: 'accepted' });
  }

  #say(object) {
    this.onmessage?.({ data: JSON.stringify(object) });
  }
}
