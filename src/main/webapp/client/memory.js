const MOST_ORIGINS = 256;
const MOST_IDS = 10_000;
/** Twice the window of a node: an id that comes back later is meant. */
const IDS_MS = 240_000;

/** What was seen of late, so that nothing is handed on twice (protocol.md 4a.2, 4a.6). */
export class Memory {
  #now;
  #seen = new Map();
  #sinceCursor;
  #messageIds = new Map();
  #keys = new Map();

  /**
   * @param {() => number} now milliseconds
   * @param {object} [seen] the last `seq` of each origin seen since the last cursor
   */
  constructor(now, seen = {}) {
    this.#now = now;
    this.#sinceCursor = new Map(Object.entries(seen));
    this.#seen = new Map(this.#sinceCursor);
  }

  /** Notes a publication; a key is that of one channel (protocol.md, publish). @returns {boolean} whether it is new */
  take({ channel, origin, seq, messageId, key }) {
    const isNew = origin === undefined ? this.#isNewId(this.#messageIds, messageId) : this.#isNewSeq(origin, seq);
    return isNew && (key === undefined || this.#isNewId(this.#keys, `${channel} ${key}`));
  }

  /** The last `seq` of each origin that was seen since the last cursor. */
  get seen() {
    return Object.fromEntries(this.#sinceCursor);
  }

  /** A new cursor says all that was seen until now. */
  covered() {
    this.#sinceCursor.clear();
  }

  #isNewSeq(origin, seq) {
    if (seq <= this.#seen.get(origin)) return false;
    for (const map of [this.#seen, this.#sinceCursor]) renew(map, origin, seq, MOST_ORIGINS);
    return true;
  }

  #isNewId(ids, id) {
    const isNew = !(this.#now() - ids.get(id) < IDS_MS);
    if (isNew) renew(ids, id, this.#now(), MOST_IDS);
    return isNew;
  }
}

/** Sets an entry as the newest; the oldest goes if there are too many. */
function renew(map, key, value, most) {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value);
}
