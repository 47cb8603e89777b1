// What has been chosen on the map or followed by a link: a work, a position or an arrow.

import { h } from '../dom.js';
import { empty } from '../statement.js';
import { edgeView } from './edge.js';
import { positionView } from './position.js';
import { workView } from './work.js';

export const selectedTab = {
  id: 'selected',
  title: 'Selected',
  depends: ['work', 'position', 'edge'],
  render(app) {
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
  },
};
