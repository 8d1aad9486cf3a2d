import { LOST } from './close-codes.js';

/** What a status says where there is no reply to read. */
const CODES = { 400: 'bad_request', 401: 'forbidden', 403: 'forbidden', 404: 'unsupported', 405: 'unsupported', 413: 'too_large', 415: 'bad_request', 429: 'rate', 503: 'unavailable' };

/**
 * Server-sent events down and POST up, in the shape of a WebSocket: commands go in, frames come out.
 *
 * A stream has the channels of its connect command until it ends.
 */
export class SseSocket {
  onopen = null;
  onmessage = null;
  onclose = null;
  #url;
  #environment;
  #source = null;
  #token;
  #sending = Promise.resolve();

  /** @param {string} url of the node's `ws`; `events`, `publish` and `history` lie beside it */
  constructor(url, environment) {
    this.#url = url;
    this.#environment = environment;
    this.#sending.then(() => this.onopen?.());
  }

  /** @param {string} line a command that begins with its id */
  send(line) {
    const { id, type, token, ...members } = JSON.parse(line);
    if (type === 'connect') this.#listen(id, members, token);
    else if (type === 'publish') this.#sending = this.#sending.then(() => this.#post(id, type, line));
    else if (type === 'history') this.#post(id, type, line);
    else if (type === 'ping') this.#answer({ id, type: 'pong' });
    else this.#answer({ id, type: 'error', code: 'unsupported', message: `No ${type} over server-sent events.` });
  }

  close() {
    this.#source?.close();
  }

  /** Addresses are logged, so the token is not in it; only what is posted bears it. The reply has an id of its own. */
  #listen(id, members, token) {
    this.#token = token;
    this.#source = new this.#environment.EventSource(streamAddress(this.#url, members));
    this.#source.onmessage = ({ data }) => {
      this.onmessage?.({ data: id ? withId(data, id) : data });
      id = 0;
    };
    this.#source.onerror = () => this.#lose();
  }

  /** The browser would come back by itself, but with an old cursor and without back-off. */
  #lose() {
    this.close();
    this.onclose?.({ code: LOST, reason: '' });
  }

  /** Publications one after another, as they have to be accepted in their order. */
  async #post(id, name, line) {
    const headers = { 'Content-Type': 'application/json', ...(this.#token && { Authorization: `Bearer ${this.#token}` }) };
    try {
      const response = await this.#environment.fetch(this.#beside(name), { method: 'POST', headers, body: line.replace(/^\{"id":\d+,/, '{') });
      this.#answer({ ...await replyIn(response), id });
    } catch {
      this.#answer({ id, type: 'error', code: 'unknown', message: 'No reply came.' });
    }
  }

  #answer(reply) {
    this.onmessage?.({ data: JSON.stringify(reply) });
  }

  #beside(name) {
    return beside(this.#url, name);
  }
}

/** The address of an event stream; a token is not in it. */
export function streamAddress(url, { token, ...connect }) {
  return `${beside(url, 'events')}?connect=${encodeURIComponent(JSON.stringify(connect))}`;
}

function beside(url, name) {
  return new URL(name, url.replace(/^ws/, 'http')).href;
}

function withId(data, id) {
  const [first, ...rest] = data.split('\n');
  return [JSON.stringify({ ...JSON.parse(first), id }), ...rest].join('\n');
}

/** The reply object; where a proxy or a filter answered in other words, the status says what it can. */
async function replyIn(response) {
  const reply = await response.json().catch(() => ({}));
  return reply.type ? reply : { type: 'error', code: CODES[response.status] ?? 'unknown', message: `HTTP ${response.status}` };
}
