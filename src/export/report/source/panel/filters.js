// The filters at the left: each list narrows what is shown, and where nothing is ticked nothing is narrowed.

import { h, replace } from '../dom.js';
import { positionsOf, withDescendants } from '../debate.js';
import { NONE, facetName } from '../filters.js';
import { paintMarks } from './paint.js';
import { STYLES, STYLE_WORDS, count, relationWords, styleOfSign } from '../words.js';

const SURE = ['high', 'medium', 'low'];

/** The column of filters. */
export class Filters {
  constructor(app) {
    this.app = app;
    this.boxes = [];
    this.summary = h('p', { class: 'shown' });
    this.reset = h('button', { type: 'button', class: 'plain', onclick: () => app.store.go({ positions: [], styles: [], relations: [], confidence: [], facets: [], from: null, to: null }) }, 'Show everything');
    const groups = [this.#positions(), this.#styles(), this.#relations(), this.#confidence(), ...this.#facets(), this.#path()];
    const wide = !matchMedia('(max-width: 60rem)').matches;
    this.element = h('details', { class: 'filters', open: wide }, h('summary', {}, 'Filters'), h('div', { class: 'filters-body' }, this.summary, this.reset, ...groups));
  }

  #positions() {
    const { debate } = this.app;
    const held = (id) => {
      const ids = withDescendants(debate, id);
      return debate.works.filter((work) => positionsOf(work).some((position) => ids.has(position))).length;
    };
    const branch = (position, depth, seen) => {
      if (seen.has(position.id)) return null;
      seen.add(position.id);
      const number = held(position.id);
      const swatch = depth === 0 ? this.#swatch(position.color) : null;
      const children = (debate.children.get(position.id) ?? []).filter((child) => !seen.has(child.id));
      const box = this.#box('positions', position.id, [swatch, h('span', { title: position.title }, position.id)], number);
      if (children.length === 0) return h('li', {}, box);
      const inner = h('ul', {}, ...children.map((child) => branch(child, depth + 1, seen)));
      return h('li', {}, box, h('details', { class: 'branch', open: this.#within(position.id) }, h('summary', {}, count(children.length, 'part')), inner));
    };
    const seen = new Set();
    const without = debate.works.filter((work) => positionsOf(work).length === 0).length;
    const none = without > 0 && without < debate.works.length ? h('li', {}, this.#box('positions', NONE, [this.#swatch('grey'), 'no position'], without)) : null;
    return this.#group('Position', h('ul', {}, ...debate.roots.map((root) => branch(root, 0, seen)), none), debate.roots.length);
  }

  #within(id) {
    const below = withDescendants(this.app.debate, id);
    below.delete(id);
    return this.app.state.positions.some((position) => below.has(position));
  }

  #swatch(color) {
    const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
    swatch.dataset.color = color ?? 'grey';
    return swatch;
  }

  #styles() {
    const { debate } = this.app;
    const tally = new Map();
    for (const response of debate.responses) add(tally, styleOfSign(response.sign));
    const cited = debate.edges.filter((edge) => edge.style === 'cites').length;
    if (cited > 0) tally.set('cites', cited);
    const used = STYLES.filter((style) => tally.has(style));
    const sample = (style) => {
      const holder = h('span', { class: 'line-sample' });
      holder.dataset.style = style;
      return holder;
    };
    return this.#group('Sign', h('ul', {}, ...used.map((style) => h('li', {}, this.#box('styles', style, [sample(style), STYLE_WORDS[style]], tally.get(style))))), used.length);
  }

  #relations() {
    const { debate } = this.app;
    const tally = new Map();
    for (const response of debate.responses) add(tally, response.relation);
    const used = [...tally].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return this.#group('Relation', h('ul', {}, ...used.map(([relation, number]) => h('li', {}, this.#box('relations', relation, [relationWords(debate, relation)], number)))), used.length, this.app.state.relations.length > 0);
  }

  #confidence() {
    const tally = new Map();
    for (const response of this.app.debate.responses) add(tally, response.confidence);
    const used = SURE.filter((sure) => tally.has(sure));
    return this.#group('How sure the encoder is', h('ul', {}, ...used.map((sure) => h('li', {}, this.#box('confidence', sure, [sure], tally.get(sure))))), used.length, this.app.state.confidence.length > 0);
  }

  #facets() {
    const names = new Map();
    for (const work of this.app.debate.works) {
      for (const [name, values] of Object.entries(work.facets ?? {})) {
        if (!names.has(name)) names.set(name, new Map());
        for (const value of new Set(values)) add(names.get(name), value);
      }
    }
    return [...names].map(([name, values]) => {
      const used = [...values].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      const ticked = this.app.state.facets.some((entry) => entry.startsWith(`${name}=`));
      return this.#group(`Facet: ${name}`, h('ul', {}, ...used.map(([value, number]) => h('li', {}, this.#box('facets', facetName(name, value), [value], number)))), used.length, ticked);
    });
  }

  #path() {
    const { debate, store } = this.app;
    if (debate.haloNodes.size === 0) return null;
    const box = h('input', { type: 'checkbox', onchange: () => store.adjust({ path: box.checked ? 'shown' : 'hidden' }) });
    this.pathBox = box;
    return h('p', { class: 'path-switch' }, h('label', {}, box, h('span', { class: 'words' }, 'Mark the main path')));
  }

  #box(key, value, words, number) {
    const { store } = this.app;
    const input = h('input', {
      type: 'checkbox',
      onchange: () => {
        const others = this.app.state[key].filter((entry) => entry !== value);
        store.go({ [key]: input.checked ? [...others, value] : others });
      },
    });
    input.dataset.key = key;
    input.dataset.value = value;
    this.boxes.push({ key, value, input });
    return h('label', {}, input, h('span', { class: 'words' }, ...words), h('span', { class: 'number' }, String(number)));
  }

  // Lists of two lines or more; one value alone could not narrow anything.
  #group(title, list, size, open = title === 'Position' || title === 'Sign') {
    if (size === 0) return null;
    return h('details', { class: 'group', open }, h('summary', {}, title), list);
  }

  /** Ticks what the state says. */
  update() {
    for (const { key, value, input } of this.boxes) input.checked = this.app.state[key].includes(value);
    if (this.pathBox) this.pathBox.checked = this.app.state.path === 'shown';
  }

  /** Says how much is shown. */
  count() {
    const { debate, shown } = this.app;
    this.update();
    this.reset.hidden = !shown.narrowed;
    replace(
      this.summary,
      shown.narrowed ? `${shown.workCount} of ${count(debate.works.length, 'work')}, ${shown.edgeCount} of ${count(debate.edges.length, 'arrow')}` : `${count(debate.works.length, 'work')}, ${count(debate.edges.length, 'arrow')}; tick to narrow`,
    );
  }

  /** Puts the theme's colours into swatches and samples. */
  recolour() {
    paintMarks(this.element, this.app);
  }
}

function add(tally, key) {
  tally.set(key, (tally.get(key) ?? 0) + 1);
}
