// One position: what it says, its parts, who holds it, and what is said for and against it.

import { h } from '../dom.js';
import { linkTo } from '../links.js';
import { empty, evidence, responseItem, section, swatch } from '../statement.js';
import { paged } from '../panel/paged.js';
import { badge } from './claims.js';

/** Everything that is known of a position. */
export function positionView(app, position) {
  const { debate } = app;
  const key = `position:${position.id}`;
  const holders = debate.works.flatMap((work) => (work.positions ?? []).filter((stance) => stance.position === position.id).map((stance) => [work, stance]));
  const parts = debate.children.get(position.id) ?? [];
  const said = debate.claimsBy.get(key) ?? [];
  return h(
    'article',
    { class: 'position' },
    h('p', { class: 'kicker' }, swatch(debate, position.id), ' Position ', h('code', {}, position.id)),
    h('h2', {}, position.title || position.id),
    position.parent ? h('p', {}, 'Part of ', linkTo(debate, 'position', position.parent, debate.positionById.get(position.parent)?.title)) : null,
    section('Its parts', parts.map((part) => h('li', {}, linkTo(debate, 'position', part.id, part.title || part.id)))),
    holders.length > 0
      ? h('section', {}, h('h3', {}, `Who holds it (${holders.length})`), ...paged(app, holders, ([work, stance]) => holder(debate, work, stance)))
      : h('section', {}, h('h3', {}, 'Who holds it'), empty('No work is filed directly under it', parts.length > 0 ? '; see its parts.' : '.')),
    responses(app, 'What it answers', debate.from.get(key) ?? [], 'from'),
    responses(app, 'Who answered it', debate.to.get(key) ?? [], 'to'),
    section('Claims it makes and denies', said.map(({ claim, how, statement }) => h('li', {}, h('p', {}, `${how} `, badge(claim.status), ' ', linkTo(debate, 'claim', claim.id, claim.text)), ...evidence(debate, statement)))),
  );
}

function holder(debate, work, stance) {
  return h('li', {}, h('p', {}, linkTo(debate, 'work', work.key), ' ', h('span', { class: 'quiet' }, work.title)), ...evidence(debate, { ...stance, place: stance.place ?? stance.locator }, work.key));
}

function responses(app, title, found, seen) {
  if (found.length === 0) return null;
  return h('section', {}, h('h3', {}, `${title} (${found.length})`), ...paged(app, found, (response) => responseItem(app.debate, response, seen)));
}
