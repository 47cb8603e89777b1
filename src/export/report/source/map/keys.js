// The map for the keyboard and for those who listen: a list of what is shown, through which the arrow keys walk in
// the direction in which they point.

import { h, replace } from '../dom.js';
import { nodeLabel } from '../debate.js';
import { count } from '../words.js';

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A list box that lies behind the canvas. */
export class MapKeys {
  constructor(app) {
    this.app = app;
    this.active = null;
    // The ring is for those who walk by keys; a click needs none.
    this.ringed = false;
    this.help = h('p', { class: 'unseen', id: 'map-help' }, 'Arrow keys move between works, Enter opens one, plus and minus zoom, 0 shows the whole map, Escape lets go.');
    this.box = h('div', { class: 'map-keys', role: 'listbox', tabindex: '0', 'aria-label': 'Works on the map', 'aria-describedby': 'map-help' });
    this.element = this.box;
    this.box.addEventListener('keydown', (event) => this.#key(event));
    this.box.addEventListener('focus', () => this.#enter());
    this.box.addEventListener('blur', () => this.#move(null));
  }

  /** Lists what the filters leave. */
  refresh() {
    const { debate, shown } = this.app;
    this.order = debate.nodes.map((_, index) => index).filter((index) => shown.nodes[index]);
    if (this.active !== null && !shown.nodes[this.active]) this.#move(null);
    this.listed = false;
    // A list of thousands is made when there is time.
    clearTimeout(this.later);
    this.later = setTimeout(() => this.#list(), 60);
  }

  #list() {
    if (this.listed) return;
    this.listed = true;
    this.options = new Map();
    const options = this.order.map((index) => {
      const option = h('div', { role: 'option', id: `node-${index}`, 'aria-selected': String(index === this.active) }, this.#words(index));
      this.options.set(index, option);
      return option;
    });
    if (options.length === 0) options.push(h('div', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, 'The filters leave no work.'));
    replace(this.box, ...options);
  }

  #words(index) {
    const { debate } = this.app;
    const node = debate.nodes[index];
    const work = debate.works[node.work];
    if (!work) return `${nodeLabel(node)}, ${debate.positionById.get(node.position)?.title ?? node.shape}`;
    const held = [...new Set((work.positions ?? []).map((stance) => stance.position))].join(', ');
    return [work.label, work.title, held, `answers ${debate.out[work.id]}`, `answered by ${count(debate.in[work.id], 'response')}`].filter(Boolean).join('; ');
  }

  #enter() {
    this.#list();
    this.ringed = this.box.matches(':focus-visible');
    if (this.active !== null) return;
    const chosen = this.app.view.scene?.focus.node ?? null;
    this.#move(chosen !== null && this.app.shown.nodes[chosen] ? chosen : this.order[0] ?? null);
  }

  #move(index) {
    if (this.active !== null) this.options?.get(this.active)?.setAttribute('aria-selected', 'false');
    this.active = index;
    if (index === null) {
      this.box.removeAttribute('aria-activedescendant');
    } else {
      this.options?.get(index)?.setAttribute('aria-selected', 'true');
      this.box.setAttribute('aria-activedescendant', `node-${index}`);
      this.app.view.reveal(index);
    }
    this.app.refocus();
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { app } = this;
    this.ringed = true;
    const direction = ARROWS[event.key];
    if (direction) {
      const next = this.active === null ? this.order[0] ?? null : app.index.next(this.active, ...direction, (index) => app.shown.nodes[index]);
      if (next !== null && next !== undefined) this.#move(next);
    } else if (event.key === 'Home') this.#move(this.order[0] ?? null);
    else if (event.key === 'End') this.#move(this.order.at(-1) ?? null);
    else if (event.key === 'Enter' || event.key === ' ') {
      if (this.active !== null) app.choose(this.active);
    } else if (event.key === '+' || event.key === '=') app.view.scale(1.4);
    else if (event.key === '-') app.view.scale(1 / 1.4);
    else if (event.key === '0') app.view.fit();
    else if (event.key === 'Escape') app.store.go({ work: null, position: null, edge: null });
    else return;
    event.preventDefault();
  }
}
