// The table of works: it follows the filters of the map, can be sorted and narrowed, and taken away as CSV.

import { createTable, getCoreRowModel, getFilteredRowModel, getPaginationRowModel, getSortedRowModel } from '@tanstack/table-core';
import { h, join, replace } from '../dom.js';
import { positionsOf } from '../debate.js';
import { download, fileName } from '../download.js';
import { linkTo } from '../links.js';
import { empty, positionLink } from '../statement.js';
import { count, plain } from '../words.js';

const PAGE = 100;
const text = (a, b) => a.localeCompare(b, 'en', { sensitivity: 'base', numeric: true });
const compared = (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : text(String(a), String(b)));
// What has no value stands last, whichever way the others run.
const sortingFn = (a, b, id) => compared(a.getValue(id), b.getValue(id));

const COLUMNS = [
  { id: 'year', header: 'Year', number: true, accessorFn: ({ work }) => work.year ?? undefined },
  { id: 'work', header: 'Work', accessorFn: ({ work }) => work.label },
  { id: 'title', header: 'Title', accessorFn: ({ work }) => work.title ?? '' },
  { id: 'positions', header: 'Positions', accessorFn: ({ work }) => positionsOf(work).join(', ') },
  { id: 'answers', header: 'Answers', number: true, accessorFn: ({ answers }) => answers, help: 'Responses of this work' },
  { id: 'answered', header: 'Answered', number: true, accessorFn: ({ answered }) => answered, help: 'Responses to this work' },
  { id: 'cited', header: 'Cited', number: true, accessorFn: ({ cited }) => cited, help: 'Works in these files that cite it' },
  { id: 'school', header: 'School', number: true, accessorFn: ({ work }) => work.school ?? undefined },
];

let table = null;
let parts = null;
const state = { sorting: [{ id: 'year', desc: false }], globalFilter: '', pagination: { pageIndex: 0, pageSize: PAGE } };

export const worksTab = {
  id: 'works',
  title: 'Works',
  depends: ['positions', 'facets', 'from', 'to'],
  render(app) {
    table = null;
    if (app.debate.works.length === 0) return h('div', {}, h('h2', {}, 'Works'), empty('No work is in the files: nothing in them is an entry such as @article{…} or @book{…}.'));
    table = makeTable(app);
    const search = h('input', { type: 'search', 'aria-label': 'Filter the table', placeholder: 'Words of a row', value: state.globalFilter });
    search.addEventListener('input', () => {
      table.setGlobalFilter(search.value);
      table.setPageIndex(0);
      fill(app);
    });
    parts = { tally: h('p', { class: 'quiet', role: 'status' }), head: h('tr', {}), body: h('tbody', {}), pages: h('div', { class: 'pages' }) };
    const save = h('button', { type: 'button', class: 'csv', onclick: () => download(fileName(app.debate.title, '-works.csv'), 'text/csv', csv(app)) }, 'Save as CSV');
    fill(app);
    return h(
      'div',
      {},
      h('h2', {}, 'Works'),
      h('div', { class: 'table-tools' }, search, save),
      parts.tally,
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of works' }, h('table', { class: 'works' }, h('thead', {}, parts.head), parts.body)),
      parts.pages,
    );
  },
  refresh(app) {
    if (table === null) return false;
    table.setOptions((options) => ({ ...options, data: rows(app) }));
    table.setPageIndex(0);
    fill(app);
    return true;
  },
};

function rows({ debate, shown }) {
  return debate.works
    .filter((work) => shown.works[work.id])
    .map((work) => ({ work, answers: debate.out[work.id], answered: debate.in[work.id], cited: debate.citedBy.get(work.id)?.length ?? 0 }));
}

function makeTable(app) {
  const change = (key) => (updater) => {
    state[key] = typeof updater === 'function' ? updater(state[key]) : updater;
    table.setOptions((options) => ({ ...options, state: { ...options.state, ...state } }));
  };
  const made = createTable({
    data: rows(app),
    columns: COLUMNS.map(({ id, header, accessorFn }) => ({ id, header, accessorFn, sortingFn, sortUndefined: 'last', enableGlobalFilter: true })),
    state: {},
    onStateChange: () => {},
    onSortingChange: change('sorting'),
    onGlobalFilterChange: change('globalFilter'),
    onPaginationChange: change('pagination'),
    globalFilterFn: (row, id, wanted) => plain(String(row.getValue(id) ?? '')).includes(plain(wanted)) || (id === 'work' && plain(`${row.original.work.key} ${(row.original.work.authors ?? []).join(' ')}`).includes(plain(wanted))),
    getColumnCanGlobalFilter: () => true,
    getCoreRowModel: getCoreRowModel(),
    getFilteredRowModel: getFilteredRowModel(),
    getSortedRowModel: getSortedRowModel(),
    getPaginationRowModel: getPaginationRowModel(),
    autoResetPageIndex: false,
    renderFallbackValue: null,
  });
  made.setOptions((options) => ({ ...options, state: { ...made.initialState, ...state } }));
  return made;
}

function fill(app) {
  const sorting = state.sorting[0];
  replace(parts.head, ...COLUMNS.map((column) => heading(app, column, sorting)));
  const all = table.getPrePaginationRowModel().rows;
  replace(parts.body, ...table.getRowModel().rows.map((row) => rowOf(app.debate, row.original)));
  const total = app.debate.works.length;
  parts.tally.textContent = all.length === total ? `${count(total, 'work')}.` : `${all.length} of ${count(total, 'work')}, as filters and words leave them.`;
  pager(app, all.length);
  app.tabs?.recolour();
}

function heading(app, column, sorting) {
  const sorted = sorting?.id === column.id ? (sorting.desc ? 'descending' : 'ascending') : 'none';
  const mark = { ascending: ' ↑', descending: ' ↓', none: '' }[sorted];
  const sort = () => {
    table.setSorting([{ id: column.id, desc: sorted === 'ascending' || (sorted === 'none' && column.number === true && column.id !== 'year') }]);
    table.setPageIndex(0);
    fill(app);
    parts.head.querySelector(`[data-column="${column.id}"]`)?.focus();
  };
  return h('th', { scope: 'col', 'aria-sort': sorted, class: column.number ? 'number' : null }, h('button', { type: 'button', 'data-column': column.id, title: column.help, onclick: sort }, column.header, h('span', { 'aria-hidden': 'true' }, mark)));
}

function rowOf(debate, { work, answers, answered, cited }) {
  const number = (value) => h('td', { class: 'number' }, value ? String(value) : h('span', { class: 'quiet' }, '·'));
  return h(
    'tr',
    {},
    h('td', { class: 'number' }, work.year === null || work.year === undefined ? h('span', { class: 'quiet' }, '–') : String(work.year)),
    h('th', { scope: 'row' }, linkTo(debate, 'work', work.key)),
    h('td', {}, work.title),
    h('td', {}, ...join(positionsOf(work).map((position) => positionLink(debate, position)), ' ')),
    number(answers),
    number(answered),
    number(cited),
    number(work.school),
  );
}

function pager(app, total) {
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const { pageIndex } = state.pagination;
  const turn = (to) => {
    table.setPageIndex(to);
    fill(app);
  };
  if (pages === 1) return replace(parts.pages);
  return replace(
    parts.pages,
    h('button', { type: 'button', disabled: pageIndex === 0, onclick: () => turn(pageIndex - 1) }, 'Before'),
    h('span', {}, `Page ${pageIndex + 1} of ${pages}`),
    h('button', { type: 'button', disabled: pageIndex >= pages - 1, onclick: () => turn(pageIndex + 1) }, 'Next'),
  );
}

/** The table as it stands, in CSV as RFC 4180 has it. */
function csv(app) {
  const head = ['key', 'year', 'authors', 'title', 'venue', 'doi', 'positions', 'answers', 'answered', 'cited', 'school', ...facetNames(app.debate)];
  const lines = table.getPrePaginationRowModel().rows.map(({ original: { work, answers, answered, cited } }) => [
    work.key, work.year, (work.authors ?? []).join('; '), work.title, work.venue, work.doi, positionsOf(work).join('; '), answers, answered, cited, work.school,
    ...facetNames(app.debate).map((name) => (work.facets?.[name] ?? []).join('; ')),
  ]);
  return [head, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

function facetNames(debate) {
  return [...new Set(debate.works.flatMap((work) => Object.keys(work.facets ?? {})))];
}

function field(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet would take these for formulas and run them.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
