import { LOST } from './close-codes.js';

/** What a status says where there is no reply to read. */
const CODES = { 400: 'bad_request', 401: 'forbidden', 403: 'forbidden', 404: 'unsupported', 405: 'unsupported', 413: 'too_large', 415: 'bad_request', 429: 'rate', 503: 'unavailable' };

/** How long a POST may take: a browser has six connections to a host, and each tab's stream holds one. */
const POST_MS = 8_000;
const CROWDED = 'A POST was not answered in time. Too many tabs may be open over event streams (a browser has six connections to a host): share them, or serve HTTP/2.';

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
  #isWarned = false;

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
    const { clock, fetch } = this.#environment;
    const given = new AbortController();
    const timer = clock.setTimeout(() => given.abort(), POST_MS);
    try {
      const request = { method: 'POST', headers, body: line.replace(/^\{"id":\d+,/, '{'), signal: given.signal };
      this.#answer({ ...await replyIn(await fetch(this.#beside(name), request)), id });
    } catch {
      this.#answer({ id, type: 'error', code: 'unknown', message: 'No reply came.' });
      if (given.signal.aborted) this.#warn();
    } finally {
      clock.clearTimeout(timer);
    }
  }

  #warn() {
    if (!this.#isWarned) this.#answer({ type: 'error', code: 'crowded', message: CROWDED });
    this.#isWarned = true;
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
