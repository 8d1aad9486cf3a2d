import { button, element } from './dom.js';
import { clipped, Payload } from './payload.js';
import { Verdict } from './order-check.js';

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });

/** One publication as a row of the list. */
export class EntryView {
  #entry;
  #payload;
  #pretty;
  #body = element('span', 'entry-payload');
  #more = null;

  /** @param {boolean} pretty whether JSON is spread over lines */
  constructor(entry, pretty) {
    this.#entry = entry;
    this.#pretty = pretty;
    this.#payload = new Payload(entry.publication.data);
    this.row = element('li', 'entry');
    this.row.append(this.#time(), this.#badge(), this.#channel(), this.#seq(), this.#content());
    this.#show(false);
  }

  #time() {
    const time = element('time', 'entry-time', TIME.format(this.#entry.at));
    time.dateTime = this.#entry.at.toISOString();
    return time;
  }

  #badge() {
    const { origin, publication } = this.#entry;
    const badge = element('span', badgeClass(origin), origin.label);
    badge.title = publication.origin === undefined ? `JMS message ${publication.messageId}` : `origin ${publication.origin}`;
    return badge;
  }

  #channel() {
    const channel = element('span', 'entry-channel', this.#entry.publication.channel);
    channel.title = this.#entry.publication.channel;
    return channel;
  }

  #seq() {
    const { seq } = this.#entry.publication;
    return element('span', 'entry-seq', seq === undefined ? '' : `#${seq}`);
  }

  #content() {
    const content = element('div', 'entry-content');
    if (this.#entry.verdict !== Verdict.FINE) content.append(element('strong', 'entry-verdict', this.#entry.verdict));
    this.#body.dir = 'auto';
    this.#body.classList.toggle('is-json', !this.#payload.isText);
    content.append(this.#body);
    if (this.#isLong()) content.append(this.#moreButton());
    return content;
  }

  #moreButton() {
    this.#more = button('link', '', () => this.#show(this.#more.getAttribute('aria-expanded') !== 'true'));
    return this.#more;
  }

  #isLong() {
    const text = this.#payload.text(this.#pretty);
    return clipped(text).length < text.length || this.#entry.publication.channel.length > 24;
  }

  #show(all) {
    const text = this.#payload.text(this.#pretty);
    const start = clipped(text);
    this.#body.textContent = all || start === text ? text : `${start}…`;
    this.row.classList.toggle('is-open', all);
    this.#more?.setAttribute('aria-expanded', String(all));
    if (this.#more) this.#more.textContent = all ? 'less' : 'more';
  }
}

/** The classes of an origin's badge. */
export function badgeClass(origin) {
  return origin.colour === null ? 'badge badge-jms' : `badge badge-${origin.colour}`;
}
