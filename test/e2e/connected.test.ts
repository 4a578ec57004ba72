/**
 * A new workbook gets a warehouse: connected from the panels alone, pushed to, synced, while the worker is away and back
 * again; and a copy of the workbook sends nothing.
 */
import type { Browser, BrowserContext, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { type CampaignPage, newWorkbook, openCampaign, readTab } from '../support/campaign-page.ts';
import {
  act,
  BY_ITSELF,
  QUICK,
  type Row,
  rowsById,
  type Warehouse,
  warehouse,
} from '../support/connected.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Five backers of one reward. */
const REPORT = [
  'Backer Number,Backer UID,Backer Name,Email,Shipping Country,Shipping Amount,Reward Title,Backing Minimum,Reward ID,Bonus Support,Pledge Amount,Pledged At,Fulfillment Status,Pledged Status,Notes,Survey Response,Shipping Name,Shipping Address 1,Shipping Address 2,Shipping City,Shipping State,Shipping Postal Code,Shipping Country Name,Shipping Country Code,Shipping Phone Number,Shipping Delivery Notes',
  ...[
    'Ada Hill,US,1 Main Street,,Portland,OR,97201,United States,US,+1 503 555 0101,',
    'Bo Lind,US,2 Main Street,Apt 4,Boston,MA,02108,United States,US,+1 617 555 0102,',
    'Cy Moss,DE,Hauptstr. 3,,Berlin,,10115,Germany,DE,+49 30 23125 003,',
    'Di Park,US,4 Main Street,,Austin,TX,73301,United States,US,+1 512 555 0104,',
    'Ed Rowe,US,5 Main Street,,Salem,OR,97301,United States,US,+1 503 555 0105,',
  ].map((backer, i) => {
    const [name = '', country = '', ...rest] = backer.split(',');
    const who = `${i + 1},${1001 + i},${name},backer${i + 1}@example.com,${country}`;
    const pledge =
      '$5.00,The Mug,$20.00,501,$0.00,$25.00,"2026/01/05, 10:00",,collected,,"2026/02/01, 09:00"';
    return `${who},${pledge},${name},${rest.join(',')}`;
  }),
].join('\r\n');

// The worker and the warehouse take their time, more so on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const CHANNEL = 'All items';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let workbook: string;
let campaign: CampaignPage;
const faults: string[] = [];

const sandbox = (): Warehouse => warehouse(server);
const shipments = (of = workbook): Promise<Map<string, Row>> => rowsById(server, of, 'Shipments');
const says = async (id: string): Promise<string | undefined> =>
  (await shipments()).get(id)?.['Warehouse says'];

/** As somebody opens the workbook; the program has another address after each start. */
async function visit(id = workbook): Promise<void> {
  await campaign?.page.close();
  campaign = await openCampaign(server, context, id, 'ana@example.com', faults);
  campaign.page.setDefaultTimeout(BY_ITSELF.timeout);
}

async function push(...ids: readonly string[]): Promise<FrameLocator> {
  const words = { button: /^Push \d orders?$/, done: /^Pushed \d orders?/ };
  return act(campaign, ['Push to Channel'], ids, words, async (panel) => {
    expect(await panel.getByRole('combobox', { name: 'Channel (required)' }).inputValue()).toBe(CHANNEL);
  });
}

beforeAll(async () => {
  server = await startServer({ worker: QUICK });
  browser = await sharedBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  workbook = await newWorkbook(server, 'A new campaign');
  await visit();
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
  expect(faults).toEqual([]);
});

it('takes orders to where they can be pushed', async () => {
  const panel = await campaign.open('Import Orders');
  await panel
    .getByLabel('Choose files of orders')
    .setInputFiles({ name: 'backers.csv', mimeType: 'text/csv', buffer: Buffer.from(REPORT) });
  await panel.getByRole('combobox', { name: 'SKU 1 of The Mug' }).fill('MUG');
  await panel.getByRole('option', { name: 'New SKU “MUG”' }).click();
  await campaign.run('Import 5 orders', 'Imported 5 orders.');
  await campaign.open('Lock Down');
  await campaign.run('Lock down 5 orders', 'Locked down 5 orders.');
  await campaign.open('Finalize Addresses');
  await campaign.run(/^Finalize the address of 5 orders/, /^Finalized the address of 5 orders/);
});

it('connects the workbook, a warehouse and a channel, and refuses a wrong key at its field', async () => {
  // What the Sandbox's page shows.
  const { name, key } = await sandbox().view();
  let panel = await campaign.open('Set Up', 'Connections');
  const address = panel.getByRole('textbox', { name: 'Worker address' });
  await address.waitFor();
  expect(await address.inputValue()).toBe(`${server.url}/worker`);
  await panel.getByRole('button', { name: 'Connect', exact: true }).click();
  await panel.getByText(`Connected to ${server.url}/worker`).first().waitFor();

  await panel.getByRole('button', { name: 'Add a connection' }).click();
  await panel.getByRole('button', { name: /^Sandbox 3PL/ }).click();
  await panel.getByRole('textbox', { name: /^Warehouse/ }).fill(name);
  await panel.getByLabel(/^API key/).fill('sbx_of_somebody_else');
  await panel.getByRole('button', { name: 'Test and save' }).click();
  await expect.poll(() => panel.getByLabel(/^API key/).getAttribute('aria-invalid')).toBe('true');
  await panel.getByLabel(/^API key/).fill(key);
  await panel.getByRole('button', { name: 'Test and save' }).click();
  await panel.getByText('Sandbox 3PL is connected.').first().waitFor();
  // Its news come at once when the Sandbox knows where to.
  const webhook = await panel
    .getByRole('textbox', { name: 'Address for the partner', includeHidden: true })
    .inputValue();
  await sandbox().control({ do: 'set', settings: { webhook, auto: false, dedupe: false } });
  // The key stands nowhere any more.
  expect(await campaign.page.locator('iframe').contentFrame().locator('body').innerHTML()).not.toContain(key);

  await panel.getByRole('button', { name: 'Channels', exact: true }).click();
  panel = campaign.panel();
  await panel.getByRole('combobox', { name: 'Method' }).selectOption('Integration');
  const to = panel.getByRole('combobox', { name: 'Connected to' });
  await to.waitFor();
  expect(await to.inputValue()).toBe('Sandbox 3PL');
  await panel.getByRole('button', { name: 'Save' }).click();
  await panel.getByText('Saved.').first().waitFor();
});

it('pushes, and Sync Now shows how far it is until all is quiet', async () => {
  const panel = await push('KS-1', 'KS-2', 'KS-3');
  await panel.getByText('3 shipments handed over to Sandbox 3PL.').first().waitFor();
  await panel.getByRole('button', { name: 'Watch them: Sync Now' }).click();
  const sync = campaign.panel();
  await sync.getByRole('button', { name: 'Sync now', exact: true }).click();
  await sync.getByRole('button', { name: 'Sync now', exact: true }).waitFor({ state: 'hidden' });
  const tally = sync.getByRole('region', { name: CHANNEL });
  await sync.locator('.message').getByText(/\.$/).first().waitFor();
  expect(await tally.innerText()).toMatch(/Accepted\s*3/);
  expect(await tally.innerText()).toMatch(/Last synced/);
  for (const id of ['KS-1-1', 'KS-2-1', 'KS-3-1'])
    await expect.poll(() => says(id), BY_ITSELF).toBe('accepted');
  const [channel] = await readTab(server, workbook, 'Channels');
  expect(channel).toMatchObject({ 'Connected to': 'Sandbox 3PL', 'Last error': '' });
  expect(channel?.['Last sync']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);

  // A parcel leaves: the sheet has its number without anybody's doing.
  await sandbox().control({ do: 'act', action: 'ship', to: { order: 'ref:KS-1-1' } });
  await expect.poll(async () => (await shipments()).get('KS-1-1')?.Status, BY_ITSELF).toBe('shipped');
  expect((await shipments()).get('KS-1-1')).toMatchObject({
    Carrier: 'USPS',
    'Tracking status': 'in transit',
  });
});

it('F4: what is pushed while the worker is away stays not sent, and Sync Now sends it later', async () => {
  await server.restart(false);
  await visit();
  let panel = await push('KS-4');
  await panel.getByText('The worker cannot be reached').first().waitFor();
  await panel.getByText('The shipments stay in the sheet as not sent. Sync Now sends them later.').waitFor();
  expect((await shipments()).get('KS-4-1')).toMatchObject({
    Status: 'not sent',
    'Warehouse says': 'waiting',
  });
  panel = await campaign.open('Sync Now');
  await panel.getByText('The worker cannot be reached').first().waitFor();

  await server.restart(QUICK);
  await visit();
  panel = await campaign.open('Sync Now');
  await panel.getByRole('button', { name: 'Sync now', exact: true }).click();
  await panel.locator('.message').getByText('1 shipment handed over.').waitFor();
  await expect.poll(() => says('KS-4-1'), BY_ITSELF).toBe('accepted');
  expect(await sandbox().orders('KS-4-1')).toHaveLength(1);
});

it('J20: a copy hands nothing over, and says so', async () => {
  const { body } = await server.call('POST', `/workbooks/${workbook}/copy`, { title: 'A new campaign, 2' });
  const copy = z.object({ id: z.string() }).parse(body).id;
  await visit(copy);
  let panel = await push('KS-5');
  await panel.getByText('This is a copy: its parcels may be in the hands of').first().waitFor();
  expect((await shipments(copy)).get('KS-5-1')).toMatchObject({ Status: 'not sent' });
  panel = await campaign.open('Sync Now');
  await panel.getByText('This spreadsheet is not connected to a worker: there is nothing to sync.').waitFor();
  panel = await campaign.open('Set Up', 'Connections');
  await panel.getByText('This spreadsheet is a copy, and not connected').first().waitFor();
  expect(await panel.getByRole('button', { name: 'Connect this copy' }).isEnabled()).toBe(false);
  // The original goes on as it was; of the copy nothing has arrived.
  const { orders } = await sandbox().view();
  expect(orders.map(({ reference }) => reference).sort()).toEqual(['KS-1-1', 'KS-2-1', 'KS-3-1', 'KS-4-1']);
});
