/**
 * grid: the Orders tab of 219,382 orders in the real page. First rows: from asking for the page until the first order
 * shows. Frames: median time between two frames while a wheel scrolls through the sheet. Memory: what
 * the tab's process keeps for itself. The baseline is the same browser with an empty page.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser } from '../support/browser.ts';
import { startProgram } from './program.ts';
import { median, report } from './report.ts';

const WHEEL_STEPS = 120;
const WHEEL_PIXELS = 900;

const processes = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number() })) });

/** Megabytes that the browser's page processes hold: the largest one is the tab under test. */
async function rendererMb(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = processes.parse(await session.send('SystemInfo.getProcessInfo'));
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateMb(id));
  return Math.max(...sizes);
}

/** Memory that only this process uses; what it shares with the other processes of the browser is theirs too. */
function privateMb(pid: number): number {
  const lines = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB/gm);
  return [...lines].reduce((sum, line) => sum + Number(line[1]), 0) / 1024;
}

/** Median milliseconds between frames while the wheel turns over the middle of the page. */
async function frameMs(page: Page): Promise<number> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { frameTimes: times });
    const tick = (time: number): void => {
      times.push(time);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await page.mouse.move(600, 400);
  for (let step = 0; step < WHEEL_STEPS; step++) await page.mouse.wheel(0, WHEEL_PIXELS);
  const times = z.array(z.number()).parse(await page.evaluate(() => Reflect.get(window, 'frameTimes')));
  return median(times.slice(1).map((time, i) => time - (times[i] ?? time)));
}

interface Result {
  readonly firstRowsMs: number;
  readonly frameMs: number;
  readonly memoryMb: number;
}

async function look(url: string, ready: (page: Page) => Promise<void>): Promise<Result> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const before = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await ready(page);
    const firstRowsMs = performance.now() - before;
    const frames = await frameMs(page);
    return { firstRowsMs, frameMs: frames, memoryMb: await rendererMb(browser) };
  } finally {
    await browser.close();
  }
}

const EMPTY_PAGE =
  'data:text/html,<title>empty</title><body style="height:200000px"><p id="ready">nothing</p></body>';

const workbook = z.object({ sheets: z.array(z.object({ id: z.number(), name: z.string() })) });

/** The address of the big campaign's Orders tab. */
async function ordersTab(url: string): Promise<string> {
  const { sheets } = workbook.parse(await (await fetch(`${url}/api/workbooks/demo-big`)).json());
  const orders = sheets.find(({ name }) => name === 'Orders');
  if (orders === undefined) throw new Error('The demo has no tab Orders');
  return `${url}/w/demo-big#gid=${orders.id}`;
}

async function main(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'shipsheet-bench-'));
  const server = ['dist/worker/main.js', '--demo', 'big', '--port', '0', '--data', data];
  const running = await startProgram(process.execPath, server);
  try {
    const empty = await look(EMPTY_PAGE, (page) => page.locator('#ready').waitFor());
    const grid = await look(await ordersTab(running.url), async (page) => {
      await page.locator('.rgCell[data-r="1"][data-c="0"]', { hasText: 'KS-1001' }).waitFor();
    });
    report('grid', [
      { metric: 'firstRowsMs', value: grid.firstRowsMs, unit: 'ms', baseline: empty.firstRowsMs },
      { metric: 'frameMs', value: grid.frameMs, unit: 'ms', baseline: empty.frameMs },
      { metric: 'memoryMb', value: grid.memoryMb, unit: 'MB', baseline: empty.memoryMb },
    ]);
  } finally {
    await running.end();
    rmSync(data, { recursive: true, force: true });
  }
}

await main();
