// Hands a text to the reader as a file, without leaving the page.

import { h } from './dom.js';

/** Offers a text under a name. */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = h('a', { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** A name for a file, from the title of the debate. */
export function fileName(title, ending) {
  const words = title.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  // Cut after a word.
  const stem = words.length > 48 ? words.slice(0, 48).replace(/-[^-]*$/, '') : words;
  return `${stem || 'debate'}${ending}`;
}
