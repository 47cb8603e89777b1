// Exchanges: who replied to a reply; and the challenges that nobody in the files answered.

import { h } from '../dom.js';
import { empty, responseItem } from '../statement.js';
import { count } from '../words.js';

const PAGE = 60;

export const threadsTab = {
  id: 'threads',
  title: 'Threads',
  depends: [],
  render({ debate }) {
    return h('div', {}, h('h2', {}, 'Threads'), threads(debate), unanswered(debate));
  },
};

function threads(debate) {
  if (debate.threads.length === 0) {
    return empty(
      'No reply to a reply is in the files. A thread begins where a work that was answered answers back: repliesto = {key [p. 3]}, or any other response of its author to the work that challenged it. A review that reports a debate seldom says who replied to whom; the works themselves do.',
    );
  }
  return h('ol', { class: 'threads' }, ...debate.threads.map((thread) => h('li', {}, h('ul', { class: 'items thread' }, ...thread.steps.map((step) => stepItem(debate, step))))));
}

function stepItem(debate, step) {
  const item = responseItem(debate, step.response);
  item.classList.add(`depth-${Math.min(6, step.depth)}`);
  item.setAttribute('aria-label', `step ${step.depth + 1}`);
  if (step.same_year) item.append(h('span', { class: 'quiet' }, 'of the same year: which came first is not known'));
  return item;
}

function unanswered(debate) {
  const challenges = (debate.unanswered.responses ?? []).filter((response) => response.answered !== true);
  const undated = debate.unanswered.undated ?? [];
  const title = h('h3', {}, `Unanswered challenges (${challenges.length})`);
  if (challenges.length === 0) return h('section', {}, title, empty('Every challenge in the files was answered, or there is none.'));
  const rest = challenges.slice(PAGE);
  return h(
    'section',
    {},
    title,
    h('p', { class: 'quiet' }, 'No answer is in these files. That is no proof that nobody answered.'),
    h('ul', { class: 'items' }, ...challenges.slice(0, PAGE).map((response) => responseItem(debate, response))),
    rest.length > 0 ? h('details', {}, h('summary', {}, `${rest.length} more`), h('ul', { class: 'items' }, ...rest.map((response) => responseItem(debate, response)))) : null,
    undated.length > 0 ? h('p', { class: 'quiet' }, `${count(undated.length, 'further challenge')} without a year: whether an answer came later cannot be told.`) : null,
  );
}
