// The legend: a sample of every kind of mark that the map uses, and of no other. Drawn with a pen, so that it is the
// same in the page and in the file.

import { zigzag } from './axes.js';
import { DASHES, cutShort, headOf } from './curves.js';
import { outlineOf } from './nodes.js';
import { SvgPen, toElement } from './svg-pen.js';
import { STYLES, STYLE_WORDS } from '../words.js';

/** The size of a sample in pixels. */
export const SAMPLE = [34, 14];

/** The entries that the debate's map needs. */
export function legendEntries(debate, halo) {
  const entries = [];
  const styles = new Set(debate.edges.map((edge) => edge.style));
  for (const style of STYLES) if (styles.has(style)) entries.push({ kind: 'edge', style, text: STYLE_WORDS[style] });
  if (debate.edges.some((edge) => edge.responses.length > 1)) entries.push({ kind: 'wide', text: 'wider: more responses' });
  const node = (shape) => debate.nodes.find((candidate) => candidate.shape === shape);
  const kinds = [
    ['position', 'position'],
    ['work', 'work, coloured by position'],
    ['outside-work', 'cited, but not in the files'],
    ['event', 'event'],
  ];
  for (const [shape, text] of kinds) if (node(shape)) entries.push({ kind: 'node', shape, fills: (node(shape).fills ?? []).slice(0, 1), text });
  const split = debate.nodes.find((candidate) => (candidate.fills?.length ?? 0) > 1);
  if (split) entries.push({ kind: 'node', shape: 'work', fills: split.fills.slice(0, 2), text: 'of more than one position' });
  if (debate.folds.length > 0) entries.push({ kind: 'fold', text: 'years without works' });
  for (const [kind, text] of [['event', 'event'], ['phase', 'beginning of a phase']]) if (debate.rules.some((rule) => rule.kind === kind)) entries.push({ kind: 'rule', rule: kind, text });
  if (halo && debate.haloNodes.size > 0) entries.push({ kind: 'halo', text: 'main path' });
  return entries;
}

/** Draws the sample of an entry with its left upper corner where the pen stands. */
export function drawSample(pen, entry, debate, colours) {
  const [width, height] = SAMPLE;
  const middle = height / 2;
  if (entry.kind === 'halo') {
    pen.boxes([[1, middle - 3.5, width - 2, 7]], { fill: colours.halo, round: 2 });
  } else if (entry.kind === 'wide') {
    pen.lines([[1, middle, width - 1, middle]], { stroke: colours.soft, width: 3 });
  } else if (entry.kind === 'fold') {
    zigzag(pen, width / 2, middle, 4.5, colours);
  } else if (entry.kind === 'rule') {
    const phase = entry.rule === 'phase';
    pen.lines([[1, middle, width - 1, middle]], { stroke: phase ? colours.soft : colours.rule, width: phase ? 1.2 : 1, dash: phase ? [6, 3] : [] });
  } else if (entry.kind === 'edge') {
    drawArrow(pen, entry.style, debate, colours);
  } else {
    drawBox(pen, entry, colours);
  }
}

function drawArrow(pen, style, debate, colours) {
  const [width, height] = SAMPLE;
  const [y, stroke] = [height / 2, colours.edge(style)];
  const points = [1, y, width / 3, y, (width * 2) / 3, y, width - 2, y];
  const { head = 'triangle', line = 'solid' } = debate.styles[style] ?? {};
  const end = headOf(points, head, 1.9);
  const weight = style === 'cites' ? 0.9 : 1.5;
  pen.curves([cutShort(points, end.stop)], { stroke, width: weight, dash: (DASHES[line] ?? []).map((part) => part * 1.7) });
  pen.polygons([end.polygon], end.open ? { stroke, width: weight, open: true } : { fill: stroke });
}

function drawBox(pen, { shape, fills }, colours) {
  const [x, y, w, h] = [3, 1.5, SAMPLE[0] - 6, SAMPLE[1] - 3];
  const outline = outlineOf(shape, h);
  const hollow = shape === 'outside-work' || fills.length === 0;
  pen.boxes([[x, y, w, h]], { fill: hollow ? colours.paper : colours.palette(fills[0]).node, round: outline.round });
  if (fills.length > 1) pen.boxes([[x + w / 2, y, w / 2, h]], { fill: colours.palette(fills[1]).node });
  const stroke = hollow ? colours.soft : colours.palette(fills[0]).outline;
  pen.boxes([[x, y, w, h]], { stroke, width: Math.max(1, outline.width * 1.3), dash: outline.dash, round: outline.round });
}

/** The sample as a picture in the page; its meaning is written beside it. */
export function sampleElement(entry, debate, colours) {
  const pen = new SvgPen(null);
  drawSample(pen, entry, debate, colours);
  const picture = toElement(pen.root);
  picture.setAttribute('viewBox', `0 0 ${SAMPLE.join(' ')}`);
  picture.setAttribute('class', 'sample');
  picture.setAttribute('aria-hidden', 'true');
  picture.setAttribute('focusable', 'false');
  return picture;
}

/** Draws all entries in rows below one another; returns their height. */
export function drawLegend(pen, entries, debate, colours, width, fontSize) {
  let [x, y] = [0, 0];
  const row = fontSize * 1.8;
  for (const entry of entries) {
    const step = SAMPLE[0] + 6 + pen.measure(entry.text, fontSize) + 22;
    if (x > 0 && x + step > width) [x, y] = [0, y + row];
    pen.at(x, y + (row - SAMPLE[1]) / 2, 'legend');
    drawSample(pen, entry, debate, colours);
    pen.text(entry.text, SAMPLE[0] + 6, SAMPLE[1] / 2 + fontSize * 0.35, { size: fontSize, fill: colours.ink });
    pen.close();
    x += step;
  }
  return y + row;
}
