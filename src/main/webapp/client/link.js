import { LOST } from './close-codes.js';
import { lineOf, objectsIn } from './frame.js';
import { bytesOf } from './limits.js';
import { Replies } from './replies.js';
import { Silence } from './silence.js';

const OPENING_MS = 10_000;
const PATIENCE_MS = 10_000;
const PROBE_MS = 5_000;

/** One socket to a node, from its opening to its end. It never comes back. */
export class Link {
  #socket;
  #limits;
  #handlers;
  #replies;
  #silence;
  #farewell = null;
  #silenceMs = OPENING_MS;

  /**
   * @param {WebSocket|object} socket that is being opened
   * @param {object} clock
   * @param {import('./limits.js').Limits} limits of the node
   * @param {{opened: Function, push: Function, closed: Function}} handlers `closed` is called at most once, and last
   */
  constructor(socket, clock, limits, handlers) {
    this.#limits = limits;
    this.#handlers = handlers;
    this.#replies = new Replies(clock, PATIENCE_MS);
    this.#silence = new Silence(clock, () => this.#fallSilent());
    this.#socket = socket;
    this.#listen();
    this.#silence.watch(OPENING_MS);
  }

  /**
   * Sends a command. One that is too long is refused here: the node would close the connection over it.
   *
   * @param {string} type
   * @param {object} members
   * @param {(reply: object) => void} onReply
   * @param {string} [data] JSON, passed through untouched
   */
  command(type, members, onReply, data) {
    const id = this.#replies.expect(onReply);
    const line = lineOf({ id, type, ...members }, data);
    const message = this.#tooLarge(line, data);
    if (message) this.#replies.settle({ id, type: 'error', code: 'too_large', message });
    else this.#socket.send(line);
  }

  #tooLarge(line, data) {
    const { message, payload } = this.#limits;
    const bytes = bytesOf(line);
    if (bytes > message) return `The command has ${bytes} bytes, and the node takes ${message}.`;
    return data && bytes > payload && payloadBytes(data) > payload && `The data has ${payloadBytes(data)} bytes, and the node takes ${payload}.`;
  }

  /** Takes the node's ping interval: two of them without a sign of life end the link. */
  expectPings(seconds) {
    this.#silenceMs = 2 * seconds * 1000;
    this.#watch();
  }

  /** Finds out whether the other end is there: it has to say something soon. */
  probe() {
    this.#silence.watch(PROBE_MS);
    this.command('ping', {}, ({ type }) => type === 'pong' && this.#watch());
  }

  /** Ends the link by our own wish; `closed` is not called. */
  close() {
    this.#detach();
    this.#socket.close(1000);
    this.#replies.abandon();
  }

  #watch() {
    if (this.#silenceMs > 0) this.#silence.watch(this.#silenceMs);
    else this.#silence.stop();
  }

  #listen() {
    this.#socket.onopen = () => this.#handlers.opened();
    this.#socket.onerror = () => {}; // What follows is `onclose`; sockets of Node's package ws throw where nobody listens.
    this.#socket.onmessage = (event) => this.#receive(event.data);
    this.#socket.onclose = (event) => this.#end(event.code, event.reason);
  }

  #receive(text) {
    this.#silence.heard();
    if (typeof text === 'string') objectsIn(text).forEach((object) => this.#accept(object));
  }

  #accept(object) {
    if (object.id !== undefined) this.#replies.settle(object);
    else if (object.type === 'disconnect') this.#farewell = object;
    else this.#handlers.push(object);
  }

  #fallSilent() {
    this.#end(LOST, 'nothing was heard for too long');
    this.#socket.close();
  }

  /** Says first that the link is over, then gives up its replies: whoever gets one finds no link to act upon. */
  #end(code, reason) {
    this.#detach();
    this.#handlers.closed({ code, reason, farewell: this.#farewell });
    this.#replies.abandon();
  }

  #detach() {
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#silence.stop();
  }
}

/** A string counts as the text that it stands for. */
function payloadBytes(json) {
  const text = json.trim();
  return bytesOf(text.startsWith('"') ? JSON.parse(text) : text);
}
