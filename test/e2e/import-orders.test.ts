/** Import Orders from a shop's own file and from the answers of a form, in the page and the bundle as they ship. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { type CampaignPage, newWorkbook, openCampaign, readTab } from '../support/campaign-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

const SHOP = [
  'Order no;Customer;Mail;Address;Town;Zip;Land;Red mug;Poster',
  '17;Ada Byron;ada@example.com;1 Main St;Albany;12207;US;2;',
  '18;Bo Ek;bo@example.com;Storgatan 1;Malmö;211 20;SE;;1',
  '',
].join('\r\n');

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let campaign: CampaignPage;
let workbook: string;
const faults: string[] = [];

beforeAll(async () => {
  server = await startServer();
  browser = await sharedBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  workbook = await newWorkbook(server, 'A shop');
  campaign = await openCampaign(server, context, workbook, 'ana@example.com', faults);
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
});

/** A form's responses, as Google Forms puts them into a tab of the spreadsheet. */
async function answered(rows: readonly (readonly string[])[]): Promise<void> {
  const sheets = `${server.url}/v4/spreadsheets/${workbook}`;
  const send = async (url: string, method: string, body: unknown): Promise<void> => {
    const response = await fetch(url, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  };
  await send(`${sheets}:batchUpdate`, 'POST', {
    requests: [{ addSheet: { properties: { title: 'Form Responses 1' } } }],
  });
  const range = encodeURIComponent("'Form Responses 1'!A1");
  await send(`${sheets}/values/${range}?valueInputOption=USER_ENTERED`, 'PUT', { values: rows });
}

it('takes orders by their columns, then the answers of a form into them', async () => {
  let panel = await campaign.open('Import Orders');
  await panel
    .getByLabel('Choose files of orders')
    .setInputFiles({ name: 'shop.csv', mimeType: 'text/csv', buffer: Buffer.from(SHOP, 'utf8') });
  await panel.getByLabel('Items are').selectOption('columns');
  await panel.getByRole('button', { name: 'Use these columns' }).click();
  for (const [title, sku] of [
    ['Red mug', 'MUG'],
    ['Poster', 'POSTER'],
  ] as const) {
    await panel.getByRole('combobox', { name: `SKU 1 of ${title}` }).fill(sku);
    await panel.getByRole('option', { name: `New SKU “${sku}”` }).click();
  }
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel.getByRole('button', { name: 'Import 2 orders' }).waitFor();
  await panel.getByRole('radio', { name: 'Promised, not collected yet' }).check();
  await panel.getByRole('button', { name: 'Import 2 orders' }).click();
  await panel.getByRole('heading', { name: 'Imported 2 orders.' }).waitFor();
  expect(await readTab(server, workbook, 'Orders')).toMatchObject([
    { 'Order ID': 'KS-17', Items: 'MUG x2', City: 'Albany', Payment: 'pending', Stage: 'Awaiting survey' },
    { 'Order ID': 'KS-18', Items: 'POSTER x1', City: 'Malmö', Country: 'SE' },
  ]);

  // The form of the file is known now.
  panel = await campaign.open('Import Orders');
  await panel
    .getByLabel('Choose files of orders')
    .setInputFiles({ name: 'again.csv', mimeType: 'text/csv', buffer: Buffer.from(SHOP, 'utf8') });
  await panel.getByText('Columns as you chose them on').waitFor();
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel.getByText('0 new, 0 changed').waitFor();

  await answered([
    ['Timestamp', 'Your order number', 'E-mail', 'Street', 'City', 'Postal code', 'Country'],
    ['3/4/2026 14:05:09', '17', 'ada@example.com', '2 New Street', 'Troy', '12180', 'United States'],
    ['3/5/2026 9:00:00', '17', 'ada@example.com', '3 New Street', 'Troy', '12180', 'United States'],
    ['3/5/2026 9:30:00', '99', 'eve@example.com', 'Weg 2', 'Ulm', '89073', 'Germany'],
  ]);
  panel = await campaign.open('Import Orders');
  await panel.getByRole('button', { name: 'Take a tab of this spreadsheet' }).click();
  await panel.getByRole('button', { name: 'Use this tab' }).click();
  await panel.getByLabel('Backer or order number').selectOption({ label: 'Your order number' });
  await panel.getByRole('button', { name: 'Use these columns' }).click();
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel.getByRole('tab', { name: /^2\s*left alone/ }).click();
  await panel.getByText('The same person has answered again').waitFor();
  await panel.getByRole('button', { name: 'Take 1 answer' }).click();
  await panel.getByRole('heading', { name: 'Took 1 answer.' }).waitFor();
  expect((await readTab(server, workbook, 'Orders'))[0]).toMatchObject({
    'Address 1': '3 New Street',
    City: 'Troy',
    Stage: 'Open',
  });
  expect(faults).toEqual([]);
}, 120_000);
