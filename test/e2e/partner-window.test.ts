import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildWorker } from '../../worker/build.mjs';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import {
  PARTNERS,
  type PartnerApp,
  permission,
  SECRET,
  startPartnerApp,
} from '../worker/local/http/partner-app.ts';

// A machine that is busy with other suites takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let app: PartnerApp;
let browser: Browser;
let page: Page;
const faults: string[] = [];
/** Paths that the window has asked for. */
const asked: string[] = [];

const area = (row: number, column: number, rows = 1, columns = 1) => ({ row, column, rows, columns });
const cell = (row: number, column: number) => page.locator(`.rgCell[data-r="${row}"][data-c="${column}"]`);
const stored = (row: number, column: number) => app.partners.values(0, area(row, column))[0]?.[0];
const [NUMBER, SEEN] = [2, 4];

async function menu(...labels: string[]): Promise<void> {
  for (const label of labels) await page.getByRole('menuitem', { name: label, exact: true }).click();
}
/** Labels of the menu that is open. */
const labels = () => page.locator('.menu .menu-label').allTextContents();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipsheet-window-'));
  await buildWorker({ out: folder, program: false });
  app = await startPartnerApp(join(folder, 'page'));
  const book = app.partners;
  book.write(
    0,
    0,
    0,
    [
      ['2 new, 0 changed, 2 without a number', null, 'https://packing.example/abc'],
      ['Shipment', 'Contents', 'Tracking number', 'Remark', 'Seen'],
      ['1002-1', 'MUG x1', null, null, null],
      ['1001-1', 'MUG x2', null, null, null],
    ],
    'RAW',
  );
  book.updateSheet(0, { name: 'Shipments', frozenRows: 2 });
  book.setFormat(0, area(2, 0, 20, 4), { numberFormat: '@' });
  book.setFormat(0, area(2, 1, 20, 1), { wrap: 'WRAP' });
  book.setFormat(0, area(3, 0, 1, 2), { strikethrough: true });
  book.setValidation(0, area(2, SEEN, 20, 1), { values: [], checkbox: true, strict: true });
  browser = await sharedBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${app.url}/p/${SECRET}`);
  await cell(2, 0).waitFor();
});
afterAll(async () => {
  await leaveBrowser();
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("a partner's window", () => {
  it('K1: is the sheet and nothing else: no add-on, no other workbook, no way there', async () => {
    expect(await page.locator('.menubar-item').allTextContents()).toEqual([
      'File',
      'Edit',
      'View',
      'Insert',
      'Format',
      'Data',
      'Help',
    ]);
    await menu('File');
    expect(await labels()).toEqual(['Rename', 'Download this sheet as CSV']);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: 'All workbooks' }).count()).toBe(0);
    expect(await page.locator('a[href^="/"]').count()).toBe(0);
    expect(await page.locator('.user').textContent()).toContain('packer@example.com');
    expect(await page.content()).not.toContain(PARTNERS);
  });

  it('K4: takes what a packer types, ticks, strikes out and takes back', async () => {
    await cell(3, NUMBER).click();
    await page.keyboard.type('0042');
    await page.keyboard.press('Enter');
    await expect.poll(() => stored(3, NUMBER)).toBe('0042');

    await cell(2, SEEN).getByRole('checkbox').click();
    await expect.poll(() => stored(2, SEEN)).toBe(true);
    await expect.poll(() => cell(2, SEEN).getByRole('checkbox').getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Space');
    await expect.poll(() => [stored(2, SEEN), stored(3, SEEN)]).toEqual([false, false]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => [stored(2, SEEN), stored(3, SEEN)]).toEqual([true, null]);

    expect(await cell(3, 0).evaluate((at) => getComputedStyle(at).textDecorationLine)).toBe('line-through');
    await cell(2, 1).click();
    await page.keyboard.press('Alt+Shift+Digit5');
    await expect
      .poll(() => app.partners.formats(0, area(2, 1))[0]?.[0])
      .toMatchObject({ strikethrough: true });
  });

  it('J11: merges cells after a question, moves over them as over one, and unmerges them', async () => {
    await cell(2, NUMBER).click();
    await page.keyboard.press('Shift+ArrowDown');
    await menu('Format', 'Merge cells', 'Merge all');
    await expect.poll(() => app.partners.merges(0)).toEqual([area(2, NUMBER, 2, 1)]);
    await expect.poll(() => cell(2, NUMBER).textContent()).toBe('0042');
    expect(stored(3, NUMBER)).toBeNull();

    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByLabel('Name box').inputValue()).toBe('C5');
    await cell(3, NUMBER).click();
    await expect.poll(() => page.getByLabel('Name box').inputValue()).toBe('C3:C4');

    // A sort would tear the block apart: it is refused, in words.
    await menu('Data', 'Sort sheet by column C, A to Z');
    await page.getByText("You can't sort a range with cells that are merged").waitFor();
    await menu('Format', 'Merge cells', 'Unmerge');
    await expect.poll(() => app.partners.merges(0)).toEqual([]);

    await cell(2, 0).click();
    await page.keyboard.press('Shift+ArrowRight');
    await menu('Format', 'Merge cells', 'Merge by row');
    await page.getByText('Only the value at the top left is kept').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(app.partners.merges(0)).toEqual([]);
  });

  it('leads from the link in its top row to the packing page, in a window of its own', async () => {
    await cell(0, NUMBER).click();
    const link = page.getByRole('link', { name: 'https://packing.example/abc' });
    await link.waitFor();
    expect(await link.getAttribute('target')).toBe('_blank');
    await cell(2, 0).click();
    await link.waitFor({ state: 'hidden' });
  });

  it('shows what others write while it is open', async () => {
    app.partners.write(0, 0, 0, [['3 new']], 'RAW');
    await expect.poll(() => cell(0, 0).textContent()).toBe('3 new');
  });

  it('gives a row the height of what others write into it, and takes it back', async () => {
    const height = async () => Math.round((await cell(2, 0).boundingBox())?.height ?? 0);
    app.partners.write(0, 3, 1, [['MUG x2 and more '.repeat(3)]], 'RAW');
    await expect.poll(async () => (await cell(3, 0).boundingBox())?.height ?? 0).toBeGreaterThan(30);
    app.partners.write(0, 2, 1, [['Address was: 38 Lantern Row, Brooklyn, NY, 11239']], 'RAW');
    await expect.poll(height).toBeGreaterThan(50);
    app.partners.write(0, 2, 1, [['MUG x1']], 'RAW');
    await expect.poll(height).toBe(21);
  });

  it('takes back what is typed while the program does not answer, and asks again only now and then', async () => {
    const before = await cell(2, NUMBER).textContent();
    const rows = () => asked.filter((path) => path.endsWith('/rows')).length;
    const first = rows();
    await page.route('**/api/**', (route) => route.abort());
    await cell(2, NUMBER).click();
    await page.keyboard.type('7777');
    await page.keyboard.press('Enter');
    await page.getByText('The program that holds this workbook does not answer').waitFor();
    await expect.poll(() => cell(2, NUMBER).textContent()).toBe(before);
    // At once, and after a second; a page that never waits would be far beyond by then.
    await expect.poll(() => rows() - first, { timeout: 10_000 }).toBe(2);
    await page.unroute('**/api/**');
    app.partners.write(0, 0, 0, [['4 new']], 'RAW');
    await expect.poll(() => cell(0, 0).textContent(), { timeout: 10_000 }).toBe('4 new');
    expect(rows() - first).toBeLessThan(6);
    expect(await cell(2, NUMBER).textContent()).toBe(before);
  });

  it('has asked for nothing but its own', () => {
    expect(asked.filter((path) => !path.startsWith(`/p/${SECRET}`) && !path.startsWith('/page/'))).toEqual(
      [],
    );
    expect(faults).toEqual([]);
  });

  it('is for looking only, once its people are readers', async () => {
    app.share(permission('packer@example.com', 'reader'));
    await page.getByText('View only').waitFor();
    await cell(2, NUMBER).click();
    const { revision } = app.partners;
    await page.keyboard.type('x');
    await page.getByText('You may look at this sheet, but not change it').first().waitFor();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+b');
    await cell(2, SEEN).getByRole('checkbox').click();
    // Once, however often it is tried.
    expect(await page.locator('.toast').count()).toBe(1);
    expect(await page.locator('.cell-editor').isVisible()).toBe(false);
    expect(await page.getByLabel('Cell content').getAttribute('readonly')).toBe('');
    expect(await page.getByRole('button', { name: 'Add sheet' }).count()).toBe(0);
    expect(await page.locator('.menubar-item').allTextContents()).toEqual(['File', 'Edit', 'Help']);
    await menu('File');
    expect(await labels()).toEqual(['Download this sheet as CSV']);
    expect(app.partners.revision).toBe(revision);
  });

  it('K7: says that access has ended, and sends nothing more', async () => {
    app.share();
    await page.getByRole('heading', { name: 'This sheet is no longer shared with you' }).waitFor();
    expect(await page.locator('.rgCell, .menu, .toast').count()).toBe(0);
    const before = asked.length;
    await page.keyboard.type('x');
    await page.keyboard.press('Control+z');
    // Whatever it would have sent has gone out before this.
    await page.evaluate(() => fetch('/page/icon.svg'));
    expect(asked.slice(before)).toEqual(['/page/icon.svg']);
    await page.reload();
    await page.getByRole('heading', { name: 'This sheet is no longer shared with you' }).waitFor();
    expect(faults).toEqual([]);
  });

  it("is told from the creator's own workbooks, whose add-on it has not", async () => {
    await page.goto(`${app.url}/w/${PARTNERS}`);
    await cell(2, 0).waitFor();
    expect(await page.locator('.titlebar .mark').textContent()).toBe("Partner's sheet");
    expect(await page.locator('.menubar-item.addon').count()).toBe(0);
    await menu('File');
    expect(await labels()).not.toContain('Reset the demo ...');
    expect(faults).toEqual([]);
  });
});
