// The geometry of arrows: chains of cubic curves, in points.

/** Dashes in points, as in the printed figures. */
export const DASHES = { solid: [], dashed: [3.2, 1.6], dotted: [0.8, 1.5], 'dash-dotted': [4.5, 1.4, 0.9, 1.4] };

const HEADS = { triangle: [4.2, 1.4], bar: [1.1, 2.2], diamond: [4.8, 1.6], chevron: [4.0, 2.0] };

/** The control points of an edge: its own, or a gentle curve between the two boxes. */
export function curveOf(edge, nodes) {
  if (Array.isArray(edge.points) && edge.points.length >= 8 && (edge.points.length - 2) % 6 === 0) return edge.points;
  const [a, b] = [nodes[edge.from].rect, nodes[edge.to].rect];
  const [ax, ay, bx, by] = [a[0] + a[2] / 2, a[1] + a[3] / 2, b[0] + b[2] / 2, b[1] + b[3] / 2];
  if (edge.from === edge.to) {
    const right = a[0] + a[2];
    const reach = 14;
    return [right, ay - a[3] / 4, right + reach, ay - a[3], right + reach, ay + a[3], right, ay + a[3] / 4];
  }
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy) || 1;
  // Bowed to one side, so that an answer and its reply do not lie on one another.
  const bow = Math.min(0.12 * length, 40);
  const [ox, oy] = [(-dy / length) * bow, (dx / length) * bow];
  const [c1x, c1y, c2x, c2y] = [ax + dx / 3 + ox, ay + dy / 3 + oy, ax + (2 * dx) / 3 + ox, ay + (2 * dy) / 3 + oy];
  const start = leave(a, ax, ay, c1x, c1y);
  const end = leave(b, bx, by, c2x, c2y);
  return [...start, c1x, c1y, c2x, c2y, ...end];
}

// Where the line from the middle of a box to a point leaves the box.
function leave([, , width, height], x, y, tx, ty) {
  const [dx, dy] = [tx - x, ty - y];
  const scale = Math.min(width / 2 / (Math.abs(dx) || 1e-9), height / 2 / (Math.abs(dy) || 1e-9), 1);
  return [x + dx * scale, y + dy * scale];
}

/** The box around control points: least x, least y, greatest x, greatest y. */
export function boundsOf(points) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    left = Math.min(left, points[at]);
    right = Math.max(right, points[at]);
    top = Math.min(top, points[at + 1]);
    bottom = Math.max(bottom, points[at + 1]);
  }
  return [left, top, right, bottom];
}

/** The arrow head at the end of a curve: its polygon, whether it is an open line, and where the line should stop. */
export function headOf(points, head, scale = 1) {
  const last = points.length;
  const [x, y] = [points[last - 2], points[last - 1]];
  let [dx, dy] = [0, 0];
  for (let at = last - 4; at >= 0; at -= 2) {
    [dx, dy] = [x - points[at], y - points[at + 1]];
    if (Math.hypot(dx, dy) > 0.05) break;
  }
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const [along, across] = (HEADS[head] ?? HEADS.triangle).map((extent) => extent * scale);
  const at = (back, side) => [x - ux * back - uy * side, y - uy * back + ux * side];
  if (head === 'bar') return { polygon: [...at(0, across), ...at(0, -across), ...at(along * 0.6, -across), ...at(along * 0.6, across)], open: false, stop: at(along * 0.3, 0) };
  if (head === 'diamond') return { polygon: [...at(0, 0), ...at(along / 2, across), ...at(along, 0), ...at(along / 2, -across)], open: false, stop: at(along * 0.8, 0) };
  if (head === 'chevron') return { polygon: [...at(along, across), ...at(0.2, 0), ...at(along, -across)], open: true, stop: at(0.4, 0) };
  return { polygon: [...at(0, 0), ...at(along, across), ...at(along, -across)], open: false, stop: at(along * 0.8, 0) };
}

/** The same curve, ending a little before its tip. */
export function cutShort(points, stop) {
  return [...points.slice(0, -2), ...stop];
}

const STEPS = 24;

/** The part of a single long cubic that runs through a box and its surroundings: dashes far out of sight cost time. */
export function withinSight(points, [left, top, right, bottom]) {
  if (points.length !== 8) return points;
  const [w, h] = [right - left, bottom - top];
  const [x0, y0, x1, y1] = boundsOf(points);
  if (x1 - x0 < 3 * w && y1 - y0 < 3 * h) return points;
  const inside = (t) => {
    const [x, y] = pointAt(points, 0, t);
    return x > left - w && x < right + w && y > top - h && y < bottom + h;
  };
  let [first, last] = [STEPS, 0];
  for (let step = 0; step <= STEPS; step += 1) {
    if (!inside(step / STEPS)) continue;
    first = Math.min(first, step);
    last = Math.max(last, step);
  }
  if (first > last) return points;
  return between(points, Math.max(0, first - 1) / STEPS, Math.min(STEPS, last + 1) / STEPS);
}

// The part of a cubic between two of its parameters, by de Casteljau's subdivision.
function between(points, from, to) {
  const mix = (a, b, t) => a + (b - a) * t;
  const split = (p, t) => {
    const level = (q) => Array.from({ length: q.length - 2 }, (_, at) => mix(q[at], q[at + 2], t));
    const [a, b, c] = [level(p), level(level(p)), level(level(level(p)))];
    return [[p[0], p[1], a[0], a[1], b[0], b[1], c[0], c[1]], [c[0], c[1], b[2], b[3], a[4], a[5], p[6], p[7]]];
  };
  const tail = from > 0 ? split(points, from)[1] : points;
  return to < 1 ? split(tail, (to - from) / (1 - from))[0] : tail;
}

function pointAt(points, at, t) {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [0, 1].map((side) => a * points[at + side] + b * points[at + 2 + side] + c * points[at + 4 + side] + d * points[at + 6 + side]);
}

/** The distance of a place from a curve. */
export function distanceTo(points, x, y) {
  let least = Infinity;
  for (let at = 0; at + 7 < points.length; at += 6) {
    let [px, py] = [points[at], points[at + 1]];
    for (let step = 1; step <= 16; step += 1) {
      const [qx, qy] = pointAt(points, at, step / 16);
      least = Math.min(least, toSegment(px, py, qx, qy, x, y));
      [px, py] = [qx, qy];
    }
  }
  return least;
}

function toSegment(ax, ay, bx, by, x, y) {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(ax + t * dx - x, ay + t * dy - y);
}
