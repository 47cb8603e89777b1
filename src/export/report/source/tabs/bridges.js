// Works that join positions, and why; edges on which the debate hangs; what several positions approve of.

import { h, join } from '../dom.js';
import { linkTo, place } from '../links.js';
import { empty, positionLink, responseItem, section } from '../statement.js';
import { decimal } from '../words.js';

export const bridgesTab = {
  id: 'bridges',
  title: 'Bridges',
  depends: [],
  render(app) {
    const { debate } = app;
    const { bridges } = debate;
    const ranked = bridges.bridges ?? [];
    return h(
      'div',
      {},
      h('h2', {}, 'Bridges'),
      ranked.length > 0 ? h('p', {}, 'Works that join what else would stand apart, and the statements that make them do so.') : empty('No work joins two positions. Responses or citations between works of different positions would make one.'),
      ranked.length > 0 ? h('ol', { class: 'bridges' }, ...ranked.map((bridge) => bridgeItem(debate, bridge))) : null,
      left(ranked.length, bridges.bridge_count, 'works that join positions'),
      approvals(debate),
      cutEdges(debate),
      left((bridges.cut_edges ?? []).length, bridges.cut_edge_count, 'edges on which a part of the debate hangs'),
      notes(bridges),
    );
  },
};

function bridgeItem(debate, bridge) {
  const why = String(bridge.because ?? '').split(' it: ')[0];
  return h(
    'li',
    { value: bridge.rank },
    h('h3', {}, linkTo(debate, 'work', bridge.work)),
    h('p', {}, 'Joins ', ...join((bridge.joins ?? []).map((group) => groupLink(debate, group))), bridge.articulation_point ? '; without it a part of the debate would fall off' : null),
    h('p', { class: 'quiet' }, /shortest paths/.test(why) ? `${decimal(bridge.betweenness, 1)} shortest paths between other works lead through it.` : why),
    h('ul', { class: 'items' }, ...(bridge.evidence ?? []).map((entry) => evidenceItem(debate, entry))),
  );
}

// What the lists leave out, and which command shows it.
function left(shown, all, what) {
  return all > shown ? h('p', { class: 'quiet' }, `These are the first ${shown} of ${all} ${what}; `, h('code', {}, 'dissensus bridges --top'), ' tells more.') : null;
}

function groupLink(debate, group) {
  return debate.positionById.has(group) ? positionLink(debate, group) : group;
}

function evidenceItem(debate, entry) {
  return h('li', {}, entry.text, entry.group && !entry.text.endsWith(` ${entry.group}`) ? [' of ', groupLink(debate, entry.group)] : null, ' ', place(entry.source));
}

function approvals(debate) {
  const opposed = debate.bridges.opposed ?? [];
  const items = (debate.bridges.approvals ?? []).map((approval) =>
    h(
      'li',
      {},
      h('p', {}, linkTo(debate, 'work', approval.work), ' is approved from ', ...join((approval.from ?? []).map((group) => groupLink(debate, group))), (approval.sides ?? []).length > 0 ? h('strong', {}, ': from both sides') : null),
      h('details', {}, h('summary', {}, `${(approval.responses ?? []).length} statements`), h('ul', { class: 'items' }, ...(approval.responses ?? []).map((response) => responseItem(debate, response)))),
    ),
  );
  if (items.length === 0) return null;
  return h('section', {}, h('h3', {}, 'Approved by several positions'), opposed.length > 0 ? h('p', { class: 'quiet' }, `Opposed here: ${opposed.join('; ')}.`) : h('p', { class: 'quiet' }, 'No positions are declared as opposed; opposes = {…} in a position says so.'), h('ul', { class: 'items' }, ...items));
}

function cutEdges(debate) {
  const name = (key) => (debate.workByKey.has(key) ? linkTo(debate, 'work', key) : linkTo(debate, 'position', key));
  const items = (debate.bridges.cut_edges ?? []).map((edge) => h('li', {}, h('p', {}, name(edge.from), ' – ', name(edge.to), h('span', { class: 'quiet' }, ` cuts off ${edge.cuts_off}`)), ...(edge.evidence ?? []).map((entry) => h('p', { class: 'reason' }, entry.text, ' ', place(entry.source)))));
  return section('Edges on which a part of the debate hangs', items);
}

// The program's own notes; what only tells of its options is of no use here.
function notes(bridges) {
  const said = (bridges.notes ?? []).map((note) => note.replace(/;? ?\(?see (more with )?--.*$/, '')).filter((note) => note !== '' && !/--/.test(note) && !/^\d+ of \d+$/.test(note));
  return said.length === 0 ? null : h('ul', { class: 'plain-list quiet notes' }, ...said.map((note) => h('li', {}, note)));
}
