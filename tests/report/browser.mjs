// What the tests of the page share: Chromium, pages that are watched, and a list of checks with a verdict.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../../src/export/report/package.json', import.meta.url));
const { chromium } = require('playwright-core');

/** The source of axe-core, to be injected. */
export const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A page in a context of its own; whatever goes wrong in it is kept in `page.faults`. */
export async function open(browser, file, { fragment = '', size = [1400, 900], scheme = 'light', bypassCSP = false } = {}) {
  const context = await browser.newContext({ viewport: { width: size[0], height: size[1] }, colorScheme: scheme, bypassCSP, acceptDownloads: true });
  const page = await context.newPage();
  page.faults = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.faults.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => page.faults.push(`uncaught: ${error.message}`));
  page.on('dialog', (dialog) => {
    page.faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('popup', (popup) => page.faults.push(`window: ${popup.url()}`));
  const own = pathToFileURL(file).href;
  page.on('request', (request) => {
    const url = request.url();
    if (url.split('#')[0] !== own && !/^(data|blob):/.test(url)) page.faults.push(`request: ${url}`);
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  await page.goto(`${own}${fragment ? `#${fragment}` : ''}`);
  await page.waitForSelector('html.ready', { timeout: 30000 });
  await settle(page);
  return page;
}

/** Waits until what is done later has been done. */
export function settle(page) {
  return page.waitForTimeout(260);
}

/** The payload of a report. */
export function payloadOf(file) {
  const text = readFileSync(file, 'utf8');
  const [, json] = /<script type="application\/json" id="debate">([\s\S]*?)<\/script>/.exec(text);
  return JSON.parse(json);
}

/** The report with another payload; its script and style are not touched, so that its policy still holds. */
export function withPayload(file, payload) {
  const json = JSON.stringify(payload).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return readFileSync(file, 'utf8').replace(/(<script type="application\/json" id="debate">)[\s\S]*?(<\/script>)/, (_, before, after) => before + json + after);
}

const checks = [];

/** Declares a check; its name is a sentence. */
export function check(name, body) {
  checks.push({ name, body });
}

/** Runs all checks, or those whose names hold some words, and says how many held. */
export async function run(words = '') {
  let failed = 0;
  const chosen = checks.filter(({ name }) => name.includes(words));
  for (const { name, body } of chosen) {
    const start = Date.now();
    try {
      await body();
      console.log(`ok   ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}\n     ${String(error.stack ?? error).split('\n').slice(0, 6).join('\n     ')}`);
    }
  }
  console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
  return failed === 0;
}
