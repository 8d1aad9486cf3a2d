/** A node with a memory, to which any number of sockets is open: it publishes, answers, and recovers as protocol.md has it. */
export class FakeNode {
  #log = [];
  #keys = new Map();
  #sockets = new Set();
  /** Whether it can't recover what a client missed. */
  hasForgotten = false;

  /** A class of sockets to this node, for one tab: what comes for a frozen tab waits. */
  socketsOf(tab) {
    const node = this;
    return class {
      constructor(url) {
        this.url = url;
        this.tab = tab;
        this.channels = new Set();
        node.#sockets.add(this);
        tab.run(() => this.onopen?.());
      }

      send(text) {
        text.split('\n').forEach((line) => node.#carryOut(this, JSON.parse(line)));
      }

      close() {
        node.#sockets.delete(this);
      }

      hear(object) {
        tab.run(() => this.onmessage?.({ data: JSON.stringify(object) }));
      }
    };
  }

  /** As `socketsOf`, of event streams. */
  eventSourcesOf(tab) {
    const node = this;
    return class {
      constructor(url) {
        this.tab = tab;
        this.channels = new Set();
        node.#sockets.add(this);
        tab.run(() => node.#connect(this, { id: 1, ...JSON.parse(new URL(url).searchParams.get('connect')) }));
      }

      close() {
        node.#sockets.delete(this);
      }

      hear(object) {
        tab.run(() => this.onmessage?.({ data: JSON.stringify(object) }));
      }
    };
  }

  /** What is posted to it by one tab. */
  fetchOf(tab) {
    return (url, { body }) => new Promise((resolve) => {
      const hear = (reply) => tab.run(() => resolve({ status: 200, json: async () => reply }));
      this.#carryOut({ hear, channels: new Set() }, { id: 1, ...JSON.parse(body) });
    });
  }

  get connections() {
    return [...this.#sockets].filter((socket) => socket.isGreeted && !socket.tab.isGone);
  }

  /** All that was published. */
  get log() {
    return this.#log;
  }

  /** Publishes, and tells all who follow the channel. */
  publish(channel, data, key) {
    const publication = { type: 'publication', channel, origin: 'o', seq: this.#log.length + 1, data, ...(key && { key }) };
    this.#log.push(publication);
    this.connections.filter((socket) => socket.channels.has(channel)).forEach((socket) => socket.hear(publication));
    return publication;
  }

  /** Tells all clients up to where they have heard everything. */
  ping() {
    this.connections.forEach((socket) => socket.hear({ type: 'ping', cursor: this.#cursor() }));
  }

  /** Cuts the link of a tab. */
  cut(tab) {
    this.connections.filter((socket) => socket.tab === tab).forEach((socket) => {
      this.#sockets.delete(socket);
      tab.run(() => socket.onclose?.({ code: 1006, reason: '' }));
    });
  }

  #cursor() {
    return String(this.#log.length);
  }

  #carryOut(socket, command) {
    const { id, type, channel } = command;
    if (type === 'connect') return this.#connect(socket, command);
    if (type === 'subscribe') socket.channels.add(channel);
    if (type === 'unsubscribe') socket.channels.delete(channel);
    if (type === 'publish') return this.#answerPublish(socket, command);
    if (type === 'history') return socket.hear({ id, type, channel, publications: this.#log.filter((known) => known.channel === channel).slice(-(command.last ?? 10)) });
    socket.hear({ id, type: type === 'ping' ? 'pong' : `${type}d`, channel });
  }

  #connect(socket, { id, channels, cursor, seen = {} }) {
    socket.isGreeted = true;
    channels.forEach((name) => socket.channels.add(name));
    const outcome = channels.map((channel) => ({ channel, ...(cursor !== undefined && { recovered: !this.hasForgotten }) }));
    socket.hear({ id, type: 'connected', node: 'node-1', connection: 'c', ping: 25, degraded: false, channels: outcome, ...(cursor === undefined && { cursor: this.#cursor() }) });
    if (cursor === undefined || this.hasForgotten) return;
    const missed = this.#log.filter(({ channel, seq }) => seq > Number(cursor) && seq > (seen.o ?? 0) && socket.channels.has(channel));
    missed.forEach((publication) => socket.hear(publication));
  }

  #answerPublish(socket, { id, channel, data, key }) {
    const repeated = this.#keys.has(key);
    if (!repeated) this.#keys.set(key, this.publish(channel, data, key));
    const { origin, seq } = this.#keys.get(key);
    socket.hear({ id, type: 'published', channel, origin, seq, level: 'accepted', ...(repeated && { repeated }) });
  }
}
