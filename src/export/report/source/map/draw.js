// Draws the map with a pen, on the canvas or into an SVG file: the same marks in the same order. A generator, so that
// a large map can be drawn in slices between two frames.

import { DASHES, cutShort, headOf, withinSight } from './curves.js';
import { drawNodes } from './nodes.js';
import { drawAxes } from './axes.js';
import { sight, standsOut } from './scene.js';

/** Above so many arrows in sight, lines are thin and grey: no pattern could be told. */
const CROWD = 1000;
const SLICE = 120;
const ORDER = ['cites', 'neutral', 'supports', 'mixed', 'disputes'];

/** Draws all of a scene; yields now and then. */
export function* drawMap(pen, scene) {
  const { colours, view, width, height } = scene;
  pen.paper(width, height, colours.paper);
  pen.world(view, scene.inset);
  drawLanes(pen, scene);
  const box = sight(scene);
  const nodes = scene.index.nodesIn(box).filter((index) => scene.shown.nodes[index]);
  const edges = scene.index.edgesIn(box).filter((index) => scene.shown.edges[index]);
  drawHalos(pen, scene, nodes, edges);
  drawRules(pen, scene);
  const { crowd, receding, standing } = ranked(scene, nodes, edges);
  yield;
  yield* drawCrowd(pen, scene, crowd);
  yield* drawEdges(pen, scene, receding, 0.13);
  yield* drawEdges(pen, scene, standing, 1);
  drawRuleNames(pen, scene);
  yield* drawNodes(pen, scene, nodes);
  pen.screen();
  drawAxes(pen, scene);
}

// Which arrows are drawn how: in full, faintly since something else has been chosen, or as one of a crowd. In a crowd
// those that only pass through give way first.
function ranked(scene, nodes, edges) {
  const chosen = scene.focus.edges !== null;
  const standing = edges.filter((index) => chosen && standsOut(scene, 'edge', index));
  const others = chosen ? edges.filter((index) => !standsOut(scene, 'edge', index)) : edges;
  if (others.length <= CROWD) return chosen ? { crowd: [], receding: others, standing } : { crowd: [], receding: [], standing: others };
  if (chosen) return { crowd: others, receding: [], standing };
  const here = new Set(nodes);
  const ends = ({ from, to }) => here.has(from) || here.has(to);
  const own = others.filter((index) => ends(scene.debate.edges[index]));
  if (own.length > CROWD) return { crowd: others, receding: [], standing };
  return { crowd: others.filter((index) => !ends(scene.debate.edges[index])), receding: [], standing: own };
}

function drawLanes(pen, { debate, colours, view }) {
  for (const lane of debate.lanes) {
    const [x, y, w, h] = lane.rect;
    pen.boxes([[x, y, w, h]], { fill: colours.palette(lane.color).tint });
  }
  const lines = debate.years.filter((year) => Number.isFinite(year.top)).map((year) => year.top);
  const [left, right] = extent(debate);
  for (const y of lines) pen.lines([[left, y, right, y]], { stroke: colours.hairline, width: 0.6 / view.k });
}

// Events and phases: lines across the lanes.
function drawRules(pen, { debate, colours, view }) {
  const [left, right] = extent(debate);
  const drawn = new Set();
  for (const { y, kind } of debate.rules) {
    const phase = kind === 'phase';
    // Several events between the same two years share a line.
    if (drawn.has(`${kind} ${y}`)) continue;
    drawn.add(`${kind} ${y}`);
    pen.lines([[left, y, right, y]], { stroke: phase ? colours.soft : colours.rule, width: (phase ? 1.1 : 0.8) / view.k, dash: phase ? [6 / view.k, 3 / view.k] : [] });
  }
}

// Their names, where they cover no box and one another.
function drawRuleNames(pen, scene) {
  const { debate, colours, view, fontSize } = scene;
  const taken = [];
  const size = (fontSize * 0.86) / view.k;
  const end = Math.min(extent(debate)[1], (scene.width - view.x) / view.k) - 6 / view.k;
  for (const { label, y } of debate.rules) {
    const box = [end - pen.measure(label, size), y - size * 1.2, end, y - 1 / view.k];
    if (box[0] < (scene.inset.left - view.x) / view.k) continue;
    if (taken.some((other) => box[1] < other[3] && other[1] < box[3])) continue;
    if (scene.index.nodesIn(box).some((index) => scene.shown.nodes[index])) continue;
    taken.push(box);
    pen.text(label, end, y - size * 0.25, { size, fill: colours.soft, anchor: 'end', halo: colours.paper, haloWidth: 3.5 / view.k });
  }
}

function extent(debate) {
  const rects = debate.lanes.map((lane) => lane.rect);
  if (rects.length === 0) return [0, debate.page.width];
  return [Math.min(...rects.map((rect) => rect[0])), Math.max(...rects.map((rect) => rect[0] + rect[2]))];
}

function drawHalos(pen, scene, nodes, edges) {
  if (!scene.halo) return;
  const { debate, colours } = scene;
  const bands = edges.filter((index) => debate.haloEdges.has(index));
  for (const [chosen, alpha] of [[false, 0.25], [true, 1]]) {
    const some = bands.filter((index) => standsOut(scene, 'edge', index) === chosen);
    pen.curves(some.map((index) => scene.index.curves[index]), { stroke: colours.halo, width: 5, alpha });
  }
  for (const index of nodes) {
    if (!debate.haloNodes.has(index)) continue;
    const [x, y, w, h] = debate.nodes[index].rect;
    pen.boxes([[x - 2.4, y - 2.4, w + 4.8, h + 4.8]], { fill: colours.halo, round: 2, alpha: standsOut(scene, 'node', index) ? 1 : 0.25 });
  }
}

function* drawCrowd(pen, scene, edges) {
  const box = sight(scene);
  const alpha = Math.max(0.05, Math.min(0.35, 700 / (edges.length + 1)));
  for (let at = 0; at < edges.length; at += SLICE) {
    const slice = edges.slice(at, at + SLICE).map((index) => withinSight(scene.index.curves[index], box));
    pen.curves(slice, { stroke: scene.colours.soft, width: 0.7 / scene.view.k, alpha });
    yield;
  }
}

/** The looks of the lines among these edges, so that each look is one stroke. */
function looks(scene, edges) {
  const found = new Map();
  for (const index of edges) {
    const edge = scene.debate.edges[index];
    const selected = index === scene.focus.edge;
    const width = Math.max(edge.width ?? 0.7, 0.8 / scene.view.k) * (selected ? 2.4 : 1);
    const line = edge.line ?? scene.debate.styles[edge.style]?.line ?? 'solid';
    const key = [ORDER.indexOf(edge.style) + 1, edge.style, line, width.toFixed(2), selected ? 1 : 0].join(' ');
    if (!found.has(key)) found.set(key, { style: edge.style, line, width, stretch: selected ? 1.8 : 1, edges: [] });
    found.get(key).edges.push(index);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, look]) => look);
}

function* drawEdges(pen, scene, edges, alpha) {
  const { debate, colours, view } = scene;
  const heads = 4.2 * view.k >= 2.4;
  const box = sight(scene);
  for (const look of looks(scene, edges)) {
    const head = debate.styles[look.style]?.head ?? 'triangle';
    const stroke = colours.edge(look.style);
    // From afar, and on a broad line, dashes would look like dots and heads like nothing: they keep a least size.
    const scale = Math.max(1, look.width / 1.1, Math.min(1.6, 0.9 / view.k));
    const stretch = look.stretch * Math.max(1, 0.95 / view.k);
    const dash = (DASHES[look.line] ?? []).map((part) => part * stretch);
    for (let at = 0; at < look.edges.length; at += SLICE) {
      const slice = look.edges.slice(at, at + SLICE);
      const ends = slice.map((index) => headOf(scene.index.curves[index], head, scale));
      const curves = slice.map((index, number) => withinSight(heads ? cutShort(scene.index.curves[index], ends[number].stop) : scene.index.curves[index], box));
      pen.curves(curves, { stroke, width: look.width, dash, alpha, marks: slice.map((index) => debate.edges[index].title), of: 'edge', kind: look.style });
      if (heads) {
        const open = ends.some((end) => end.open);
        pen.polygons(ends.map((end) => end.polygon), open ? { stroke, width: look.width, open, alpha } : { fill: stroke, alpha });
      }
      yield;
    }
  }
}
