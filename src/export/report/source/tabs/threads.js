// Exchanges: who replied to a reply; and the challenges that nobody in the files answered.

import { h } from '../dom.js';
import { empty, responseItem } from '../statement.js';
import { paged } from '../panel/paged.js';
import { count } from '../words.js';

export const threadsTab = {
  id: 'threads',
  title: 'Threads',
  depends: [],
  render(app) {
    return h('div', {}, h('h2', {}, 'Threads'), threads(app), unanswered(app));
  },
};

function threads(app) {
  const { threads: found } = app.debate;
  if (found.length === 0) {
    return empty(
      'No reply to a reply is in the files. A thread begins where a work that was answered answers back: repliesto = {key [p. 3]}, or any other response of its author to the work that challenged it. A review that reports a debate seldom says who replied to whom; the works themselves do.',
    );
  }
  const made = (thread) => h('li', {}, ...paged(app, thread.steps, (step) => stepItem(app.debate, step), { size: 25, className: 'items thread' }));
  return paged(app, found, made, { size: 25, tag: 'ol', className: 'threads' });
}

function stepItem(debate, step) {
  const item = responseItem(debate, step.response);
  item.classList.add(`depth-${Math.min(6, step.depth)}`);
  if (step.same_year) item.append(h('p', { class: 'evidence' }, 'of the same year: which came first is not known'));
  return item;
}

function unanswered(app) {
  const { responses = [], undated = [] } = app.debate.unanswered;
  const title = h('h3', {}, `Unanswered challenges (${responses.length})`);
  if (responses.length === 0) return h('section', {}, title, empty('Every challenge in the files was answered, or there is none.'));
  return h(
    'section',
    {},
    title,
    h('p', { class: 'quiet' }, 'No answer is in these files. That is no proof that nobody answered.'),
    ...paged(app, responses, (response) => responseItem(app.debate, response)),
    undated.length > 0 ? h('p', { class: 'quiet' }, `${count(undated.length, 'further challenge')} without a year: whether an answer came later cannot be told.`) : null,
  );
}
