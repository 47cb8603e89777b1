// The few words beside the pointer.

import { h, replace } from '../dom.js';
import { nodeLabel } from '../debate.js';
import { STYLE_WORDS, count, relationWords } from '../words.js';

/** A note that follows the pointer; what it says stands in the tabs too. */
export class Tip {
  constructor(app) {
    this.app = app;
    this.element = h('div', { class: 'tip', 'aria-hidden': 'true', hidden: true });
  }

  /** Shows what is known of a node or edge at a place of the map, or nothing. */
  show(hit, x, y) {
    this.element.hidden = hit === null;
    if (hit === null) return;
    replace(this.element, ...(hit.kind === 'node' ? this.#node(hit.index) : this.#edge(hit.index)));
    const { width, height } = this.app.view;
    const box = this.element.getBoundingClientRect();
    this.element.style.left = `${Math.max(4, Math.min(x + 14, width - box.width - 4))}px`;
    this.element.style.top = `${y + 18 + box.height > height ? Math.max(4, y - box.height - 10) : y + 18}px`;
  }

  #node(index) {
    const { debate } = this.app;
    const node = debate.nodes[index];
    const work = debate.works[node.work];
    if (!work) {
      const position = debate.positionById.get(node.position);
      return [h('strong', {}, nodeLabel(node)), position ? h('span', {}, position.title) : null];
    }
    const answers = `answers ${debate.out[work.id]}, answered ${debate.in[work.id] === 1 ? 'once' : `${debate.in[work.id]} times`}`;
    return [h('strong', {}, work.label), h('span', {}, work.title), h('span', { class: 'quiet' }, answers)];
  }

  #edge(index) {
    const { debate } = this.app;
    const edge = debate.edges[index];
    const words = [...new Set(edge.responses.map((number) => relationWords(debate, debate.responses[number]?.relation)))];
    return [
      h('strong', {}, edge.title),
      h('span', {}, words.length > 0 ? words.join(', ') : STYLE_WORDS[edge.style] ?? edge.style),
      edge.responses.length > 1 ? h('span', { class: 'quiet' }, count(edge.responses.length, 'response')) : null,
    ];
  }
}
