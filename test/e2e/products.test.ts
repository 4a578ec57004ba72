/** Products, Substitute Item and Add Item to Orders on the demo campaign: counted, changed, pushed, counted again. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../worker/local/demo/demo.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { type CampaignPage, downloaded, openCampaign, readTab } from '../support/campaign-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let campaign: CampaignPage;
const faults: string[] = [];

beforeAll(async () => {
  server = await startServer({ demo });
  browser = await sharedBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  campaign = await openCampaign(server, context, server.workbook, 'ana@example.com', faults);
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
  expect(faults).toEqual([]);
});

const orders = () => readTab(server, server.workbook, 'Orders');

/** Item counts as the panel gives them as a file, by SKU. */
async function counts(): Promise<Map<string, Record<string, number>>> {
  const panel = await campaign.open('Set Up', 'Products');
  await panel.getByRole('tab', { name: 'Counts' }).click();
  const { text } = await downloaded(campaign.page, panel.getByRole('button', { name: 'Download CSV' }));
  const [header = [], ...lines] = text
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  return new Map(
    lines.map(([sku = '', ...cells]) => [
      sku,
      Object.fromEntries(cells.map((cell, at) => [header[at + 1] ?? '', Number(cell)])),
    ]),
  );
}

it('I9: every SKU of the campaign adds up', async () => {
  const all = await counts();
  expect(all.size).toBeGreaterThan(8);
  for (const [sku, of] of all)
    expect(of.Ordered, sku).toBe(
      (of['At a warehouse'] ?? 0) + (of.Shipped ?? 0) + (of.Cancelled ?? 0) + (of.Open ?? 0),
    );
});

it('C4: Push leaves the orders with the discontinued notebook alone; substituted, they go', async () => {
  const ready = (await orders()).filter(
    (row) =>
      row.Stage === 'Ready to ship' &&
      row.Packages === '' &&
      row.Hold === '' &&
      row.Items?.includes('NOTEBOOK'),
  );
  expect(ready.length).toBeGreaterThan(2);
  const before = (await counts()).get('NOTEBOOK');
  const panel = await campaign.open('Push to Channel');
  await panel.getByRole('region', { name: 'Options' }).getByLabel('Channel').selectOption('All items');
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel.getByRole('tab', { name: /left alone/ }).click();
  await panel.getByText('Discontinued: NOTEBOOK.').waitFor();

  const change = await campaign.open('Orders', 'Substitute Item');
  await change.getByRole('combobox', { name: 'Which orders?' }).selectOption('list');
  await change.getByLabel('Order IDs or backer numbers').fill(ready.map((row) => row['Order ID']).join('\n'));
  await change.getByRole('combobox', { name: 'Instead of' }).fill('NOTEBOOK');
  await change.getByRole('combobox', { name: 'Send' }).fill('PIN');
  await change.getByRole('textbox', { name: 'Why' }).fill('sold out');
  await campaign.run(/^Substitute in \d+ orders/, /^Substituted in \d+ orders/);
  const after = (await counts()).get('NOTEBOOK');
  const units = ready.reduce(
    (sum, row) => sum + Number(/NOTEBOOK x(\d+)/.exec(row.Items ?? '')?.[1] ?? 0),
    0,
  );
  expect(after).toMatchObject({
    Ordered: before?.Ordered,
    Cancelled: (before?.Cancelled ?? 0) + units,
    Open: (before?.Open ?? 0) - units,
  });
  const one = (await orders()).find((row) => row['Order ID'] === ready[0]?.['Order ID']);
  expect(one?.Notes).toMatch(/NOTEBOOK x\d+ → PIN x\d+: sold out$/);
  expect(one?.['Next step']).toBe('Push to Channel');
});

it('C11: a stretch goal goes to every open order once, and not to locked ones', async () => {
  const before = (await counts()).get('PIN');
  const add = await campaign.open('Orders', 'Add Item to Orders');
  const fill = async (): Promise<void> => {
    await add.getByRole('combobox', { name: 'Item' }).fill('PIN');
    await add.getByRole('textbox', { name: 'Stretch goal' }).fill('Winter pin');
  };
  await fill();
  await campaign.run(/^Add the item to [\d,]+ orders$/, /^Added the item to [\d,]+ orders\.$/);
  const got = (await orders()).filter((row) => row.Notes?.includes('Stretch goal “Winter pin”: PIN x1'));
  expect(got.length).toBeGreaterThan(100);
  expect(got.every((row) => row['Locked at'] === '')).toBe(true);
  const after = (await counts()).get('PIN');
  expect(after).toMatchObject({
    Ordered: (before?.Ordered ?? 0) + got.length,
    Open: (before?.Open ?? 0) + got.length,
    Locked: before?.Locked,
  });
  await campaign.open('Orders', 'Add Item to Orders');
  await fill();
  await add.getByRole('button', { name: 'Preview', exact: true }).click();
  await add.getByRole('tab', { name: `${got.length} already done` }).waitFor();
  await add.getByText(/locked orders would get it too/).waitFor();
});
