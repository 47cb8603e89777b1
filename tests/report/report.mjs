// Tests of the report's page in Chromium. What is expected is computed here from the page's payload, not by the page.
//
//   node tests/report/report.mjs REPORT.html HOSTILE.html [WORDS OF A NAME]
//
// REPORT.html is the report on bib/soft-balancing.bib, HOSTILE.html one on works with hostile titles. Ends with
// "N passed, N failed", and with 1 where a check failed.

import { rmSync } from 'node:fs';
import { run } from './browser.mjs';
import { browser, scratch } from './payload.mjs';
import './safety.mjs';
import './map.mjs';
import './exploring.mjs';
import './access.mjs';

const held = await run(process.argv[4]);
await browser.close();
rmSync(scratch, { recursive: true, force: true });
process.exit(held ? 0 : 1);
