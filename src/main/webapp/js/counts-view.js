import { element, part, say } from './dom.js';
import { badgeClass } from './entry-view.js';
import { Sparkline } from './sparkline.js';

const SHOWN_ORIGINS = 6;

/** The counts over the list: of all publications, and of each origin. */
export class CountsView {
  #feed;
  #received = part('received');
  #perSecond = part('per-second');
  #outOfOrder = part('out-of-order');
  #duplicates = part('duplicates');
  #origins = part('origins');
  #shownOrigins = '';
  #spark = new Sparkline();

  constructor(feed) {
    this.#feed = feed;
    part('rate-plot').append(this.#spark.root);
  }

  /** Shows the counts as they stand. */
  update(now) {
    const counts = this.#feed.counts(now);
    say(this.#received, counts.received.toLocaleString('en'));
    say(this.#perSecond, rounded(counts.perSecond));
    fault(this.#outOfOrder, counts.outOfOrder);
    fault(this.#duplicates, counts.duplicates);
    this.#spark.draw(this.#feed.points(now));
    this.#updateOrigins();
  }

  #updateOrigins() {
    const origins = this.#feed.origins.list();
    const state = JSON.stringify(origins);
    if (state === this.#shownOrigins) return;
    this.#shownOrigins = state;
    this.#origins.replaceChildren(...origins.slice(0, SHOWN_ORIGINS).map(originItem), ...rest(origins));
  }
}

function originItem(origin) {
  const item = element('li', 'origin');
  item.title = origin.colour === null ? 'from JMS programs' : `origin ${origin.id}`;
  item.append(element('span', badgeClass(origin), origin.label));
  if (origin.node) item.append(element('span', 'origin-node', origin.node));
  item.append(element('span', 'origin-count', origin.count.toLocaleString('en')));
  return item;
}

function rest(origins) {
  const count = origins.length - SHOWN_ORIGINS;
  return count > 0 ? [element('li', 'origin', `and ${count} more`)] : [];
}

function fault(target, count) {
  say(target, count.toLocaleString('en'));
  target.classList.toggle('is-fault', count > 0);
}

function rounded(rate) {
  return rate > 0 && rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en');
}
