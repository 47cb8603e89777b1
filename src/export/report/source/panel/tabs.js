// The tabs at the side. Each is built when it is first looked at, and again when what it shows has changed.

import { h, replace } from '../dom.js';
import { bridgesTab } from '../tabs/bridges.js';
import { claimsTab } from '../tabs/claims.js';
import { debateTab } from '../tabs/debate.js';
import { diagnosticsTab } from '../tabs/diagnostics.js';
import { matrixTab } from '../tabs/matrix.js';
import { schoolsTab } from '../tabs/schools.js';
import { selectedTab } from '../tabs/selected.js';
import { threadsTab } from '../tabs/threads.js';
import { timelineTab } from '../tabs/timeline.js';
import { worksTab } from '../tabs/works.js';
import { paintMarks } from './paint.js';

const TABS = [debateTab, selectedTab, timelineTab, threadsTab, claimsTab, schoolsTab, bridgesTab, matrixTab, worksTab, diagnosticsTab];

/** The tab list and its panels. */
export class Tabs {
  constructor(app) {
    this.app = app;
    this.panels = new Map();
    this.buttons = TABS.map((tab) => {
      const button = h('button', { type: 'button', role: 'tab', id: `tab-${tab.id}`, 'aria-controls': `panel-${tab.id}`, onclick: () => app.store.go({ tab: tab.id }) }, tab.title);
      button.addEventListener('keydown', (event) => this.#key(event, tab));
      return button;
    });
    const list = h('div', { class: 'tab-list', role: 'tablist', 'aria-label': 'Views of the debate' }, ...this.buttons);
    this.widen = h('button', { type: 'button', class: 'plain widen', onclick: () => app.store.adjust({ wide: app.state.wide === 'map' ? 'tabs' : 'map' }) });
    this.holders = TABS.map((tab) => h('div', { class: `tab-panel tab-${tab.id}`, role: 'tabpanel', id: `panel-${tab.id}`, 'aria-labelledby': `tab-${tab.id}`, tabindex: '0', hidden: true }));
    this.element = h('aside', { class: 'side', id: 'panel', 'aria-label': 'Side tabs' }, h('div', { class: 'tab-head' }, list, this.widen), ...this.holders);
    this.#width();
  }

  #current() {
    const found = TABS.findIndex((tab) => tab.id === this.app.state.tab);
    return found < 0 ? 0 : found;
  }

  /** Shows the tab of the state, building it if need be. */
  show() {
    const current = this.#current();
    TABS.forEach((tab, index) => {
      this.buttons[index].setAttribute('aria-selected', String(index === current));
      this.buttons[index].setAttribute('tabindex', index === current ? '0' : '-1');
      this.holders[index].hidden = index !== current;
    });
    const tab = TABS[current];
    if (this.panels.has(tab.id)) return;
    const holder = this.holders[current];
    replace(holder, tab.render(this.app));
    this.panels.set(tab.id, holder);
    this.#paint(holder);
    holder.scrollTop = 0;
  }

  #width() {
    const wide = this.app.state.wide === 'tabs';
    this.widen.textContent = wide ? 'Narrower' : 'Wider';
    this.widen.setAttribute('aria-pressed', String(wide));
    this.widen.setAttribute('aria-label', 'Wider tabs');
    document.documentElement.classList.toggle('wide-tabs', wide);
  }

  /** Follows a changed state. */
  update(changed) {
    if (changed.has('wide')) this.#width();
    for (const tab of TABS) {
      if (!tab.depends.some((key) => changed.has(key))) continue;
      // A tab that is being read is changed in place where it knows how; any other is built anew when it is shown.
      const read = this.panels.has(tab.id) && TABS[this.#current()] === tab;
      if (!read || !tab.refresh?.(this.app, changed)) this.panels.delete(tab.id);
    }
    this.show();
    if (changed.has('claim') && this.app.state.claim !== null) this.reveal();
  }

  /** Opens the claim of the state. */
  reveal() {
    claimsTab.reveal(this.app);
  }

  /** Puts the theme's colours into everything that has been built. */
  recolour() {
    for (const holder of this.panels.values()) this.#paint(holder);
  }

  #paint(holder) {
    paintMarks(holder, this.app);
  }

  /** Moves the focus to the tab that is shown. */
  focus() {
    this.buttons[this.#current()].focus();
  }

  #key(event, tab) {
    const at = TABS.indexOf(tab);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = TABS[(to + TABS.length) % TABS.length];
    this.app.store.go({ tab: next.id });
    this.focus();
  }
}
