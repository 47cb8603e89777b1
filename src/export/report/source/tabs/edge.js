// One arrow of the map: every response that it stands for, with its evidence.

import { h } from '../dom.js';
import { nodeLabel } from '../debate.js';
import { linkTo } from '../links.js';
import { empty, lineSample, responseItem, section } from '../statement.js';
import { STYLE_WORDS } from '../words.js';

/** Why there is an arrow between these two. */
export function edgeView(debate, edge) {
  const end = (index) => {
    const node = debate.nodes[index];
    const work = debate.works[node.work];
    return work ? linkTo(debate, 'work', work.key, work.label) : linkTo(debate, 'position', node.position, nodeLabel(node));
  };
  const responses = edge.responses.map((index) => debate.responses[index]).filter(Boolean);
  const others = debate.edges.filter((candidate) => candidate !== edge && ((candidate.from === edge.from && candidate.to === edge.to) || (candidate.from === edge.to && candidate.to === edge.from)));
  return h(
    'article',
    { class: 'edge' },
    h('p', { class: 'kicker' }, lineSample(edge.style), ` Arrow: ${STYLE_WORDS[edge.style] ?? edge.style}`),
    h('h2', {}, end(edge.from), ' → ', end(edge.to)),
    responses.length > 0 ? section(responses.length === 1 ? 'What is said' : `What is said (${responses.length} responses)`, responses.map((response) => responseItem(debate, response))) : empty('A citation: the one names the other, and nothing in the files says to what end.'),
    section('Other arrows between these two', others.map((other) => h('li', {}, linkTo(debate, 'edge', other.name, `${other.title}: ${STYLE_WORDS[other.style] ?? other.style}`)))),
  );
}
