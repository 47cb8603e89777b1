// Draws the map with a pen, on the canvas or into an SVG file: the same marks in the same order. A generator, so that
// a large map can be drawn in slices between two frames.

import { DASHES, cutShort, headOf } from './curves.js';
import { drawNodes } from './nodes.js';
import { drawAxes } from './axes.js';

/** Above so many arrows in sight, lines are thin and grey: no pattern could be told. */
const CROWD = 1500;
const SLICE = 240;
const ORDER = ['cites', 'neutral', 'supports', 'mixed', 'disputes'];

/** The part of the map, in points, that a view shows. */
export function sight({ view, width, height }) {
  return [-view.x / view.k, -view.y / view.k, (width - view.x) / view.k, (height - view.y) / view.k];
}

/** What stands out in a scene, and what recedes. */
export function standsOut(scene, kind, index) {
  const set = kind === 'node' ? scene.focus.nodes : scene.focus.edges;
  return set === null || set.has(index);
}

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
  const crowded = edges.length > CROWD;
  const receding = edges.filter((index) => !standsOut(scene, 'edge', index));
  const standing = scene.focus.edges === null ? edges : edges.filter((index) => standsOut(scene, 'edge', index));
  yield;
  if (crowded) {
    yield* drawCrowd(pen, scene, scene.focus.edges === null ? edges : receding);
    if (scene.focus.edges !== null) yield* drawEdges(pen, scene, standing, 1);
  } else {
    yield* drawEdges(pen, scene, receding, 0.13);
    yield* drawEdges(pen, scene, standing, 1);
  }
  yield* drawNodes(pen, scene, nodes);
  pen.screen();
  drawAxes(pen, scene);
}

function drawLanes(pen, { debate, colours, view }) {
  for (const lane of debate.lanes) {
    const [x, y, w, h] = lane.rect;
    pen.boxes([[x, y, w, h]], { fill: colours.palette(lane.color).tint });
  }
  const lines = debate.years.filter((year) => Number.isFinite(year.top)).map((year) => year.top);
  const [left, right] = extent(debate);
  for (const y of lines) pen.lines([[left, y, right, y]], { stroke: colours.hairline, width: 0.6 / view.k });
  for (const rule of debate.rules) {
    const phase = rule.kind === 'phase';
    pen.lines([[left, rule.y, right, rule.y]], { stroke: colours.soft, width: (phase ? 1.2 : 0.7) / view.k, dash: phase ? [6 / view.k, 3 / view.k] : [] });
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
  const bands = edges.filter((index) => debate.haloEdges.has(index)).map((index) => scene.index.curves[index]);
  pen.curves(bands, { stroke: colours.halo, width: 5 });
  for (const index of nodes) {
    if (!debate.haloNodes.has(index)) continue;
    const [x, y, w, h] = debate.nodes[index].rect;
    pen.boxes([[x - 2.4, y - 2.4, w + 4.8, h + 4.8]], { fill: colours.halo, round: 2 });
  }
}

function* drawCrowd(pen, scene, edges) {
  const alpha = Math.max(0.05, Math.min(0.35, 700 / (edges.length + 1)));
  for (let at = 0; at < edges.length; at += SLICE) {
    const slice = edges.slice(at, at + SLICE).map((index) => scene.index.curves[index]);
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
    if (!found.has(key)) found.set(key, { style: edge.style, line, width, edges: [] });
    found.get(key).edges.push(index);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, look]) => look);
}

function* drawEdges(pen, scene, edges, alpha) {
  const { debate, colours, view } = scene;
  const heads = 4.2 * view.k >= 2.4;
  for (const look of looks(scene, edges)) {
    const head = debate.styles[look.style]?.head ?? 'triangle';
    const stroke = colours.edge(look.style);
    const scale = Math.max(1, look.width / 1.1);
    const dash = DASHES[look.line] ?? [];
    for (let at = 0; at < look.edges.length; at += SLICE) {
      const slice = look.edges.slice(at, at + SLICE);
      const ends = slice.map((index) => headOf(scene.index.curves[index], head, scale));
      const curves = slice.map((index, number) => (heads ? cutShort(scene.index.curves[index], ends[number].stop) : scene.index.curves[index]));
      pen.curves(curves, { stroke, width: look.width, dash, alpha, marks: slice.map((index) => debate.edges[index].title), of: 'edge', kind: look.style });
      if (heads) {
        const open = ends.some((end) => end.open);
        pen.polygons(ends.map((end) => end.polygon), open ? { stroke, width: look.width, open, alpha } : { fill: stroke, alpha });
      }
      yield;
    }
  }
}
