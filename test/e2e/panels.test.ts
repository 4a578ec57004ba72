/** The panels on the demo campaign, as a person uses them beside the menu items of the stories. */
import type { Browser, BrowserContext, FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCsv } from '../../shared/csv/read.ts';
import { demo } from '../../worker/local/demo/demo.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import {
  type CampaignPage,
  downloaded,
  openCampaign,
  readRows,
  readTab,
  tabId,
} from '../support/campaign-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let campaign: CampaignPage;
const faults: string[] = [];

beforeAll(async () => {
  server = await startServer({ demo });
  browser = await sharedBrowser();
  context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  campaign = await openCampaign(server, context, server.workbook, 'ana@example.com', faults);
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
  expect(faults).toEqual([]);
});

type Row = Record<string, string>;
const tab = (name: string): Promise<Row[]> => readTab(server, server.workbook, name);
const order = async (id: string): Promise<Row | undefined> =>
  (await tab('Orders')).find((row) => row['Order ID'] === id);

async function find(query: string): Promise<FrameLocator> {
  const panel = await campaign.open('Find Order');
  await panel.getByRole('searchbox').fill(query);
  await panel.getByRole('searchbox').press('Enter');
  return panel;
}

it('finds an order by name, says why it has not shipped, and copies a reply', async () => {
  const orders = await tab('Orders');
  const wanted = orders.find((row) => row.Stage === 'Errored');
  const id = wanted?.['Order ID'] ?? '';
  const family = wanted?.Name?.split(' ').at(-1) ?? '';
  const panel = await find(family.toUpperCase());
  const found = panel.getByRole('list', { name: 'Orders found' });
  await found.getByRole('button', { name: id }).click();
  const article = panel.getByRole('article', { name: `Order ${id}` });
  await article.getByText(wanted?.['Next step'] ?? 'no next step', { exact: true }).waitFor();
  await article.getByText(wanted?.Email ?? 'no e-mail', { exact: true }).waitFor();
  expect(await article.getByRole('row').count()).toBeGreaterThan(1);
  await article.getByRole('button', { name: 'Copy reply' }).click();
  await article.getByText('Copied.').waitFor();
  const reply = await campaign.page.evaluate(() => navigator.clipboard.readText());
  expect(reply).toContain(`Hi ${wanted?.Name},\n\nhere is where your order ${id} stands.`);
  expect(reply).toContain('Your payment did not go through. Please update your card.');
  await article.getByRole('button', { name: 'Show in sheet' }).click();
  const row = orders.findIndex((one) => one['Order ID'] === id) + 2;
  await expect.poll(() => campaign.page.getByLabel('Name box').inputValue()).toBe(`${row}:${row}`);
});

it('marks one order as shipped from its panel, with number, carrier and link', async () => {
  const ready = (await tab('Orders')).find(
    (row) => row.Stage === 'Ready to ship' && row.Packages === '' && row.Hold === '' && row.Country !== 'US',
  );
  const id = ready?.['Order ID'] ?? '';
  const panel = await find(id);
  const article = panel.getByRole('article', { name: `Order ${id}` });
  await article.getByRole('button', { name: 'Mark as Shipped', exact: true }).waitFor();
  expect(await article.getByRole('button', { name: 'Force Mark as Shipped' }).count()).toBe(0);
  await article.getByRole('button', { name: 'Mark as Shipped', exact: true }).click();
  await panel.getByRole('textbox', { name: 'Tracking number' }).fill('RN 118 259 361 GB');
  await panel.getByRole('textbox', { name: 'Carrier' }).fill('Royal Mail');
  await panel.getByRole('textbox', { name: 'Tracking link' }).fill('https://www.royalmail.com/track?n=1');
  await campaign.run('Mark as shipped: 1 order', 'Marked as shipped: 1 order.');
  await panel.getByRole('button', { name: 'Back to the order' }).click();
  const link = article.getByRole('link', { name: /Royal Mail RN118259361GB/ });
  expect(await link.getAttribute('href')).toBe('https://www.royalmail.com/track?n=1');
  expect(await order(id)).toMatchObject({ Stage: 'Shipped', Packages: `${id}-1 shipped` });
});

it('pushes a first wave by country and SKU, gives its file, and takes it back', async () => {
  const before = await tab('Orders');
  const shipments = (await tab('Shipments')).length;
  const panel = await campaign.open('Push to Channel');
  await panel.getByRole('combobox', { name: /^Channel \(required\)/ }).selectOption('US 3PL');
  await panel.getByRole('button', { name: 'Narrow down' }).click();
  await panel.getByRole('combobox', { name: 'Country' }).fill('United St');
  await campaign.page.keyboard.press('Enter');
  await panel.getByRole('combobox', { name: 'SKU', exact: true }).fill('GAME');
  await panel.getByRole('option', { name: /^GAME\s*\d/ }).click();
  await panel.getByRole('combobox', { name: 'How the SKUs must fit' }).selectOption('only');
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  const push = panel.getByRole('button', { name: /^Push \d+ orders$/ });
  const wanted = Number(/\d+/.exec((await push.textContent()) ?? '')?.[0]);
  // Under the open choices the counts are in sight, not only the button.
  const box = async (of: Locator): Promise<{ y: number; height: number }> =>
    (await of.boundingBox()) ?? { y: Number.NaN, height: Number.NaN };
  const counts = await box(panel.getByRole('tablist', { name: 'What would happen' }));
  expect(counts.y + counts.height).toBeLessThan((await box(push)).y);
  await push.click();
  await panel.getByRole('heading', { name: /^Pushed/ }).waitFor();

  const file = await downloaded(
    campaign.page,
    panel.getByRole('button', { name: 'Download the file for the warehouse' }),
  );
  expect(file.name).toBe('US-3PL-3.csv');
  const read = readCsv(file.text, { ownFile: true });
  if (!read.ok) throw new Error(read.code);
  expect(read.rows).toHaveLength(wanted);
  const ids = read.rows.map((row) => row[read.header.indexOf('Order ID')] ?? '');
  const sent = before.filter((row) => ids.includes(row['Order ID'] ?? ''));
  expect(
    sent.map((row) => [row.Stage, row.Country]).every(([s, c]) => s === 'Ready to ship' && c === 'US'),
  ).toBe(true);
  // Digital units ship nothing, so they do not count against "only".
  for (const row of sent) expect(row['Locked items']).toMatch(/^GAME x\d+(; (ART-PDF|OST) x\d+)*$/);
  expect(await tab('Shipments')).toHaveLength(shipments + wanted);

  // The result's own Undo asks whether the file was sent.
  await panel.getByRole('button', { name: 'Undo this run' }).click();
  await panel.getByText(/Was it sent to the warehouse\?/).waitFor();
  await panel.getByRole('checkbox', { name: 'The exported file was not sent to the warehouse' }).check();
  await panel.getByRole('button', { name: 'Preview again' }).click();
  await panel.getByRole('button', { name: /^Undo \d+ rows$/ }).click();
  await panel.getByRole('heading', { name: /^Undid/ }).waitFor();
  const after = new Map((await tab('Orders')).map((row) => [row['Order ID'], row]));
  for (const row of sent) expect(after.get(row['Order ID'])?.Stage).toBe('Ready to ship');
  expect(
    (await tab('Shipments')).filter((row) => row.Batch === 'US 3PL #3').map((row) => row.Status),
  ).toEqual(new Array(wanted).fill('cancelled'));
});

it('shows what the channels mean for packages, and keeps the settings', async () => {
  let panel = await campaign.open('Set Up', 'Channels');
  const means = panel.getByRole('region', { name: 'What this means' });
  await expect.poll(() => means.textContent()).toMatch(/[\d,]+ orders will ship in 1 package, \d+ in 2/);
  const first = await means.textContent();
  await panel.getByRole('button', { name: /^US 3PL/ }).click();
  await panel
    .getByRole('group', { name: 'SKUs of this channel' })
    .first()
    .getByRole('checkbox', { name: /^DICE/ })
    .uncheck();
  await expect.poll(() => means.textContent()).not.toBe(first);
  expect((await tab('Channels'))[0]?.SKUs).toContain('DICE');

  panel = await campaign.open('Set Up', 'Settings');
  await panel.getByRole('textbox', { name: 'Campaign name' }).fill('Lanterns, second printing');
  await panel.getByLabel('Lock-down date').fill('2027-01-15');
  await panel.getByRole('button', { name: 'Save' }).click();
  await panel.getByText('Saved.').waitFor();
  panel = await campaign.open('Set Up', 'Settings');
  await expect
    .poll(() => panel.getByRole('textbox', { name: 'Campaign name' }).inputValue())
    .toBe('Lanterns, second printing');
  expect(await panel.getByLabel('Lock-down date').inputValue()).toBe('2027-01-15');
});

it('repairs a tab that was deleted and a view that was typed over', async () => {
  const names = async (): Promise<string[]> => campaign.page.getByRole('tab').allInnerTexts();
  const before = await names();
  await campaign.page.getByRole('tab', { name: 'Needs attention' }).click({ button: 'right' });
  await campaign.page.getByRole('menuitem', { name: 'Delete', exact: true }).click();
  await campaign.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect.poll(async () => (await names()).length).toBe(before.length - 1);
  const views = await tab('Orders');
  const column = Object.keys(views[0] ?? {}).indexOf('Next step');
  const sheet = await tabId(server, server.workbook, 'Orders');
  const path = `/workbooks/${server.workbook}/sheets/${sheet}/edits`;
  await server.call('POST', path, { row: 1, column, values: [['soon'], ['later']] });
  const panel = await campaign.open('Tools', 'Repair Sheets');
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel
    .getByText(/Needs attention/)
    .first()
    .waitFor();
  await panel.getByRole('button', { name: 'Repair 2 orders' }).click();
  await panel.getByRole('heading', { name: 'Repaired 2 orders.' }).waitFor();
  expect(await tab('Orders')).toEqual(views);
  await expect.poll(async () => (await names()).sort()).toEqual([...before].sort());
  expect((await readRows(server, server.workbook, 'Needs attention'))[0]?.slice(0, 3)).toEqual([
    'Key',
    'What',
    'Since',
  ]);
});

it('runs Lock Down by keyboard alone', async () => {
  const { page } = campaign;
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const lockedAt = async (): Promise<number> =>
    (await tab('Orders')).filter((row) => row['Locked at'] !== '').length;
  const before = await lockedAt();
  await page.getByRole('menuitem', { name: 'File' }).focus();
  await press('ArrowLeft', 'ArrowDown', 'ArrowDown', 'Enter');
  const panel = campaign.panel();
  await panel.getByRole('heading', { name: 'Lock Down', exact: true }).waitFor();
  // The choice of orders, Narrow down, Preview.
  await press('Tab', 'Tab', 'Tab', 'Enter');
  const act = panel.getByRole('button', { name: /^Lock down \d+ orders$/ });
  await act.waitFor();
  const wanted = Number(/\d+/.exec((await act.textContent()) ?? '')?.[0]);
  const focused = (): Promise<boolean> => act.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; tabs < 12 && !(await focused()); tabs++) await press('Tab');
  expect(await focused()).toBe(true);
  await press('Enter');
  const done = panel.getByRole('heading', { name: `Locked down ${wanted} orders.` });
  await done.waitFor();
  expect(await done.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await lockedAt()).toBe(before + wanted);
});
