// An invented debate of many works, made from the payload of a real one: for the tests of size.

/** So many works in eight positions with so many responses; the same each time. */
export function invented(base, workCount, responseCount) {
  let seed = 7;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const colors = Object.keys(base.palette);
  const positions = colors.map((color, index) => ({ id: `p${index}`, title: `Position ${index}`, parent: null, debate: 'invented', color }));
  const works = Array.from({ length: workCount }, (_, id) => {
    const year = 1950 + Math.floor(70 * Math.sqrt(random()));
    const held = `p${Math.floor(random() * positions.length)}`;
    const stance = { position: held, by: `k${id}`, place: null, confidence: 'high', quote: null, source: { file: 'invented.bib', line: id + 1, field: 'position' } };
    return { id, key: `k${id}`, label: `Author${id} ${year}`, title: `On the matter of tides, part ${id}`, authors: [`Author${id}, A.`], year, venue: null, doi: null, url: null, type: 'article', in_corpus: true, positions: [stance], facets: {}, cites: [], school: null };
  });
  const rows = new Map();
  const nodes = works.map((work) => {
    const lane = Number(work.positions[0].position.slice(1));
    const cell = `${work.year} ${lane}`;
    const number = rows.get(cell) ?? 0;
    rows.set(cell, number + 1);
    const rect = [40 + lane * 430 + (number % 10) * 42, 40 + (work.year - 1950) * 60 + Math.floor(number / 10) * 13, 38, 10];
    return { id: `work:${work.key}`, work: work.id, position: work.positions[0].position, rect, shape: 'work', fills: [colors[lane]], lines: [work.label], font_size: 6 };
  });
  const kinds = [['supports', '+1', 'supports'], ['disputes', '-1', 'disputes'], ['qualifies', 'mixed', 'mixed'], ['discusses', '0', 'neutral']];
  const responses = [];
  const edges = [];
  for (let index = 0; index < responseCount; index += 1) {
    const [a, b] = [Math.floor(random() * workCount), Math.floor(random() * random() * workCount)];
    const [from, to] = works[a].year >= works[b].year ? [works[a], works[b]] : [works[b], works[a]];
    if (from === to) continue;
    const [relation, sign, style] = kinds[Math.floor(random() * kinds.length)];
    responses.push({ by: from.key, confidence: 'high', from: from.key, from_kind: 'work', from_work: from.id, locator: 'p. 3', on: null, place: null, quote: null, relation, sign, source: { file: 'invented.bib', line: index, field: relation }, to: to.key, to_kind: 'work', to_work: to.id, via: null, year: from.year, index: responses.length });
    edges.push({ from: from.id, to: to.id, style, line: base.styles[style].line, width: 0.7, points: null, responses: [responses.length - 1] });
  }
  const height = 60 * 72;
  const lanes = positions.map((position, index) => ({ title: position.title, group: null, rect: [36 + index * 430, 30, 424, height], color: position.color }));
  const years = Array.from({ length: 70 }, (_, index) => ({ year: 1950 + index, y: 45 + index * 60 }));
  const nothing = { claims: {}, schools: {}, bridges: {}, threads: { threads: [] }, unanswered: {}, matrix: {}, timeline: {}, stats: {} };
  return { ...base, ...nothing, title: `An invented debate of ${workCount} works`, works, positions, responses, map: { page: { width: 3500, height }, lanes, years, folds: [], rules: [], nodes, edges } };
}
