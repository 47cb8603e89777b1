// Schools, found from what works say of one another, beside the positions under which they are filed.

import { h, join } from '../dom.js';
import { linkTo, place } from '../links.js';
import { empty, positionLink } from '../statement.js';
import { paged, workNames } from '../panel/paged.js';
import { count, decimal } from '../words.js';

export const schoolsTab = {
  id: 'schools',
  title: 'Schools',
  depends: [],
  render(app) {
    const { debate } = app;
    const { schools } = debate;
    const found = schools.schools ?? [];
    if (found.length === 0) {
      return h('div', {}, h('h2', {}, 'Schools'), empty('Nothing joins the works, so no school can be found. Responses with a sign (supports, disputes …) on works, claims or positions, or citations in cites = {…}, would join them.'));
    }
    return h(
      'div',
      {},
      h('h2', {}, count(found.length, 'school')),
      h('p', {}, 'Found from what works say of one another, and of the same claims and positions. The positions under which they are filed decide nothing; they stand beside the schools for comparison.'),
      ...paged(app, found, (school) => schoolCard(debate, school), { size: 12, tag: 'div', className: 'cards' }),
      agreement(debate),
      misfits(app),
      unplaced(debate),
      h('p', { class: 'quiet' }, method(schools)),
    );
  },
};

function schoolCard(debate, school) {
  const { cohesion } = school;
  const total = (school.members ?? []).length;
  const parts = (school.positions ?? []).map((part) => [part.position, part.works]);
  return h(
    'section',
    { class: 'card' },
    h('h3', {}, `${school.id}. ${school.label}`),
    parts.length > 0 ? bar(debate, parts, total) : null,
    h('p', { class: 'with-parts' }, ...join([...parts.map(([position, works]) => [positionLink(debate, position), ` ${works}`]), school.several_positions ? `several positions ${school.several_positions}` : null, school.without_position ? `no position ${school.without_position}` : null].filter(Boolean))),
    cohesion ? h('p', { class: 'quiet' }, `Within: ${decimal(cohesion.for_inside)} for, ${decimal(cohesion.against_inside)} against. With others: ${decimal(cohesion.for_outside)} for, ${decimal(cohesion.against_outside)} against.`) : null,
    h('p', {}, ...workNames(debate, school.members ?? [])),
  );
}

// A bar of the works by position; said in words beneath it.
function bar(debate, parts, total) {
  const pieces = parts.map(([position, works]) => {
    const piece = h('span', {});
    piece.dataset.ground = debate.positionById.get(position)?.color ?? 'grey';
    piece.style.width = `${(100 * works) / total}%`;
    return piece;
  });
  return h('div', { class: 'share', 'aria-hidden': 'true' }, ...pieces);
}

function agreement(debate) {
  const { agreement: found } = debate.schools;
  if (!found) return null;
  const schools = [...new Set((found.table ?? []).map((row) => row.school))];
  const positions = [...new Set((found.table ?? []).map((row) => row.position))];
  const works = (school, position) => found.table.find((row) => row.school === school && row.position === position)?.works ?? 0;
  return h(
    'section',
    {},
    h('h3', {}, 'Schools beside positions'),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Schools beside positions' },
      h(
        'table',
        { class: 'cross' },
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'School'), ...positions.map((position) => h('th', { scope: 'col' }, positionLink(debate, position))))),
        h('tbody', {}, ...schools.map((school) => h('tr', {}, h('th', { scope: 'row' }, String(school)), ...positions.map((position) => h('td', {}, works(school, position) || h('span', { class: 'quiet' }, '·')))))),
      ),
    ),
    h('p', { class: 'quiet' }, `Agreement over ${count(found.compared, 'work')}: adjusted Rand index ${decimal(found.ari)}, normalised mutual information ${decimal(found.nmi)} (1 is the same division, 0 no more than chance). Not compared: ${found.several_positions} with several positions, ${found.outside_schools} in no school, ${found.without_position} without a position.`),
  );
}

function misfits(app) {
  const { debate } = app;
  const found = debate.schools.misfits ?? [];
  if (found.length === 0) return null;
  const made = (misfit) =>
    h(
      'li',
      {},
      h('p', {}, linkTo(debate, 'work', misfit.work), ' is filed under ', positionLink(debate, misfit.position), `, but stands in school ${misfit.school} with `, ...join((misfit.school_positions ?? []).map((position) => positionLink(debate, position)))),
      ...(misfit.because ?? []).map((reason) => h('p', { class: 'reason' }, reason.text, ' ', ...join((reason.sources ?? []).slice(0, 4).map(place), ' '), (reason.sources ?? []).length > 4 ? ` and ${reason.sources.length - 4} more` : null)),
    );
  return h('section', {}, h('h3', {}, 'Works that stand apart from their position'), ...paged(app, found, made, { size: 20 }));
}

function unplaced(debate) {
  const keys = debate.schools.unplaced ?? [];
  if (keys.length === 0) return null;
  return h('section', {}, h('h3', {}, `In no school (${keys.length})`), h('p', {}, 'Nothing joins these to another work: ', ...workNames(debate, keys), '.'));
}

function method(schools) {
  const parts = [`${count(schools.works ?? 0, 'work')} joined by ${count(schools.edges ?? 0, 'edge')}, ${schools.negative_edges ?? 0} of them against. Method ${schools.method}, seed ${schools.seed}.`];
  if (Number.isFinite(schools.frustrated_edges)) parts.push(`${count(schools.frustrated_edges, 'edge')} at odds with the division${schools.exact ? '; no division is better, which is proved' : ''}.`);
  return parts.join(' ');
}
