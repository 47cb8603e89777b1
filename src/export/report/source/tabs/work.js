// One work: its data, its positions, its claims, what it answers and who answered it.

import { h, join } from '../dom.js';
import { doiAddress, linkTo, outside, webAddress } from '../links.js';
import { empty, evidence, positionLink, responseItem, section } from '../statement.js';
import { paged, workNames } from '../panel/paged.js';
import { count } from '../words.js';
import { badge } from './claims.js';

/** Everything that is known of a work. */
export function workView(app, work) {
  const { debate } = app;
  const key = `work:${work.key}`;
  const out = debate.from.get(key) ?? [];
  const into = debate.to.get(key) ?? [];
  return h(
    'article',
    { class: 'work' },
    h('p', { class: 'kicker' }, work.in_corpus === false ? 'Work cited, but not in the files' : 'Work'),
    h('h2', {}, work.title || work.label),
    h('p', { class: 'byline' }, (work.authors ?? []).length > 0 ? join(work.authors.map((author) => h('span', {}, author)), '; ') : 'No author is named', work.year !== null && work.year !== undefined ? `, ${work.year}` : ', without a year'),
    data(work),
    positions(debate, work),
    facets(work),
    group('What it answers', out, app, 'from', 'No response of this work to another is in the files. A field such as disputes = {key [p. 3]} would state one.'),
    group('Who answered it', into, app, 'to', 'Nobody in these files responds to this work.'),
    claims(debate, work, 'asserts', 'Claims it makes'),
    claims(debate, work, 'denies', 'Claims it denies'),
    citations(debate, work),
    place(debate, work),
  );
}

function data(work) {
  const doi = doiAddress(work.doi);
  const web = webAddress(work.url);
  const rows = [
    work.venue ? ['In', work.venue] : null,
    work.doi ? ['DOI', outside(doi, work.doi)] : null,
    work.url ? ['Link', outside(web, work.url)] : null,
    ['Key', h('code', {}, work.key)],
    work.type ? ['Type', work.type] : null,
  ].filter(Boolean);
  return h('dl', { class: 'data' }, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

function positions(debate, work) {
  const stances = work.positions ?? [];
  if (stances.length === 0) return h('section', {}, h('h3', {}, 'Positions'), empty('No position is given. position = {…} in its entry would place it in a lane.'));
  const items = stances.map((stance) => {
    const title = debate.positionById.get(stance.position)?.title;
    return h('li', {}, h('p', {}, positionLink(debate, stance.position), title ? h('span', { class: 'quiet' }, ` ${title}`) : null), ...evidence(debate, { ...stance, place: stance.place ?? stance.locator }, work.key));
  });
  return section('Positions', items);
}

function facets(work) {
  const entries = Object.entries(work.facets ?? {}).filter(([, values]) => values.length > 0);
  if (entries.length === 0) return null;
  return h('section', {}, h('h3', {}, 'What it studied'), h('dl', { class: 'data' }, ...entries.flatMap(([name, values]) => [h('dt', {}, name), h('dd', {}, values.join(', '))])));
}

function group(title, responses, app, seen, none) {
  const heading = h('h3', {}, responses.length > 0 ? `${title} (${responses.length})` : title);
  const body = responses.length > 0 ? paged(app, responses, (response) => responseItem(app.debate, response, seen)) : empty(none);
  return h('section', { class: `group-${seen}` }, heading, body);
}

function claims(debate, work, how, title) {
  const found = (debate.claimsBy.get(`work:${work.key}`) ?? []).filter((entry) => entry.how === how);
  const items = found.map(({ claim, statement }) => h('li', {}, h('p', {}, badge(claim.status), ' ', linkTo(debate, 'claim', claim.id, claim.text), statement.locator ? `, ${statement.locator}` : null), ...evidence(debate, statement, work.key)));
  return section(`${title} (${found.length})`, items);
}

function citations(debate, work) {
  const key = (id) => debate.works[id]?.key;
  const cites = (work.cites ?? []).filter((id) => debate.works[id]);
  const citedBy = debate.citedBy.get(work.id) ?? [];
  if (cites.length + citedBy.length === 0) return null;
  const list = (title, ids) => (ids.length === 0 ? null : h('p', {}, `${title} ${count(ids.length, 'work')}: `, ...workNames(debate, ids.map(key), 12)));
  return h('section', {}, h('h3', {}, 'Citations'), list('Cites', cites), list('Cited by', citedBy));
}

function place(debate, work) {
  const lines = [];
  const school = (debate.schools.schools ?? []).find((candidate) => candidate.id === work.school);
  if (school) lines.push(h('li', {}, `School ${school.id}: `, school.label));
  const bridge = (debate.bridges.bridges ?? []).find((candidate) => candidate.work === work.key);
  if (bridge) lines.push(h('li', {}, `Bridge, rank ${bridge.rank}: joins ${(bridge.joins ?? []).join(', ')}`));
  if ((debate.timeline.main_path?.nodes ?? []).includes(work.key)) lines.push(h('li', {}, 'On the main path'));
  return section('Its place in the debate', lines);
}
