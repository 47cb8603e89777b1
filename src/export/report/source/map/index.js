// Where things are on the map: what is in sight, what lies beneath the pointer, what comes next in a direction.

import Flatbush from 'flatbush';
import { boundsOf, curveOf, distanceTo } from './curves.js';
import { sight } from './scene.js';

/** An index over the nodes and edges of a debate. */
export class MapIndex {
  constructor(debate) {
    this.debate = debate;
    this.curves = debate.edges.map((edge) => curveOf(edge, debate.nodes));
    this.nodeTree = treeOf(debate.nodes.map(({ rect: [x, y, w, h] }) => [x, y, x + w, y + h]));
    this.edgeTree = treeOf(this.curves.map(boundsOf));
    const degree = debate.nodes.map((_, index) => debate.edgesOfNode[index].length);
    this.byDegree = debate.nodes.map((_, index) => index).sort((a, b) => degree[b] - degree[a] || a - b);
  }

  /** The nodes that touch a box, in their order. */
  nodesIn(box) {
    return search(this.nodeTree, box);
  }

  /** The edges whose surroundings touch a box, in their order. */
  edgesIn(box) {
    return search(this.edgeTree, box);
  }

  /** How many marks a scene has in sight, nearly. */
  weightIn(scene) {
    const box = sight(scene);
    return (this.nodeTree?.search(...box).length ?? 0) + (this.edgeTree?.search(...box).length ?? 0);
  }

  /** The node at a place, the smallest if several, or null. */
  nodeAt(x, y, reach, admits) {
    const found = search(this.nodeTree, [x - reach, y - reach, x + reach, y + reach]).filter(admits);
    const outside = (index) => {
      const [left, top, w, h] = this.debate.nodes[index].rect;
      return Math.hypot(Math.max(left - x, 0, x - left - w), Math.max(top - y, 0, y - top - h));
    };
    return found.sort((a, b) => outside(a) - outside(b) || b - a)[0] ?? null;
  }

  /** The edge nearest to a place within reach, or null. */
  edgeAt(x, y, reach, admits) {
    let [best, least] = [null, reach];
    for (const index of search(this.edgeTree, [x - reach, y - reach, x + reach, y + reach])) {
      if (!admits(index)) continue;
      const distance = distanceTo(this.curves[index], x, y);
      if (distance < least) [best, least] = [index, distance];
    }
    return best;
  }

  /** The nearest node in a direction, (dx, dy) one of the four unit vectors; null at the border. */
  next(from, dx, dy, admits) {
    const middle = ({ rect: [x, y, w, h] }) => [x + w / 2, y + h / 2];
    const [fx, fy] = middle(this.debate.nodes[from]);
    let [best, least] = [null, Infinity];
    for (let index = 0; index < this.debate.nodes.length; index += 1) {
      if (index === from || !admits(index)) continue;
      const [x, y] = middle(this.debate.nodes[index]);
      const along = (x - fx) * dx + (y - fy) * dy;
      const across = Math.abs((x - fx) * dy) + Math.abs((y - fy) * dx);
      // What lies more aside than ahead is not in this direction, unless nothing else is.
      if (along < 0.5) continue;
      const cost = along + across * 2.2;
      if (cost < least) [best, least] = [index, cost];
    }
    return best;
  }
}

function treeOf(boxes) {
  if (boxes.length === 0) return null;
  const tree = new Flatbush(boxes.length);
  for (const box of boxes) tree.add(...box);
  tree.finish();
  return tree;
}

function search(tree, box) {
  return tree === null ? [] : tree.search(...box).sort((a, b) => a - b);
}
