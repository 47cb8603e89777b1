// The report under test, and what its payload says: the slow and obvious reading against which the page is held.

import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { launch, payloadOf, settle } from './browser.mjs';

export const [report, hostile] = process.argv.slice(2);
if (!report || !hostile) {
  console.error('usage: report.mjs REPORT.html HOSTILE.html [WORDS OF A NAME]');
  process.exit(2);
}

export const debate = payloadOf(report);
export const { works, responses, map } = debate;
export const scratch = mkdtempSync(join(tmpdir(), 'report-'));
export const browser = await launch();

export const below = (id) => [id, ...debate.positions.filter((position) => position.parent === id).flatMap((child) => below(child.id))];
export const holds = (work, ids) => work.positions.some((stance) => ids.includes(stance.position));
export const nodeWorks = (admits) => map.nodes.filter((node) => node.work !== null && admits(works[node.work])).length;
export const options = (page) => page.locator('.map-keys [role="option"]:not([aria-disabled])').count();
export const exported = async (page) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.export').click()]);
  return readFileSync(await download.path(), 'utf8');
};
export const parsed = (page, text) =>
  page.evaluate((svg) => {
    const tree = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const all = (selector) => tree.querySelectorAll(selector).length;
    return { broken: all('parsererror'), nodes: all('.map .node'), edges: all('.map .edge'), legends: all('.legend'), texts: [...tree.querySelectorAll('text')].map((text) => text.textContent), foreign: all('script, image, foreignObject, a, [onload]') };
  }, text);
export const clean = (page) => assert.deepEqual(page.faults, []);
export const tick = async (page, key, value) => {
  const box = page.locator(`.filters input[data-key="${key}"][data-value="${value}"]`);
  await box.evaluate((input) => {
    for (let up = input.parentElement; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
  });
  await box.check();
  await settle(page);
};
