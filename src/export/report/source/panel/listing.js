// The map in words: every work that is shown, and the arrows from it. The same facts for those who do not see the map.

import { h, replace } from '../dom.js';
import { nodeLabel } from '../debate.js';
import { linkTo } from '../links.js';
import { STYLE_WORDS, count, relationWords } from '../words.js';

const PAGE = 150;

/** A list that follows the filters, made when it is opened. */
export class Listing {
  constructor(app) {
    this.app = app;
    this.title = h('summary', {}, 'The map as a list');
    this.body = h('div', { class: 'listing-body' });
    this.element = h('details', { class: 'listing' }, this.title, this.body);
    this.element.addEventListener('toggle', () => this.#build());
  }

  /** Follows the filters. */
  refresh() {
    const { shown } = this.app;
    this.title.textContent = `The map as a list: ${count(shown.workCount, 'work')}, ${count(shown.edgeCount, 'arrow')}`;
    this.length = PAGE;
    this.#build();
  }

  #build() {
    if (!this.element.open) return replace(this.body);
    const { debate, shown } = this.app;
    const nodes = debate.nodes.map((_, index) => index).filter((index) => shown.nodes[index]);
    const items = nodes.slice(0, this.length).map((index) => this.#item(index));
    const rest = nodes.length - items.length;
    const more = rest > 0 ? h('button', { type: 'button', class: 'plain', onclick: () => this.#more() }, `Show ${Math.min(PAGE, rest)} more of ${rest}`) : null;
    const none = items.length === 0 ? h('p', { class: 'empty' }, 'The filters leave no work.') : null;
    return replace(this.body, h('ul', {}, ...items), more, none);
  }

  #more() {
    this.length += PAGE;
    this.#build();
  }

  #item(index) {
    const { debate, shown } = this.app;
    const arrows = debate.edgesOfNode[index].filter((edge) => shown.edges[edge] && debate.edges[edge].from === index);
    return h('li', {}, this.#link(index), arrows.length > 0 ? h('ul', {}, ...arrows.map((edge) => this.#arrow(edge))) : null);
  }

  #link(index) {
    const { debate } = this.app;
    const node = debate.nodes[index];
    const work = debate.works[node.work];
    if (work) return [linkTo(debate, 'work', work.key, work.label), ' ', h('span', { class: 'quiet' }, work.title)];
    return linkTo(debate, 'position', node.position, nodeLabel(node));
  }

  #arrow(index) {
    const { debate, shown } = this.app;
    const edge = debate.edges[index];
    const words = [...new Set(edge.responses.filter((number) => shown.responses[number]).map((number) => relationWords(debate, debate.responses[number].relation)))];
    const to = debate.nodes[edge.to];
    return h('li', {}, linkTo(debate, 'edge', edge.name, words.join(', ') || STYLE_WORDS[edge.style]), ' ', debate.works[to.work]?.label ?? nodeLabel(to));
  }
}
