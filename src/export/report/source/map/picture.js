// "What I see" as an SVG: the map as it stands on the screen with title, legend and source; for a file and for print.

import { drawMap } from './draw.js';
import { FACE } from './canvas-pen.js';
import { drawLegend, legendEntries } from './legend.js';
import { SvgPen, toElement, toFile } from './svg-pen.js';

// Draws title, map, legend and source below one another; returns the pen and the size.
function drawPicture(app) {
  const scene = { ...app.view.sceneNow(), colours: app.colours };
  const { width, height, fontSize, colours } = scene;
  const measure = (...words) => app.view.pen.measure(...words);
  const pen = new SvgPen(measure);
  const gap = fontSize;
  const heading = headingLines(app.debate.title, width - 2 * gap, fontSize * 1.35, measure);
  const top = gap + heading.length * fontSize * 1.7 + fontSize * 1.6;
  // How high the legend becomes is known once it is drawn; it is drawn twice.
  const entries = legendEntries(app.debate, scene.halo);
  const legendHeight = drawLegend(new SvgPen(measure), entries, app.debate, colours, width - 2 * gap, fontSize);
  const total = top + height + gap + legendHeight + fontSize * 2.4;
  pen.paper(width, total, colours.paper);
  heading.forEach((line, index) => pen.text(line, gap, gap + (index + 0.75) * fontSize * 1.7, { size: fontSize * 1.35, weight: 'bold', fill: colours.ink }));
  pen.text(summary(app), gap, top - fontSize * 0.7, { size: fontSize, fill: colours.soft });
  pen.at(0, top, 'stage');
  clip(pen, width, height);
  for (const _ of drawMap(pen, scene));
  pen.close();
  pen.close();
  pen.at(gap, top + height + gap, 'legends');
  drawLegend(pen, entries, app.debate, colours, width - 2 * gap, fontSize);
  pen.close();
  pen.text(app.debate.source, gap, total - fontSize * 0.9, { size: fontSize * 0.85, fill: colours.soft });
  return { pen, width, height: total };
}

function clip(pen, width, height) {
  const clipped = { tag: 'clipPath', attributes: { id: 'stage-clip' }, children: [{ tag: 'rect', attributes: { width, height }, children: [] }] };
  pen.stack.at(-1).children.push(clipped);
  pen.at(0, 0, 'clipped');
  pen.stack.at(-1).attributes['clip-path'] = 'url(#stage-clip)';
}

function headingLines(text, room, size, measure) {
  const lines = [''];
  for (const word of String(text).split(/\s+/)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) && measure(longer, size, 'bold') > room) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function summary(app) {
  const { workCount, edgeCount, narrowed } = app.shown;
  const { works, edges } = app.debate;
  if (!narrowed) return app.debate.subtitle;
  return `${workCount} of ${works.length} works and ${edgeCount} of ${edges.length} arrows, as filtered`;
}

/** The picture as the text of an SVG file. */
export function pictureText(app) {
  const { pen, width, height } = drawPicture(app);
  const { debate } = app;
  return toFile(pen, width, height, {
    title: debate.title,
    description: summary(app),
    metadata: [debate.source, debate.program.command, location.hash ? `view ${location.hash}` : null].filter(Boolean).join('\n'),
  });
}

/** The picture as an element, for print. */
export function printable(app) {
  const { pen, width, height } = drawPicture(app);
  const element = toElement(pen.root);
  element.setAttribute('viewBox', `0 0 ${width} ${height}`);
  element.setAttribute('font-family', FACE);
  return element;
}
