// Claims with their status: who asserts and denies them, what attacks and supports them, and whether that was met.

import { append, h, join, replace } from '../dom.js';
import { linkTo } from '../links.js';
import { empty, evidence, thing } from '../statement.js';
import { paintMarks } from '../panel/paint.js';
import { count, plain, relationWords } from '../words.js';

const ORDER = ['defeated', 'open', 'answered', 'standing'];
const PAGE = 120;
const MEANING = {
  standing: 'nothing in the files attacks it',
  answered: 'attacked, and every attack was met',
  open: 'attacked, and it is not settled which side stands',
  defeated: 'attacked by a claim that nothing in the files answers; no verdict, only a state of the books',
};

/** The status of a claim, by word and shape. */
export function badge(status) {
  return h('span', { class: `badge ${status}` }, status);
}

let list = null;
let words = '';
let length = PAGE;

export const claimsTab = {
  id: 'claims',
  title: 'Claims',
  depends: ['status'],
  render(app) {
    const { debate } = app;
    if (debate.claims.length === 0) {
      return h('div', {}, h('h2', {}, 'Claims'), empty('No claim is declared. @claim{name, title = {…}} states one; asserts = {name [p. 3]} and denies = {…} in a work say who holds it.'));
    }
    const search = h('input', { type: 'search', 'aria-label': 'Filter claims', placeholder: 'Words of a claim', value: words });
    search.addEventListener('input', () => {
      words = search.value;
      length = PAGE;
      fill(app);
    });
    list = h('div', { class: 'claims' });
    length = PAGE;
    fill(app);
    return h('div', {}, h('h2', {}, `Claims (${debate.claims.length})`), choices(app), search, list);
  },
  /** Opens the claim of the state and brings it into sight. */
  reveal(app) {
    let found = find(app.state.claim);
    if (!found && app.debate.claimById.has(app.state.claim)) {
      words = '';
      length = Infinity;
      fill(app);
      found = find(app.state.claim);
    }
    if (!found) return;
    found.open = true;
    found.scrollIntoView({ block: 'start' });
    found.querySelector('summary').focus({ preventScroll: true });
  },
};

function find(id) {
  return [...(list?.querySelectorAll('details.claim') ?? [])].find((details) => details.dataset.claim === id);
}

function choices(app) {
  const tally = new Map();
  for (const { status } of app.debate.claims) tally.set(status, (tally.get(status) ?? 0) + 1);
  const order = [...tally.keys()].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  const choice = (status, text, number) =>
    h('button', { type: 'button', class: 'chip', 'aria-pressed': String(app.state.status === status), title: MEANING[status], onclick: () => app.store.go({ status, claim: null }) }, text, ' ', h('span', { class: 'number' }, String(number)));
  return h('div', { class: 'chips', role: 'group', 'aria-label': 'Status' }, choice(null, 'all', app.debate.claims.length), ...order.map((status) => choice(status, status, tally.get(status))));
}

function fill(app) {
  const { debate, state } = app;
  const wanted = plain(words.trim());
  const fits = (claim) => (state.status === null || claim.status === state.status) && (wanted === '' || plain(`${claim.id} ${claim.text}`).includes(wanted));
  const found = debate.claims.filter(fits);
  const rank = new Map(ORDER.map((status, index) => [status, index]));
  found.sort((a, b) => (rank.get(a.status) ?? 9) - (rank.get(b.status) ?? 9));
  const explained = state.status ? h('p', { class: 'quiet' }, `${state.status}: ${MEANING[state.status] ?? ''}`) : null;
  const shown = found.slice(0, length);
  const rest = found.length - shown.length;
  const more = rest > 0 ? h('button', { type: 'button', class: 'plain', onclick: () => grow(app) }, `Show ${Math.min(PAGE, rest)} more of ${rest}`) : null;
  replace(list, explained, ...shown.map((claim) => claimDetails(app, claim)), found.length === 0 ? empty('No claim fits.') : null, more);
}

function grow(app) {
  length += PAGE;
  fill(app);
}

function claimDetails(app, claim) {
  const body = h('div', { class: 'claim-body' });
  const details = h('details', { class: 'claim' }, h('summary', {}, badge(claim.status), h('span', { class: 'claim-text' }, claim.text)), body);
  details.dataset.claim = claim.id;
  details.addEventListener('toggle', () => {
    if (!details.open || body.childElementCount > 0) return;
    append(body, claimBody(app.debate, claim));
    paintMarks(body, app);
  });
  return details;
}

function claimBody(debate, claim) {
  const statements = (title, entries) => part(title, (entries ?? []).map((entry) => h('li', {}, h('p', {}, thing(debate, entry.kind, entry.key), entry.locator ? `, ${entry.locator}` : null, reasons(debate, entry)), ...evidence(debate, entry, entry.key))));
  const attacks = (claim.attacked_by ?? []).map((attack) =>
    h(
      'li',
      {},
      h('p', {}, thing(debate, attack.kind, attack.key), ' ', h('span', { class: 'relation' }, relationWords(debate, attack.relation)), ` (${attack.met}`, (attack.answered_by ?? []).length > 0 ? [' by ', ...join(attack.answered_by.map((answer) => thing(debate, answer.kind ?? 'claim', answer.key ?? answer)))] : null, ')'),
      ...evidence(debate, attack),
    ),
  );
  const supports = (claim.supported_by ?? []).map((support) => h('li', {}, h('p', {}, thing(debate, support.kind ?? 'claim', support.key), support.status ? [' ', badge(support.status)] : null), ...evidence(debate, support)));
  const nothing = (claim.asserted_by ?? []).length + (claim.denied_by ?? []).length + attacks.length + supports.length === 0;
  return [
    h('p', { class: 'quiet' }, h('code', {}, claim.id)),
    part('Attacked by', attacks),
    part('Supported by', supports),
    statements('Asserted by', claim.asserted_by),
    statements('Denied by', claim.denied_by),
    others(debate, claim),
    nothing ? empty('Nobody in these files asserts, denies, supports or attacks it.') : null,
  ];
}

function reasons(debate, entry) {
  const found = entry.reasons ?? [];
  return found.length === 0 ? null : [', because ', ...join(found.map((id) => h('q', {}, linkTo(debate, 'claim', id))), '; ')];
}

function others(debate, claim) {
  const away = (claim.relations ?? []).filter((relation) => relation.from === claim.id && relation.to !== claim.id);
  return part(`It bears on ${count(away.length, 'other claim')}`, away.map((relation) => h('li', {}, h('span', { class: 'relation' }, relationWords(debate, relation.relation)), ' ', h('q', {}, linkTo(debate, 'claim', relation.to)))));
}

function part(title, items) {
  return items.length === 0 ? null : h('div', { class: 'part' }, h('h4', {}, title), h('ul', { class: 'items' }, ...items));
}
