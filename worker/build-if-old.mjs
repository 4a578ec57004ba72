// @ts-check
/** Builds what `npm start` and `npm run worker` run, unless it is newer than every source: a second start should cost no build. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = ['addon', 'shared', 'worker', 'package-lock.json'];
const BUILT = [
  'dist/worker/main.js',
  'dist/worker/server.js',
  'dist/page/page.js',
  'dist/addon/Code.js',
  'dist/addon/import-tracking.html',
];

/** @param {string} path @returns {number} the latest change in a file or a folder, in milliseconds */
function changed(path) {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, changed(join(path, name))), own.mtimeMs);
}

const built = BUILT.map((name) => join(root, name));
const latest = Math.max(...SOURCES.map((name) => changed(join(root, name))));
if (!built.every((file) => existsSync(file) && statSync(file).mtimeMs > latest)) {
  console.log('Building Shipsheet ...');
  for (const script of ['worker/build.mjs', 'addon/build.mjs']) {
    execFileSync(process.execPath, [join(root, script)], { cwd: root, stdio: 'inherit' });
  }
}
