import { isChannelName } from './channel-name.js';
import { button, element, part, say } from './dom.js';
import { errorWords } from './error-words.js';
import { Membership } from './membership.js';
import { Sparkline } from './sparkline.js';

/** The channels that are joined, with a way to join and to leave each. */
export class ChannelsView {
  #wanted;
  #feed;
  #plots = new Map();
  #list = part('channels');
  #input = part('join-channel');
  #problem = part('join-problem');

  /**
   * @param {import('./wanted.js').Wanted} wanted
   * @param {import('./feed.js').Feed} feed knows how much comes
   */
  constructor(wanted, feed) {
    this.#wanted = wanted;
    this.#feed = feed;
    part('join').addEventListener('submit', (event) => this.#join(event));
    this.#input.addEventListener('input', () => this.#complain(''));
  }

  /** Shows the channels as they stand. */
  update(channels) {
    const focused = this.#focusedIndex();
    this.#plots.clear();
    this.#list.replaceChildren(...channels.map((wanted) => this.#item(wanted)));
    if (channels.length === 0) this.#list.append(element('li', 'quiet', 'None: join one to hear it.'));
    if (focused >= 0) this.#focusNear(focused);
  }

  /** Draws how much comes on each channel. */
  tick(now) {
    for (const [channel, { plot, rate }] of this.#plots) {
      const points = this.#feed.points(now, channel);
      plot.draw(points);
      say(rate, `${points.at(-1)}/s`);
    }
  }

  #join(event) {
    event.preventDefault();
    const channel = this.#input.value.trim();
    if (!isChannelName(channel)) return this.#complain(nameProblem(channel));
    this.#wanted.subscribe(channel);
    this.#input.value = '';
  }

  #complain(problem) {
    say(this.#problem, problem);
    this.#input.setAttribute('aria-invalid', String(problem !== ''));
  }

  #item({ channel, state, error }) {
    const item = element('li', `channel is-${state}`);
    item.append(element('span', 'channel-name', channel));
    if (state !== Membership.JOINED && !error) item.append(element('span', 'channel-note', `${state} …`));
    if (error) item.append(element('span', 'channel-note', `${errorWords(error)} (${error.code})`));
    if (state === Membership.JOINED) item.append(...this.#plot(channel));
    item.append(this.#leaveButton(channel));
    return item;
  }

  #plot(channel) {
    const plot = new Sparkline();
    const rate = element('span', 'channel-rate');
    this.#plots.set(channel, { plot, rate });
    return [plot.root, rate];
  }

  #leaveButton(channel) {
    const leave = button('leave', 'Leave', () => this.#wanted.unsubscribe(channel));
    leave.setAttribute('aria-label', `Leave ${channel}`);
    return leave;
  }

  #focusedIndex() {
    return [...this.#list.children].findIndex((item) => item.contains(document.activeElement));
  }

  /** Keeps the keyboard where it was, though the button under it is a new one. */
  #focusNear(index) {
    const buttons = this.#list.querySelectorAll('button');
    (buttons[Math.min(index, buttons.length - 1)] ?? this.#input).focus();
  }
}

function nameProblem(channel) {
  if (channel === '') return 'Name a channel.';
  return 'A name has letters, digits, _ - ~ and, between them, single . or : (at most 255 characters).';
}
