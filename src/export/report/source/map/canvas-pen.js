// Draws on a canvas, sharp on any screen.

/** The face of the map: that in which its boxes were measured, or one of the same widths. */
export const FACE = "Arimo, 'Liberation Sans', Helvetica, Arial, 'Noto Sans', sans-serif";

/** A pen on a canvas whose pixels are so many to a CSS pixel. */
export class CanvasPen {
  #widths = new Map();
  #alpha = 1;

  constructor(context, ratio) {
    this.context = context;
    this.ratio = ratio;
  }

  paper(width, height, fill) {
    this.screen();
    this.context.fillStyle = fill;
    this.context.fillRect(0, 0, width, height);
  }

  world({ x, y, k }) {
    this.context.setTransform(this.ratio * k, 0, 0, this.ratio * k, this.ratio * x, this.ratio * y);
  }

  screen() {
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
  }

  open({ alpha }) {
    this.#alpha = alpha;
  }

  close() {
    this.#alpha = 1;
  }

  boxes(list, { fill, stroke, width, dash, round, alpha = 1 }) {
    const { context } = this;
    context.globalAlpha = alpha * this.#alpha;
    context.beginPath();
    for (const [x, y, w, h] of list) {
      if (round && context.roundRect) context.roundRect(x, y, w, h, round);
      else context.rect(x, y, w, h);
    }
    this.#finish(fill, stroke, width, dash);
  }

  lines(list, { stroke, width, dash, alpha = 1 }) {
    const { context } = this;
    context.globalAlpha = alpha * this.#alpha;
    context.beginPath();
    for (const [ax, ay, bx, by] of list) {
      context.moveTo(ax, ay);
      context.lineTo(bx, by);
    }
    this.#finish(null, stroke, width, dash);
  }

  curves(list, { stroke, width, dash, alpha = 1 }) {
    const { context } = this;
    context.globalAlpha = alpha * this.#alpha;
    context.beginPath();
    for (const p of list) {
      context.moveTo(p[0], p[1]);
      for (let at = 2; at + 5 < p.length; at += 6) context.bezierCurveTo(p[at], p[at + 1], p[at + 2], p[at + 3], p[at + 4], p[at + 5]);
    }
    this.#finish(null, stroke, width, dash);
  }

  polygons(list, { fill, stroke, width, open, alpha = 1 }) {
    const { context } = this;
    context.globalAlpha = alpha * this.#alpha;
    context.beginPath();
    for (const p of list) {
      context.moveTo(p[0], p[1]);
      for (let at = 2; at < p.length; at += 2) context.lineTo(p[at], p[at + 1]);
      if (!open) context.closePath();
    }
    this.#finish(fill, stroke, width, null);
  }

  text(string, x, y, { size, weight = 'normal', fill, anchor, halo, haloWidth }) {
    const { context } = this;
    context.globalAlpha = this.#alpha;
    context.font = `${weight} ${size}px ${FACE}`;
    context.textAlign = anchor === 'middle' ? 'center' : anchor;
    if (halo) {
      context.setLineDash([]);
      context.lineJoin = 'round';
      context.strokeStyle = halo;
      context.lineWidth = haloWidth;
      context.strokeText(string, x, y);
    }
    context.fillStyle = fill;
    context.fillText(string, x, y);
  }

  /** The width of a text; measured once, large, and scaled. */
  measure(string, size, weight = 'normal') {
    const key = `${weight} ${string}`;
    if (!this.#widths.has(key)) {
      if (this.#widths.size > 20000) this.#widths.clear();
      this.context.font = `${weight} 100px ${FACE}`;
      this.#widths.set(key, this.context.measureText(string).width);
    }
    return (this.#widths.get(key) * size) / 100;
  }

  #finish(fill, stroke, width, dash) {
    const { context } = this;
    if (fill) {
      context.fillStyle = fill;
      context.fill();
    }
    if (stroke) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.setLineDash(dash ?? []);
      context.stroke();
    }
    context.globalAlpha = 1;
  }
}
