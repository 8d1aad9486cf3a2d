import { Carillon } from './carillon.js';

const MOST = 50;
const PATH = /^[\w$-]+(\.[\w$-]+)*$/;

/** The clients of this page, by address: all elements with the same one share it. */
const clients = new Map();

/**
 * `<carillon-feed channel="…">`: shows what is published on a channel, newest last.
 *
 * Attributes: `channel`; `url` of a node's `ws` (by default the one beside this script); `max` items that are kept (50); `shared`, for one connection
 * for all tabs; `label` for screen readers. A `<template>` in it says how an item looks: an element with `data-text="data.headline"` gets that text,
 * and nothing but text; an element with `slot="empty"` is shown while there is nothing else. Parts: `list`, `item`, `text`, `status`, and those of the template; `::part(…)` and `--carillon-*` style them.
 */
export class CarillonFeed extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ['channel', 'url', 'max', 'label', 'shared'];

  #list = document.createElement('ol');
  #empty = Object.assign(document.createElement('slot'), { name: 'empty' });
  #status = document.createElement('p');
  #client = null;
  #channel = null;
  #show = (publication) => this.#add(publication);
  #gap = () => this.#say('Something may be missing here.');
  #refused = (error) => this.#say(`Not available (${error.code}).`);
  #state = ({ state }) => this.#setState(state);

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style()];
    this.#list.part = 'list';
    this.#list.setAttribute('role', 'log');
    this.#list.setAttribute('aria-live', 'polite');
    this.#list.tabIndex = 0;
    this.#status.part = 'status';
    this.#status.setAttribute('role', 'status');
    root.append(this.#list, this.#empty, this.#status);
  }

  /** The client of the element, while it is in a page and has a channel. */
  get carillon() {
    return this.#client;
  }

  /** Empties the list. */
  clear() {
    this.#list.replaceChildren();
    this.#empty.hidden = false;
  }

  connectedCallback() {
    this.#join();
  }

  disconnectedCallback() {
    this.#leave();
  }

  attributeChangedCallback(name) {
    if (name === 'label') this.#list.setAttribute('aria-label', this.getAttribute('label') ?? '');
    else if (name === 'max') this.#trim();
    else if (this.isConnected) this.#join();
  }

  #join() {
    this.#leave();
    const name = this.getAttribute('channel');
    if (!name) return;
    try {
      this.#client = clientOf(this.getAttribute('url'), this.hasAttribute('shared'));
      this.#channel = this.#client.channel(name);
    } catch (error) {
      return this.#say(error.message);
    }
    if (!this.hasAttribute('label')) this.#list.setAttribute('aria-label', name);
    this.#client.on('state', this.#state);
    this.#channel.on('publication', this.#show).on('gap', this.#gap).on('error', this.#refused);
    use(this.#channel, 1);
    this.#setState(this.#client.state);
  }

  #leave() {
    if (!this.#channel) return;
    this.#client.off('state', this.#state);
    this.#channel.off('publication', this.#show).off('gap', this.#gap).off('error', this.#refused);
    use(this.#channel, -1);
    this.#client = this.#channel = null;
  }

  #add(publication) {
    const item = document.createElement('li');
    item.part = 'item';
    item.append(this.#content(publication));
    const isAtEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 24;
    this.#list.append(item);
    this.#empty.hidden = true;
    this.#trim();
    if (isAtEnd) this.#list.scrollTop = this.#list.scrollHeight;
    this.dispatchEvent(new CustomEvent('carillon-publication', { detail: publication, bubbles: true, composed: true }));
  }

  #content(publication) {
    const template = this.querySelector('template');
    if (!template) return plain(publication.data);
    const content = document.importNode(template.content, true);
    for (const element of content.querySelectorAll('[data-text]')) element.textContent = text(valueAt(publication, element.dataset.text));
    return content;
  }

  #trim() {
    const most = Number.parseInt(this.getAttribute('max'), 10) || MOST;
    while (this.#list.childElementCount > most) this.#list.firstElementChild.remove();
  }

  /** `state` as an attribute, so that a page's style can show it. */
  #setState(state) {
    this.setAttribute('state', state);
    this.#say(state === 'connected' ? '' : `${state} …`);
  }

  #say(words) {
    this.#status.textContent = words;
  }
}

function clientOf(url, shared) {
  const address = new URL(url ?? new URL('ws', import.meta.url), document.baseURI).href;
  const key = `${shared} ${address}`;
  if (!clients.has(key)) clients.set(key, new Carillon(address, { shared }));
  return clients.get(key);
}

/** How many elements use each channel: it is left when none does. */
const users = new Map();

function use(channel, change) {
  const count = (users.get(channel) ?? 0) + change;
  users.set(channel, count);
  if (count === 0) channel.unsubscribe();
  else channel.subscribe();
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

let sheet = null;

/** Made in the page's own realm, so that no policy against inline styles minds it. */
function style() {
  if (sheet) return sheet;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; }
    :host([hidden]), [hidden] { display: none; }
    [part~="list"] {
      box-sizing: border-box;
      max-block-size: var(--carillon-height, 20rem);
      margin: 0;
      padding: 0;
      overflow: auto;
      list-style: none;
      overscroll-behavior: contain;
    }
    [part~="item"] { padding: var(--carillon-padding, 0.5rem 0.75rem); border-block-end: var(--carillon-line, 1px solid color-mix(in srgb, currentcolor 20%, transparent)); overflow-wrap: anywhere; }
    [part~="text"] { white-space: pre-wrap; }
    [part~="status"] { margin: 0; padding: var(--carillon-padding, 0.5rem 0.75rem); font-size: 0.875em; }
    [part~="status"]:empty { display: none; }
  `);
  return sheet;
}

if (globalThis.customElements && !customElements.get('carillon-feed')) customElements.define('carillon-feed', CarillonFeed);
