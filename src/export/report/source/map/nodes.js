// The boxes of the map and what is written in them; labels appear when there is room for them.

import { nodeLabel } from '../debate.js';
import { standsOut } from './scene.js';

/** Type smaller than this on the screen is left out, in pixels. */
const READABLE = 5.2;
const OVERVIEW_LABELS = 48;

/** Draws these nodes. */
export function* drawNodes(pen, scene, nodes) {
  const { debate, view } = scene;
  const tiny = nodes.filter((index) => debate.nodes[index].rect[2] * view.k < 14);
  const large = nodes.filter((index) => debate.nodes[index].rect[2] * view.k >= 14);
  drawTiny(pen, scene, tiny);
  yield;
  for (const [number, index] of large.entries()) {
    drawNode(pen, scene, index);
    if (number % 200 === 199) yield;
  }
  yield;
  drawOverviewLabels(pen, scene, nodes);
  drawRings(pen, scene);
}

// Nodes too small for outline and label: one rectangle each, those of one colour in one stroke.
function drawTiny(pen, scene, nodes) {
  const groups = new Map();
  for (const index of nodes) {
    const node = scene.debate.nodes[index];
    const alpha = standsOut(scene, 'node', index) ? 1 : 0.22;
    const share = node.rect[2] / Math.max(1, node.fills?.length ?? 1);
    (node.fills?.length ? node.fills : [null]).forEach((fill, part) => {
      const key = `${alpha} ${fill}`;
      if (!groups.has(key)) groups.set(key, { alpha, fill, boxes: [], marks: [] });
      const group = groups.get(key);
      group.boxes.push([node.rect[0] + part * share, node.rect[1], share, node.rect[3]]);
      group.marks.push(part === 0 ? index : null);
    });
  }
  for (const { alpha, fill, boxes, marks } of groups.values()) {
    const colour = fill === null ? scene.colours.hairline : mark(scene, fill);
    pen.boxes(boxes, { fill: colour, alpha, marks: marks.map((index) => (index === null ? null : titleOf(scene, index))), of: 'node' });
  }
}

// At a distance a pale fill would be lost on the tint of its lane.
function mark(scene, fill) {
  const color = scene.colours.palette(fill);
  return scene.colours.dark ? color.node : color.strong;
}

function titleOf(scene, index) {
  return nodeLabel(scene.debate.nodes[index]);
}

/** The outline of a shape: its corner, its line and how that is broken. */
export function outlineOf(shape, height) {
  if (shape === 'position') return { round: height / 3, width: 1.1, dash: [] };
  if (shape === 'person') return { round: height / 3, width: 0.6, dash: [] };
  if (shape === 'event') return { round: 0, width: 1.3, dash: [] };
  if (shape === 'outside-work') return { round: 0, width: 0.7, dash: [2.4, 1.4] };
  return { round: 0, width: 0.5, dash: [] };
}

function drawNode(pen, scene, index) {
  const { debate, colours, view } = scene;
  const node = debate.nodes[index];
  const [x, y, w, h] = node.rect;
  const alpha = standsOut(scene, 'node', index) ? 1 : 0.22;
  const outline = outlineOf(node.shape, h);
  const hollow = node.shape === 'outside-work' || !node.fills?.length;
  const stroke = hollow ? colours.soft : colours.palette(node.fills[0]).outline;
  pen.open({ of: 'node', title: titleOf(scene, index), alpha });
  if (hollow) pen.boxes([[x, y, w, h]], { fill: colours.paper, round: outline.round });
  else {
    // The first of several colours fills the box, so that a rounded outline stays filled to its corners.
    pen.boxes([[x, y, w, h]], { fill: colours.palette(node.fills[0]).node, round: outline.round });
    const share = w / node.fills.length;
    node.fills.slice(1).forEach((fill, part) => pen.boxes([[x + (part + 1) * share, y, share, h]], { fill: colours.palette(fill).node }));
  }
  pen.boxes([[x, y, w, h]], { stroke, width: Math.max(outline.width, 0.5 / view.k), dash: outline.dash, round: outline.round });
  const size = node.font_size ?? 6;
  if (size * view.k >= READABLE) drawLabel(pen, node, size, hollow ? colours.ink : colours.nodeInk);
  pen.close();
}

function drawLabel(pen, node, size, fill) {
  const [x, y, w, h] = node.rect;
  const lines = node.lines ?? [];
  const step = Math.min(size * 1.16, (h - 1) / Math.max(1, lines.length));
  lines.forEach((line, number) => {
    const fit = Math.min(1, (w - 1.5) / (pen.measure(line, size) || 1), step / (size * 0.98));
    const baseline = y + h / 2 + (number - (lines.length - 1) / 2) * step + size * fit * 0.345;
    pen.text(line, x + w / 2, baseline, { size: size * fit, fill, anchor: 'middle' });
  });
}

// On a large map seen from afar the works most spoken of are named, as far as the names do not meet.
function drawOverviewLabels(pen, scene, nodes) {
  const { debate, view, colours } = scene;
  const unnamed = nodes.filter((index) => (debate.nodes[index].font_size ?? 6) * view.k < READABLE);
  if (unnamed.length === 0) return;
  const here = new Set(unnamed);
  const taken = [];
  const size = scene.fontSize * 0.92;
  let placed = 0;
  // What has been chosen comes first.
  const first = [scene.focus.active, scene.focus.node].filter((index) => index !== null);
  for (const index of new Set([...first, ...scene.index.byDegree])) {
    if (placed >= OVERVIEW_LABELS) break;
    if (!here.has(index) || !standsOut(scene, 'node', index)) continue;
    const node = debate.nodes[index];
    const text = nodeLabel(node);
    const width = pen.measure(text, size);
    const middle = (node.rect[0] + node.rect[2] / 2) * view.k + view.x;
    const below = (node.rect[1] + node.rect[3]) * view.k + view.y + 2;
    const box = [middle - width / 2 - 4, below - 3, middle + width / 2 + 4, below + size * 1.3 + 3];
    if (box[0] < scene.inset.left || box[2] > scene.width || box[1] < scene.inset.top || box[3] > scene.height) continue;
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    placed += 1;
    const baseline = below + size;
    pen.text(text, (middle - view.x) / view.k, (baseline - view.y) / view.k, { size: size / view.k, fill: colours.ink, anchor: 'middle', halo: colours.paper, haloWidth: 3 / view.k });
  }
}

// The chosen node, and the one the arrow keys stand on.
function drawRings(pen, scene) {
  const { focus, debate, colours, view } = scene;
  const ring = (index, gap, width, dash) => {
    const [x, y, w, h] = debate.nodes[index].rect;
    const reach = gap / view.k;
    pen.boxes([[x - reach, y - reach, w + 2 * reach, h + 2 * reach]], { stroke: colours.accent, width: width / view.k, dash: dash.map((part) => part / view.k), round: 3 / view.k });
  };
  if (focus.node !== null && scene.shown.nodes[focus.node]) ring(focus.node, 2.5, 2.2, []);
  if (focus.active !== null && scene.shown.nodes[focus.active]) ring(focus.active, 5.5, 1.8, [4, 2.5]);
}
