// Long lists in pieces: what is beyond the first piece is made when it is asked for.

import { h, join } from '../dom.js';
import { linkTo } from '../links.js';
import { paintMarks } from './paint.js';

/** A list of entries of which `size` are shown at first; `made` makes an item of an entry. */
export function paged(app, entries, made, { size = 50, tag = 'ul', className = 'items' } = {}) {
  const list = h(tag, { class: className });
  const more = h('button', { type: 'button', class: 'plain more', onclick: () => grow() });
  let length = 0;
  const grow = () => {
    const next = entries.slice(length, length + size);
    const first = length > 0;
    length += next.length;
    const items = next.map(made);
    list.append(...items);
    if (first) paintMarks(list, app);
    const rest = entries.length - length;
    more.hidden = rest === 0;
    more.textContent = `Show ${Math.min(size, rest)} more of ${rest}`;
  };
  grow();
  return [list, more];
}

/** The names of works as links, in one line; of many, the first, and the rest on demand. */
export function workNames(debate, keys, most = 30) {
  const names = (some) => join(some.map((key) => linkTo(debate, 'work', key)));
  if (keys.length <= most) return names(keys);
  const rest = h('span', {}, ' and ');
  const more = h('button', { type: 'button', class: 'plain', onclick: () => rest.replaceWith(h('span', {}, ', ', ...names(keys.slice(most)))) }, `${keys.length - most} more`);
  rest.append(more);
  return [...names(keys.slice(0, most)), rest];
}
