// @ts-check
/**
 * `npm test`: makes sure of Node and a browser, builds once, runs every test, and closes with `N passed, N failed` alone
 * on a line. A skipped test fails the run, since a test that nobody runs proves nothing. Arguments choose files, as in
 * `npm test -- test/shared`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import { countTests } from './support/count-tests.mjs';
import { findBrowser } from './support/find-browser.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

/** @param {string} program @param {string[]} args */
function run(program, args) {
  execFileSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Shipsheet needs Node 20.19 or later; this is ${process.versions.node}.`);
  }
}

function isDebianRoot() {
  if (process.getuid?.() !== 0) return false;
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** @returns {string} */
function browser() {
  const found = findBrowser();
  if (found !== null) return found;
  if (process.env.CHROMIUM) stop(`CHROMIUM names ${process.env.CHROMIUM}, which cannot be run.`);
  if (isDebianRoot()) {
    console.log('There is no browser for the browser tests: installing Debian’s chromium.');
    try {
      run('apt-get', ['update', '-qq']);
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    } catch {
      stop('apt-get could not install chromium: see above.');
    }
  }
  return (
    findBrowser() ??
    stop(
      [
        'The browser tests need Chromium, Chrome or Edge, and none was found.',
        'On Debian or Ubuntu: sudo apt-get install chromium',
        'Elsewhere: install Chrome, or set CHROMIUM to the path of the program.',
      ].join('\n'),
    )
  );
}

checkNode();
process.env.CHROMIUM = browser();
try {
  run('npm', ['run', '--silent', 'build']);
} catch {
  stop('The build failed: see above.');
}

const vitest = await startVitest('test', process.argv.slice(2), {
  root,
  config: join(root, 'test/vitest.config.ts'),
  watch: false,
});
const counts = countTests(vitest.state.getTestModules());
const errors = vitest.state.getUnhandledErrors().length;
await vitest.close();

if (counts.passed + counts.failed === 0) stop('No test ran.');
for (const name of counts.skipped) console.error(`Skipped, so it counts as failed: ${name}`);
if (errors > 0) console.error(`${errors} errors outside of tests count as failed: see above.`);
const failed = counts.failed + counts.skipped.length + errors;
console.log(`${counts.passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
