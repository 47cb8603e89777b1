// One position: what it says, its parts, who holds it, and what is said for and against it.

import { h } from '../dom.js';
import { linkTo } from '../links.js';
import { empty, evidence, responseItem, section, swatch } from '../statement.js';
import { badge } from './claims.js';

/** Everything that is known of a position. */
export function positionView(debate, position) {
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
      ? section(`Who holds it (${holders.length})`, holders.map(([work, stance]) => h('li', {}, h('p', {}, linkTo(debate, 'work', work.key), ' ', h('span', { class: 'quiet' }, work.title)), ...evidence(debate, { ...stance, place: stance.place ?? stance.locator }, work.key))))
      : h('section', {}, h('h3', {}, 'Who holds it'), empty('No work is filed directly under it', parts.length > 0 ? '; see its parts.' : '.')),
    section('What it answers', (debate.from.get(key) ?? []).map((response) => responseItem(debate, response, 'from'))),
    section('Who answered it', (debate.to.get(key) ?? []).map((response) => responseItem(debate, response, 'to'))),
    section('Claims it makes and denies', said.map(({ claim, how, statement }) => h('li', {}, h('p', {}, `${how} `, badge(claim.status), ' ', linkTo(debate, 'claim', claim.id, claim.text)), ...evidence(debate, statement)))),
  );
}
