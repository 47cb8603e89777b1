// What has been chosen on the map or followed by a link: a work, a position or an arrow.

import { h, replace } from '../dom.js';
import { nodeOf } from '../debate.js';
import { empty } from '../statement.js';
import { edgeView } from './edge.js';
import { positionView } from './position.js';
import { workView } from './work.js';

const CHOICE = ['work', 'position', 'edge'];
const note = h('div', { role: 'status' });

export const selectedTab = {
  id: 'selected',
  title: 'Selected',
  depends: [...CHOICE, 'positions', 'styles', 'relations', 'confidence', 'facets', 'from', 'to'],
  render(app) {
    replace(note, hiddenNote(app));
    return h('div', {}, note, chosen(app));
  },
  refresh(app, changed) {
    if (CHOICE.some((key) => changed.has(key))) return false;
    replace(note, hiddenNote(app));
    return true;
  },
};

function chosen(app) {
  const { debate, state } = app;
  if (state.work !== null) {
    const work = debate.workByKey.get(state.work);
    return work ? workView(app, work) : empty(`No work here has the key ${state.work}.`);
  }
  if (state.position !== null) {
    const position = debate.positionById.get(state.position);
    return position ? positionView(app, position) : empty(`No position here is called ${state.position}.`);
  }
  if (state.edge !== null) {
    const edge = debate.edgeByName.get(state.edge);
    return edge === undefined ? empty('No arrow here joins these two.') : edgeView(debate, debate.edges[edge]);
  }
  return h('div', {}, h('h2', {}, 'Nothing is selected'), empty('Click a work, a position or an arrow on the map, or search for a work. What it says, what it answers and who answered it will stand here, with the page and the line of the file.'));
}

// What the filters hide can still be read here; the map should not seem to have lost it.
function hiddenNote({ debate, state, shown }) {
  const { work, position, edge } = state;
  const node = work !== null ? nodeOf(debate, 'work', work) : position !== null ? nodeOf(debate, 'position', position) : undefined;
  const arrow = debate.edgeByName.get(edge);
  const hidden = (node !== undefined && !shown.nodes[node]) || (node === undefined && arrow !== undefined && !shown.edges[arrow]);
  return hidden ? h('p', { class: 'hidden-note' }, 'The filters hide it on the map.') : null;
}
