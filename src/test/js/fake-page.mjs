/** A page, as far as an element of ours needs one: a tree, attributes, callbacks. */
class FakeElement {
  children = [];
  parentNode = null;
  attributes = new Map();
  scrollHeight = 0;
  scrollTop = 0;
  clientHeight = 0;
  ownerDocument = globalThis.document;
  #text = '';

  get textContent() { return this.#text + this.children.map((child) => child.textContent).join(''); }
  set textContent(text) { this.#text = text; }
  get childElementCount() { return this.children.length; }
  get firstElementChild() { return this.children[0] ?? null; }
  get isConnected() { return this === globalThis.document.body || this.parentNode?.isConnected === true; }
  getAttribute(name) { return this.attributes.get(name) ?? null; }
  hasAttribute(name) { return this.attributes.has(name); }
  querySelector() { return null; }

  setAttribute(name, value) {
    const before = this.getAttribute(name);
    this.attributes.set(name, String(value));
    if (this.constructor.observedAttributes?.includes(name)) this.attributeChangedCallback(name, before, String(value));
  }

  removeAttribute(name) {
    const before = this.getAttribute(name);
    this.attributes.delete(name);
    if (this.constructor.observedAttributes?.includes(name)) this.attributeChangedCallback(name, before, null);
  }

  attachShadow() {
    this.shadowRoot = new FakeElement();
    return this.shadowRoot;
  }

  append(...elements) { elements.forEach((element) => this.insertBefore(element, null)); }

  insertBefore(element, next) {
    if (next && next.parentNode !== this) throw new Error('NotFoundError');
    element.remove();
    const at = next ? this.children.indexOf(next) : this.children.length;
    this.children.splice(at, 0, element);
    element.parentNode = this;
    if (element.isConnected) element.connectedCallback?.();
  }

  remove() {
    if (!this.parentNode) return;
    const wasConnected = this.isConnected;
    this.parentNode.children = this.parentNode.children.filter((child) => child !== this);
    this.parentNode = null;
    if (wasConnected) this.disconnectedCallback?.();
  }

  replaceChildren() { this.children = []; }
}

/** Makes this process such a page. @param {object} node whose sockets it gets */
export function openPage(node) {
  globalThis.location = new URL('https://www.example.com/portal/');
  globalThis.document = { baseURI: location.href, createElement: () => new FakeElement(), defaultView: { CSSStyleSheet: class { replaceSync() {} } } };
  document.body = new FakeElement();
  globalThis.HTMLElement = class extends FakeElement {
    #target = new EventTarget();
    addEventListener(...all) { this.#target.addEventListener(...all); }
    dispatchEvent(event) { this.#target.dispatchEvent(event); }
  };
  globalThis.CustomEvent ??= class extends Event {
    constructor(type, { detail }) {
      super(type);
      this.detail = detail;
    }
  };
  globalThis.customElements = { get: () => undefined, define: () => {} };
  globalThis.WebSocket = node.socketsOf({ run: (action) => setImmediate(action), isGone: false });
}
