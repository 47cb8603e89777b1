// How a statement is set wherever it is shown: what it says, who says so, where, how sure, and the line of the file.

import { h } from './dom.js';
import { nameOf } from './debate.js';
import { linkTo, place } from './links.js';
import { inverseWords, relationWords, signMark, styleOfSign } from './words.js';

/** A sample of the line that stands for a kind of edge; its meaning is said in words beside it. */
export function lineSample(style) {
  const holder = h('span', { class: 'line-sample', 'aria-hidden': 'true' });
  holder.dataset.style = style;
  return holder;
}

/** A swatch in the colour of a position. */
export function swatch(debate, position) {
  const holder = h('span', { class: 'swatch', 'aria-hidden': 'true' });
  holder.dataset.color = debate.positionById.get(position)?.color ?? 'grey';
  return holder;
}

/** A position as a link with its colour. */
export function positionLink(debate, id) {
  return h('span', { class: 'with-swatch' }, swatch(debate, id), linkTo(debate, 'position', id));
}

/** A link to whatever this is; claims are quoted, since they are sentences. */
export function thing(debate, kind, key) {
  if (kind === 'claim') return h('q', {}, linkTo(debate, 'claim', key));
  if (kind === 'position') return positionLink(debate, key);
  return linkTo(debate, kind, key);
}

/** Who says so, where, how sure, and the place in the file. */
export function evidence(debate, { by, place: where, confidence, quote, source }, speaker = null) {
  // What a work says of itself needs no "says so".
  const says = by && by !== speaker ? ['says ', linkTo(debate, 'work', by), where ? ` ${where}` : null] : [where];
  const sure = confidence && confidence !== 'high' ? h('span', { class: 'sure' }, `sure: ${confidence}`) : null;
  return [
    quote ? h('blockquote', {}, `“${quote}”`) : null,
    h('p', { class: 'evidence' }, says.some(Boolean) ? h('span', {}, ...says) : null, sure, place(source)),
  ];
}

/** One response as an item of a list; `seen` says from which end. */
export function responseItem(debate, response, seen = 'both') {
  const words = seen === 'to' ? inverseWords(debate, response.relation) : relationWords(debate, response.relation);
  const other = seen === 'from' ? thing(debate, response.to_kind, response.to) : seen === 'to' ? thing(debate, response.from_kind, response.from) : null;
  const both = seen === 'both' ? [thing(debate, response.from_kind, response.from), ' '] : [];
  const target = seen === 'both' ? thing(debate, response.to_kind, response.to) : other;
  // The name of a work holds its year; that of a position does not.
  const year = seen !== 'from' && response.year && response.from_kind !== 'work' ? h('span', { class: 'year' }, String(response.year)) : null;
  const style = styleOfSign(response.sign);
  return h(
    'li',
    { class: `response ${style}` },
    h(
      'p',
      {},
      lineSample(style),
      h('span', { class: 'sign' }, signMark(response.sign)),
      ' ',
      ...both,
      h('span', { class: 'relation' }, words),
      ' ',
      target,
      response.on ? [' on ', h('em', {}, response.on)] : null,
      response.locator ? `, ${response.locator}` : null,
      year ? [' ', year] : null,
    ),
    response.via ? h('p', { class: 'via' }, 'about the claim ', h('q', {}, linkTo(debate, 'claim', response.via, nameOf(debate, 'claim', response.via)))) : null,
    ...evidence(debate, response, response.from),
  );
}

/** A paragraph that says why there is nothing to see, and what would fill it. */
export function empty(...words) {
  return h('p', { class: 'empty' }, ...words);
}

/** A heading with a list beneath it, or nothing where the list is empty. */
export function section(title, items, attributes = {}) {
  if (items.length === 0) return null;
  return h('section', attributes, h('h3', {}, title), h('ul', { class: 'items' }, ...items));
}
