import { part, say } from './dom.js';
import { EntryView } from './entry-view.js';

const AT_END_PX = 24;

/** The list of publications: newest last, drawn at most once a frame, held still while somebody reads. */
export class FeedView {
  #feed;
  #limit;
  #list = part('list');
  #empty = part('list-empty');
  #pause = part('pause');
  #pretty = part('pretty');
  #news = part('news');
  #drawn = 0;
  #due = false;
  #atEnd = true;

  constructor(feed, limit) {
    this.#feed = feed;
    this.#limit = limit;
    this.#list.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#keepEnd()).observe(this.#list);
    this.#list.addEventListener('focusout', () => this.update());
    this.#pause.addEventListener('click', () => this.#togglePause());
    this.#pretty.addEventListener('change', () => this.#redraw());
    this.#news.addEventListener('click', () => this.#jump());
  }

  /** Something came in: draws at the next frame, however often this is called before it. */
  update() {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => this.#draw());
  }

  /** Empties the list. */
  clear() {
    this.#drawn += this.#feed.newSince(this.#drawn);
    this.#list.replaceChildren();
    this.update();
  }

  #draw() {
    this.#due = false;
    if (this.#isFollowing()) this.#append(this.#feed.after(this.#drawn));
    this.#showNews();
    this.#empty.hidden = this.#list.childElementCount > 0;
  }

  #append(entries) {
    this.#drawn += this.#feed.newSince(this.#drawn);
    if (entries.length === 0) return;
    this.#list.append(...entries.map((entry) => new EntryView(entry, this.#pretty.checked).row));
    while (this.#list.childElementCount > this.#limit) this.#list.firstElementChild.remove();
    this.#keepEnd();
  }

  /** Stays at the end, as rows come and as the list gets more or less room. */
  #keepEnd() {
    if (this.#atEnd) this.#list.scrollTop = this.#list.scrollHeight;
  }

  #isFollowing() {
    return this.#atEnd && !this.#isPaused() && !this.#isBeingRead();
  }

  /** A reader who has the focus on a row must not see it go. */
  #isBeingRead() {
    return this.#list !== document.activeElement && this.#list.contains(document.activeElement);
  }

  #isPaused() {
    return this.#pause.getAttribute('aria-pressed') === 'true';
  }

  #showNews() {
    const count = this.#feed.newSince(this.#drawn);
    this.#news.hidden = count === 0;
    say(this.#news, `${count.toLocaleString('en')} new ↓`);
  }

  #scrolled() {
    const list = this.#list;
    this.#atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < AT_END_PX;
    if (this.#atEnd) this.update();
  }

  #togglePause() {
    this.#pause.setAttribute('aria-pressed', String(!this.#isPaused()));
    this.update();
  }

  #jump() {
    this.#pause.setAttribute('aria-pressed', 'false');
    this.#atEnd = true;
    this.#list.focus();
    this.#keepEnd();
    this.update();
  }

  /** Draws all rows anew, as JSON is to look different; what is held back stays so. */
  #redraw() {
    const count = this.#list.childElementCount;
    const shown = this.#feed.after(this.#drawn - count).filter((entry) => entry.number <= this.#drawn);
    this.#list.replaceChildren(...shown.map((entry) => new EntryView(entry, this.#pretty.checked).row));
    this.#keepEnd();
  }
}
