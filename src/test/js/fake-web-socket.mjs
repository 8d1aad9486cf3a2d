/** A WebSocket whose other end is the test. */
export class FakeWebSocket {
  /** All that were made, the last one last; emptied by each test. */
  static made = [];

  static get last() {
    return FakeWebSocket.made.at(-1);
  }

  sent = [];
  closedWith = null;

  constructor(url, subprotocol) {
    Object.assign(this, { url, subprotocol });
    FakeWebSocket.made.push(this);
  }

  send(text) {
    this.sent.push(...text.split('\n').map((line) => JSON.parse(line)));
    this.lastText = text;
  }

  close(code) {
    this.closedWith = code ?? 1005;
  }

  /** The handshake is done. */
  accept() {
    this.onopen?.();
  }

  /** The node sends these objects in one frame. */
  hear(...objects) {
    this.hearText(objects.map((object) => JSON.stringify(object)).join('\n'));
  }

  hearText(data) {
    this.onmessage?.({ data });
  }

  /** The link is gone, with this close code. */
  lose(code, reason = '') {
    this.onclose?.({ code, reason });
  }

  commands(type) {
    return this.sent.filter((command) => command.type === type);
  }
}
