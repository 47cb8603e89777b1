// The page of `dissensus report`: reads the debate from the page itself and shows it. Nothing is fetched.

import { App } from './app.js';
import { readDebate } from './debate.js';
import { h } from './dom.js';

function start() {
  const source = document.getElementById('debate');
  try {
    const app = new App(readDebate(JSON.parse(source.textContent)));
    app.mount(document.getElementById('app') ?? document.body.appendChild(h('div', { id: 'app' })));
  } catch (error) {
    const note = h('p', { role: 'alert', class: 'broken' }, `This page could not be built: ${error.message}. Please write it anew with \`dissensus report\`.`);
    document.body.prepend(note);
    throw error;
  }
}

if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
else start();
