// Finding works by title, author, venue or key; what is found stands out on the map and in a short list.

import MiniSearch from 'minisearch';
import { h, replace } from '../dom.js';
import { choosing } from '../links.js';
import { count, plain } from '../words.js';

const LISTED = 9;

/** The search field with its list. */
export class Search {
  constructor(app) {
    this.app = app;
    this.found = null;
    this.active = -1;
    this.results = [];
    this.list = h('ul', { id: 'found', role: 'listbox', 'aria-label': 'Works found', hidden: true });
    this.tally = h('span', { class: 'tally' });
    this.input = h('input', {
      id: 'search',
      type: 'search',
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: 'Author, title, venue or key',
      'aria-label': 'Search works',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': 'found',
    });
    this.input.value = app.state.q;
    this.input.addEventListener('input', () => app.store.adjust({ q: this.input.value }));
    this.input.addEventListener('keydown', (event) => this.#key(event));
    this.input.addEventListener('focus', () => this.#show());
    this.input.addEventListener('blur', () => setTimeout(() => this.#hide(), 150));
    this.element = h('div', { class: 'search', role: 'search' }, this.input, this.tally, this.list);
    this.#find();
  }

  #index() {
    if (this.index) return this.index;
    this.index = new MiniSearch({
      fields: ['label', 'title', 'authors', 'venue', 'key'],
      processTerm: (term) => plain(term) || null,
      searchOptions: { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : 0), combineWith: 'AND', boost: { label: 3, title: 2, key: 2 } },
    });
    this.index.addAll(
      this.app.debate.works.map((work) => ({ id: work.id, label: work.label, title: work.title ?? '', authors: (work.authors ?? []).join(' '), venue: work.venue ?? '', key: work.key })),
    );
    return this.index;
  }

  #find() {
    const query = this.app.state.q.trim();
    this.results = query === '' ? [] : this.#index().search(query).map((result) => result.id);
    this.found = query === '' ? null : new Set(this.results);
    this.active = -1;
    this.tally.textContent = query === '' ? '' : count(this.results.length, 'work');
  }

  /** Follows a changed state. */
  update(changed) {
    if (!changed.has('q')) return;
    if (this.input.value !== this.app.state.q) this.input.value = this.app.state.q;
    this.#find();
    this.#show();
    this.app.refocus();
    this.app.announce(this.found === null ? '' : `${count(this.results.length, 'work')} found`);
  }

  #show() {
    const open = this.found !== null && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute('aria-expanded', String(open));
    this.input.removeAttribute('aria-activedescendant');
    if (!open) return;
    const { debate } = this.app;
    const options = this.results.slice(0, LISTED).map((id, number) => {
      const work = debate.works[id];
      const option = h('li', { role: 'option', id: `found-${number}`, 'aria-selected': String(number === this.active) }, h('strong', {}, work.label), ' ', h('span', {}, work.title));
      option.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        this.#choose(number);
      });
      return option;
    });
    if (options.length === 0) options.push(h('li', { role: 'option', 'aria-selected': 'false', 'aria-disabled': 'true', class: 'quiet' }, 'No work has these words in title, authors, venue or key.'));
    if (this.results.length > LISTED) options.push(h('li', { role: 'option', 'aria-selected': 'false', 'aria-disabled': 'true', class: 'quiet' }, `and ${this.results.length - LISTED} more, marked on the map`));
    replace(this.list, ...options);
    if (this.active >= 0) this.input.setAttribute('aria-activedescendant', `found-${this.active}`);
  }

  #hide() {
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  #choose(number) {
    const work = this.app.debate.works[this.results[number]];
    if (!work) return;
    this.app.store.go(choosing('work', work.key));
    this.#hide();
  }

  #key(event) {
    const last = Math.min(this.results.length, LISTED) - 1;
    if (event.key === 'ArrowDown') this.active = Math.min(last, this.active + 1);
    else if (event.key === 'ArrowUp') this.active = Math.max(-1, this.active - 1);
    else if (event.key === 'Enter') return this.#choose(Math.max(0, this.active));
    else if (event.key === 'Escape') return this.app.store.adjust({ q: '' });
    else return;
    event.preventDefault();
    this.#show();
  }
}
