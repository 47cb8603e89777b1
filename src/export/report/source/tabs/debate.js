// The first tab: what the debate is, what the page knows of it, and how to read the map.

import { h } from '../dom.js';
import { positionsOf, withDescendants } from '../debate.js';
import { linkTo } from '../links.js';
import { swatch } from '../statement.js';
import { count, figure } from '../words.js';

export const debateTab = {
  id: 'debate',
  title: 'Debate',
  depends: [],
  render({ debate }) {
    return h(
      'div',
      {},
      h('h2', {}, 'The debate'),
      counts(debate),
      positions(debate),
      mostAnswered(debate),
      h('section', {}, h('h3', {}, 'How to read the map'), h('ul', { class: 'plain-list' }, ...reading(debate).map((line) => h('li', {}, line)))),
      h(
        'section',
        { class: 'colophon' },
        h('h3', {}, 'About this page'),
        h('p', {}, debate.source),
        h('p', {}, 'A person reads and annotates; ', h('span', {}, debate.program.name ?? 'dissensus'), ' keeps the books. Whatever is shown here stands in the annotated files, at the line that is named with it; nothing is inferred from a citation. “Unanswered” means that no answer is in the files.'),
        h('p', {}, 'Made by ', h('code', {}, debate.program.command ?? 'dissensus report'), debate.program.version ? ` with version ${debate.program.version}.` : '.'),
        h('p', {}, 'The address of this page holds what it shows: copy it to show somebody the same view. The page loads nothing from anywhere.'),
      ),
    );
  },
};

function counts(debate) {
  const { stats } = debate;
  const facts = [
    [debate.works.filter((work) => work.in_corpus !== false).length, 'work', 'works'],
    [debate.works.filter((work) => work.in_corpus === false).length, 'work cited but not in the files', 'works cited but not in the files'],
    [stats.persons, 'person', 'persons'],
    [debate.positions.length, 'position', 'positions'],
    [debate.claims.length, 'claim', 'claims'],
    [debate.responses.length, 'response', 'responses'],
    [stats.citations, 'citation', 'citations'],
  ].filter(([number]) => number > 0);
  return h('dl', { class: 'figures' }, ...facts.map(([number, one, many]) => h('div', {}, h('dd', {}, figure(number)), h('dt', {}, number === 1 ? one : many))));
}

function positions(debate) {
  if (debate.roots.length === 0) return h('p', { class: 'empty' }, 'No position is declared. An entry @position{…} names one; position = {…} says that a work holds it.');
  const items = debate.roots.map((root) => {
    const below = withDescendants(debate, root.id);
    const holders = debate.works.filter((work) => positionsOf(work).some((id) => below.has(id))).length;
    const parts = below.size > 1 ? `, ${count(below.size - 1, 'part')}` : '';
    return h('li', {}, swatch(debate, root.id), h('div', {}, linkTo(debate, 'position', root.id, root.title || root.id), h('span', { class: 'quiet' }, ` ${root.id}, ${count(holders, 'work')}${parts}`)));
  });
  return h('section', {}, h('h3', {}, 'Positions'), h('ul', { class: 'swatch-list' }, ...items));
}

// Where an exchange may be entered.
function mostAnswered(debate) {
  const works = debate.works.filter((work) => debate.in[work.id] > 0).sort((a, b) => debate.in[b.id] - debate.in[a.id] || a.id - b.id);
  if (works.length === 0) return null;
  const items = works.slice(0, 6).map((work) => h('li', {}, linkTo(debate, 'work', work.key), h('span', { class: 'quiet' }, ` ${work.title}, ${count(debate.in[work.id], 'response')}`)));
  return h('section', {}, h('h3', {}, 'Most answered works'), h('ol', { class: 'plain-list' }, ...items));
}

function reading(debate) {
  const lines = ['Each box is a work, filled with the colour of its position; two colours mean two positions.'];
  if (debate.years.length > 0) lines.push('Works stand in the lane of their position and at the height of their year.');
  lines.push('An arrow leads from the work that responds to the one it responds to. Its line and head say the sign: solid with a triangle supports, dashed with a bar disputes, dash and dot with a diamond supports in part, dotted with an open head takes no side.');
  if (debate.works.some((work) => work.in_corpus === false)) lines.push('A hollow box with a dashed outline is cited by these works, but not itself in the files.');
  if (debate.haloNodes.size > 0) lines.push('The yellow band is the main path: the works through which most lines of descent run.');
  if (debate.edges.length > 1000) lines.push('From afar the arrows are thin and grey. Come closer, or choose a work, to see their lines.');
  lines.push('Click a work or an arrow to see what is said of it, and where. With the keyboard: go to the map, walk with the arrow keys, open with Enter.');
  return lines;
}
