// Which works, arrows and responses the filters leave. In each list nothing ticked means everything; within a list
// one of the ticked suffices; every list must be met.

import { positionsOf, withDescendants } from './debate.js';
import { styleOfSign } from './words.js';

/** What is shown in a state: a byte for each node, edge, work and response, and counts. */
export function shown(debate, state) {
  const positions = state.positions.length === 0 ? null : union(state.positions.map((id) => withDescendants(debate, id)));
  const facets = wantedFacets(state.facets);
  const works = Uint8Array.from(debate.works, (work) => Number(passesWork(work, positions, facets, state)));
  const passes = responseFilter(state);
  const responses = Uint8Array.from(debate.responses, (response) => Number(passes(response)));
  const nodes = Uint8Array.from(debate.nodes, (node) => {
    if (node.work !== null && node.work !== undefined) return works[node.work] ?? 1;
    if (node.position) return Number(positions === null || positions.has(node.position));
    return 1;
  });
  const plain = state.relations.length === 0 && state.confidence.length === 0;
  const edges = Uint8Array.from(debate.edges, (edge) => {
    if (!nodes[edge.from] || !nodes[edge.to]) return 0;
    if (edge.responses.length > 0) return Number(edge.responses.some((index) => responses[index]));
    return Number(plain && (state.styles.length === 0 || state.styles.includes(edge.style)));
  });
  return {
    works,
    responses,
    nodes,
    edges,
    workCount: sum(works),
    edgeCount: sum(edges),
    narrowed: ['positions', 'styles', 'relations', 'confidence', 'facets'].some((key) => state[key].length > 0) || state.from !== null || state.to !== null,
  };
}

/** What stands for having no position, in a list of positions. */
export const NONE = '';

/** `region=Africa` as the state holds it. */
export function facetName(name, value) {
  return `${name}=${value}`;
}

function wantedFacets(entries) {
  const wanted = new Map();
  for (const entry of entries) {
    const cut = entry.indexOf('=');
    const name = entry.slice(0, cut);
    if (!wanted.has(name)) wanted.set(name, new Set());
    wanted.get(name).add(entry.slice(cut + 1));
  }
  return wanted;
}

function passesWork(work, positions, facets, state) {
  if (positions !== null) {
    const held = positionsOf(work);
    if (!(held.length === 0 ? positions.has(NONE) : held.some((id) => positions.has(id)))) return false;
  }
  for (const [name, values] of facets) {
    if (!(work.facets?.[name] ?? []).some((value) => values.has(value))) return false;
  }
  if (state.from === null && state.to === null) return true;
  if (!Number.isInteger(work.year)) return false;
  return work.year >= (state.from ?? -Infinity) && work.year <= (state.to ?? Infinity);
}

function responseFilter(state) {
  return (response) =>
    (state.styles.length === 0 || state.styles.includes(styleOfSign(response.sign))) &&
    (state.relations.length === 0 || state.relations.includes(response.relation)) &&
    (state.confidence.length === 0 || state.confidence.includes(response.confidence));
}

function union(sets) {
  return new Set(sets.flatMap((set) => [...set]));
}

function sum(bytes) {
  return bytes.reduce((total, byte) => total + byte, 0);
}
