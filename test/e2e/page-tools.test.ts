/** The page as a spreadsheet: what people do to cells, rows, columns and tabs with mouse, menu and keys, and take back. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { fillOrders } from '../support/demo-orders.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { STUB_ADDON } from '../support/stub-addon.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];

const cell = (name: string) => {
  const [, letter = 'A', row = '1'] = /^([A-Z])(\d+)$/.exec(name) ?? [];
  return page.locator(`.rgCell[data-r="${Number(row) - 1}"][data-c="${letter.charCodeAt(0) - 65}"]`);
};
const shows = (name: string, value: string) => expect.poll(() => cell(name).textContent()).toBe(value);
const status = (part: string) => page.locator(`.status-${part}`).textContent();
const tabs = () => page.getByRole('tab').allInnerTexts();

async function menu(...labels: string[]): Promise<void> {
  for (const label of labels) await page.getByRole('menuitem', { name: label, exact: true }).click();
}
async function select(from: string, to: string): Promise<void> {
  await cell(from).click({ position: { x: 3, y: 10 } });
  await cell(to).click({ modifiers: ['Shift'], position: { x: 3, y: 10 } });
}
const picture = (name: string) =>
  process.env.PICTURES === undefined
    ? undefined
    : page.screenshot({ path: `${process.env.PICTURES}/${name}.png` });

beforeAll(async () => {
  browser = await sharedBrowser();
});
afterAll(leaveBrowser);
beforeEach(async () => {
  faults = [];
  server = await startServer({ addon: STUB_ADDON, demo: (workbook) => fillOrders(workbook, 40) });
  context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(`${server.url}/w/${server.workbook}`);
  await cell('A2').waitFor();
});
afterEach(async () => {
  await context.close();
  await server.stop();
  expect(faults).toEqual([]);
});

describe('undo and redo', () => {
  it('take back a deleted row with all that stood in it, and delete it again', async () => {
    await page.locator('.row-head[data-row="2"]').click({ button: 'right' });
    await menu('Delete row');
    await shows('A3', 'KS-1003');
    await page.keyboard.press('Control+z');
    await shows('A3', 'KS-1002');
    await shows('C3', 'Backer 2');
    await cell('C3').hover();
    await expect.poll(() => page.getByRole('tooltip').textContent()).toBe('Asked for blue.');
    await page.keyboard.press('Control+y');
    await shows('A3', 'KS-1003');
  });

  it('take back a sort, a filter, a hidden column and a moved one, one after the other', async () => {
    await page.locator('.rgHeaderCell[data-col="4"]').click({ button: 'right' });
    await menu('Sort sheet Z to A');
    await shows('A2', 'KS-1040');
    await page.locator('.rgHeaderCell[data-col="3"]').click({ button: 'right' });
    await menu('Move column left');
    await shows('C1', 'Items');
    await page.locator('.rgHeaderCell[data-col="1"]').click({ button: 'right' });
    await menu('Hide column');
    await expect.poll(() => cell('B1').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await shows('B1', 'Stage');
    await page.keyboard.press('Control+z');
    await shows('C1', 'Name');
    await page.keyboard.press('Control+z');
    await shows('A2', 'KS-1001');
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.locator('.toast').textContent()).toContain('nothing to undo');
    await menu('Edit');
    await expect
      .poll(() => page.getByRole('menuitem', { name: 'Undo' }).getAttribute('aria-disabled'))
      .toBe('true');
    expect(await page.getByRole('menuitem', { name: 'Redo' }).getAttribute('aria-disabled')).toBeNull();
    await page.keyboard.press('Escape');
  });

  it('take back what was typed together with what the add-on made of it', async () => {
    await cell('A5').click();
    await page.keyboard.type('KS-9');
    await page.keyboard.press('Enter');
    await shows('F5', 'A5 was KS-1004');
    await page.keyboard.press('Control+z');
    await shows('A5', 'KS-1004');
    await shows('F5', '');
    await expect.poll(() => page.getByLabel('Name box').inputValue()).toBe('A5');
  });

  it('bring a deleted tab back', async () => {
    await page.getByRole('button', { name: 'Add sheet' }).click();
    await expect.poll(tabs).toEqual(['Orders', 'Sheet2']);
    await page.getByRole('tab', { name: 'Orders' }).click();
    await cell('A2').waitFor();
    await page.getByRole('tab', { name: 'Orders' }).click({ button: 'right' });
    await menu('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(tabs).toEqual(['Sheet2']);
    await page.keyboard.press('Control+z');
    await expect.poll(tabs).toEqual(['Orders', 'Sheet2']);
    await page.getByRole('tab', { name: 'Orders' }).click();
    await shows('A2', 'KS-1001');
  });
});

describe('cells', () => {
  it('fill down with Ctrl+D and to the right with Ctrl+R', async () => {
    await select('C2', 'D5');
    await page.keyboard.press('Control+d');
    await shows('C5', 'Backer 1');
    await shows('C6', 'Backer 5');
    await select('E2', 'F3');
    await page.keyboard.press('Control+r');
    await shows('F3', '2');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await shows('C5', 'Backer 4');
  });

  it('find and replace: next, all, whole cells, in the selection, and back', async () => {
    await page.keyboard.press('Control+h');
    await page.getByLabel('Find in sheet').fill('MUG');
    await page.getByLabel('Replace with').fill('CUP');
    await picture('replace');
    await page.getByRole('button', { name: 'Replace all' }).click();
    await expect.poll(() => page.locator('.find-count').textContent()).toBe('40 cells changed');
    await shows('D2', 'CUP x1');
    await page.getByLabel('Find in sheet').fill('Backer 1');
    await page.getByLabel('Replace with').fill('Ada');
    await page.getByLabel('Whole cell').check();
    await page.getByRole('button', { name: 'Replace all' }).click();
    await expect.poll(() => page.locator('.find-count').textContent()).toBe('1 cell changed');
    await shows('C2', 'Ada');
    await shows('C11', 'Backer 10');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await shows('D2', 'MUG x1');
  });

  it('paste quoted line breaks and tabs into the cells where they belong', async () => {
    await cell('C4').click();
    await page.evaluate(() =>
      navigator.clipboard.writeText('"Ada ""the first""\nByron"\tMUG x1\r\nBob\t"a\tb"\r\n'),
    );
    await page.keyboard.press('Control+v');
    await shows('C5', 'Bob');
    await shows('C4', 'Ada "the first"\nByron');
    await shows('D5', 'a\tb');
    await expect.poll(() => page.getByLabel('Name box').inputValue()).toBe('C4:D5');
  });

  it('paste a table that was copied without plain text', async () => {
    await cell('C4').click();
    await page.evaluate(async () => {
      const html =
        '<table><tr><td>Ada<br>Byron</td><td>0042</td></tr><tr><td>Bob</td><td>x</td></tr></table>';
      await navigator.clipboard.write([
        new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }) }),
      ]);
    });
    await page.keyboard.press('Control+v');
    await shows('C4', 'Ada\nByron');
    await shows('C5', 'Bob');
    await shows('D5', 'x');
  });

  it('copy and paste from the menu of a cell', async () => {
    await cell('C2').click({ button: 'right' });
    await picture('cell-menu');
    await page.getByRole('menuitem', { name: /^Copy/ }).click();
    await cell('C9').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Paste/ }).click();
    await shows('C9', 'Backer 1');
  });
});

describe('rows, columns and tabs', () => {
  it('sort only the selected range, by the column of the active cell', async () => {
    await select('C2', 'C5');
    await menu('Data', 'Sort range C2:C5 by column C, Z to A');
    await shows('C2', 'Backer 4');
    await shows('A2', 'KS-1001');
    await shows('C6', 'Backer 5');
  });

  it('filter by a condition, say how many rows that leaves, and show all again', async () => {
    await menu('Data', 'Create a filter');
    await cell('E1').locator('.filter-button').click();
    await page.getByLabel('Filter by condition').selectOption('more');
    await page.getByLabel('Value of the condition').fill('30');
    await picture('filter');
    await page.keyboard.press('Enter');
    await expect.poll(() => status('rows')).toBe('10 of 40 rows shown');
    await shows('A32', 'KS-1031');
    expect(await cell('A2').count()).toBe(0);
    await picture('filtered');
    await page.getByRole('button', { name: 'Show all rows' }).click();
    await shows('A2', 'KS-1001');
    await expect.poll(() => status('rows')).toBe('');
  });

  it('insert and delete rows and columns by keyboard', async () => {
    await cell('A3').click();
    await page.keyboard.press('Control+Alt+=');
    await shows('A4', 'KS-1002');
    await page.keyboard.press('Control+Alt+-');
    await shows('A3', 'KS-1002');
    await cell('B3').click({ position: { x: 3, y: 10 } });
    await page.keyboard.press('Control+Space');
    await page.keyboard.press('Control+Alt+-');
    await shows('B1', 'Name');
  });

  it('hide rows and show all of them again', async () => {
    await page.locator('.row-head[data-row="2"]').click({ button: 'right' });
    await menu('Hide row');
    await expect.poll(() => status('rows')).toBe('39 of 40 rows shown');
    await menu('View', 'Show all hidden rows');
    await shows('A3', 'KS-1002');
  });

  it('duplicate a tab beside it, and go from tab to tab by keyboard', async () => {
    await page.getByRole('tab', { name: 'Orders' }).click({ button: 'right' });
    await menu('Duplicate');
    await expect.poll(tabs).toEqual(['Orders', 'Copy of Orders']);
    await shows('A2', 'KS-1001');
    await cell('A2').click();
    await page.keyboard.press('Control+Shift+PageUp');
    await expect
      .poll(() => page.getByRole('tab', { name: 'Orders', exact: true }).getAttribute('aria-selected'))
      .toBe('true');
  });

  it('keep a column’s new width over a reload', async () => {
    const head = page.locator('.rgHeaderCell[data-col="2"]');
    const box = await head.boundingBox();
    if (box === null) throw new Error('no header');
    await page.mouse.move(box.x + box.width - 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 78, box.y + 10, { steps: 5 });
    await page.mouse.up();
    const width = async () => Math.round((await head.boundingBox())?.width ?? 0);
    await expect.poll(width).toBeGreaterThan(box.width + 70);
    const wide = await width();
    await page.reload();
    await cell('A2').waitFor();
    expect(await width()).toBe(wide);
  });
});

describe('help', () => {
  it('lists the keys', async () => {
    await cell('A2').click();
    await page.keyboard.press('Control+/');
    const box = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await picture('keys');
    await expect.poll(() => box.textContent()).toContain('Find and replace');
    await page.keyboard.press('Escape');
    await expect.poll(() => box.count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByLabel('Name box').inputValue()).toBe('A3');
  });

  it('a note is read by keyboard too', async () => {
    await cell('C2').click();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByRole('tooltip').textContent()).toBe('Asked for blue.');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByRole('tooltip').count()).toBe(0);
  });
});
