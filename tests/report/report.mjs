// Tests of the report's page in Chromium. What is expected is computed here from the page's payload, not by the page.
//
//   node tests/report/report.mjs REPORT.html HOSTILE.html [WORDS OF A NAME]
//
// REPORT.html is the report on bib/soft-balancing.bib, HOSTILE.html one on works with hostile titles.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { AXE, check, launch, open, payloadOf, run, settle, withPayload } from './browser.mjs';
import { invented } from './invented.mjs';

const [report, hostile] = process.argv.slice(2);
if (!report || !hostile) {
  console.error('usage: report.mjs REPORT.html HOSTILE.html');
  process.exit(2);
}

const debate = payloadOf(report);
const { works, responses, map } = debate;
const scratch = mkdtempSync(join(tmpdir(), 'report-'));
const browser = await launch();

// The slow and obvious reading of the payload, against which the page is held.
const below = (id) => [id, ...debate.positions.filter((position) => position.parent === id).flatMap((child) => below(child.id))];
const holds = (work, ids) => work.positions.some((stance) => ids.includes(stance.position));
const nodeWorks = (admits) => map.nodes.filter((node) => node.work !== null && admits(works[node.work])).length;
const options = (page) => page.locator('.map-keys [role="option"]:not([aria-disabled])').count();
const exported = async (page) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.export').click()]);
  return readFileSync(await download.path(), 'utf8');
};
const parsed = (page, text) =>
  page.evaluate((svg) => {
    const tree = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const all = (selector) => tree.querySelectorAll(selector).length;
    return { broken: all('parsererror'), nodes: all('.map .node'), edges: all('.map .edge'), legends: all('.legend'), texts: [...tree.querySelectorAll('text')].map((text) => text.textContent), foreign: all('script, image, foreignObject, a, [onload]') };
  }, text);
const clean = (page) => assert.deepEqual(page.faults, []);
const tick = async (page, key, value) => {
  const box = page.locator(`.filters input[data-key="${key}"][data-value="${value}"]`);
  await box.evaluate((input) => {
    for (let up = input.parentElement; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
  });
  await box.check();
  await settle(page);
};
check('the page opens from disk, shows every work, and breaks no rule of its policy', async () => {
  const page = await open(browser, report);
  assert.equal(await options(page), map.nodes.length);
  assert.match(readFileSync(report, 'utf8'), /default-src 'none'/);
  for (const tab of await page.locator('[role="tab"]').all()) {
    await tab.click();
    await settle(page);
    assert.ok((await page.locator('[role="tabpanel"]:not([hidden])').innerText()).trim().length > 40, `${await tab.innerText()} is empty`);
  }
  clean(page);
  await page.context().close();
});

check('a position narrows the map to its works and those of its parts', async () => {
  const page = await open(browser, report);
  const root = debate.positions.find((position) => position.parent === null && debate.positions.some((child) => child.parent === position.id));
  const ids = below(root.id);
  await tick(page, 'positions', root.id);
  const wanted = nodeWorks((work) => holds(work, ids)) + map.nodes.filter((node) => node.work === null && ids.includes(node.position)).length;
  assert.ok(wanted > 0 && wanted < map.nodes.length);
  assert.equal(await options(page), wanted);
  clean(page);
  await page.context().close();
});

check('signs, relations and confidence narrow the arrows as the payload says', async () => {
  const page = await open(browser, report);
  const arrows = async () => Number(/(\d+) arrows?$/.exec(await page.locator('.listing summary').innerText())[1]);
  assert.equal(await arrows(), map.edges.length);
  await tick(page, 'styles', 'disputes');
  assert.equal(await arrows(), map.edges.filter((edge) => edge.responses.some((index) => responses[index].sign === '-1')).length);
  await tick(page, 'relations', 'refutes');
  assert.equal(await arrows(), map.edges.filter((edge) => edge.responses.some((index) => responses[index].sign === '-1' && responses[index].relation === 'refutes')).length);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await tick(page, 'confidence', 'medium');
  assert.equal(await arrows(), map.edges.filter((edge) => edge.responses.some((index) => responses[index].confidence === 'medium')).length);
  clean(page);
  await page.context().close();
});

check('two values of one facet widen, two facets narrow', async () => {
  const page = await open(browser, report);
  const [name, other] = [...new Set(works.flatMap((work) => Object.keys(work.facets)))];
  const values = [...new Set(works.flatMap((work) => work.facets[name] ?? []))].slice(0, 2);
  const second = works.find((work) => (work.facets[name] ?? []).includes(values[0]) && (work.facets[other] ?? []).length > 0).facets[other][0];
  const positions = map.nodes.filter((node) => node.work === null).length;
  const either = (work) => values.some((value) => (work.facets[name] ?? []).includes(value));
  for (const value of values) await tick(page, 'facets', `${name}=${value}`);
  assert.equal(await options(page), positions + nodeWorks(either));
  await tick(page, 'facets', `${other}=${second}`);
  assert.equal(await options(page), positions + nodeWorks((work) => either(work) && (work.facets[other] ?? []).includes(second)));
  clean(page);
  await page.context().close();
});

check('the handles of the years move by keys and leave the works of those years', async () => {
  const page = await open(browser, report);
  const years = works.map((work) => work.year).filter(Number.isInteger);
  const first = page.getByRole('slider', { name: 'First year' });
  await first.focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('PageUp');
  await settle(page);
  const from = Number(await first.getAttribute('aria-valuenow'));
  assert.equal(from, Math.min(Math.min(...years) + 40, Math.max(...years)));
  const positions = map.nodes.filter((node) => node.work === null).length;
  assert.equal(await options(page), positions + nodeWorks((work) => work.year >= from));
  await page.getByRole('button', { name: 'All years' }).click();
  await settle(page);
  assert.equal(await options(page), map.nodes.length);
  clean(page);
  await page.context().close();
});

check('a span of years can be drawn with the pointer', async () => {
  const page = await open(browser, report);
  const box = await page.locator('.years .overlay').boundingBox();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 20);
  // The whole span is chosen at first; its left handle is drawn to the right.
  const handle = await page.locator('.years .handle--w').boundingBox();
  await page.mouse.move(handle.x + handle.width / 2, handle.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 8 });
  await page.mouse.up();
  await settle(page);
  const from = Number(await page.getByRole('slider', { name: 'First year' }).getAttribute('aria-valuenow'));
  assert.ok(from > 2000, `from ${from}`);
  assert.equal(await options(page), map.nodes.filter((node) => node.work === null).length + nodeWorks((work) => work.year >= from));
  assert.match(page.url(), new RegExp(`years=${from}\\.\\.`));
  clean(page);
  await page.context().close();
});

check('search finds a work by a name without its accents, and opens it', async () => {
  const page = await open(browser, report);
  const work = works.find((candidate) => /[^\u0000-\u007f]/.test(candidate.label)) ?? works[0];
  const asked = work.label.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/\d+/g, '').trim();
  await page.getByRole('combobox', { name: 'Search works' }).fill(asked);
  await settle(page);
  assert.ok((await page.locator('#found [role="option"]').first().innerText()).includes(work.title));
  await page.keyboard.press('Enter');
  await settle(page);
  assert.equal(await page.locator('.tab-selected h2').innerText(), work.title);
  clean(page);
  await page.context().close();
});

check('one can click through an exchange: work, who answered it, the arrow, its evidence', async () => {
  const page = await open(browser, report);
  const response = responses.find((candidate) => candidate.from_kind === 'work' && candidate.to_kind === 'work' && candidate.sign === '-1');
  const [from, to] = [works[response.from_work], works[response.to_work]];
  const answered = responses.filter((candidate) => candidate.to_kind === 'work' && candidate.to === to.key);
  await page.getByRole('combobox', { name: 'Search works' }).fill(to.key);
  await page.keyboard.press('Enter');
  await settle(page);
  assert.equal(await page.locator('.group-to > ul > li').count(), answered.length);
  const item = page.locator('.group-to > ul > li').filter({ hasText: `${response.source.file}:${response.source.line} ` }).first();
  assert.ok((await item.innerText()).includes(response.place ?? response.by));
  await item.locator('a.to-work').first().click();
  await settle(page);
  assert.equal(await page.locator('.tab-selected h2').innerText(), from.title);
  // Over to the arrow itself, through the list of what the map shows.
  await page.locator('.listing summary').click();
  const arrow = page.locator('.listing a.to-edge').and(page.locator(`[href*="${encodeURIComponent(`work:${from.key}`)}"]`)).filter({ hasText: debate.relations[response.relation].label }).first();
  await arrow.click();
  await settle(page);
  const text = await page.locator('.tab-selected').innerText();
  assert.match(text, /Arrow: disputes/);
  assert.match(text, /\.bib:\d+/);
  await page.goBack();
  await settle(page);
  assert.equal(await page.locator('.tab-selected h2').innerText(), from.title);
  clean(page);
  await page.context().close();
});

check('a click on the canvas opens the work that stands there', async () => {
  const page = await open(browser, report);
  const node = map.nodes.find((candidate) => candidate.work !== null);
  const frame = await page.locator('.map-frame').boundingBox();
  const [x, y, w, h] = node.rect;
  // The view has the node in the middle, beside the years and below the headings.
  await page.evaluate(([cx, cy]) => { location.hash = `view=${cx},${cy},2`; }, [x + w / 2, y + h / 2]);
  await settle(page);
  await page.mouse.click(frame.x + frame.width / 2 + 20, frame.y + frame.height / 2 + 14);
  await settle(page);
  const opened = await page.locator('.tab-selected h2').innerText();
  assert.equal(opened, works[node.work].title);
  clean(page);
  await page.context().close();
});

check('a click on an arrow opens its evidence, and the pointer over it names it', async () => {
  const page = await open(browser, report);
  await tick(page, 'styles', 'mixed');
  const middle = (edge) => {
    const at = Math.floor((edge.points.length - 2) / 12) * 6;
    const [a, b, c, d] = [0, 2, 4, 6].map((step) => edge.points.slice(at + step, at + step + 2));
    return [0, 1].map((side) => (a[side] + 3 * b[side] + 3 * c[side] + d[side]) / 8);
  };
  const clear = ([x, y]) => map.nodes.every(({ rect: [left, top, w, h] }) => x < left - 8 || x > left + w + 8 || y < top - 8 || y > top + h + 8);
  const alone = ([x, y], edge) => mixed.every((other) => other === edge || Math.hypot(middle(other)[0] - x, middle(other)[1] - y) > 6);
  const mixed = map.edges.filter((edge) => edge.style === 'mixed');
  const edge = mixed.find((candidate) => clear(middle(candidate)) && alone(middle(candidate), candidate));
  const frame = await page.locator('.map-frame').boundingBox();
  const [x, y] = middle(edge);
  const hash = await page.evaluate(() => location.hash.slice(1));
  await page.evaluate((fragment) => { location.hash = fragment; }, `${hash}&view=${x},${y},3`);
  await settle(page);
  // The middle of the map is beside the years and below the headings, by half of their margins.
  const names = [edge.from, edge.to].map((index) => works[map.nodes[index].work]?.label ?? map.nodes[index].position);
  const places = Array.from({ length: 12 }, (_, row) => Array.from({ length: 8 }, (__, column) => [12 + 2 * column, 4 + 2 * row])).flat();
  let opened = '';
  for (const [dx, dy] of places) {
    const at = [frame.x + frame.width / 2 + dx, frame.y + frame.height / 2 + dy];
    await page.mouse.move(...at);
    if (!(await page.locator('.tip').isVisible()) || !(await page.locator('.tip').innerText()).includes(`${names[0]} → ${names[1]}`)) continue;
    await page.mouse.click(...at);
    await settle(page);
    opened = await page.locator('.tab-selected').innerText();
    break;
  }
  assert.match(opened, /Arrow: supports in part/);
  for (const name of names) assert.ok(opened.includes(name), name);
  for (const index of edge.responses) assert.ok(opened.includes(`${responses[index].source.file}:${responses[index].source.line}`));
  clean(page);
  await page.context().close();
});

check('the exported picture is sound SVG with the nodes and arrows that are shown', async () => {
  const page = await open(browser, report);
  const whole = await parsed(page, await exported(page));
  assert.equal(whole.broken, 0);
  assert.equal(whole.foreign, 0);
  assert.equal(whole.nodes, map.nodes.length);
  assert.equal(whole.edges, map.edges.length);
  assert.ok(whole.legends >= 5);
  assert.ok(whole.texts.join(' ').includes(debate.title.split(' ').slice(0, 4).join(' ')));
  for (const node of map.nodes.filter((candidate) => candidate.work !== null)) for (const line of node.lines) assert.ok(whole.texts.includes(line), `${line} is not in the picture`);
  await tick(page, 'styles', 'supports');
  const some = await parsed(page, await exported(page));
  assert.equal(some.nodes, map.nodes.length);
  assert.equal(some.edges, map.edges.filter((edge) => edge.responses.some((index) => responses[index].sign === '+1')).length);
  clean(page);
  await page.context().close();
});

check('the address restores everything in a fresh page', async () => {
  const page = await open(browser, report);
  const work = works.find((candidate) => responses.some((response) => response.to === candidate.key));
  await tick(page, 'styles', 'disputes');
  await page.getByRole('slider', { name: 'First year' }).focus();
  await page.keyboard.press('PageUp');
  await page.getByRole('combobox', { name: 'Search works' }).fill(work.key);
  await page.keyboard.press('Enter');
  await page.locator('.map-tools button').first().click();
  await page.waitForTimeout(600);
  const seen = async (where) => ({ options: await options(where), arrows: await where.locator('.listing summary').innerText(), title: await where.locator('.tab-selected h2').innerText(), query: await where.getByRole('combobox', { name: 'Search works' }).inputValue(), years: await where.locator('.years-text').innerText(), disputes: await where.locator('input[data-key="styles"][data-value="disputes"]').isChecked() });
  const fragment = new URL(page.url()).hash.slice(1);
  assert.match(fragment, /view=/);
  const fresh = await open(browser, report, { fragment });
  assert.deepEqual(await seen(fresh), await seen(page));
  assert.equal(new URL(fresh.url()).hash.slice(1), fragment);
  // The same picture, but for the ring of the keyboard.
  const pictures = [await parsed(page, await exported(page)), await parsed(fresh, await exported(fresh))];
  assert.deepEqual(pictures[1], pictures[0]);
  clean(page);
  clean(fresh);
  await page.context().close();
  await fresh.context().close();
});

check('works without a position can be chosen, and the program says so when there are none', async () => {
  const some = structuredClone(debate);
  const bare = some.works.slice(0, 3);
  for (const work of bare) work.positions = [];
  const file = join(scratch, 'bare.html');
  writeFileSync(file, withPayload(report, some));
  const page = await open(browser, file);
  await page.getByRole('checkbox', { name: 'no position' }).check();
  await settle(page);
  assert.equal(await options(page), 3);
  await page.evaluate((key) => { location.hash = new URLSearchParams({ work: key }).toString(); }, bare[0].key);
  await settle(page);
  assert.match(await page.locator('.tab-selected').innerText(), /No position is given/);
  clean(page);
  await page.context().close();
});

check('an empty debate says in every tab why it is empty', async () => {
  const nothing = { title: 'Nothing', works: [], positions: [], responses: [], threads: { threads: [] }, unanswered: { responses: [] }, claims: { claims: [] }, schools: {}, bridges: {}, timeline: {}, matrix: {}, stats: {}, check: { diagnostics: [] }, map: { ...map, lanes: [], years: [], folds: [], rules: [], nodes: [], edges: [] } };
  const file = join(scratch, 'empty.html');
  writeFileSync(file, withPayload(report, { ...debate, ...nothing }));
  const page = await open(browser, file);
  for (const tab of await page.locator('[role="tab"]').all()) {
    await tab.click();
    await settle(page);
    const text = await page.locator('[role="tabpanel"]:not([hidden])').innerText();
    assert.match(text, /\bno\b|nothing|nobody|\bnone\b|without/i, await tab.innerText());
  }
  clean(page);
  await page.context().close();
});

check('an address full of nonsense breaks nothing', async () => {
  const page = await open(browser, report, { fragment: 'tab=nowhere&work=%00%3Cimg%3E&edge=x&view=a,b,c&years=9..x&position=none&facet=&sign=%E0%A4' });
  assert.equal(await page.locator('[role="tab"][aria-selected="true"]').count(), 1);
  clean(page);
  await page.context().close();
});

check('the keyboard alone reaches the map, walks, opens a work, and changes tabs', async () => {
  const page = await open(browser, report);
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim().slice(0, 40));
  let steps = 0;
  while ((await focused()) !== 'Works on the map') {
    await page.keyboard.press('Tab');
    steps += 1;
    assert.ok(steps < 80, 'the map is not in the order of tabs');
  }
  const active = () => page.locator('.map-keys').getAttribute('aria-activedescendant');
  const start = await active();
  assert.ok(start);
  await page.keyboard.press('ArrowDown');
  const next = await active();
  assert.notEqual(next, start);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await settle(page);
  const first = map.nodes[Number((await active()).replace('node-', ''))];
  assert.equal(await page.locator('.tab-selected h2').innerText(), works[first.work]?.title ?? debate.positions.find((position) => position.id === first.position).title);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await settle(page);
  const node = map.nodes[Number((await active()).replace('node-', ''))];
  const title = node.work === null ? debate.positions.find((position) => position.id === node.position).title : works[node.work].title;
  assert.equal(await page.locator('.tab-selected h2').innerText(), title);
  while ((await focused()) !== 'Selected') {
    await page.keyboard.press('Tab');
    steps += 1;
    assert.ok(steps < 160, 'the tabs are not in the order of tabs');
  }
  await page.keyboard.press('ArrowRight');
  await settle(page);
  assert.equal(await page.locator('[role="tab"][aria-selected="true"]').innerText(), 'Timeline');
  assert.equal(await focused(), 'Timeline');
  clean(page);
  await page.context().close();
});

check('the table of works is sorted, narrowed and saved as CSV', async () => {
  const page = await open(browser, report, { fragment: 'tab=works' });
  const column = async (number) => (await page.locator(`table.works tbody tr > :nth-child(${number})`).allInnerTexts()).map((text) => text.trim());
  assert.equal((await column(1)).length, Math.min(100, works.length));
  await page.getByRole('button', { name: 'Answered' }).click();
  const answered = (await column(6)).map((text) => (text === '·' ? 0 : Number(text)));
  assert.deepEqual(answered, [...answered].sort((a, b) => b - a));
  assert.equal(answered[0], Math.max(...works.map((work) => responses.filter((response) => response.to_kind === 'work' && response.to === work.key).length)));
  assert.equal(await page.locator('th[aria-sort="descending"]').count(), 1);
  const word = works[0].label.split(' ')[0];
  await page.getByRole('searchbox', { name: 'Filter the table' }).fill(word);
  await settle(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.csv').click()]);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n').filter(Boolean);
  assert.equal(lines.length - 1, (await column(1)).length);
  assert.match(lines[0], /^key,year,authors,title/);
  clean(page);
  await page.context().close();
});

check('a title that a spreadsheet would run is saved as text', async () => {
  const wicked = structuredClone(debate);
  wicked.works[0].title = '=HYPERLINK("http://example.org","x")';
  wicked.works[1].title = 'One, "two"\nthree';
  const file = join(scratch, 'formula.html');
  writeFileSync(file, withPayload(report, wicked));
  const page = await open(browser, file, { fragment: 'tab=works' });
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.csv').click()]);
  const text = readFileSync(await download.path(), 'utf8');
  assert.ok(text.includes(`"'=HYPERLINK(""http://example.org"",""x"")"`));
  assert.ok(text.includes('"One, ""two""\nthree"'));
  clean(page);
  await page.context().close();
});

check('what the filters hide on the map can still be read, and says so', async () => {
  const page = await open(browser, report, { fragment: new URLSearchParams({ work: works[0].key, years: `${works[0].year + 1}..` }).toString() });
  assert.match(await page.locator('.tab-selected').innerText(), /filters hide it/);
  assert.ok((await page.title()).startsWith(works[0].label));
  await page.locator('.years-head button').click();
  await settle(page);
  assert.doesNotMatch(await page.locator('.tab-selected').innerText(), /filters hide it/);
  clean(page);
  await page.context().close();
});

check('every cell of the matrix opens as many responses as it counts', async () => {
  const page = await open(browser, report, { fragment: 'tab=matrix' });
  const { cells } = debate.matrix;
  const sums = cells.flat().map((cell) => cell.positive + cell.negative + cell.mixed + cell.neutral).filter((sum) => sum > 0);
  const buttons = page.locator('table.matrix td button');
  assert.equal(await buttons.count(), sums.length);
  for (let index = 0; index < Math.min(40, sums.length); index += 1) {
    await buttons.nth(index).click();
    const listed = await page.locator('.cell-details > section > ul > li').count();
    assert.equal(listed, sums[index], await buttons.nth(index).innerText());
  }
  clean(page);
  await page.context().close();
});

check('claims can be narrowed by status, and each says who, where and in which line', async () => {
  const page = await open(browser, report, { fragment: 'tab=claims' });
  const { claims } = debate.claims;
  const defeated = claims.filter((claim) => claim.status === 'defeated');
  await page.getByRole('button', { name: /^defeated/ }).click();
  await settle(page);
  assert.equal(await page.locator('details.claim').count(), defeated.length);
  await page.locator('details.claim > summary').first().click();
  await settle(page);
  const claim = claims.find((candidate) => candidate.id === defeated[0].id);
  const body = await page.locator('.claim-body').first().innerText();
  for (const attack of claim.attacked_by) assert.ok(body.includes(`${attack.source.file}:${attack.source.line}`), attack.key);
  clean(page);
  await page.context().close();
});

check('hostile titles and addresses stay text and run nothing', async () => {
  const nasty = payloadOf(hostile);
  const page = await open(browser, hostile);
  for (const work of nasty.works.slice(0, 12)) {
    await page.evaluate((key) => { location.hash = new URLSearchParams({ work: key, tab: 'selected' }).toString(); }, work.key);
    await settle(page);
    const spaceless = (text) => text.replace(/[\s\u0000-\u001f]+/g, '');
    assert.equal(spaceless(await page.locator('.tab-selected h2').evaluate((heading) => heading.textContent)), spaceless(work.title || work.label));
  }
  for (const tab of await page.locator('[role="tab"]').all()) {
    await tab.click();
    await settle(page);
  }
  await page.locator('.listing summary').click();
  await page.mouse.move(700, 450);
  const made = await page.evaluate(() => ({ foreign: document.querySelectorAll('#app :is(img, iframe, object, embed, script, base, form, video, audio)').length, handlers: [...document.querySelectorAll('*')].filter((element) => [...element.attributes].some(({ name }) => /^on|^style$|^srcdoc$/.test(name))).length, links: [...document.querySelectorAll('a[href]')].map((link) => link.protocol).filter((protocol) => !['file:', 'https:', 'http:'].includes(protocol)) }));
  assert.deepEqual(made.links, []);
  assert.equal(made.foreign, 0);
  // The table for readers without scripts is inert text within noscript; d3 sets styles through the object model.
  const styled = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => [...element.attributes].some(({ name }) => /^on/.test(name))).length);
  assert.equal(styled, 0);
  const picture = await parsed(page, await exported(page));
  assert.equal(picture.broken, 0);
  assert.equal(picture.foreign, 0);
  assert.equal(picture.nodes, nasty.map.nodes.length);
  clean(page);
  await page.context().close();
});

check('addresses are followed only to DOIs and the web', async () => {
  const wicked = structuredClone(debate);
  const texts = ['javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'file:///etc/passwd', ' JaVaScRiPt:alert(1)', 'vbscript:x', '//example.org', '10.1/x" onclick="alert(1)', '10.1234/ok<i>(1)#a?b', 'https://example.org/a'];
  texts.forEach((text, index) => Object.assign(wicked.works[index], { doi: text, url: text, title: `<img src=x onerror=alert(${index})></script><script>alert(2)</script>${text}` }));
  const file = join(scratch, 'wicked.html');
  writeFileSync(file, withPayload(report, wicked));
  const page = await open(browser, file);
  const found = [];
  for (let index = 0; index < texts.length; index += 1) {
    await page.evaluate((key) => { location.hash = new URLSearchParams({ work: key, tab: 'selected' }).toString(); }, wicked.works[index].key);
    await settle(page);
    found.push(...(await page.locator('.tab-selected .data a').evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.rel]))));
  }
  assert.deepEqual(found, [
    ['https://doi.org/10.1234/ok%3Ci%3E(1)%23a%3Fb', 'noopener noreferrer'],
    ['https://example.org/a', 'noopener noreferrer'],
  ]);
  const picture = await parsed(page, await exported(page));
  assert.deepEqual([picture.broken, picture.foreign], [0, 0]);
  clean(page);
  await page.context().close();
});

for (const [name, look] of [['light', {}], ['dark', { scheme: 'dark' }], ['narrow', { size: [400, 800] }]]) {
  check(`axe finds no serious fault in any tab: ${name}`, async () => {
    const page = await open(browser, report, { ...look, bypassCSP: true });
    await page.addScriptTag({ content: AXE });
    const work = works.find((candidate) => responses.some((response) => response.to === candidate.key));
    const tabs = ['debate', `selected&work=${work.key}`, 'timeline', 'threads', 'claims', 'schools', 'bridges', 'matrix', 'works', 'diagnostics'];
    const found = new Set();
    for (const tab of tabs) {
      await page.evaluate((fragment) => { location.hash = fragment; }, `tab=${tab}`);
      await page.evaluate(() => document.querySelectorAll('.filters details, .claim:first-of-type').forEach((details) => { details.open = true; }));
      await settle(page);
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
      for (const { id, impact, nodes } of violations) if (['serious', 'critical'].includes(impact)) found.add(`${tab}: ${id} (${impact}) ${nodes[0].target} ${nodes[0].failureSummary?.split('\n')[1] ?? ''}`);
    }
    assert.deepEqual([...found], []);
    await page.context().close();
  });
}

check('at 400 pixels nothing is wider than the page', async () => {
  const page = await open(browser, report, { size: [400, 800] });
  for (const tab of await page.locator('[role="tab"]').all()) {
    await tab.click();
    await settle(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 400, `${await tab.innerText()}: ${width}`);
  }
  clean(page);
  await page.context().close();
});

check('five thousand works stay smooth: frames of zoom and pan', async () => {
  const file = join(scratch, 'large.html');
  writeFileSync(file, withPayload(report, invented(debate, 5000, 12000)));
  const page = await open(browser, file);
  await page.waitForTimeout(1200);
  await page.evaluate(() => {
    globalThis.frames = [];
    let last = performance.now();
    const next = (now) => {
      globalThis.frames.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const box = await page.locator('.map-canvas').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  for (const step of [-90, 90]) {
    for (let turn = 0; turn < 20; turn += 1) {
      await page.mouse.wheel(0, step);
      await page.waitForTimeout(16);
    }
    await page.mouse.down();
    for (let turn = 0; turn < 25; turn += 1) await page.mouse.move(x + turn * 6, y + turn * 4);
    await page.mouse.up();
    await page.mouse.move(x, y);
  }
  const frames = (await page.evaluate(() => globalThis.frames.slice(1))).sort((a, b) => a - b);
  const [median, late] = [frames[Math.floor(frames.length / 2)], frames[Math.floor(frames.length * 0.95)]];
  console.log(`     median ${median.toFixed(1)} ms, 95 in 100 under ${late.toFixed(1)} ms, longest ${frames.at(-1).toFixed(1)} ms, of ${frames.length} frames`);
  assert.ok(median < 50, `median ${median}`);
  await page.getByRole('combobox', { name: 'Search works' }).fill('author77');
  await page.keyboard.press('Enter');
  await settle(page);
  assert.match(await page.locator('.tab-selected h2').innerText(), /part 77/);
  clean(page);
  await page.context().close();
});

check('on paper the map stands as vectors above the tab', async () => {
  const page = await open(browser, report, { fragment: 'tab=claims' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.printed svg .map .node').count(), map.nodes.length);
  assert.ok(await page.locator('.printed svg').isVisible());
  assert.ok(!(await page.locator('.map-canvas').isVisible()));
  clean(page);
  await page.context().close();
});

const held = await run(process.argv[4]);
await browser.close();
rmSync(scratch, { recursive: true, force: true });
process.exit(held ? 0 : 1);
