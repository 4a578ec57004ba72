/** Story 1, clean: from a Kickstarter report to shipped orders with numbers, in a blank workbook, by menu alone. */
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { type CampaignPage, newWorkbook, openCampaign, readRows, readTab } from '../support/campaign-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Six backers: two rewards, an add-on, a survey question, a byte order mark; one is not surveyed, one is dropped. */
const REPORT = `\ufeff${[
  'Backer Number,Backer UID,Backer Name,Email,Shipping Country,Shipping Amount,Reward Title,Backing Minimum,Reward ID,Bonus Support,Pledge Amount,Pledged At,Fulfillment Status,Pledged Status,Notes,[Addon: 77] Enamel pin,Survey Response,Shipping Name,Shipping Address 1,Shipping Address 2,Shipping City,Shipping State,Shipping Postal Code,Shipping Country Name,Shipping Country Code,Shipping Phone Number,Shipping Delivery Notes,Favourite colour?',
  '1,1001,Ada Hill,ada@example.com,US,$5.00,The Mug,$20.00,501,$0.00,$25.00,"2026/01/05, 10:00",,collected,,,"2026/02/01, 09:00",Ada Hill,1 Main Street,,Portland,OR,97201,United States,US,,,red',
  '2,1002,Bo Lind,bo@example.com,US,$5.00,Mug and Notebook,$40.00,502,$0.00,$45.00,"2026/01/05, 11:00",,collected,,2,"2026/02/01, 09:10",Bo Lind,2 Main Street,,Boston,MA,02108,United States,US,,,blue',
  '3,1003,=Cy Moss,cy@example.com,DE,$9.00,Mug and Notebook,$40.00,502,$0.00,$49.00,"2026/01/06, 11:00",,collected,,,"2026/02/02, 09:10",=Cy Moss,Hauptstr. 3,,Berlin,,10115,Germany,DE,+49 30 1234567,,',
  '4,1004,Di Park,di@example.com,US,$5.00,The Mug,$20.00,501,$0.00,$25.00,"2026/01/06, 12:00",,collected,,1,"2026/02/02, 10:00",Di Park,4 Main Street,,Austin,TX,73301,United States,US,,,green',
  '5,1005,Ed Rowe,ed@example.com,US,$5.00,The Mug,$20.00,501,$0.00,$25.00,"2026/01/07, 12:00",,collected,,,,,,,,,,,,,,',
  '6,1006,Flo Kerr,flo@example.com,US,$5.00,The Mug,$20.00,501,$0.00,$25.00,"2026/01/07, 13:00",,dropped,,,,,,,,,,,,,,',
].join('\r\n')}\r\n`;

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let campaign: CampaignPage;
let workbook: string;
const faults: string[] = [];

beforeAll(async () => {
  server = await startServer();
  browser = await sharedBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  workbook = await newWorkbook(server, 'A new campaign');
  campaign = await openCampaign(server, context, workbook, 'ana@example.com', faults);
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
});

const stages = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await readTab(server, workbook, 'Orders')).map((row) => [row['Order ID'], row.Stage]));

/** Fills the tracking columns of an exported file, as a warehouse would in its own spreadsheet program. */
function withNumbers(csv: string, numbers: readonly string[]): string {
  const [header = '', ...lines] = csv
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');
  expect(header.endsWith('Tracking number,Carrier,Tracking URL')).toBe(true);
  return [header, ...lines.map((line, i) => `${line.replace(/,,$/, '')}${numbers[i] ?? ''},USPS,`)].join(
    '\r\n',
  );
}

async function exportFor(channel: string): Promise<string> {
  const panel = await campaign.open('Push to Channel');
  await panel.getByRole('combobox', { name: /^Channel/ }).selectOption(channel);
  await campaign.run(/^Push \d+ order/, /^Pushed \d+ order/);
  const [download] = await Promise.all([
    campaign.page.waitForEvent('download'),
    panel.getByRole('button', { name: /Download the file for the warehouse/ }).click(),
  ]);
  return readFile((await download.path()) ?? '', 'utf8');
}

it('takes a campaign from the report to shipped orders', async () => {
  // Import Orders, with the rewards mapped on the spot.
  let panel = await campaign.open('Import Orders');
  await panel
    .getByLabel('Choose files of orders')
    .setInputFiles({ name: 'backers.csv', mimeType: 'text/csv', buffer: Buffer.from(REPORT) });
  await panel.getByText('3 titles not mapped yet').waitFor();
  const map = async (title: string, sku: string, at = 1): Promise<void> => {
    await panel.getByRole('combobox', { name: `SKU ${at} of ${title}` }).fill(sku);
    await panel
      .getByRole('option', { name: new RegExp(`“?${sku}`) })
      .first()
      .click();
  };
  await map('The Mug', 'MUG');
  await map('Enamel pin', 'PIN');
  await map('Mug and Notebook', 'MUG');
  await panel.getByRole('button', { name: 'Add a SKU' }).nth(1).click();
  await map('Mug and Notebook', 'NOTEBOOK', 2);
  await campaign.run('Import 6 orders', 'Imported 6 orders.');
  // The tabs were made one after the other, the hidden Journal last: people see their orders.
  expect(await campaign.page.getByRole('tab', { selected: true }).innerText()).toBe('Orders');
  expect(await stages()).toEqual({
    'KS-1': 'Open',
    'KS-2': 'Open',
    'KS-3': 'Open',
    'KS-4': 'Open',
    'KS-5': 'Awaiting survey',
    'KS-6': 'Cancelled',
  });
  const imported = await readTab(server, workbook, 'Orders');
  expect(imported.map((row) => row.Items)).toEqual([
    'MUG x1',
    'MUG x1; NOTEBOOK x1; PIN x2',
    'MUG x1; NOTEBOOK x1',
    'MUG x1; PIN x1',
    'MUG x1',
    'MUG x1',
  ]);
  // Text from outside stays text, zeros and plus signs included.
  expect(imported[2]?.Name).toBe('=Cy Moss');
  expect(imported[1]?.['Postal code']).toBe('02108');
  expect(imported[2]?.Phone).toBe('+49 30 1234567');

  // The same file again changes nothing.
  panel = await campaign.open('Import Orders');
  await panel
    .getByLabel('Choose files of orders')
    .setInputFiles({ name: 'backers.csv', mimeType: 'text/csv', buffer: Buffer.from(REPORT) });
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel.getByRole('tab', { name: /^6\s*already done/ }).waitFor();

  // Lock Down and Finalize.
  await campaign.open('Lock Down');
  await campaign.run('Lock down 4 orders', 'Locked down 4 orders.');
  await campaign.open('Finalize Addresses');
  await campaign.run(/^Finalize the address of 4 orders/, /^Finalized the address of 4 orders/);

  // Two channels: the pins and notebooks go their own way.
  panel = await campaign.open('Set Up', 'Channels');
  await panel.getByRole('button', { name: 'Add a channel' }).click();
  await panel.getByRole('textbox', { name: 'Name' }).last().fill('Small things');
  const ticks = panel.getByRole('group', { name: 'SKUs of this channel' }).last();
  await ticks.getByRole('checkbox', { name: /PIN/ }).check();
  await ticks.getByRole('checkbox', { name: /NOTEBOOK/ }).check();
  await panel.getByText(/3 in 2/).waitFor();
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => (await readTab(server, workbook, 'Channels')).map((row) => row.Channel).sort())
    .toEqual(['All items', 'Small things']);

  const mugs = await exportFor('All items');
  const small = await exportFor('Small things');
  expect(mugs.trimEnd().split('\r\n')).toHaveLength(5);
  expect(small.trimEnd().split('\r\n')).toHaveLength(4);

  // Both files come back with numbers, in one preview.
  panel = await campaign.open('Import Tracking');
  await panel.getByLabel('Choose tracking files').setInputFiles([
    {
      name: 'mugs.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        withNumbers(mugs, [
          '9400111899223197428490',
          '9400111899223197428506',
          '9400111899223197428513',
          '9400111899223197428520',
        ]),
      ),
    },
    {
      name: 'small.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        withNumbers(small, ['9400111899223197428537', '9400111899223197428544', '9400111899223197428551']),
      ),
    },
  ]);
  await panel.getByRole('group', { name: 'small.csv' }).waitFor();
  await campaign.run(/^Import 7 tracking rows/, /^Imported 7 tracking rows/);
  expect(await stages()).toEqual({
    'KS-1': 'Shipped',
    'KS-2': 'Shipped',
    'KS-3': 'Shipped',
    'KS-4': 'Shipped',
    'KS-5': 'Awaiting survey',
    'KS-6': 'Cancelled',
  });
  const shipments = await readTab(server, workbook, 'Shipments');
  expect(shipments.map((row) => row.Status)).toEqual(new Array(7).fill('shipped'));
  expect(new Set(shipments.map((row) => row['Tracking number'])).size).toBe(7);

  // Overview adds up, and the campaign is fulfilled: more than half of the live orders have shipped.
  await campaign.tab('Overview');
  await campaign.page.getByRole('gridcell', { name: 'Fulfilled', exact: true }).waitFor();
  const overview = await readRows(server, workbook, 'Overview');
  const line = (name: string): string[] => overview.find((row) => row[0] === name) ?? [];
  expect(line('Fulfilled')[1]).toBe('Yes');
  expect(line('Complete')[1]).toBe('Not yet');
  for (const sku of ['MUG', 'NOTEBOOK', 'PIN']) expect(line(sku).at(-1)).toBe('Yes');

  // One order answers for itself.
  panel = await campaign.open('Find Order');
  await panel.getByRole('searchbox').fill('bo lind');
  await panel.getByRole('searchbox').press('Enter');
  await panel.getByText('KS-2').first().waitFor();
  expect(faults).toEqual([]);
}, 120_000);
