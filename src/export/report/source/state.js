// What the page shows, kept in the fragment of its address: so that it can be sent to somebody, and that the
// browser's back button works.

/** What the page shows when nothing is said. */
export const DEFAULTS = Object.freeze({
  tab: 'debate',
  work: null,
  position: null,
  edge: null,
  claim: null,
  q: '',
  positions: [],
  styles: [],
  relations: [],
  confidence: [],
  facets: [],
  from: null,
  to: null,
  path: 'shown',
  status: null,
  theme: 'auto',
  wide: 'map',
  view: null,
});

const LISTS = { positions: 'position', styles: 'sign', relations: 'relation', confidence: 'sure', facets: 'facet' };
const TEXTS = { work: 'work', edge: 'edge', claim: 'claim', q: 'q', status: 'status', path: 'path', theme: 'theme', wide: 'wide' };

// The tab that is meant where none is named: that of what has been chosen.
function implied({ work, position, edge, claim }) {
  if (work !== null || position !== null || edge !== null) return 'selected';
  return claim !== null ? 'claims' : DEFAULTS.tab;
}

/** The fragment for a state, without `#`; what is as by default is left out. */
export function encode(state) {
  const fields = new URLSearchParams();
  if (state.tab !== implied(state)) fields.set('tab', state.tab);
  for (const [key, name] of Object.entries(TEXTS)) {
    if (state[key] !== null && state[key] !== DEFAULTS[key]) fields.set(name, state[key]);
  }
  if (state.position !== null) fields.set('held', state.position);
  for (const [key, name] of Object.entries(LISTS)) for (const value of state[key]) fields.append(name, value);
  if (state.from !== null || state.to !== null) fields.set('years', `${state.from ?? ''}..${state.to ?? ''}`);
  if (state.view) fields.set('view', state.view.map((value) => Number(value.toFixed(3))).join(','));
  return fields.toString();
}

/** The state that a fragment tells; what it does not tell is as by default, nonsense is passed over. */
export function decode(fragment) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const state = { ...DEFAULTS };
  for (const [key, name] of Object.entries(TEXTS)) if (fields.has(name)) state[key] = fields.get(name);
  if (fields.has('held')) state.position = fields.get('held');
  state.tab = fields.get('tab') ?? implied(state);
  for (const [key, name] of Object.entries(LISTS)) state[key] = [...new Set(fields.getAll(name))];
  const years = /^(-?\d{0,6})\.\.(-?\d{0,6})$/.exec(fields.get('years') ?? '');
  if (years) [state.from, state.to] = [years[1], years[2]].map((year) => (year === '' ? null : Number(year)));
  const view = (fields.get('view') ?? '').split(',').map(Number);
  if (view.length === 3 && view.every(Number.isFinite) && view[2] > 0) state.view = view;
  if (!['auto', 'light', 'dark'].includes(state.theme)) state.theme = 'auto';
  if (!['map', 'tabs'].includes(state.wide)) state.wide = 'map';
  if (!['shown', 'hidden'].includes(state.path)) state.path = 'shown';
  return state;
}

/** Holds the state, tells listeners what changed, and writes the fragment. */
export class Store {
  #listeners = [];

  constructor() {
    this.state = decode(location.hash);
    this.written = location.hash.replace(/^#/, '');
    const read = () => {
      if (this.written === null || location.hash.replace(/^#/, '') === this.written) return;
      this.written = location.hash.replace(/^#/, '');
      this.#become(decode(location.hash));
    };
    addEventListener('hashchange', read);
    addEventListener('popstate', read);
  }

  /** Calls `listener(state, changed)` whenever something changed; `changed` is a set of keys. */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /** Changes some of it; the browser's back button leads to what was before. */
  go(patch) {
    this.#change(patch, 'pushState');
  }

  /** Changes some of it in place, for what moves continuously. */
  adjust(patch) {
    this.#change(patch, 'replaceState');
  }

  #change(patch, method) {
    this.#become({ ...this.state, ...patch });
    const fragment = encode(this.state);
    if (fragment === this.written) return;
    this.written = fragment;
    // An empty fragment is written as `#`, since a page from disk has no other address of its own.
    try {
      history[method](null, '', `#${fragment}`);
    } catch {
      // Some browsers refuse when the address changes too often; the next change writes it.
      this.written = null;
    }
  }

  #become(next) {
    const before = this.state;
    const changed = new Set(Object.keys(DEFAULTS).filter((key) => !same(before[key], next[key])));
    this.state = next;
    if (changed.size > 0) for (const listener of this.#listeners) listener(next, changed);
  }
}

function same(a, b) {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, index) => value === b[index]);
  return a === b;
}
