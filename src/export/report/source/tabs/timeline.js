// How the debate went: works by year and position, phases, events, main path, turning points, bursts.

import { scaleLinear } from 'd3-scale';
import { h, join, s } from '../dom.js';
import { linkTo, place } from '../links.js';
import { empty, positionLink, section } from '../statement.js';
import { paged, workNames } from '../panel/paged.js';
import { count, decimal, percent, relationWords } from '../words.js';

const WIDTH = 640;
const HEIGHT = 190;
const FOOT = 34;

export const timelineTab = {
  id: 'timeline',
  title: 'Timeline',
  depends: [],
  render(app) {
    const { debate } = app;
    const { timeline } = debate;
    if (!debate.dated) return h('div', {}, h('h2', {}, 'Timeline'), empty('No work has a year. year = {2005} or date = {2005-03} in its entry would give it a place here.'));
    return h('div', {}, h('h2', {}, 'Timeline'), chart(debate), phases(debate, timeline), events(timeline), mainPath(debate, timeline), turningPoints(app), bursts(app));
  },
};

function chart(debate) {
  const lanes = debate.timeline.lanes ?? [];
  const byYear = new Map();
  for (const lane of lanes) {
    for (const { year, count: works } of lane.years ?? []) {
      if (!byYear.has(year)) byYear.set(year, []);
      byYear.get(year).push([lane.position, works]);
    }
  }
  if (byYear.size === 0) return null;
  const x = scaleLinear().domain([debate.firstYear, debate.lastYear + 1]).range([26, WIDTH - 4]);
  const most = Math.max(...[...byYear.values()].map((parts) => parts.reduce((sum, [, works]) => sum + works, 0)));
  const y = scaleLinear().domain([0, most]).nice(4).range([HEIGHT, 14]);
  const step = x(1) - x(0);
  const bars = [...byYear].flatMap(([year, parts]) => {
    let below = 0;
    return parts.map(([position, works]) => {
      const bar = s('rect', { x: x(year) + step * 0.08, width: step * 0.84, y: y(below + works), height: y(below) - y(below + works), class: 'stack' });
      bar.dataset.fill = debate.positionById.get(position)?.color ?? 'grey';
      below += works;
      return bar;
    });
  });
  const grid = y.ticks(Math.min(4, most)).filter(Number.isInteger).flatMap((value) => [s('line', { class: 'grid', x1: 26, x2: WIDTH - 4, y1: y(value), y2: y(value) }), s('text', { class: 'tick', x: 20, y: y(value) + 4, 'text-anchor': 'end' }, String(value))]);
  const ticks = x.ticks(9).filter((year) => Number.isInteger(year) && year <= debate.lastYear).map((year) => s('text', { class: 'tick', x: x(year) + step / 2, y: HEIGHT + 16, 'text-anchor': 'middle' }, String(year)));
  const borders = (debate.timeline.phases ?? []).slice(1).map((phase) => s('line', { class: 'phase', x1: x(phase.from), x2: x(phase.from), y1: 8, y2: HEIGHT }));
  const picture = s('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT + FOOT - 12}`, role: 'img', 'aria-label': `Works by year and position, ${debate.firstYear} to ${debate.lastYear}; the most in one year are ${most}` }, ...grid, ...bars, ...borders, ...ticks);
  const key = lanes.filter((lane) => debate.positionById.has(lane.position)).map((lane) => h('li', {}, positionLink(debate, lane.position)));
  return h('figure', {}, picture, h('figcaption', {}, 'Works by year, coloured by position', borders.length > 0 ? '; dashed lines begin a phase' : '', '. ', h('ul', { class: 'key' }, ...key)));
}

function phases(debate, timeline) {
  const found = timeline.phases ?? [];
  const name = (part) => (part.kind === 'relation' ? relationWords(debate, part.name) : part.name);
  const growth = (part) => (part.share_before === null || part.share_before === undefined ? `${name(part)} ${percent(part.share)}` : `${name(part)} ${percent(part.share_before)} → ${percent(part.share)}`);
  const items = found.map((phase, index) =>
    h(
      'li',
      {},
      h('p', {}, span(phase), ` ${index === 0 ? 'mostly' : 'more'} `, ...join((phase.grows ?? []).map(growth), '; ')),
      h('p', { class: 'reason' }, count((phase.works ?? []).length, 'work'), ': ', ...workNames(debate, phase.works ?? [])),
      phase.largest_source && phase.items ? h('p', { class: 'reason' }, `${phase.largest_source.items} of its ${phase.items} statements are of `, linkTo(debate, 'work', phase.largest_source.work)) : null,
    ),
  );
  if (items.length === 0) return h('section', {}, h('h3', {}, 'Phases'), empty('The debate falls into no phases: what is written does not change enough from year to year, or too little is dated.'));
  return section('Phases', items);
}

function events(timeline) {
  const items = (timeline.events ?? []).map((event) => h('li', {}, h('p', {}, span(event), ` ${event.title} `, place(event.source))));
  if (items.length === 0) return h('section', {}, h('h3', {}, 'Events'), empty('No event is declared. @event{name, date = {2003}, title = {…}} puts one beside the phases.'));
  return section('Events', items);
}

function mainPath(debate, timeline) {
  const path = timeline.main_path ?? {};
  const nodes = path.nodes ?? [];
  if (nodes.length === 0) return h('section', {}, h('h3', {}, 'Main path'), empty('No work leads to another, so no path runs through the debate. Responses or citations between works would make one.'));
  const arcs = (path.arcs ?? []).filter((arc) => arc.on_path);
  const items = arcs.map((arc) =>
    h(
      'li',
      {},
      h('p', {}, linkTo(debate, 'work', arc.from), ' → ', linkTo(debate, 'work', arc.to), h('span', { class: 'quiet' }, ` ${percent(arc.share)} of all lines of descent`)),
      ...(arc.because ?? []).map((reason) => h('p', { class: 'reason' }, `${reason.from} ${reason.relation ? relationWords(debate, reason.relation) : 'cites'} ${reason.to}`, reason.on ? ` on ${reason.on}` : null, reason.by ? [', says ', linkTo(debate, 'work', reason.by)] : null, reason.place ? ` ${reason.place} ` : ' ', place(reason.source))),
    ),
  );
  return h('section', {}, h('h3', {}, 'Main path'), h('p', {}, 'The works through which most lines of descent run: ', ...workNames(debate, nodes), '.'), h('ul', { class: 'items' }, ...items));
}

function turningPoints(app) {
  const points = app.debate.timeline.turning_points ?? [];
  if (points.length === 0) return null;
  const made = (point) => h('li', {}, h('p', {}, h('strong', {}, String(point.year ?? '')), ' ', linkTo(app.debate, 'work', point.work)), h('p', { class: 'reason' }, point.because));
  return h('section', {}, h('h3', {}, 'Turning points'), ...paged(app, points, made, { size: 20 }));
}

function bursts(app) {
  const { debate } = app;
  const found = debate.timeline.bursts ?? [];
  if (found.length === 0) return null;
  const what = (burst) => (burst.kind === 'position' ? positionLink(debate, burst.item) : debate.workByKey.has(burst.item) ? linkTo(debate, 'work', burst.item) : burst.kind === 'relation' ? relationWords(debate, burst.item) : burst.item);
  const share = (burst) => ` ${burst.kind}: ${burst.relevant} of ${burst.total}, usually ${percent(burst.usual)}; weight ${decimal(burst.weight)}`;
  const made = (burst) => h('li', {}, h('p', {}, span(burst), ' ', what(burst), h('span', { class: 'quiet' }, share(burst))), (burst.works ?? []).length > 0 ? h('p', { class: 'reason' }, ...workNames(debate, burst.works, 12)) : null);
  return h('section', {}, h('h3', {}, 'Bursts'), h('p', { class: 'quiet' }, 'Years in which something was named far more often than usual.'), ...paged(app, found, made, { size: 20 }));
}

// "2003", or "2003 to 2005".
function span({ from, to }) {
  return h('strong', {}, from === to ? String(from) : `${from} to ${to}`);
}
