// The head of the page: the debate's question, the search, and what can be done with what is seen.

import { h } from '../dom.js';
import { download, fileName } from '../download.js';
import { pictureText } from '../map/picture.js';

const THEMES = [['auto', 'as the system'], ['light', 'light'], ['dark', 'dark']];

/** Title, search and tools. */
export function buildHead(app) {
  const { debate, store } = app;
  const theme = h(
    'select',
    { id: 'theme', onchange: (event) => store.adjust({ theme: event.target.value }) },
    ...THEMES.map(([value, text]) => h('option', { value, selected: app.state.theme === value }, text)),
  );
  store.listen((state) => {
    theme.value = state.theme;
  });
  const copy = h('button', { type: 'button', onclick: () => copyLink(app, copy) }, 'Copy link');
  return h(
    'header',
    { class: 'head' },
    h('div', { class: 'head-title' }, h('h1', {}, debate.title), h('p', { class: 'subtitle' }, debate.subtitle)),
    app.search.element,
    h(
      'div',
      { class: 'tools', role: 'group', 'aria-label': 'This view' },
      copy,
      h('button', { type: 'button', class: 'export', onclick: () => download(fileName(debate.title, '.svg'), 'image/svg+xml', pictureText(app)) }, 'Save as SVG'),
      h('button', { type: 'button', onclick: () => print() }, 'Print'),
      h('label', { class: 'theme', for: 'theme' }, 'Appearance ', theme),
    ),
  );
}

async function copyLink(app, button) {
  try {
    await navigator.clipboard.writeText(location.href);
    app.announce('The address of this view was copied');
    button.textContent = 'Copied';
  } catch {
    app.announce('Copy the address from the address bar: it holds this view');
    button.textContent = 'It is in the address bar';
  }
  setTimeout(() => {
    button.textContent = 'Copy link';
  }, 2500);
}
