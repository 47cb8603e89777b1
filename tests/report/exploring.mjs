// Checks of the tabs and of the address: search, exchanges, tables, claims.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { check, open, settle, withPayload } from './browser.mjs';
import { report, debate, works, responses, map, scratch, browser, options, exported, parsed, clean, tick } from './payload.mjs';

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

check('the page opens at the tab that it was written for, unless its address names another', async () => {
  const file = join(scratch, 'claims.html');
  writeFileSync(file, withPayload(report, { ...debate, opening: 'claims' }));
  for (const [fragment, tab] of [['', 'Claims'], ['tab=works', 'Works']]) {
    const page = await open(browser, file, { fragment });
    assert.equal(await page.locator('[role="tab"][aria-selected="true"]').innerText(), tab);
    clean(page);
    await page.context().close();
  }
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
