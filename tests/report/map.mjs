// Checks of the map: filters, years, clicks, and the picture that is saved.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { check, open, settle, withPayload } from './browser.mjs';
import { report, debate, works, responses, map, scratch, browser, below, holds, nodeWorks, options, exported, parsed, clean, tick } from './payload.mjs';

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
