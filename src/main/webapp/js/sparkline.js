const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 120;
const HEIGHT = 28;

/** A small plot: a line over its ground, as high as its highest point; what it shows is said by text beside it. */
export class Sparkline {
  #line = shape('polyline', 'spark-line');
  #ground = shape('polygon', 'spark-ground');
  #shown = '';

  constructor() {
    this.root = shape('svg', 'spark');
    this.root.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
    this.root.setAttribute('preserveAspectRatio', 'none');
    this.root.setAttribute('aria-hidden', 'true');
    this.root.append(this.#ground, this.#line);
  }

  /** @param {number[]} points oldest first */
  draw(points) {
    const line = lineOf(points);
    if (line === this.#shown) return;
    this.#shown = line;
    this.#line.setAttribute('points', line);
    this.#ground.setAttribute('points', `0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`);
  }
}

/** The points in the plot's own measure; a plot of nothing is a line on its ground. */
export function lineOf(points) {
  const highest = Math.max(1, ...points);
  const step = WIDTH / Math.max(1, points.length - 1);
  return points.map((point, i) => `${round(i * step)},${round(HEIGHT - 1 - (point / highest) * (HEIGHT - 3))}`).join(' ');
}

function shape(name, className) {
  const made = document.createElementNS(SVG, name);
  made.setAttribute('class', className);
  return made;
}

function round(number) {
  return Math.round(number * 10) / 10;
}
