// Links: inside the page to works, positions, claims and arrows; outside to a DOI or to http and https only.

import { h } from './dom.js';
import { nameOf } from './debate.js';
import { DEFAULTS, encode } from './state.js';

/** A link that changes part of what the page shows; without scripts it would still be an address. */
function inside(patch, attributes, ...children) {
  const link = h('a', { href: `#${encode({ ...DEFAULTS, ...patch })}`, ...attributes }, ...children);
  link.go = patch;
  return link;
}

/** Follows the page's own links without losing the filters. */
export function followLinks(root, store) {
  root.addEventListener('click', (event) => {
    const link = event.target.closest?.('a');
    if (!link?.go || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    store.go(link.go);
  });
}

/** What the state becomes when this is chosen. */
export function choosing(kind, key) {
  const nothing = { work: null, position: null, edge: null };
  if (kind === 'work') return { ...nothing, work: key, tab: 'selected' };
  if (kind === 'position') return { ...nothing, position: key, tab: 'selected' };
  if (kind === 'edge') return { ...nothing, edge: key, tab: 'selected' };
  return { claim: key, status: null, tab: 'claims' };
}

/** A link to a work, position, claim or arrow; plain text where the page knows no such thing. */
export function linkTo(debate, kind, key, text) {
  const known =
    (kind === 'work' && debate.workByKey.has(key)) ||
    (kind === 'position' && debate.positionById.has(key)) ||
    (kind === 'claim' && debate.claimById.has(key)) ||
    (kind === 'edge' && debate.edgeByName.has(key));
  const words = text ?? nameOf(debate, kind, key);
  return known ? inside(choosing(kind, key), { class: `to-${kind}` }, words) : h('span', {}, words);
}

/** The address of a DOI, or null if this is none. */
export function doiAddress(doi) {
  const bare = String(doi ?? '').trim().replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '');
  if (!/^10\.\d{4,9}\/[^\s\u0000-\u001f]+$/.test(bare)) return null;
  return `https://doi.org/${encodeURI(bare).replace(/[?#]/g, encodeURIComponent)}`;
}

/** The address if it is http or https, else null. */
export function webAddress(url) {
  try {
    const parsed = new URL(String(url ?? '').trim());
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
  } catch {
    return null;
  }
}

/** A link out of the page; where the address is not fit to be followed, the text alone. */
export function outside(address, text) {
  if (address === null) return h('span', {}, text);
  return h('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, text);
}

/** `file:line field`, the place in the file. */
export function place(source) {
  if (!source) return null;
  return h('code', { class: 'place' }, `${source.file}:${source.line}${source.field ? ` ${source.field}` : ''}`);
}
