// Bundles source/ into the folder that is named: report.js, report.css, hashes.json, THIRD-PARTY.txt.
// Run by build.sh, after the lock's packages are there.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ALLOWED = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0']);
const out = process.argv[2];
mkdirSync(out, { recursive: true });

const options = {
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  legalComments: 'none',
  charset: 'ascii',
  target: ['es2022', 'chrome111', 'firefox121', 'safari16.4'],
  logLevel: 'warning',
};
const script = await build({ ...options, entryPoints: ['source/main.js'], format: 'iife', charset: 'ascii' });
const style = await build({ ...options, entryPoints: ['source/style/report.css'] });
const scriptText = script.outputFiles[0].text.trimEnd();
const styleText = style.outputFiles[0].text.trimEnd();

refuse(scriptText, [/<\/script/i, /<!--/, /\beval\(/, /\bnew Function\b/, /\bFunction\(/, /(?<![.}\w$])fetch\(/, /XMLHttpRequest/, /WebSocket/, /import\(/]);
refuse(styleText, [/<\/style/i, /@import/, /url\(/i]);

writeFileSync(join(out, 'report.js'), scriptText);
writeFileSync(join(out, 'report.css'), styleText);
writeFileSync(join(out, 'hashes.json'), `${JSON.stringify({ script: hash(scriptText), style: hash(styleText) }, null, 2)}\n`);
writeFileSync(join(out, 'THIRD-PARTY.txt'), notices(script.metafile));

function hash(text) {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

// What would end the element early, run text as code or reach for the network must not be in the bundle.
function refuse(text, patterns) {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found) throw new Error(`the bundle contains ${pattern}: …${text.slice(Math.max(0, found.index - 60), found.index + 60)}…`);
  }
}

// Name, version and licence text of every package of which a byte is in the bundle.
function notices(metafile) {
  const bytes = Object.entries(Object.values(metafile.outputs)[0].inputs);
  const names = new Set(
    bytes
      .filter(([, input]) => input.bytesInOutput > 0)
      .map(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
      .filter(Boolean),
  );
  const parts = [...names].sort().map((name) => {
    const folder = join('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (!ALLOWED.has(license)) throw new Error(`${name} ${version} is under ${license}, which is not admitted`);
    return `${name} ${version} (${license})\n\n${licenceText(folder, name).trim()}\n`;
  });
  const head = 'The script of the report contains code of these packages of the npm registry.\n';
  return [head, ...parts].join(`\n${'-'.repeat(78)}\n\n`);
}

function licenceText(folder, name) {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file) return readFileSync(join(folder, file), 'utf8');
  const own = join('licences', `${name.replace('/', '-')}.txt`);
  return readFileSync(own, 'utf8');
}
