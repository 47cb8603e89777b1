// Who is for and against whom, position by position: counts with their signs, a tint for how many.

import { h, replace } from '../dom.js';
import { empty, positionLink, responseItem, section } from '../statement.js';
import { linkTo } from '../links.js';
import { count } from '../words.js';

const KINDS = [['positive', '+'], ['negative', '−'], ['mixed', '±'], ['neutral', '○']];
const SIGNS = { positive: '+1', negative: '-1', mixed: 'mixed', neutral: '0' };

export const matrixTab = {
  id: 'matrix',
  title: 'Matrix',
  depends: [],
  render(app) {
    const { rows = [], columns = [], cells = [] } = app.debate.matrix;
    const size = (cell) => KINDS.reduce((sum, [kind]) => sum + (cell?.[kind] ?? 0), 0);
    const fullRows = rows.map((_, at) => at).filter((at) => columns.some((__, to) => size(cells[at]?.[to]) > 0));
    const fullColumns = columns.map((_, at) => at).filter((at) => rows.some((__, from) => size(cells[from]?.[at]) > 0));
    if (fullRows.length === 0) return h('div', {}, h('h2', {}, 'Matrix'), empty('No response leads from one position to another. Works with position = {…} and responses such as disputes = {…} between them would fill this table.'));
    const details = h('div', { class: 'cell-details', role: 'region', 'aria-label': 'Chosen cell', 'aria-live': 'polite' });
    const most = Math.max(...fullRows.flatMap((at) => fullColumns.map((to) => Math.abs(balance(cells[at][to])))), 1);
    const left = rows.length + columns.length - fullRows.length - fullColumns.length;
    return h(
      'div',
      {},
      h('h2', {}, 'Who is for and against whom'),
      h('p', {}, 'Responses of the works of the position at the left to those of the position above: + for, − against, ± in part, ○ takes no side. Choose a cell to see them.'),
      h(
        'div',
        { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Matrix of positions' },
        h(
          'table',
          { class: 'matrix' },
          h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'from \\ to'), ...fullColumns.map((to) => h('th', { scope: 'col', class: 'turned' }, linkTo(app.debate, 'position', columns[to]))))),
          h('tbody', {}, ...fullRows.map((at) => h('tr', {}, h('th', { scope: 'row' }, positionLink(app.debate, rows[at])), ...fullColumns.map((to) => cellOf(app, details, cells[at][to], rows[at], columns[to], most))))),
        ),
      ),
      left > 0 ? h('p', { class: 'quiet' }, 'Rows and columns without any response are left out.') : null,
      details,
    );
  },
};

function balance(cell) {
  return (cell?.positive ?? 0) - (cell?.negative ?? 0);
}

function cellOf(app, details, cell, from, to, most) {
  const parts = KINDS.filter(([kind]) => cell?.[kind] > 0).map(([kind, sign]) => [sign, cell[kind]]);
  if (parts.length === 0) return h('td', { class: 'none' }, h('span', { class: 'quiet', 'aria-hidden': 'true' }, '·'));
  const lean = balance(cell);
  const degree = lean === 0 ? 0 : Math.max(1, Math.round((4 * Math.abs(lean)) / most));
  const tint = lean > 0 ? `for-${degree}` : lean < 0 ? `against-${degree}` : 'even';
  const text = parts.map(([sign, number]) => `${sign}\u2009${number}`).join('  ');
  const spoken = KINDS.filter(([kind]) => cell[kind] > 0).map(([kind]) => `${cell[kind]} ${kind}`).join(', ');
  return h('td', { class: tint }, h('button', { type: 'button', onclick: () => show(app, details, from, to, spoken) }, h('span', { 'aria-hidden': 'true' }, text), h('span', { class: 'unseen' }, `${from} to ${to}: ${spoken}`)));
}

function show(app, details, from, to, spoken) {
  const { debate } = app;
  const holds = (kind, key, position) => (kind === 'position' ? key === position : kind === 'work' && (debate.workByKey.get(key)?.positions ?? []).some((stance) => stance.position === position));
  const found = debate.responses.filter((response) => holds(response.from_kind, response.from, from) && holds(response.to_kind, response.to, to) && Object.values(SIGNS).includes(response.sign));
  replace(
    details,
    h('h3', {}, linkTo(debate, 'position', from), ' → ', linkTo(debate, 'position', to)),
    h('p', { class: 'quiet' }, `${spoken} in the matrix; ${count(found.length, 'response')} found here${found.length === 0 ? ', since they run through parts of these positions' : ''}.`),
    section('Responses', found.map((response) => responseItem(debate, response))),
  );
  app.tabs.recolour();
  details.scrollIntoView({ block: 'nearest' });
}
