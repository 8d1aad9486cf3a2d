const CLIPPED = 280;
const CLIPPED_LINES = 4;

/** A payload as people read it: text as it is, anything else as JSON. */
export class Payload {
  #data;

  constructor(data) {
    this.#data = data;
  }

  get isText() {
    return typeof this.#data === 'string';
  }

  /** @param {boolean} pretty whether JSON is spread over lines */
  text(pretty) {
    return this.isText ? this.#data : String(JSON.stringify(this.#data, null, pretty ? 2 : 0));
  }
}

/** The beginning of a long text; all of it if it is short. */
export function clipped(text) {
  const lines = text.slice(0, CLIPPED + 1).split('\n');
  if (text.length <= CLIPPED && lines.length <= CLIPPED_LINES) return text;
  const start = lines.slice(0, CLIPPED_LINES).join('\n').slice(0, CLIPPED);
  return /[\uD800-\uDBFF]$/.test(start) ? start.slice(0, -1) : start;
}
