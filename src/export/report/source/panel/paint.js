// Colours of the theme for swatches, samples of lines and bars that have been built without any: the page's policy
// allows no style in the markup, and the theme may change.

import { replace } from '../dom.js';
import { sampleElement } from '../map/legend.js';

/** Gives swatches and samples within an element the colours of the theme. */
export function paintMarks(holder, app) {
  for (const swatch of holder.querySelectorAll('.swatch')) paintSwatch(swatch, swatch.dataset.color, app.colours);
  for (const sample of holder.querySelectorAll('.line-sample')) replace(sample, sampleElement({ kind: 'edge', style: sample.dataset.style }, app.debate, app.colours));
  for (const bar of holder.querySelectorAll('[data-fill]')) bar.style.fill = app.colours.palette(bar.dataset.fill).strong;
  for (const bar of holder.querySelectorAll('[data-ground]')) bar.style.backgroundColor = app.colours.palette(bar.dataset.ground).strong;
}

function paintSwatch(swatch, color, colours) {
  const { node, outline } = colours.palette(color);
  swatch.style.backgroundColor = node;
  swatch.style.borderColor = outline;
}
