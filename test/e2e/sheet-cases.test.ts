/**
 * Section J as people do it: the built add-on in the page, and between its runs hands that sort, paste, rename, delete
 * and press Ctrl+Z. What no page is needed for is in test/addon/server.
 */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../addon/sidebar/call.ts';
import type { Options, Preview, Progress, Scope } from '../../shared/plan/types.ts';
import { fillDemo } from '../../worker/local/demo/fill.ts';
import type { Demo } from '../../worker/local/http/shelf.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { open, paidOrder, ready, tablesOf } from '../support/campaign.ts';
import { type CampaignPage, callAs, openCampaign, readTab } from '../support/campaign-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const ANA = 'ana@example.com';
const ALL: Scope = { base: 'all' };
let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let ana: CampaignPage;
let call: Call;
let faults: string[];

/** Six orders: four open, one paid, one ready. */
const small: Demo = async (workbook, _size, run) => {
  await run('serve', [{ fn: 'setUp', args: {} }]);
  const names = ['Zoe', 'Ana', 'Mia', 'Bob'];
  const orders = [
    ...names.map((Name, i) => open(`A-${i + 1}`, { Name })),
    paidOrder('A-5', { Name: 'Eve' }),
    ready('A-6', { Name: 'Kim' }),
  ];
  fillDemo(workbook, tablesOf({ orders }));
  const settings = { campaignName: 'Test', prefix: 'A', lockDownDate: '', noNumberDays: 5 };
  await run('serve', [{ fn: 'saveSettings', args: settings }]);
};

const rows = () => readTab(server, server.workbook, 'Orders');
const of = async (id: string) => (await rows()).find((row) => row['Order ID'] === id) ?? {};
const preview = (action: string, options: Options = {}, scope = ALL): Promise<Preview> =>
  call('preview', { action, scope, options });
async function run(action: string, options: Options = {}, scope = ALL): Promise<Progress> {
  const { runId, now, hash, sums, which } = await preview(action, options, scope);
  return call('apply', { action, scope, options, runId, now, hash, sums, which });
}
/** The letter of a column, wherever it stands now. */
async function letter(header: string): Promise<string> {
  return String.fromCharCode(65 + Object.keys((await rows())[0] ?? {}).indexOf(header));
}
async function go(range: string): Promise<void> {
  await ana.page.getByLabel('Name box').fill(range);
  await ana.page.keyboard.press('Enter');
  await expect.poll(() => ana.cell(range.split(':')[0] ?? '').count()).toBe(1);
}
async function type(cell: string, text: string): Promise<void> {
  await go(cell);
  await ana.page.keyboard.type(text);
  await ana.page.keyboard.press('Enter');
}
async function paste(cell: string, text: string): Promise<void> {
  await go(cell);
  await ana.page.evaluate((said) => navigator.clipboard.writeText(said), text);
  await ana.page.keyboard.press('Control+v');
}
/** Columns of ours are protected with a warning. */
const agree = () => ana.page.getByRole('button', { name: 'Edit anyway' }).click();
async function item(...labels: (string | RegExp)[]): Promise<void> {
  for (const name of labels)
    await ana.page.getByRole('menuitem', typeof name === 'string' ? { name, exact: true } : { name }).click();
}
const head = (column: string) =>
  ana.page.locator(`.rgHeaderCell[data-col="${column.charCodeAt(0) - 65}"]`).click({ button: 'right' });
const picture = (name: string) =>
  process.env.PICTURES === undefined
    ? undefined
    : ana.page.screenshot({ path: `${process.env.PICTURES}/${name}.png` });

beforeAll(async () => {
  browser = await sharedBrowser();
});
afterAll(leaveBrowser);
beforeEach(async () => {
  faults = [];
  server = await startServer({ demo: small });
  context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  ana = await openCampaign(server, context, server.workbook, ANA, faults);
  await ana.tab('Orders');
  await expect.poll(() => ana.cell('A2').textContent()).toBe('A-1');
  call = await callAs(server, server.workbook, ANA);
});
afterEach(async () => {
  await context.close();
  await server.stop();
  expect(faults).toEqual([]);
});

describe('rows and columns that people move', () => {
  it('J1, J3, J4: sorted, with a column of their own, a moved and a renamed one, a run finds its cells', async () => {
    await head('C');
    await item('Insert column left');
    await type('C1', 'Mine');
    await type('C2', 'first');
    const items = await letter('Items');
    await head(items);
    await item('Move column left');
    await type(`${await letter('Items')}1`, 'What they get');
    await head(await letter('Name'));
    await item('Sort sheet A to Z');
    await expect
      .poll(async () => (await rows()).map((row) => row.Name))
      .toEqual(['Ana', 'Bob', 'Eve', 'Kim', 'Mia', 'Zoe']);
    expect((await run('lock-down')).result?.counts.change).toBe(4);
    expect(await of('A-1')).toMatchObject({
      Mine: 'first',
      Name: 'Zoe',
      Stage: 'Locked down',
      'What they get': 'MUG x1',
      'Locked items': 'MUG x1',
    });
    expect((await preview('repair')).counts).toMatchObject({ change: 0, decide: 0 });
  });

  it('J2: a column that was sorted by itself is held back, and one Ctrl+Z mends it', async () => {
    const name = await letter('Name');
    await go(`${name}2:${name}7`);
    await item('Data', new RegExp(`^Sort range ${name}2:${name}7 by column ${name}, A to Z`));
    await expect.poll(async () => (await of('A-1')).Name).toBe('Ana');
    const held = await preview('finalize-addresses', {}, { base: 'list', list: 'A-5' });
    expect(held.reasons[0]?.code).toBe('row.edited');
    await ana.page.keyboard.press('Control+z');
    await expect.poll(async () => (await of('A-1')).Name).toBe('Zoe');
    expect((await preview('finalize-addresses', {}, { base: 'list', list: 'A-5' })).counts.change).toBe(1);
  });

  it('J7: a row that was copied and pasted below freezes both, and goes with Ctrl+Z', async () => {
    await ana.page.locator('.row-head[data-row="1"]').click();
    await ana.page.keyboard.press('Control+c');
    await go('A8');
    await ana.page.keyboard.press('Control+v');
    await agree();
    await expect.poll(async () => (await rows()).length).toBe(7);
    const shown = await preview('lock-down');
    expect(shown.reasons.find(({ code }) => code === 'row.duplicate-id')?.count).toBe(2);
    await ana.page.keyboard.press('Control+z');
    await expect.poll(async () => (await rows()).length).toBe(6);
    expect((await preview('lock-down')).counts.change).toBe(4);
  });

  it('J8: a block that was pasted over ids is refused, and Repair Sheets puts the ids back', async () => {
    await paste('A2', 'A-2\nA-1');
    await agree();
    await expect
      .poll(async () => (await rows()).map((row) => row['Order ID']).slice(0, 2))
      .toEqual(['A-2', 'A-1']);
    const shown = await preview('lock-down');
    expect(shown.reasons.find(({ code }) => code === 'row.scrambled')?.count).toBe(2);
    await run('repair');
    expect((await rows()).map((row) => row['Order ID']).slice(0, 2)).toEqual(['A-1', 'A-2']);
  });

  it('J9: what a filter leaves is what Visible rows takes', async () => {
    await item('Data', 'Create a filter');
    await ana.cell('E1').locator('.filter-button').click();
    await ana.page.getByLabel('Filter by condition').selectOption('contains');
    await ana.page.getByLabel('Value of the condition').fill('i');
    await ana.page.keyboard.press('Enter');
    await expect.poll(() => ana.page.locator('.status-rows').textContent()).toBe('2 of 6 rows shown');
    expect((await preview('lock-down', {}, { base: 'visible' })).which).toBe('Visible rows: 2 orders');
  });

  it('J5: a deleted order with a parcel is named by the next panel, and Ctrl+Z brings it back', async () => {
    await run('push-to-channel', { channel: 'All items' });
    await ana.page.locator('.row-head[data-row="6"]').click({ button: 'right' });
    await item('Delete row');
    await expect.poll(async () => (await rows()).length).toBe(5);
    const panel = await ana.open('Lock Down');
    await panel.getByText('A-6 has parcels and no row in Orders any more').waitFor();
    await picture('J5');
    await ana.cell('A2').click();
    await ana.page.keyboard.press('Control+z');
    await expect.poll(async () => (await rows()).length).toBe(6);
    expect(await call('context', {})).not.toHaveProperty('notice');
  });
});

describe('what is typed', () => {
  it('J24: into a cell of ours goes back, and the reason is seen at once and on the cell', async () => {
    await type('B2', 'Shipped');
    await agree();
    const why = 'Mark as Shipped is not possible';
    await ana.page.locator('.toast', { hasText: why }).waitFor();
    await expect.poll(async () => (await of('A-1')).Stage).toBe('Open');
    await ana.page.keyboard.press('ArrowUp');
    await ana.page.getByRole('tooltip').filter({ hasText: why }).waitFor();
    await picture('J24');
    // One step: what was typed, and that it was put back.
    await ana.page.keyboard.press('Control+z');
    await expect.poll(() => ana.cell('B2').getAttribute('class')).not.toContain('noted');
    expect((await of('A-1')).Stage).toBe('Open');
  });

  it('J21, J22: decimal commas are read, and text that looks like a formula stays text', async () => {
    await type(`${await letter('Amount due')}2`, '1.234,50');
    await type(`${await letter('Payment')}2`, 'no card');
    // The page shows what is typed before the program has it.
    await expect.poll(async () => (await of('A-1')).Payment).toBe('no card');
    expect(
      (await preview('lock-down')).reasons.find(({ outcome }) => outcome === 'left')?.code,
    ).toBeDefined();
    const evil = '=IMPORTXML("http://x","//a")';
    await paste(`${await letter('Name')}3`, evil);
    await type(`${await letter('Amount due')}3`, '0');
    await expect.poll(async () => (await of('A-2'))['Amount due']).toBe('0');
    await expect.poll(async () => (await of('A-2')).Name).toBe(evil);
    const list = { base: 'list', list: 'A-2' } as const;
    await run('lock-down', {}, list);
    expect(await of('A-2')).toMatchObject({ Name: evil, Stage: 'Paid' });
  });
});

describe('runs that people take back', () => {
  it('J26: Ctrl+Z takes a whole run back, the next panel says so, and Ctrl+Y brings it again', async () => {
    await ana.open('Lock Down');
    await ana.run(/^Lock down 4 orders/, /Locked down 4 orders/);
    await expect.poll(async () => (await of('A-1')).Stage).toBe('Locked down');
    await ana.cell('A2').click();
    await ana.page.keyboard.press('Control+z');
    await expect.poll(async () => (await of('A-1')).Stage).toBe('Open');
    expect((await of('A-1'))['Locked at']).toBe('');
    const panel = await ana.open('Tools', 'Repair Sheets');
    await panel.getByText('A run is missing from this file').waitFor();
    await panel.getByRole('button', { name: 'Preview', exact: true }).click();
    await panel.getByText('Go on with the sheet as it is', { exact: true }).waitFor();
    await picture('J26');
    // The page stayed where it was: a run begins in the hidden journal.
    await expect.poll(() => ana.cell('A1').textContent()).toBe('Order ID');
    await ana.cell('A2').click();
    await ana.page.keyboard.press('Control+y');
    await expect.poll(async () => (await of('A-1')).Stage).toBe('Locked down');
    expect(await call('context', {})).not.toHaveProperty('notice');
  });

  it('J26: facts that were emptied by hand are put back from the journal', async () => {
    await run('lock-down');
    const at = await letter('Locked at');
    await go(`${at}2:${at}4`);
    await ana.page.keyboard.press('Delete');
    await agree();
    await expect.poll(async () => (await of('A-2'))['Locked at']).toBe('');
    const panel = await ana.open('Tools', 'Repair Sheets');
    await panel.getByRole('button', { name: 'Preview', exact: true }).click();
    await panel.getByText('3 orders no longer hold what the last runs wrote').waitFor();
    await picture('J26-drift');
    await panel.getByLabel('What the runs wrote: put it back').check();
    await panel.getByRole('button', { name: /^Repair 3 orders/ }).click();
    await panel.getByRole('heading', { name: /Repaired 3 orders/ }).waitFor();
    expect((await of('A-2')).Stage).toBe('Locked down');
    expect((await of('A-2'))['Locked at']).not.toBe('');
  });
});

describe('tabs and files', () => {
  it('J6: a tab under another name works; one that was deleted stops a run, and Ctrl+Z brings it back', async () => {
    await ana.page.getByRole('tab', { name: 'Orders', exact: true }).dblclick();
    await ana.page.getByLabel('Sheet name').fill('Backers');
    await ana.page.keyboard.press('Enter');
    await ana.page.getByRole('tab', { name: 'Backers' }).waitFor();
    expect((await preview('lock-down')).counts.change).toBe(4);
    await ana.page.getByRole('tab', { name: 'Products', exact: true }).click({ button: 'right' });
    await item('Delete');
    await ana.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => ana.page.getByRole('tab', { name: 'Products', exact: true }).count()).toBe(0);
    await expect(preview('lock-down')).rejects.toThrow('sheet.tab-missing');
    await ana.page.keyboard.press('Control+z');
    await ana.page.getByRole('tab', { name: 'Products', exact: true }).waitFor();
    expect((await preview('lock-down')).counts.change).toBe(4);
  });

  it('J20: a copy of the file says that it is one', async () => {
    const made = await server.call('POST', `/workbooks/${server.workbook}/copy`, {});
    const { id } = made.body as { id: string };
    const inCopy = await callAs(server, id, ANA);
    expect((await inCopy('context', {})).notice).toMatch(/^This is a copy of another spreadsheet/);
  });
});
