import { isChannelName } from './channel-name.js';
import { part, say } from './dom.js';
import { errorWords } from './error-words.js';
import { short } from './origins.js';
import { State } from './state.js';

const UP = [State.CONNECTED, State.DEGRADED];

/** The form that publishes, with what became of it. */
export class PublishView {
  #carillon;
  #onPublished;
  #form = part('publish');
  #channel = part('publish-channel');
  #kind = part('publish-kind');
  #payload = part('publish-payload');
  #problem = part('publish-problem');
  #outcome = part('outcome');
  #suggestions = part('suggestions');
  #suggested = '';

  /** @param {(reply: object) => void} onPublished told of each acknowledgement */
  constructor(carillon, onPublished) {
    this.#carillon = carillon;
    this.#onPublished = onPublished;
    this.#form.addEventListener('submit', (event) => this.#submit(event));
    this.#form.addEventListener('input', () => this.#validate());
    this.#payload.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Offers the joined channels. */
  suggest(names) {
    this.#suggestions.replaceChildren(...names.map((name) => new Option(name, name)));
    if (this.#channel.value === this.#suggested) this.#channel.value = names[0] ?? '';
    this.#suggested = names[0] ?? '';
  }

  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  async #submit(event) {
    event.preventDefault();
    if (!this.#validate()) return this.#show('is-error', 'Not published: see above.');
    const channel = this.#channel.value.trim();
    if (!UP.includes(this.#carillon.state)) this.#show('', 'It waits for the connection.');
    try {
      const sentAt = performance.now();
      const reply = await this.#carillon.publish(channel, this.#json(), { json: true });
      this.#published({ ...reply, millis: performance.now() - sentAt });
    } catch (error) {
      this.#show('is-error', `Not acknowledged: ${errorWords(error)} (${error.code})`);
    }
  }

  #json() {
    return this.#kind.value === 'json' ? this.#payload.value : JSON.stringify(this.#payload.value);
  }

  #published(reply) {
    this.#onPublished(reply);
    const { channel, origin, seq, level, millis } = reply;
    this.#show('is-good', `Published to ${channel}: origin ${short(origin)}, seq ${seq}, ${level} after ${readable(millis)} ms.`);
    if (document.activeElement === this.#payload) this.#payload.select();
  }

  #show(className, text) {
    this.#outcome.className = `outcome ${className}`;
    say(this.#outcome, text);
  }

  /** Says what is wrong with the form, if anything; whether nothing is. */
  #validate() {
    const channelProblem = isChannelName(this.#channel.value.trim()) ? '' : 'That is no channel name.';
    const payloadProblem = this.#kind.value === 'json' ? jsonProblem(this.#payload.value) : '';
    this.#channel.setAttribute('aria-invalid', String(channelProblem !== ''));
    this.#payload.setAttribute('aria-invalid', String(payloadProblem !== ''));
    say(this.#problem, channelProblem || payloadProblem);
    return !channelProblem && !payloadProblem;
  }
}

function jsonProblem(text) {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return `Not JSON yet: ${error.message}`;
  }
}

function readable(millis) {
  return millis < 10 ? millis.toFixed(1) : String(Math.round(millis));
}
