import { Carillon } from './carillon.js';

const MOST = 50;
/** What a node tells of the past at once, at the most (protocol.md, history). */
const MOST_PAST = 1_000;
/** An element that is put elsewhere within this time was moved: its channel is not left. */
const MOVE_MS = 1_000;
const MISSING = 'Something may be missing here.';
const PATH = /^[\w$-]+(\.[\w$-]+)*$/;

/** The clients of this page, by address: all elements with the same one share it. */
const clients = new Map();

/**
 * `<carillon-feed channel="…">`: shows what is published on a channel, newest last.
 *
 * Attributes: `channel`; `history`, how many of the last publications are shown at first, and fetched again after a gap; `url` of a node's `ws` (by default the one
 * beside this script); `max` items that are kept (50); `shared`, for one connection for all tabs; `label` for screen readers. A `<template>` in it says how an item
 * looks: an element with `data-text="data.headline"` gets that text, and nothing but text; an element with `slot="empty"` is shown while there is nothing else.
 * Parts: `list`, `item`, `text`, `status`, and those of the template; `::part(…)` and `--carillon-*` style them.
 */
export class CarillonFeed extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ['channel', 'url', 'max', 'label', 'shared', 'history'];

  #log = document.createElement('div');
  #list = document.createElement('ol');
  #empty = Object.assign(document.createElement('slot'), { name: 'empty' });
  #status = document.createElement('p');
  #client = null;
  #channel = null;
  /** The channel that the items are of. */
  #shown = null;
  /** What is shown, or was, by what identifies it; its item, or null if it is shown no longer. */
  #items = new Map();
  /** What identifies the publication of an item. */
  #ids = new WeakMap();
  /** Whether it is known, for the publications of this frame, that the list is read at its end. */
  #isMeasured = false;
  /** The first item that came since the past was asked for. */
  #firstNew = null;
  #filling = null;
  #isMissing = false;
  #leaving;
  #note = '';
  #show = (publication) => this.#add(publication);
  #subscribed = ({ recovered }) => (recovered === undefined || this.#isMissing) && this.#fill();
  #gap = () => this.#miss();
  #refused = (error) => this.#say(`Not available (${error.code}).`);
  #state = ({ state }) => this.#setState(state);

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).append(this.#log, this.#empty, this.#status);
    this.#log.part = 'list';
    this.#log.setAttribute('role', 'log');
    this.#log.setAttribute('aria-live', 'polite');
    this.#log.tabIndex = 0;
    this.#log.append(this.#list);
    this.#status.part = 'status';
    this.#status.setAttribute('role', 'status');
    this.#dress();
  }

  /** The client of the element, while it is in a page and has a channel. */
  get carillon() {
    return this.#client;
  }

  /** Empties the list. */
  clear() {
    for (const id of this.#items.keys()) this.#items.set(id, null);
    this.#list.replaceChildren();
    this.#empty.hidden = false;
  }

  connectedCallback() {
    clearTimeout(this.#leaving);
    this.#join();
  }

  /** A move is a removal and an insertion: the channel is left if it stays away. */
  disconnectedCallback() {
    this.#leaving = setTimeout(() => this.#leave(), MOVE_MS);
  }

  /** Moved by `moveBefore`: nothing has changed. */
  connectedMoveCallback() {
    clearTimeout(this.#leaving);
  }

  /** In another document its style is not valid. */
  adoptedCallback() {
    this.#dress();
  }

  attributeChangedCallback(name, before, value) {
    if (before === value) return;
    if (name === 'label') this.#label();
    else if (name === 'max') this.#trim();
    else if (name === 'history') this.#fill();
    else if (this.isConnected) this.#join();
  }

  /** Takes the channel that the attributes name; the one before is left only then, so that nothing is lost if it is the same. */
  #join() {
    const { client, channel, problem } = this.#wanted();
    if (channel && channel === this.#channel) return;
    if (channel) use(channel, 1);
    this.#leave();
    if (!channel) return this.#say(problem);
    this.#client = client;
    this.#channel = channel;
    client.on('state', this.#state);
    channel.on('publication', this.#show).on('subscribed', this.#subscribed).on('gap', this.#gap).on('error', this.#refused);
    this.#begin();
  }

  #wanted() {
    const name = this.getAttribute('channel');
    if (!name) return { problem: '' };
    try {
      const client = clientOf(this.getAttribute('url'), this.hasAttribute('shared'));
      return { client, channel: client.channel(name) };
    } catch (error) {
      return { problem: error.message };
    }
  }

  /** What is there of another channel goes; of this one, something may have been published meanwhile. */
  #begin() {
    if (this.#channel === this.#shown) this.#isMissing = this.#items.size > 0;
    else this.#forget();
    this.#shown = this.#channel;
    this.#label();
    this.#setState(this.#client.state);
    this.#say('');
    if (this.#channel.state === 'joined') this.#fill();
  }

  #forget() {
    this.clear();
    this.#items.clear();
    this.#isMissing = false;
  }

  #leave() {
    if (!this.#channel) return;
    this.#client.off('state', this.#state);
    this.#channel.off('publication', this.#show).off('subscribed', this.#subscribed).off('gap', this.#gap).off('error', this.#refused);
    use(this.#channel, -1);
    this.#client = this.#channel = this.#filling = null;
  }

  #miss() {
    this.#isMissing = true;
    this.#fill();
  }

  /** Fetches what was published of late, where the element is to show it; otherwise says that something may be missing. */
  async #fill() {
    const last = Math.min(Number.parseInt(this.getAttribute('history'), 10) || 0, this.#most, MOST_PAST);
    if (!this.#channel || this.#channel.state !== 'joined') return;
    if (last <= 0) return this.#say(this.#isMissing ? MISSING : '');
    const filling = this.#filling = {};
    this.#firstNew = null;
    const past = await this.#channel.history({ last }).then(({ publications }) => publications, (error) => error);
    if (this.#filling !== filling) return;
    this.#filling = null;
    if (Array.isArray(past)) this.#insert(past, last);
    else this.#say(this.#isMissing ? MISSING : `What was published before is not available (${past.code}).`);
  }

  /** Puts in what is not there, each before what follows it. Nothing is missing if it goes back to something that was there. */
  #insert(past, last) {
    const isFirst = this.#items.size === 0;
    const meets = past.some((publication) => this.#items.has(idOf(publication)));
    const fresh = past.filter((publication) => !this.#items.has(idOf(publication)));
    this.#keepEnd(() => {
      let next = this.#firstNew && !this.#firstNew.parentNode ? this.#list.firstElementChild : this.#firstNew;
      for (const publication of [...past].reverse()) {
        const item = this.#items.get(idOf(publication)) ?? (fresh.includes(publication) ? this.#put(publication, next) : null);
        next = item ?? next;
      }
    });
    const wasMissing = this.#isMissing;
    this.#isMissing &&= !(meets || (isFirst && past.length < last));
    this.#say(this.#isMissing ? MISSING : '');
    if (wasMissing) fresh.forEach((publication) => this.#announce(publication));
  }

  #add(publication) {
    if (this.#items.has(idOf(publication))) return;
    this.#keepEnd(() => {
      const item = this.#put(publication, null);
      this.#firstNew ??= item;
    });
    this.#announce(publication);
  }

  #put(publication, next) {
    const item = document.createElement('li');
    item.part = 'item';
    item.append(this.#content(publication));
    this.#list.insertBefore(item, next);
    this.#items.set(idOf(publication), item);
    this.#ids.set(item, idOf(publication));
    this.#empty.hidden = true;
    return item;
  }

  /** Who reads at the end stays there. Measured once for all publications of a frame: each measurement lays the whole list out. */
  #keepEnd(change) {
    const log = this.#log;
    if (!this.#isMeasured) {
      const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
      this.#isMeasured = true;
      queueMicrotask(() => {
        this.#isMeasured = false;
        if (isAtEnd) log.scrollTop = log.scrollHeight;
      });
    }
    change();
    this.#trim();
  }

  #announce(publication) {
    this.dispatchEvent(new CustomEvent('carillon-publication', { detail: publication, bubbles: true, composed: true }));
  }

  #content(publication) {
    const template = this.querySelector('template');
    if (!template) return plain(publication.data);
    const content = document.importNode(template.content, true);
    for (const element of content.querySelectorAll('[data-text]')) element.textContent = text(valueAt(publication, element.dataset.text));
    return content;
  }

  get #most() {
    return Number.parseInt(this.getAttribute('max'), 10) || MOST;
  }

  /** What has gone is remembered for a while, so that it is not taken for new. */
  #trim() {
    while (this.#list.childElementCount > this.#most) {
      const gone = this.#list.firstElementChild;
      gone.remove();
      this.#items.set(this.#ids.get(gone), null);
    }
    const most = this.#most + MOST_PAST;
    for (const [id, item] of this.#items) {
      if (this.#items.size <= most) break;
      if (item === null) this.#items.delete(id);
    }
  }

  #label() {
    this.#log.setAttribute('aria-label', this.getAttribute('label') ?? this.getAttribute('channel') ?? '');
  }

  /** `state` as an attribute, so that a page's style can show it. */
  #setState(state) {
    this.setAttribute('state', state);
    this.#say(this.#note);
  }

  /** What there is to say of the channel is said while nothing is to be said of the connection. */
  #say(note) {
    this.#note = note;
    const state = this.#channel ? this.getAttribute('state') : 'connected';
    this.#status.textContent = state === 'connected' ? note : `${state} …`;
  }

  #dress() {
    this.shadowRoot.adoptedStyleSheets = styleOf(this.ownerDocument);
  }
}

/** What identifies a publication. */
function idOf({ origin, seq, messageId }) {
  return origin === undefined ? messageId : `${origin} ${seq}`;
}

function clientOf(url, shared) {
  const address = new URL(url ?? new URL('ws', import.meta.url), document.baseURI).href;
  const key = `${shared} ${address}`;
  if (!clients.has(key)) clients.set(key, new Carillon(address, { shared }));
  return clients.get(key);
}

/** How many elements use each channel: it is left when none does, unless the page had it before them. */
const users = new Map();

function use(channel, change) {
  const { count, isOurs } = users.get(channel) ?? { count: 0, isOurs: channel.state === 'unsubscribed' || channel.state === 'refused' };
  users.set(channel, { count: count + change, isOurs });
  if (count + change > 0) return channel.subscribe();
  users.delete(channel);
  return isOurs && channel.unsubscribe();
}

function plain(data) {
  const element = document.createElement('span');
  element.part = 'text';
  element.dir = 'auto';
  element.textContent = text(data);
  return element;
}

function text(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What a path such as `data.headline` leads to, by the object's own members only. */
function valueAt(publication, path) {
  if (!PATH.test(path)) return undefined;
  return path.split('.').reduce((value, name) => (value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? value[name] : undefined), publication);
}

const sheets = new WeakMap();

/** Made in the document's own realm, so that no policy against inline styles minds it; a document without a window has none. */
function styleOf(page) {
  const Sheet = page.defaultView?.CSSStyleSheet;
  if (!Sheet) return [];
  if (!sheets.has(page)) sheets.set(page, sheetOf(new Sheet()));
  return [sheets.get(page)];
}

function sheetOf(sheet) {
  sheet.replaceSync(`
    :host { display: block; }
    :host([hidden]), [hidden] { display: none; }
    [part~="list"] {
      box-sizing: border-box;
      max-block-size: var(--carillon-height, 20rem);
      overflow: auto;
      overscroll-behavior: contain;
    }
    ol { margin: 0; padding: 0; list-style: none; }
    [part~="item"] { padding: var(--carillon-padding, 0.5rem 0.75rem); border-block-end: var(--carillon-line, 1px solid color-mix(in srgb, currentcolor 20%, transparent)); overflow-wrap: anywhere; }
    [part~="text"] { white-space: pre-wrap; }
    [part~="status"] { margin: 0; padding: var(--carillon-padding, 0.5rem 0.75rem); font-size: 0.875em; }
    [part~="status"]:empty { display: none; }
  `);
  return sheet;
}

if (globalThis.customElements?.get('carillon-feed') === undefined) globalThis.customElements?.define('carillon-feed', CarillonFeed);
