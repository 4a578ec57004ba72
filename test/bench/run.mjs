// @ts-check
/**
 * `npm run bench -- NAME...`: runs the named benches (all without a name), each in a process of its own, and prints one
 * JSON object a line: `{"name", "metric", "value", "unit", "baseline"}`. Only `report` in report.ts writes such lines.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { findBrowser } from '../support/find-browser.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const NAMES = [
  'start',
  'addresses',
  'import-orders',
  'import-tracking',
  'tracking-detect',
  'lock-down',
  'grid',
  'segment',
  'bundle',
  'project',
  'push',
  'webhooks',
  'recover',
  'partner-sheet',
  'slips',
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !NAMES.includes(name));
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}. There are: ${NAMES.join(', ')}.`);
  process.exit(1);
}

let failed = false;
for (const name of asked.length > 0 ? asked : NAMES) {
  const source = join(root, 'test/bench', `${name}.ts`);
  const bundle = join(root, 'dist/bench', `${name}.mjs`);
  if (!existsSync(source)) throw new Error(`${source} is missing`);
  await esbuild.build({
    entryPoints: [source],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  try {
    execFileSync(process.execPath, [bundle], {
      cwd: root,
      env: { ...process.env, CHROMIUM: findBrowser() ?? '' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  } catch {
    console.error(`The bench ${name} failed.`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
