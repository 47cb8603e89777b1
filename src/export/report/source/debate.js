// The debate as the page reads it from its own JSON: what the commands print, with ways to look things up.

const list = (value) => (Array.isArray(value) ? value : []);

/** Reads the payload; sections that are missing are taken as empty. */
export function readDebate(payload) {
  const works = list(payload.works);
  const positions = list(payload.positions);
  const responses = list(payload.responses?.responses ?? payload.responses);
  const map = payload.map ?? {};
  const debate = {
    program: payload.program ?? {},
    opening: payload.opening ?? 'debate',
    title: payload.title ?? 'Debate',
    subtitle: payload.subtitle ?? '',
    source: payload.source ?? '',
    works,
    positions,
    responses,
    palette: payload.palette ?? {},
    styles: payload.styles ?? {},
    relations: payload.relations ?? {},
    lanes: list(map.lanes),
    years: list(map.years),
    folds: list(map.folds),
    rules: list(map.rules),
    nodes: list(map.nodes),
    edges: list(map.edges),
    page: map.page ?? { width: 500, height: 500 },
    threads: list(payload.threads?.threads ?? payload.threads),
    unanswered: payload.unanswered ?? {},
    claims: list(payload.claims?.claims),
    circles: list(payload.claims?.circles),
    schools: payload.schools ?? {},
    bridges: payload.bridges ?? {},
    timeline: payload.timeline ?? {},
    matrix: payload.matrix ?? {},
    stats: payload.stats ?? {},
    diagnostics: list(payload.check?.diagnostics),
    counts: payload.check?.counts ?? {},
  };
  debate.workByKey = new Map(works.map((work) => [work.key, work]));
  debate.positionById = new Map(positions.map((position) => [position.id, position]));
  debate.claimById = new Map(debate.claims.map((claim) => [claim.id, claim]));
  positionTree(debate);
  ends(debate);
  places(debate);
  mainPath(debate);
  claimsOfWorks(debate);
  return debate;
}

function positionTree(debate) {
  debate.children = new Map();
  for (const position of debate.positions) {
    if (!debate.positionById.has(position.parent)) continue;
    if (!debate.children.has(position.parent)) debate.children.set(position.parent, []);
    debate.children.get(position.parent).push(position);
  }
  debate.roots = debate.positions.filter((position) => !debate.positionById.has(position.parent));
  // A circle of parents has no root; its positions are shown side by side.
  const reached = new Set(debate.roots.flatMap((root) => [...withDescendants(debate, root.id)]));
  for (const position of debate.positions) if (!reached.has(position.id)) debate.roots.push(position);
}

/** A position and everything beneath it. */
export function withDescendants(debate, id) {
  const found = new Set([id]);
  for (const next of found) for (const child of debate.children.get(next) ?? []) found.add(child.id);
  return found;
}

function ends(debate) {
  debate.from = new Map();
  debate.to = new Map();
  debate.responses.forEach((response, index) => {
    response.index = index;
    push(debate.from, `${response.from_kind}:${response.from}`, response);
    push(debate.to, `${response.to_kind}:${response.to}`, response);
  });
  debate.citedBy = new Map();
  for (const work of debate.works) for (const cited of list(work.cites)) push(debate.citedBy, cited, work.id);
  debate.out = debate.works.map((work) => debate.from.get(`work:${work.key}`)?.length ?? 0);
  debate.in = debate.works.map((work) => debate.to.get(`work:${work.key}`)?.length ?? 0);
}

function push(map, key, value) {
  if (map.has(key)) map.get(key).push(value);
  else map.set(key, [value]);
}

function places(debate) {
  debate.nodeOfWork = new Map();
  debate.nodeOfPosition = new Map();
  debate.edgesOfNode = debate.nodes.map(() => []);
  debate.nodes.forEach((node, index) => {
    if (node.work !== null && node.work !== undefined) debate.nodeOfWork.set(node.work, index);
    // A work says in which lane it stands; only a node without a work is that position.
    else if (node.position) debate.nodeOfPosition.set(node.position, index);
    node.label = debate.works[node.work]?.label ?? node.position ?? (list(node.lines).join(' ') || node.id);
  });
  debate.edgeByName = new Map();
  debate.edges.forEach((edge, index) => {
    edge.responses = list(edge.responses);
    debate.edgesOfNode[edge.from]?.push(index);
    if (edge.to !== edge.from) debate.edgesOfNode[edge.to]?.push(index);
    const stem = [debate.nodes[edge.from]?.id, edge.style, debate.nodes[edge.to]?.id].join(' ');
    edge.name = debate.edgeByName.has(stem) ? `${stem} ${index}` : stem;
    debate.edgeByName.set(edge.name, index);
  });
  const years = debate.works.map((work) => work.year).filter((year) => Number.isInteger(year));
  debate.firstYear = years.reduce((least, year) => Math.min(least, year), Infinity);
  debate.lastYear = years.reduce((greatest, year) => Math.max(greatest, year), -Infinity);
  debate.dated = years.length > 0;
}

function mainPath(debate) {
  const path = debate.timeline.main_path ?? {};
  const node = (key) => debate.nodeOfWork.get(debate.workByKey.get(key)?.id);
  debate.haloNodes = new Set(list(path.nodes).map(node).filter((index) => index !== undefined));
  // An arc of the path runs from the earlier to the later work; the arrow on the map points back.
  const arcs = new Set(list(path.arcs).filter((arc) => arc.on_path).flatMap((arc) => [`${node(arc.from)} ${node(arc.to)}`, `${node(arc.to)} ${node(arc.from)}`]));
  debate.haloEdges = new Set(debate.edges.flatMap((edge, index) => (arcs.has(`${edge.from} ${edge.to}`) ? [index] : [])));
}

function claimsOfWorks(debate) {
  debate.claimsBy = new Map();
  for (const claim of debate.claims) {
    for (const [how, statements] of [['asserts', claim.asserted_by], ['denies', claim.denied_by]]) {
      for (const statement of list(statements)) push(debate.claimsBy, `${statement.kind}:${statement.key}`, { claim, how, statement });
    }
  }
}

/** The node that stands for a kind and key, if the map has it. */
export function nodeOf(debate, kind, key) {
  if (kind === 'work') return debate.nodeOfWork.get(debate.workByKey.get(key)?.id);
  return kind === 'position' ? debate.nodeOfPosition.get(key) : undefined;
}

/** The name by which a thing is called in running text. */
export function nameOf(debate, kind, key) {
  if (kind === 'work') return debate.workByKey.get(key)?.label ?? key;
  if (kind === 'claim') return debate.claimById.get(key)?.text ?? key;
  return key;
}

/** The label of a node of the map in one line; the box may have broken it within a word. */
export function nodeLabel(node) {
  return node.label;
}

/** The positions of a work, each once. */
export function positionsOf(work) {
  return [...new Set(list(work.positions).map((stance) => stance.position))];
}
