// The map on the screen: a canvas that is panned and zoomed. Small maps are drawn anew each frame; large ones are
// moved as a picture while the hand moves and drawn anew, in slices, when it rests.

import { select } from 'd3-selection';
import { zoom, zoomIdentity } from 'd3-zoom';
import { h } from '../dom.js';
import { drawAxes, insetOf, rowsOf } from './axes.js';
import { CanvasPen } from './canvas-pen.js';
import { drawMap } from './draw.js';

/** So many marks are drawn within a frame; beyond, the picture is moved instead. */
const AT_ONCE = 900;
const REST = 130;

/** The canvas with its gestures. `onMove` hears of every settled view, `onPick` of clicks, `onHover` of the pointer. */
export class MapView {
  constructor(debate, index, { onMove, onPick, onHover }) {
    Object.assign(this, { debate, index, onMove, onPick, onHover });
    this.canvas = h('canvas', { class: 'map-canvas', 'aria-hidden': 'true' });
    this.frame = h('div', { class: 'map-frame' }, this.canvas);
    this.context = this.canvas.getContext('2d');
    this.layer = document.createElement('canvas');
    this.view = zoomIdentity;
    this.scene = null;
    this.fitted = true;
    this.zoom = zoom()
      .on('zoom', (event) => this.#moved(event))
      .on('end', () => this.#ended());
    select(this.canvas).call(this.zoom).on('dblclick.zoom', null);
    this.canvas.addEventListener('click', (event) => this.#click(event));
    this.canvas.addEventListener('dblclick', (event) => this.#scaleBy(1.8, [event.offsetX, event.offsetY]));
    this.canvas.addEventListener('pointermove', (event) => this.#hover(event));
    this.canvas.addEventListener('pointerleave', () => this.onHover(null));
    new ResizeObserver(() => this.resize()).observe(this.frame);
    this.#watchSharpness();
  }

  // A window may be moved to a screen of other sharpness without changing its size.
  #watchSharpness() {
    const query = matchMedia(`(resolution: ${globalThis.devicePixelRatio || 1}dppx)`);
    query.addEventListener('change', () => {
      this.resize();
      this.#watchSharpness();
    }, { once: true });
  }

  /** Takes the size of the frame and the sharpness of the screen. */
  resize() {
    const { width, height } = this.frame.getBoundingClientRect();
    if (width < 2 || height < 2) return;
    this.ratio = Math.min(3, globalThis.devicePixelRatio || 1);
    const fontSize = parseFloat(getComputedStyle(this.frame).fontSize) || 13;
    const fresh = this.width === undefined;
    // What is in the middle stays there when the frame changes its size.
    const kept = fresh || this.fitted ? null : this.shared();
    Object.assign(this, { width, height, fontSize });
    for (const canvas of [this.canvas, this.layer]) {
      canvas.width = Math.round(width * this.ratio);
      canvas.height = Math.round(height * this.ratio);
    }
    this.pen = new CanvasPen(this.context, this.ratio);
    this.layerView = null;
    this.#margins();
    this.#extents();
    if (fresh && this.wanted) this.show(this.wanted);
    else if (kept !== null) this.show(kept);
    else this.fit();
  }

  // The headings get as many rows as they need when the whole map is in sight.
  #margins() {
    this.inset = insetOf(this.debate, this.fontSize, 1);
    this.rows = rowsOf(this.pen, { ...this.sceneNow(), view: this.#fitting() });
    this.inset = insetOf(this.debate, this.fontSize, this.rows);
  }

  #extents() {
    const [left, top, right, bottom] = this.#world();
    const whole = this.#fitting();
    const room = [(right - left) * 0.5 + 40, (bottom - top) * 0.5 + 40];
    const most = Math.max(6, 30 / this.#typeSize());
    this.zoom
      .extent([[this.inset.left, this.inset.top], [this.width, this.height]])
      .scaleExtent([Math.min(whole.k * 0.7, 1), Math.max(most, whole.k * 3)])
      .translateExtent([[left - room[0], top - room[1]], [right + room[0], bottom + room[1]]]);
  }

  #typeSize() {
    return this.debate.nodes[0]?.font_size ?? 6;
  }

  // Everything that is drawn, in points.
  #world() {
    const rects = [...this.debate.lanes, ...this.debate.nodes].map((item) => item.rect);
    if (rects.length === 0) return [0, 0, this.debate.page.width, this.debate.page.height];
    const edge = (pick, of) => rects.reduce((found, rect) => of(found, pick(rect)), pick(rects[0]));
    const lanes = this.debate.nodes.map((node) => node.rect);
    const upper = lanes.length > 0 ? lanes.reduce((least, rect) => Math.min(least, rect[1]), Infinity) - 14 : edge((rect) => rect[1], Math.min);
    return [edge((rect) => rect[0], Math.min), upper, edge((rect) => rect[0] + rect[2], Math.max), edge((rect) => rect[1] + rect[3], Math.max)];
  }

  #fitting() {
    const [left, top, right, bottom] = this.#world();
    const gap = 8;
    const [w, ht] = [this.width - this.inset.left - 2 * gap, this.height - this.inset.top - 2 * gap];
    const k = Math.max(0.001, Math.min(w / (right - left || 1), ht / (bottom - top || 1)));
    const x = this.inset.left + gap + (w - (right - left) * k) / 2 - left * k;
    const y = this.inset.top + gap + (ht - (bottom - top) * k) / 2 - top * k;
    return zoomIdentity.translate(x, y).scale(k);
  }

  /** Shows the whole map. */
  fit() {
    this.#set(this.#fitting());
    this.fitted = true;
    this.onMove(null);
  }

  /** Shows a view that was shared: the middle in points, and the scale. */
  show(wanted) {
    this.wanted = wanted;
    if (this.width === undefined) return;
    if (wanted === null) return this.fit();
    const [cx, cy, k] = wanted;
    this.#set(zoomIdentity.translate((this.width + this.inset.left) / 2 - cx * k, (this.height + this.inset.top) / 2 - cy * k).scale(k));
    this.fitted = false;
  }

  /** The present view in numbers that do not depend on the size of the window. */
  shared() {
    const { x, y, k } = this.view;
    return [((this.width + this.inset.left) / 2 - x) / k, ((this.height + this.inset.top) / 2 - y) / k, k];
  }

  /** Brings a node into sight, moving no more than needed. */
  reveal(node) {
    if (this.width === undefined) return;
    const [x, y, w, ht] = this.debate.nodes[node].rect;
    const { k } = this.view;
    const [left, top, right, bottom] = [x * k + this.view.x, y * k + this.view.y, (x + w) * k + this.view.x, (y + ht) * k + this.view.y];
    const gap = 16;
    const dx = left < this.inset.left + gap ? this.inset.left + gap - left : Math.min(0, this.width - gap - right);
    const dy = top < this.inset.top + gap ? this.inset.top + gap - top : Math.min(0, this.height - gap - bottom);
    if (dx === 0 && dy === 0) return this.draw();
    this.fitted = false;
    this.#set(zoomIdentity.translate(this.view.x + dx, this.view.y + dy).scale(k));
    this.onMove(this.shared());
  }

  /** Zooms by a factor about the middle. */
  scale(factor) {
    this.#scaleBy(factor, [(this.width + this.inset.left) / 2, (this.height + this.inset.top) / 2]);
  }

  #scaleBy(factor, centre) {
    this.fitted = false;
    select(this.canvas).call(this.zoom.scaleBy, factor, centre);
  }

  #set(transform) {
    select(this.canvas).call(this.zoom.transform, transform);
  }

  #moved(event) {
    this.view = event.transform;
    if (event.sourceEvent) {
      this.fitted = false;
      this.busy = true;
    }
    this.draw();
  }

  #ended() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      const was = this.busy;
      this.busy = false;
      if (was || !this.fitted) this.onMove(this.fitted ? null : this.shared());
      this.draw();
    }, REST);
  }

  /** Takes what is to be shown and how, and draws it. */
  update(scene) {
    this.scene = { ...this.scene, ...scene };
    this.stale = true;
    this.draw();
  }

  /** The scene with the present view, for the canvas or a file. */
  sceneNow() {
    const { debate, index, view, width, height, inset, rows, fontSize } = this;
    return { debate, index, view, width, height, inset, rows, fontSize, ...this.scene };
  }

  /** Asks for a drawing in the next frame. */
  draw() {
    if (this.asked || this.scene === null || this.width === undefined) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.#paint();
    });
  }

  #paint() {
    this.slices = null;
    const scene = this.sceneNow();
    const heavy = this.index.weightIn(scene) > AT_ONCE;
    if (!heavy) {
      for (const _ of drawMap(this.pen, scene));
      this.layerView = null;
      this.stale = false;
      return;
    }
    if (this.layerView) this.#moveLayer();
    if (!this.busy || !this.layerView) this.#begin(scene);
  }

  // The picture as it was last drawn, moved to where it now belongs, with headings that stay.
  #moveLayer() {
    const { context, pen, view, layerView } = this;
    pen.paper(this.width, this.height, this.scene.colours.paper);
    const k = view.k / layerView.k;
    context.globalAlpha = 1;
    context.setTransform(k, 0, 0, k, (view.x - layerView.x * k) * this.ratio, (view.y - layerView.y * k) * this.ratio);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.layer, 0, 0);
    pen.screen();
    drawAxes(pen, this.sceneNow());
  }

  // Draws the layer slice by slice; the picture on the screen changes when it is done.
  #begin(scene) {
    const pen = new CanvasPen(this.layer.getContext('2d'), this.ratio);
    const slices = drawMap(pen, scene);
    this.slices = slices;
    if (!this.layerView) {
      this.layerView = scene.view;
      this.fresh = true;
    }
    const step = () => {
      if (this.slices !== slices) return;
      const until = performance.now() + 7;
      let done = false;
      do done = slices.next().done; while (!done && performance.now() < until);
      if (!done) return void requestAnimationFrame(step);
      this.slices = null;
      this.layerView = scene.view;
      this.stale = false;
      this.#moveLayer();
    };
    step();
  }

  #click(event) {
    if (event.defaultPrevented) return;
    this.onPick(this.hit(event.offsetX, event.offsetY));
  }

  #hover(event) {
    if (event.buttons !== 0) return this.onHover(null);
    const found = this.hit(event.offsetX, event.offsetY);
    this.canvas.classList.toggle('over', found !== null);
    this.onHover(found, event.offsetX, event.offsetY);
  }

  /** What lies at a place of the canvas: `{kind, index}`, or null. */
  hit(px, py) {
    if (this.scene === null || px < this.inset.left || py < this.inset.top) return null;
    const [x, y] = [(px - this.view.x) / this.view.k, (py - this.view.y) / this.view.k];
    const { shown, focus } = this.scene;
    const node = this.index.nodeAt(x, y, 3 / this.view.k, (index) => shown.nodes[index]);
    if (node !== null) return { kind: 'node', index: node };
    const edge = this.index.edgeAt(x, y, 6 / this.view.k, (index) => shown.edges[index] && (focus.edges === null || focus.edges.has(index)));
    return edge === null ? null : { kind: 'edge', index: edge };
  }
}
