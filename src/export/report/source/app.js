// Puts the page together: head, filters, map, tabs; and keeps them at one state.

import { h, replace } from './dom.js';
import { nodeLabel, nodeOf } from './debate.js';
import { shown } from './filters.js';
import { choosing, followLinks } from './links.js';
import { readColours } from './map/colours.js';
import { MapIndex } from './map/index.js';
import { MapKeys } from './map/keys.js';
import { legendEntries, sampleElement } from './map/legend.js';
import { MapView } from './map/view.js';
import { Tip } from './map/tip.js';
import { printable } from './map/picture.js';
import { buildHead } from './panel/head.js';
import { Filters } from './panel/filters.js';
import { Listing } from './panel/listing.js';
import { Search } from './panel/search.js';
import { Tabs } from './panel/tabs.js';
import { Years } from './panel/years.js';
import { Store } from './state.js';
import { count } from './words.js';

const FILTERS = ['positions', 'styles', 'relations', 'confidence', 'facets', 'from', 'to'];

/** The whole page over one debate. */
export class App {
  constructor(debate) {
    this.debate = debate;
    this.store = new Store();
    // Whoever wrote the page may have chosen a tab; whoever sends an address, another.
    if (debate.opening !== 'debate' && location.hash.length < 2) this.store.adjust({ tab: debate.opening });
    this.index = new MapIndex(debate);
    for (const edge of debate.edges) edge.title = edgeTitle(debate, edge);
  }

  get state() {
    return this.store.state;
  }

  /** Builds the page into an element. */
  mount(root) {
    applyTheme(this.state.theme);
    this.colours = readColours(this.debate);
    this.live = h('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
    this.view = new MapView(this.debate, this.index, {
      onMove: (view) => this.store.adjust({ view }),
      onPick: (hit) => this.#pick(hit),
      onHover: (hit, x, y) => this.tip.show(hit, x, y),
    });
    this.tip = new Tip(this);
    this.search = new Search(this);
    this.filters = new Filters(this);
    this.years = new Years(this);
    this.keys = new MapKeys(this);
    this.listing = new Listing(this);
    this.tabs = new Tabs(this);
    this.legend = h('ul', { class: 'legend', 'aria-label': 'Legend' });
    this.printed = h('div', { class: 'printed', 'aria-hidden': 'true' });
    replace(root, ...this.#layout());
    followLinks(root, this.store);
    this.store.listen((state, changed) => this.#follow(changed));
    this.#refilter();
    this.#look();
    this.view.wanted = this.state.view;
    this.view.resize();
    this.tabs.show();
    this.#name();
    if (this.state.claim !== null && this.state.tab === 'claims') this.tabs.reveal();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#look());
    addEventListener('beforeprint', () => this.#toPaper());
    addEventListener('afterprint', () => {
      replace(this.printed);
      this.#look();
    });
    document.documentElement.classList.add('ready');
  }

  #layout() {
    const map = h(
      'section',
      { class: 'stage', 'aria-label': 'Map' },
      this.view.frame,
      this.printed,
      h('div', { class: 'map-foot' }, this.years.head, this.#zoomTools()),
      this.years.element,
      this.legend,
      this.listing.element,
    );
    this.view.frame.append(this.keys.element, this.keys.help, this.tip.element);
    return [
      h('a', { class: 'skip', href: '#panel', onclick: (event) => this.#skip(event) }, 'Skip to the tabs'),
      buildHead(this),
      h('div', { class: 'columns' }, this.filters.element, map, this.tabs.element),
      this.live,
    ];
  }

  #zoomTools() {
    return h('div', { class: 'map-tools', role: 'group', 'aria-label': 'Zoom' },
      button('+', 'Zoom in', () => this.view.scale(1.5)),
      button('−', 'Zoom out', () => this.view.scale(1 / 1.5)),
      button('Whole map', null, () => this.view.fit()));
  }

  #skip(event) {
    event.preventDefault();
    this.tabs.focus();
  }

  /** Says something to those who listen to the page. */
  announce(text) {
    this.live.textContent = text;
  }

  #pick(hit) {
    if (hit === null) {
      if (this.state.work || this.state.position || this.state.edge) this.store.go({ work: null, position: null, edge: null });
      return;
    }
    if (hit.kind === 'node') this.choose(hit.index);
    else this.store.go(choosing('edge', this.debate.edges[hit.index].name));
    this.keys.element.focus({ preventScroll: true });
  }

  /** Chooses a node of the map. */
  choose(index) {
    const node = this.debate.nodes[index];
    const work = this.debate.works[node.work];
    if (work) this.store.go(choosing('work', work.key));
    else if (node.position) this.store.go(choosing('position', node.position));
  }

  #follow(changed) {
    if (changed.has('theme')) this.#look();
    if (FILTERS.some((key) => changed.has(key))) this.#refilter();
    else if (['work', 'position', 'edge', 'q', 'path'].some((key) => changed.has(key))) this.#redraw();
    if (changed.has('view') && !this.view.busy && !same(this.state.view, this.view.fitted ? null : this.view.shared())) this.view.show(this.state.view);
    this.filters.update(changed);
    this.search.update(changed);
    this.years.update(changed);
    this.tabs.update(changed);
    if (['work', 'position'].some((key) => changed.has(key))) this.#reveal();
    this.#name();
  }

  // The browser's history and bookmarks name what was looked at.
  #name() {
    const { work, position } = this.state;
    const chosen = this.debate.workByKey.get(work)?.label ?? this.debate.positionById.get(position)?.id;
    document.title = chosen ? `${chosen} – ${this.debate.title}` : this.debate.title;
  }

  #reveal() {
    const node = this.#chosenNode();
    if (node !== null && this.shown.nodes[node]) this.view.reveal(node);
  }

  #refilter() {
    this.shown = shown(this.debate, this.state);
    this.filters.count();
    this.keys.refresh();
    this.listing.refresh();
    const words = `${count(this.shown.workCount, 'work')} and ${count(this.shown.edgeCount, 'arrow')} shown`;
    if (this.colours && document.documentElement.classList.contains('ready')) this.announce(words);
    this.#redraw();
  }

  #look() {
    applyTheme(this.state.theme);
    this.colours = readColours(this.debate);
    this.#drawLegend();
    this.filters.recolour();
    this.tabs.recolour();
    this.#redraw();
  }

  // Paper is light, whatever the screen has.
  #toPaper() {
    applyTheme('light');
    this.colours = readColours(this.debate);
    this.tabs.recolour();
    replace(this.printed, printable(this));
  }

  #drawLegend() {
    const entries = legendEntries(this.debate, this.state.path === 'shown');
    replace(this.legend, ...entries.map((entry) => h('li', {}, sampleElement(entry, this.debate, this.colours), entry.text)));
  }

  #chosenNode() {
    const { work, position } = this.state;
    return (work !== null ? nodeOf(this.debate, 'work', work) : position !== null ? nodeOf(this.debate, 'position', position) : null) ?? null;
  }

  #redraw() {
    this.#drawLegend();
    this.view.update({ shown: this.shown, colours: this.colours, halo: this.state.path === 'shown', focus: this.#focus() });
  }

  /** What stands out on the map: the chosen thing and what it touches, or what the search found. */
  #focus() {
    const { debate } = this;
    // What the filters hide cannot stand out.
    const seen = (index, shown) => (index !== null && shown[index] ? index : null);
    const node = seen(this.#chosenNode(), this.shown.nodes);
    const edge = seen(debate.edgeByName.get(this.state.edge) ?? null, this.shown.edges);
    const focus = { node, edge, active: this.keys.ringed ? this.keys.active : null, nodes: null, edges: null };
    if (node !== null) {
      focus.edges = new Set(debate.edgesOfNode[node]);
      focus.nodes = new Set([node, ...debate.edgesOfNode[node].filter((index) => this.shown.edges[index]).flatMap((index) => [debate.edges[index].from, debate.edges[index].to])]);
    } else if (edge !== null) {
      focus.edges = new Set([edge]);
      focus.nodes = new Set([debate.edges[edge].from, debate.edges[edge].to]);
    } else if (this.search.found !== null) {
      focus.nodes = new Set([...this.search.found].map((id) => debate.nodeOfWork.get(id)).filter((index) => index !== undefined));
      focus.edges = new Set(debate.edges.flatMap((candidate, index) => (focus.nodes.has(candidate.from) && focus.nodes.has(candidate.to) ? [index] : [])));
    }
    return focus;
  }

  /** Draws again what the search found or where the arrow keys stand. */
  refocus() {
    this.view.update({ focus: this.#focus() });
  }
}

function button(text, label, onclick) {
  return h('button', { type: 'button', 'aria-label': label, title: label, onclick }, text);
}

function applyTheme(theme) {
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme);
}

function same(a, b) {
  return a === null || b === null ? a === b : a.every((value, index) => Math.abs(value - b[index]) < 0.01);
}

function edgeTitle(debate, edge) {
  const [from, to] = [debate.nodes[edge.from], debate.nodes[edge.to]].map(nodeLabel);
  return `${from} → ${to}`;
}
