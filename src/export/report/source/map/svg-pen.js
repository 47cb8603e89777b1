// Draws into a tree of SVG elements, which becomes the text of a file or part of the page. Numbers have two decimals.

import { FACE } from './canvas-pen.js';
import { s } from '../dom.js';

const number = (value) => Number(value.toFixed(2));

/** Collects the elements of a drawing. */
export class SvgPen {
  /** `measure` is the canvas pen's, so that texts are shortened as on the screen. */
  constructor(measure) {
    this.measure = measure;
    this.root = element('svg', {});
    this.stack = [this.root];
    this.inWorld = false;
  }

  paper(width, height, fill) {
    this.#add('rect', { class: 'paper', width: number(width), height: number(height), fill });
  }

  world({ x, y, k }) {
    this.#push('g', { class: 'map', transform: `translate(${number(x)} ${number(y)}) scale(${Number(k.toFixed(5))})` });
    this.inWorld = true;
  }

  screen() {
    if (this.inWorld) this.stack.pop();
    this.inWorld = false;
  }

  open({ of, title, alpha }) {
    this.#push('g', { class: of, opacity: alpha < 1 ? alpha : null }, title);
  }

  /** Moves what is drawn until `close` to a place. */
  at(x, y, name) {
    this.#push('g', { class: name, transform: `translate(${number(x)} ${number(y)})` });
  }

  close() {
    this.stack.pop();
  }

  boxes(list, look) {
    list.forEach(([x, y, w, h], index) => {
      const corner = look.round ? number(look.round) : null;
      this.#mark('rect', { x: number(x), y: number(y), width: number(Math.max(0, w)), height: number(Math.max(0, h)), rx: corner }, look, index);
    });
  }

  lines(list, look) {
    for (const [ax, ay, bx, by] of list) this.#mark('path', { d: `M${number(ax)},${number(ay)}L${number(bx)},${number(by)}` }, { ...look, fill: null });
  }

  curves(list, look) {
    list.forEach((points, index) => {
      const numbers = Array.from(points, number);
      this.#mark('path', { d: `M${numbers.slice(0, 2)}C${numbers.slice(2).join(' ')}` }, { ...look, fill: null }, index);
    });
  }

  polygons(list, look) {
    for (const points of list) this.#mark(look.open ? 'polyline' : 'polygon', { points: Array.from(points, number).join(' ') }, look);
  }

  text(string, x, y, { size, weight = 'normal', fill, anchor, halo, haloWidth }) {
    this.#add(
      'text',
      {
        x: number(x),
        y: number(y),
        'font-size': number(size),
        'font-weight': weight === 'normal' ? null : weight,
        'text-anchor': anchor && anchor !== 'start' ? anchor : null,
        fill,
        stroke: halo,
        'stroke-width': halo ? number(haloWidth) : null,
        'stroke-linejoin': halo ? 'round' : null,
        'paint-order': halo ? 'stroke' : null,
      },
      [String(string)],
    );
  }

  // A mark of its own in a list: its class and title. A box drawn in parts counts once, by its part with a title.
  #mark(tag, geometry, look, index = 0) {
    const title = look.marks?.[index];
    const named = look.of && title !== null ? `${look.of}${look.kind ? ` ${look.kind}` : ''}` : null;
    const alpha = look.alpha ?? 1;
    const paint = {
      fill: look.fill ?? 'none',
      stroke: look.stroke,
      'stroke-width': look.stroke ? number(look.width) : null,
      'stroke-dasharray': look.stroke && look.dash?.length ? look.dash.map(number).join(',') : null,
      opacity: alpha < 1 ? number(alpha) : null,
    };
    this.#add(tag, { class: named, ...geometry, ...paint }, title ? [element('title', {}, [title])] : []);
  }

  #add(tag, attributes, children = []) {
    const made = element(tag, attributes, children);
    this.stack.at(-1).children.push(made);
    return made;
  }

  #push(tag, attributes, title) {
    this.stack.push(this.#add(tag, attributes, title ? [element('title', {}, [title])] : []));
  }
}

function element(tag, attributes, children = []) {
  return { tag, attributes, children };
}

/** Text made fit for XML: what XML has no way to write is left out or replaced. */
export function escape(text) {
  return String(text)
    .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) => (found.length === 2 ? found : '\ufffd'))
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A tree as text. */
export function toText(node) {
  if (typeof node === 'string') return escape(node);
  const attributes = Object.entries(node.attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
  if (node.children.length === 0) return `<${node.tag}${attributes}/>`;
  const inner = node.children.map(toText);
  const block = node.tag === 'svg' || node.tag === 'g';
  return `<${node.tag}${attributes}>${block ? `\n${inner.join('\n')}\n` : inner.join('')}</${node.tag}>`;
}

/** A tree as an element of the page. */
export function toElement(node) {
  if (typeof node === 'string') return document.createTextNode(node);
  return s(node.tag, node.attributes, node.children.map(toElement));
}

/** The whole drawing as a file of this size. */
export function toFile(pen, width, height, { title, description, metadata }) {
  pen.screen();
  Object.assign(pen.root.attributes, {
    xmlns: 'http://www.w3.org/2000/svg',
    width: number(width),
    height: number(height),
    viewBox: `0 0 ${number(width)} ${number(height)}`,
    role: 'img',
    'font-family': FACE,
  });
  pen.root.children.unshift(element('title', {}, [title]), element('desc', {}, [description]), element('metadata', {}, [metadata]));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toText(pen.root)}\n`;
}
