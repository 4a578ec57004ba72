// @ts-check
/** `npm run screenshot`: takes the README's picture of the real page, with the demo campaign and a preview beside it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from './support/find-browser.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const PICTURE = join(root, 'worker/local/page/screenshot.png');

const executablePath = findBrowser();
if (executablePath === null) throw new Error('No browser: set CHROMIUM to one');
const data = mkdtempSync(join(tmpdir(), 'shipsheet-picture-'));
const program = join(root, 'dist/worker/main.js');
const server = spawn(process.execPath, [program, '--port', '0', '--data', data], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((done) => server.on('exit', done));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const url = await new Promise((done) => {
    server.stdout.on('data', (text) => {
      const found = /http:\/\/\S+/.exec(String(text));
      if (found) done(found[0]);
    });
  });
  const page = await browser.newPage({ viewport: { width: 1360, height: 800 } });
  await page.goto(url);
  await page.getByRole('tab', { name: 'Orders', exact: true }).click();
  await page.locator('.rgCell', { hasText: 'KS-1001' }).first().waitFor();
  await page.getByRole('menuitem', { name: 'Shipsheet', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Lock Down', exact: true }).click();
  const panel = page.frameLocator('iframe').first();
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByRole('button', { name: /^Lock down \d/ }).waitFor();
  await page.screenshot({ path: PICTURE });
  console.log(PICTURE);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
}
