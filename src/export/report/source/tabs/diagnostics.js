// What `check` found in the files, where, and what to type.

import { h } from '../dom.js';
import { empty } from '../statement.js';
import { paged } from '../panel/paged.js';
import { count } from '../words.js';

const ORDER = ['error', 'warning'];

export const diagnosticsTab = {
  id: 'diagnostics',
  title: 'Diagnostics',
  depends: [],
  render(app) {
    const { debate } = app;
    const found = [...debate.diagnostics].sort((a, b) => rank(a) - rank(b));
    return h('div', {}, h('h2', {}, 'Diagnostics'), found.length === 0 ? empty('dissensus check finds nothing wrong in the files.') : list(app, found), completeness(debate));
  },
};

function rank({ severity }) {
  const at = ORDER.indexOf(severity);
  return at < 0 ? ORDER.length : at;
}

function list(app, found) {
  const made = (diagnostic) =>
    h(
      'li',
      {},
      h('p', {}, h('span', { class: `badge ${diagnostic.severity}` }, diagnostic.severity), ' ', diagnostic.message),
      diagnostic.hint ? h('p', { class: 'reason' }, diagnostic.hint) : null,
      h('p', { class: 'evidence' }, h('code', { class: 'place' }, [diagnostic.file, diagnostic.line, diagnostic.column].filter((part) => part !== null && part !== undefined).join(':')), ' ', diagnostic.name),
    );
  return [h('p', {}, `${count(found.filter((entry) => entry.severity === 'error').length, 'error')}, ${count(found.filter((entry) => entry.severity !== 'error').length, 'warning')}.`), ...paged(app, found, made)];
}

function completeness(debate) {
  const { stats } = debate;
  const rows = [
    ['Works without a year', stats.works_without_year],
    ['Works without a position', stats.works_without_position],
    ['Works that state what they cite', stats.works_stating_citations],
    ['Citations that lead to a work in the files', stats.citations_inside],
    ['Works cited but not in the files', stats.outside_works],
  ].filter(([, number]) => number !== undefined && number !== null);
  const files = (stats.files ?? []).map((file) => h('li', {}, h('code', {}, file.file), ` ${count(file.works ?? 0, 'work')}, ${count(file.declarations ?? 0, 'declaration')}${file.rejected ? `, ${count(file.rejected, 'entry', 'entries')} rejected` : ''}`));
  if (rows.length + files.length === 0) return null;
  return h(
    'section',
    {},
    h('h3', {}, 'How complete the files are'),
    h('dl', { class: 'data wide' }, ...rows.flatMap(([name, number]) => [h('dt', {}, name), h('dd', {}, String(number))])),
    files.length > 0 ? h('ul', { class: 'plain-list' }, ...files) : null,
  );
}
