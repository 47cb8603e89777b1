// Checks for the keyboard, those who listen, narrow windows, paper, and very many works.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { AXE, check, open, settle, withPayload } from './browser.mjs';
import { invented } from './invented.mjs';
import { report, debate, works, responses, map, scratch, browser, clean } from './payload.mjs';

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
