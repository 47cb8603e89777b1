// Checks that nothing in a file or an address becomes anything but text, and that the page asks for nothing.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { check, open, payloadOf, settle, withPayload } from './browser.mjs';
import { report, hostile, debate, works, map, scratch, browser, options, exported, parsed, clean } from './payload.mjs';

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

check('an address full of nonsense breaks nothing', async () => {
  const page = await open(browser, report, { fragment: 'tab=nowhere&work=%00%3Cimg%3E&edge=x&view=a,b,c&years=9..x&position=none&facet=&sign=%E0%A4' });
  assert.equal(await page.locator('[role="tab"][aria-selected="true"]').count(), 1);
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
