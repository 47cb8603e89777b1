// The years: how many works of each are shown, and a window over them that can be drawn, moved or set by keys.

import { brushX } from 'd3-brush';
import { scaleLinear } from 'd3-scale';
import { select } from 'd3-selection';
import { h, replace, s } from '../dom.js';
import { count } from '../words.js';

/** Heights of the bars and of the years beneath them, in sizes of the page's type. */
const [BARS, FEET] = [2.85, 1.1];

/** The slider of years. */
export class Years {
  constructor(app) {
    this.app = app;
    this.text = h('p', { class: 'years-text' });
    this.reset = h('button', { type: 'button', class: 'plain', onclick: () => app.store.go({ from: null, to: null }) }, 'All years');
    this.chart = h('div', { class: 'years-chart' });
    const undated = app.debate.works.filter((work) => !Number.isInteger(work.year)).length;
    this.undated = undated === 0 ? '' : `; ${count(undated, 'work')} without a year ${undated === 1 ? 'is' : 'are'} shown only with all years`;
    this.head = h('div', { class: 'years-head' }, this.text, this.reset);
    this.element = h('div', { class: 'years', role: 'group', 'aria-label': 'Years' }, this.chart);
    this.element.hidden = !app.debate.dated || app.debate.firstYear === app.debate.lastYear;
    new ResizeObserver(() => this.#build()).observe(this.chart);
    this.update(new Set(['from']));
  }

  #build() {
    const width = this.chart.clientWidth;
    if (width < 60 || width === this.width || this.element.hidden) return;
    this.width = width;
    this.type = parseFloat(getComputedStyle(document.documentElement).fontSize) || 15;
    this.height = Math.round(BARS * this.type);
    const { firstYear, lastYear } = this.app.debate;
    this.scale = scaleLinear().domain([firstYear, lastYear + 1]).range([8, width - 8]);
    const picture = s('svg', { width, height: this.height + FEET * this.type, viewBox: `0 0 ${width} ${this.height + FEET * this.type}` }, ...this.#bars(), ...this.#ticks());
    const layer = s('g', { class: 'brush' });
    picture.append(layer);
    replace(this.chart, picture);
    this.brush = brushX()
      .extent([[8, 0], [width - 8, this.height]])
      .handleSize(7)
      .on('brush end', (event) => this.#brushed(event));
    this.layer = select(layer).call(this.brush);
    this.#handles();
    this.update(new Set(['from']));
  }

  #bars() {
    const counts = new Map();
    for (const { year } of this.app.debate.works) if (Number.isInteger(year)) counts.set(year, (counts.get(year) ?? 0) + 1);
    const most = Math.max(...counts.values());
    const step = this.scale(1) - this.scale(0);
    return [...counts].map(([year, number]) => {
      const height = (number / most) * (this.height - 6);
      const width = Math.max(0.5, step - Math.min(2, step * 0.2));
      return s('rect', { class: 'bar', x: (this.scale(year) + (step - width) / 2).toFixed(2), y: (this.height - height).toFixed(2), width: width.toFixed(2), height: height.toFixed(2) });
    });
  }

  #ticks() {
    const most = Math.max(2, Math.floor(this.width / (4.4 * this.type)));
    const years = this.scale.ticks(most).filter(Number.isInteger);
    const half = (this.scale(1) - this.scale(0)) / 2;
    return years
      .filter((year) => year <= this.app.debate.lastYear)
      .map((year) => s('text', { class: 'tick', x: (this.scale(year) + half).toFixed(1), y: this.height + this.type * 0.85, 'text-anchor': 'middle' }, String(year)));
  }

  // The two handles are sliders, for keys and for those who listen.
  #handles() {
    for (const [name, key, label] of [['w', 'from', 'First year'], ['e', 'to', 'Last year']]) {
      const handle = this.layer.select(`.handle--${name}`).node();
      handle.setAttribute('tabindex', '0');
      handle.setAttribute('role', 'slider');
      handle.setAttribute('aria-label', label);
      handle.addEventListener('keydown', (event) => this.#key(event, key));
    }
  }

  #range() {
    const { from, to } = this.app.state;
    const { firstYear, lastYear } = this.app.debate;
    return [Math.max(firstYear, Math.min(from ?? firstYear, lastYear)), Math.min(lastYear, Math.max(to ?? lastYear, firstYear))];
  }

  #key(event, key) {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const [from, to] = this.#range();
    if (key === 'from') this.#set(from + steps[event.key], to, 'from');
    else this.#set(from, to + steps[event.key], 'to');
  }

  #set(from, to, moved) {
    const { firstYear, lastYear } = this.app.debate;
    const within = (year) => Math.max(firstYear, Math.min(lastYear, year));
    let [first, last] = [within(from), within(to)];
    if (first > last) [first, last] = moved === 'from' ? [last, last] : [first, first];
    this.app.store.adjust({ from: first === firstYear ? null : first, to: last === lastYear ? null : last });
  }

  #brushed(event) {
    if (!event.sourceEvent) return;
    if (event.selection === null) {
      if (event.type === 'end') this.app.store.adjust({ from: null, to: null });
      return;
    }
    const [left, right] = event.selection.map((place) => this.scale.invert(place));
    this.#set(Math.round(left), Math.max(Math.round(left), Math.round(right) - 1), 'to');
    if (event.type === 'end') this.#place();
  }

  #place() {
    if (!this.layer) return;
    const [from, to] = this.#range();
    this.layer.call(this.brush.move, [this.scale(from), this.scale(to + 1)]);
    for (const [name, value, least, most] of [['w', from, this.app.debate.firstYear, to], ['e', to, from, this.app.debate.lastYear]]) {
      const handle = this.layer.select(`.handle--${name}`).node();
      handle.setAttribute('aria-valuenow', String(value));
      handle.setAttribute('aria-valuemin', String(least));
      handle.setAttribute('aria-valuemax', String(most));
      handle.setAttribute('y', '0');
      handle.setAttribute('height', String(this.height));
    }
  }

  /** Follows a changed state. */
  update(changed) {
    if (!changed.has('from') && !changed.has('to')) return;
    if (!this.app.debate.dated) return;
    const [from, to] = this.#range();
    const whole = this.app.state.from === null && this.app.state.to === null;
    this.reset.hidden = whole;
    this.chart.classList.toggle('whole', whole);
    this.text.textContent = whole ? `Works by year, ${from} to ${to}: drag to choose a span${this.undated}` : `${from === to ? from : `${from} to ${to}`}${this.undated}`;
    this.#place();
  }
}
