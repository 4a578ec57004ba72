import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openOperator } from '../../../worker/auth/operator.ts';
import { connectorsOf } from '../../../worker/connectors/registry.ts';
import { type Jobs, startJobs } from '../../../worker/jobs/jobs.ts';
import { operatorRouter } from '../../../worker/operator/routes.ts';
import { openStore, type Store } from '../../../worker/store/store.ts';
import { leaveBrowser, sharedBrowser } from '../../support/browser.ts';
import { silent } from '../../support/log.ts';
import { readyDatabase } from '../../support/postgres.ts';
import { ask, codeOf, startSyncApp, type TestSyncApp } from '../../support/sync-app.ts';
import { BACKER, fill } from './fill.ts';

const NOW = new Date();
interface Worker {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly app: TestSyncApp;
  readonly sent: string[];
}
const workers: Worker[] = [];

async function started(mountedAt = ''): Promise<Worker> {
  const store = await openStore({ url: await readyDatabase(), log: silent });
  const jobs = await startJobs(store, silent);
  const sent: string[] = [];
  const operatorPages = operatorRouter({
    db: store.db,
    jobs,
    connectors: connectorsOf({ sandboxUrl: null }),
    operations: {
      sendAgain(campaign, request) {
        sent.push(`${campaign} ${request}`);
        return Promise.resolve({ ok: true, value: null });
      },
    },
    operator: openOperator(),
    clock: () => NOW,
  });
  const app = await startSyncApp({ more: { operatorPages, ...(mountedAt !== '' && { mountedAt }) } });
  const worker = { store, jobs, app, sent };
  workers.push(worker);
  return worker;
}

let browser: Browser;
let busy: Worker;
let quiet: Worker;
beforeAll(async () => {
  browser = await sharedBrowser();
  busy = await started('/worker');
  await fill(busy.store.db, busy.jobs, NOW);
  quiet = await started();
});
afterAll(async () => {
  await leaveBrowser();
  for (const { app, jobs, store } of workers) {
    await app.stop();
    await jobs.stop({ finishMs: 1_000 });
    await store.stop();
  }
});

const pages: Page[] = [];
const troubles: string[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
  expect(troubles.splice(0)).toEqual([]);
});
async function opened(url: string, width = 1280): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  pages.push(page);
  // A policy that forbids what the page does would say so here.
  page.on('console', (message) => void (message.type() === 'error' && troubles.push(message.text())));
  page.on('pageerror', (error) => void troubles.push(String(error)));
  await page.goto(url);
  const shots = process.env.SCREENSHOTS;
  if (shots)
    await page.screenshot({
      path: join(shots, `operator-${width}-${pages.length}-${Date.now()}.png`),
      fullPage: true,
    });
  return page;
}
const text = async (page: Page, name: string): Promise<string> =>
  (await page.getByRole('region', { name }).innerText()).replace(/\s+/g, ' ');

describe('the operator’s page', () => {
  test('says first what needs a person, and why', async () => {
    const page = await opened(`${busy.app.url}/`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('3 things need a person');
    expect(await page.title()).toBe('(3) Shipsheet worker');
    const stuck = await text(page, 'Shipments that a partner could not be asked for');
    expect(stuck).toContain('1042-1 Lumen Lamp – fulfilment');
    expect(stuck).toContain('ShipStation is not available. Tried for two hours. api.http-503');
    expect(stuck).toContain('24 tries');
    const dead = await text(page, 'Jobs that were given up');
    expect(dead).toContain('Webhooks');
    expect(dead).toContain('evt_8801');
  });

  test('shows jobs, connections with their limits, and what was written into spreadsheets', async () => {
    const page = await opened(`${busy.app.url}/`);
    expect(await page.getByRole('row', { name: /^Send to partners/ }).innerText()).toMatch(/240\s+2\s+0\s+0/);
    const connections = await page.getByRole('region', { name: 'Connections' }).last().innerText();
    expect(connections).toContain('Failing');
    expect(connections).toContain('40 of 40 calls a minute');
    expect(connections).toContain('as the partner asked');
    expect(connections).toContain('14 of 60 calls a minute');
    expect(connections).toContain('Not asked yet');
    const sheets = await page.getByRole('region', { name: 'Spreadsheets' }).last().innerText();
    expect(sheets).toContain('5,140');
    expect(sheets).toContain('in 4.2 s');
    expect(sheets).toContain('Google refuses the worker’s account');
    const chart = page.getByRole('img', { name: /^Jobs that ended in the last hour/ });
    expect(await chart.getAttribute('aria-label')).toMatch(
      /: [\d,]+ done, at most 7\d a minute; 1 given up\.$/,
    );
  });

  test.each([1280, 800])('fits a window of %i pixels, and no word is cut off', async (width) => {
    const page = await opened(`${busy.app.url}/`, width);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

  test('sends again by keyboard alone, once, and says so', async () => {
    const page = await opened(`${busy.app.url}/`);
    const button = page.getByRole('button', { name: 'Send again: 1042-1 to US 3PL' });
    for (let i = 0; i < 30 && !(await button.evaluate((node) => node === document.activeElement)); i += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    expect(await page.getByRole('status').innerText()).toBe('It is on its way again.');
    await page.reload();
    expect(busy.sent).toEqual(['sheet-1 r-1042']);
  });

  test('sends a job again that was given up; a second press finds nothing', async () => {
    const page = await opened(`${busy.app.url}/`);
    const [letter] = await busy.jobs.deadLetters();
    await page.getByRole('button', { name: /^Send again: Webhooks/ }).click();
    await page.getByRole('status').waitFor();
    expect(await busy.jobs.deadLetters()).toEqual([]);
    const got = await ask(`${busy.app.url}/operator/jobs/inbox/${letter?.id}`, {
      method: 'POST',
      headers: { Accept: 'text/html' },
    });
    expect([got.status, got.headers.get('location')]).toEqual([303, '../../../?said=gone']);
  });

  test('reloads by itself when it is asked to, and runs no script', async () => {
    const page = await opened(`${busy.app.url}/`);
    expect(await page.locator('script, [style], [onclick]').count()).toBe(0);
    expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0);
    await page.getByRole('link', { name: 'Live: off' }).click();
    expect(await page.locator('meta[http-equiv=refresh]').getAttribute('content')).toBe('5');
    await page.getByRole('link', { name: 'Live: on' }).click();
    expect(new URL(page.url()).search).toBe('');
  });

  test('of a worker without work says that all is well, and what comes next', async () => {
    const page = await opened(`${quiet.app.url}/`, 800);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('All is well');
    expect(await page.getByText('No connection yet.').count()).toBe(1);
    expect(await page.getByText('No spreadsheet is paired yet.').count()).toBe(1);
    expect(await page.getByText('Needs a person', { exact: true }).count()).toBe(0);
  });

  test('works under a path without its slash', async () => {
    const page = await opened(busy.app.url);
    expect(page.url()).toBe(`${busy.app.url}/`);
  });
});

describe('what is behind the page', () => {
  test('is the same as JSON', async () => {
    const got = await ask(`${busy.app.url}/operator.json`);
    expect(got.body).toMatchObject({
      queues: { dispatch: { waiting: 240, later: 2 } },
      campaigns: [{ tag: 'lumen', behind: 2 }, { tag: 'carto' }].sort((a, b) => (a.tag < b.tag ? 1 : -1)),
      connections: expect.arrayContaining([
        expect.objectContaining({ name: 'US 3PL', windows: [{ used: 40, calls: 40, ms: 60_000 }] }),
      ]),
    });
    expect(got.headers.get('cache-control')).toBe('no-store');
  });

  test('holds nothing of a backer', async () => {
    const answers = [await ask(`${busy.app.url}/`), await ask(`${busy.app.url}/operator.json`)];
    for (const { text: answer } of answers) {
      expect(answer).toContain('1077-1');
      for (const word of Object.values(BACKER)) expect(answer).not.toContain(word);
      expect(answer).not.toContain('k1.x');
    }
  });

  test('another site cannot press a button', async () => {
    const before = busy.sent.length;
    for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      const got = await ask(`${busy.app.url}/operator/requests/r-1077`, { method: 'POST', headers });
      expect([got.status, codeOf(got)]).toEqual([403, 'site.foreign']);
    }
    expect(busy.sent.length).toBe(before);
  });

  test('a program is told whether there was something to send again', async () => {
    const post = (path: string) =>
      ask(`${busy.app.url}/operator/${path}`, { method: 'POST', headers: { Accept: 'application/json' } });
    expect((await post('requests/r-1077')).status).toBe(204);
    for (const path of ['requests/r-none', 'jobs/inbox/none', 'jobs/nonsense/none']) {
      const got = await post(path);
      expect([got.status, codeOf(got)]).toEqual([404, 'job.unknown']);
    }
  });

  test('nobody makes the page say what they like', async () => {
    const got = await ask(`${quiet.app.url}/?said=<b>paid</b>`);
    expect(got.text).not.toContain('paid');
    expect(got.text).not.toContain('role="status"');
  });
});
