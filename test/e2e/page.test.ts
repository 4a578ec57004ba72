import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { fillOrders } from '../support/demo-orders.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { STUB_ADDON } from '../support/stub-addon.ts';

// A machine that is busy with other suites takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];

const cell = (name: string, on: Page = page) => {
  const [, letter = 'A', row = '1'] = /^([A-Z])(\d+)$/.exec(name) ?? [];
  return on.locator(`.rgCell[data-r="${Number(row) - 1}"][data-c="${letter.charCodeAt(0) - 65}"]`);
};
const text = (name: string, on: Page = page) => cell(name, on).textContent();
const shows = (name: string, value: string, on: Page = page) => expect.poll(() => text(name, on)).toBe(value);

async function openPage(user?: string, of: BrowserContext = context): Promise<Page> {
  const made = await of.newPage();
  made.on('pageerror', (error) => faults.push(String(error)));
  made.on('console', (message) => {
    // A 422 is a refusal that the page shows; the browser lists it as an error all the same.
    if (message.type() === 'error' && !message.text().includes('422')) faults.push(message.text());
  });
  await made.goto(`${server.url}/w/${server.workbook}${user === undefined ? '' : `?user=${user}`}`);
  await cell('A2', made).waitFor();
  return made;
}

/** The rows as the server has them. */
async function stored(from: number, count: number): Promise<unknown> {
  const { body } = await server.call(
    'GET',
    `/workbooks/${server.workbook}/sheets/0/rows?from=${from}&count=${count}`,
  );
  return typeof body === 'object' && body !== null && 'values' in body ? body.values : body;
}

async function menu(...labels: string[]): Promise<void> {
  for (const label of labels) await page.getByRole('menuitem', { name: label, exact: true }).click();
}

beforeAll(async () => {
  browser = await sharedBrowser();
});
afterAll(leaveBrowser);

beforeEach(async () => {
  faults = [];
  server = await startServer({ addon: STUB_ADDON, demo: (workbook) => fillOrders(workbook, 40) });
  context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await openPage();
});
afterEach(async () => {
  await context.close();
  await server.stop();
  expect(faults).toEqual([]);
});

it('F10 leads from the cells to the menu bar, and Escape back', async () => {
  await cell('A3').click();
  await page.keyboard.press('F10');
  await page.keyboard.press('ArrowRight');
  const edit = page.getByRole('menuitem', { name: 'Edit', exact: true });
  await expect.poll(() => edit.evaluate((item) => item === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.type('KS-9');
  await page.keyboard.press('Enter');
  await shows('A3', 'KS-9');
});

describe('cells', () => {
  it('stores what is typed, and runs onEdit with the value before', async () => {
    await cell('A3').click();
    await page.keyboard.type('KS-9');
    await page.keyboard.press('Enter');
    await shows('A3', 'KS-9');
    await shows('F3', 'A3 was KS-1002');
    expect(await stored(2, 1)).toEqual([['KS-9', 'Paid', 'Backer 2', 'MUG x1', '2', 'A3 was KS-1002']]);
  });

  it('pastes a block, tells onEdit of the whole block, and takes it back with Ctrl+Z', async () => {
    await cell('A5').click();
    await page.evaluate(() => navigator.clipboard.writeText('KS-1\tOpen\nKS-2\tPaid'));
    await page.keyboard.press('Control+v');
    await shows('A6', 'KS-2');
    await shows('F5', 'A5:B6 was none');
    await page.keyboard.press('Control+z');
    await shows('A5', 'KS-1004');
    await shows('A6', 'KS-1005');
  });

  it('copies what is selected as tab-separated text', async () => {
    await cell('C2').click();
    await cell('D3').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+c');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'Backer 1\tMUG x1\nBacker 2\tMUG x1',
    );
  });

  it('empties all selected ranges with Delete', async () => {
    await cell('C2').click();
    await cell('E4').click({ modifiers: ['Control'] });
    await page.keyboard.press('Delete');
    await shows('C2', '');
    await shows('E4', '');
    await shows('C4', 'Backer 3');
  });

  it('says that a formula is kept and not calculated', async () => {
    await cell('G2').click();
    await page.keyboard.type('=SUM(E2:E4)');
    await page.keyboard.press('Enter');
    await cell('G2').click();
    await expect.poll(() => page.getByText('not calculated here').isVisible()).toBe(true);
    await shows('G2', '=SUM(E2:E4)');
  });

  it('refuses a value that a strict drop-down does not have, and offers those it has', async () => {
    // At its left edge: the arrow of the drop-down stands in the middle of this one.
    await cell('B2').click({ position: { x: 3, y: 10 } });
    await page.keyboard.type('Lost');
    await page.keyboard.press('Enter');
    await page
      .getByRole('dialog', { name: 'There was a problem' })
      .getByRole('button', { name: 'OK' })
      .click();
    await shows('B2', 'Open');
    await cell('B2').locator('.chip-arrow').click();
    await page.getByRole('option', { name: 'Shipped' }).click();
    await shows('B2', 'Shipped');
  });

  it('counts and sums what is selected', async () => {
    await cell('E2').click();
    await cell('E5').click({ modifiers: ['Shift'] });
    await expect.poll(() => page.locator('.status-sum').textContent()).toBe('Sum: 10   Count: 4');
  });

  it('shows the note of a cell', async () => {
    await cell('C3').hover();
    await expect.poll(() => page.getByRole('tooltip').textContent()).toBe('Asked for blue.');
  });

  it('moves by keyboard, with the place in the name box', async () => {
    await cell('A2').click();
    for (const key of ['ArrowDown', 'Tab', 'Shift+ArrowRight', 'Shift+ArrowDown'])
      await page.keyboard.press(key);
    await expect.poll(() => page.getByLabel('Name box').inputValue()).toBe('B3:C4');
    await page.keyboard.press('Control+End');
    await expect.poll(() => page.getByLabel('Name box').inputValue()).toBe('E41');
  });

  it('goes to the cell that is typed into the name box', async () => {
    await page.getByLabel('Name box').fill('C39');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel('Cell content').inputValue()).toBe('Backer 38');
    expect(await cell('C39').getAttribute('aria-selected')).toBe('true');
  });

  it('takes every key that a scanner types while the sheet still scrolls to the cell', async () => {
    const box = page.getByLabel('Name box');
    for (const [name, number] of [
      ['C40', 'LX940011189922310US'],
      ['C2', 'LX940011189922320US'],
      ['C41', 'LX940011189922330US'],
    ] as const) {
      await box.fill(name);
      await box.press('Enter');
      await page.keyboard.type(number);
      await page.keyboard.press('Enter');
      await shows(name, number);
    }
  });

  it('finds text in the sheet', async () => {
    await page.keyboard.press('Control+f');
    await page.getByLabel('Find in sheet').fill('backer 33');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel('Name box').inputValue()).toBe('C34');
    await expect.poll(() => page.locator('.find-count').textContent()).toBe('1 match');
  });
});

describe('rows, columns and sheets', () => {
  it('filters by value and shows all again', async () => {
    await menu('Data', 'Create a filter');
    await cell('B1').locator('.filter-button').click();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.locator('.filter-list label', { hasText: 'Paid' }).click();
    await page.getByRole('button', { name: 'OK', exact: true }).click();
    await expect.poll(() => cell('A2').count()).toBe(0);
    await shows('B3', 'Paid');
    await shows('B6', 'Paid');
    await expect.poll(() => page.locator('.status-rows').textContent()).toMatch(/rows shown$/);
    await menu('Data', 'Remove filter');
    await shows('A2', 'KS-1001');
  });

  it('sorts the rows below the header by a column', async () => {
    await cell('A1').waitFor();
    await page.locator('.rgHeaderCell[data-col="4"]').click({ button: 'right' });
    await menu('Sort sheet Z to A');
    await shows('A2', 'KS-1040');
    await shows('A1', 'Order ID');
    expect(await stored(0, 2)).toEqual([
      ['Order ID', 'Stage', 'Name', 'Items', 'Amount due'],
      ['KS-1040', 'Open', 'Backer 40', 'MUG x1', '40'],
    ]);
  });

  it('inserts a row above, and deletes it again', async () => {
    await page.locator('.row-head[data-row="2"]').click({ button: 'right' });
    await menu('Insert row above');
    await shows('A4', 'KS-1002');
    await page.locator('.row-head[data-row="2"]').click({ button: 'right' });
    await menu('Delete row');
    await shows('A3', 'KS-1002');
  });

  it('adds, renames and deletes a sheet', async () => {
    await page.getByRole('button', { name: 'Add sheet' }).click();
    await page.getByRole('tab', { name: 'Sheet2' }).dblclick();
    await page.getByLabel('Sheet name').fill('Warehouse');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Warehouse' }).click({ button: 'right' });
    await menu('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => page.getByRole('tab').allInnerTexts()).toEqual(['Orders']);
    await shows('A2', 'KS-1001');
  });
});

describe('an empty workbook', () => {
  it('says where to begin until something stands in it', async () => {
    await menu('File', 'New workbook');
    const card = page.getByRole('region', { name: 'Where to begin' });
    await card.waitFor();
    expect(await card.getByRole('button', { name: 'Show Panel' }).count()).toBe(1);
    await cell('B2').click();
    await page.keyboard.type('mine');
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'hidden' });
    await shows('B2', 'mine');
  });
});

describe('the add-on', () => {
  it('has its menu beside the others, usable by keyboard, and shows its sidebar', async () => {
    await page.getByRole('menuitem', { name: 'File' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Shipsheet');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const sidebar = page.getByRole('complementary', { name: 'Orders panel' });
    await sidebar.waitFor();
    expect((await sidebar.boundingBox())?.width).toBe(300);
    await sidebar.getByRole('button', { name: 'Close sidebar' }).click();
    await expect.poll(() => sidebar.count()).toBe(0);
  });

  it('answers its sidebar: values, refusals and what cannot travel', async () => {
    await cell('B3').click();
    await cell('C4').click({ modifiers: ['Shift'] });
    await menu('Shipsheet', 'Show Panel');
    const panel = page.frameLocator('.sidebar iframe');
    const said = () => panel.locator('#out').textContent();
    await panel.getByRole('button', { name: 'Who and where' }).click();
    await expect
      .poll(said)
      .toBe('answer {"name":"Ada","user":"creator@example.com","selected":"B3:C4","rows":41}');
    await panel.getByRole('button', { name: 'Fail' }).click();
    await expect.poll(said).toBe('No orders are selected.');
    await panel.getByRole('button', { name: 'Send a date' }).click();
    await expect.poll(said).toBe('Failed due to illegal value in property: 0');
    await panel.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => page.locator('.sidebar iframe').count()).toBe(0);
  });

  it('runs its sidebar without our origin: no page, no API, no network', async () => {
    await menu('Shipsheet', 'Show Panel');
    await page.frameLocator('.sidebar iframe').locator('#out').waitFor({ state: 'attached' });
    const frame = page.frames().find((one) => one.url().includes('/frame/'));
    const tried = await frame?.evaluate(async () => {
      const origin = globalThis.origin;
      const fetched = await fetch('/api/workbooks').then(
        () => 'answered',
        () => 'refused',
      );
      let parentPage = 'reached';
      try {
        parentPage = String(parent.document.title);
      } catch {
        parentPage = 'refused';
      }
      return { origin, fetched, parentPage };
    });
    expect(tried).toEqual({ origin: 'null', fetched: 'refused', parentPage: 'refused' });
    // The refusals above are what the browser reports.
    faults = [];
  });

  it('asks its questions one after the other and says what it made of them', async () => {
    await menu('Shipsheet', 'Ask');
    await page.getByRole('dialog', { name: 'Lock Down' }).getByRole('button', { name: 'Yes' }).click();
    const prompt = page.getByRole('dialog', { name: 'Reason' });
    await prompt.getByRole('textbox').fill('wave one');
    await prompt.getByRole('button', { name: 'OK' }).click();
    await expect.poll(() => page.locator('.toast').textContent()).toContain('YES, because wave one');
  });

  it('tells the person when a menu item fails, in the words of the script', async () => {
    await menu('Shipsheet', 'Orders', 'Fail');
    const told = page.getByRole('dialog', { name: 'Fail could not be run' });
    await expect.poll(() => told.textContent()).toContain('No orders are selected.');
    await told.getByRole('button', { name: 'OK' }).click();
  });
});

describe('two people', () => {
  it('see each other’s edits at once and act under their own names', async () => {
    // A window of her own: a tab in the background draws nothing.
    const hers = await browser.newContext();
    const ana = await openPage('ana@example.com', hers);
    await cell('C2').click();
    await page.keyboard.type('Ada Lovelace');
    await page.keyboard.press('Enter');
    await shows('C2', 'Ada Lovelace', ana);
    await cell('D3', ana).click();
    await ana.keyboard.type('NOTEBOOK x2');
    await ana.keyboard.press('Enter');
    await shows('D3', 'NOTEBOOK x2');
    // Her selection stayed where she left it, below the cell that she wrote.
    expect(await ana.getByLabel('Name box').inputValue()).toBe('D4');
    await ana.getByRole('menuitem', { name: 'Shipsheet' }).click();
    await ana.getByRole('menuitem', { name: 'Show Panel' }).click();
    const panel = ana.frameLocator('.sidebar iframe');
    await panel.getByRole('button', { name: 'Who and where' }).click();
    await expect.poll(() => panel.locator('#out').textContent()).toContain('"user":"ana@example.com"');
    expect(await page.locator('.sidebar iframe').count()).toBe(0);
    await hers.close();
  });
});
