/**
 * Story 5, the warehouse: a creator makes a partner's sheet and pushes into it; in a window of its own the warehouse
 * renames a column, inserts a row, sorts, and types: numbers, one of them as a number, a damaged one, another address.
 * Numbers come back, the address does not; at the end names go and tracking stays.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { demo } from '../../worker/local/demo/demo.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { type CampaignPage, openCampaign, readTab } from '../support/campaign-page.ts';
import { act, BY_ITSELF, QUICK, type Row, rowsById } from '../support/connected.ts';
import { startServer, type TestServer } from '../support/server.ts';

// The worker takes its time, more so on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const CHANNEL = 'US 3PL';
const PACKER = 'packing@warehouse.example';
const [USPS, UPS, DIGITS] = ['9400111899223817655432', '1Z999AA10123456784', '123456789012'];

let server: TestServer;
let browser: Browser;
let campaign: CampaignPage;
let partner: Page;
/** The pushed orders, in the order of their ids. */
let ids: string[] = [];
/** Of the partner's window. */
let secret = '';
const faults: string[] = [];

const shipment = async (orderId: string): Promise<Row> =>
  [...(await rowsById(server, server.workbook, 'Shipments')).values()].find(
    (row) => row['Order ID'] === orderId && row.Channel === CHANNEL && row['Warehouse says'] !== '',
  ) ?? {};
const order = async (id: string): Promise<Row> =>
  (await rowsById(server, server.workbook, 'Orders')).get(id) ?? {};
const attention = async (): Promise<string> =>
  JSON.stringify(await readTab(server, server.workbook, 'Needs attention'));

/** The partner's rows as its window has them: the header is the one that names the shipments. */
async function sheet(): Promise<{ header: string[]; line: number; rows: string[][] }> {
  const book = `${server.url}/p/${secret}/api/workbooks/this`;
  const json = async (path: string): Promise<unknown> => (await fetch(`${book}${path}`)).json();
  const { sheets } = z.object({ sheets: z.array(z.object({ id: z.number() })) }).parse(await json(''));
  const path = `/sheets/${sheets[0]?.id}/rows?from=0&count=100`;
  const { values } = z.object({ values: z.array(z.array(z.string())) }).parse(await json(path));
  const line = values.findIndex(([first]) => first === 'Shipment ID');
  return { header: values[line] ?? [], line, rows: values };
}
async function partnerRow(orderId: string): Promise<Row> {
  const { header, rows } = await sheet();
  const row = rows.find(([id = '']) => id.startsWith(`${orderId}-`)) ?? [];
  return Object.fromEntries(header.map((name, at) => [name, row[at] ?? '']));
}
const letter = (column: number): string => String.fromCharCode(65 + column);

/** Goes to a cell by the name box and types, as a packer does. */
async function type(row: number, column: number, text: string): Promise<void> {
  await goTo(row, column);
  await partner.keyboard.type(text);
  await partner.keyboard.press('Enter');
}
async function goTo(row: number, column: number): Promise<void> {
  const name = `${letter(column)}${row + 1}`;
  await partner.getByLabel('Name box').fill(name);
  await partner.keyboard.press('Enter');
  const there = partner.locator(`.rgCell[data-r="${row}"][data-c="${column}"]`);
  await expect.poll(() => there.count()).toBe(1);
}
/** Types into a column of an order's row, wherever both are by now. */
async function typeFor(orderId: string, column: string, text: string): Promise<void> {
  const { header, rows } = await sheet();
  const row = rows.findIndex(([id = '']) => id.startsWith(`${orderId}-`));
  await type(row, header.indexOf(column), text);
}
async function menu(...labels: string[]): Promise<void> {
  for (const label of labels) await partner.getByRole('menuitem', { name: label, exact: true }).click();
}

beforeAll(async () => {
  server = await startServer({ demo, worker: QUICK });
  browser = await sharedBrowser();
  const permissions = ['clipboard-read', 'clipboard-write'];
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, permissions });
  campaign = await openCampaign(server, context, server.workbook, 'ana@example.com', faults);
  campaign.page.setDefaultTimeout(20_000);
  const sent = new Set(
    [...(await rowsById(server, server.workbook, 'Shipments')).values()].map((row) => row['Order ID']),
  );
  ids = [...(await rowsById(server, server.workbook, 'Orders'))]
    .filter(
      ([id, row]) =>
        row.Stage === 'Ready to ship' && row.Country === 'US' && row.Hold === '' && !sent.has(id),
    )
    .map(([id]) => id)
    .slice(0, 6);
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
  expect(faults).toEqual([]);
});

it('K1, K2: the creator sees what the warehouse will see, makes the sheet and shares it', async () => {
  const panel = await campaign.open('Set Up', 'Channels');
  await panel.getByRole('button', { name: new RegExp(`^${CHANNEL}`) }).click();
  await panel.getByRole('combobox', { name: 'Method' }).first().selectOption('Partner sheet');
  await panel.getByRole('button', { name: 'Make the sheet' }).click();
  await panel.getByRole('button', { name: 'As the warehouse sees it' }).click();
  await panel.getByRole('region', { name: 'As the warehouse sees it' }).getByRole('row').nth(1).waitFor();
  await panel.getByRole('button', { name: 'Make the sheet' }).click();
  await panel.getByText(`${CHANNEL} sheet is made.`).waitFor();
  await panel.getByRole('textbox', { name: 'Share with' }).fill(PACKER);
  await panel.getByRole('button', { name: 'Share', exact: true }).click();
  await panel.getByText(PACKER).first().waitFor();
  await panel.getByRole('button', { name: `Copy the link of ${PACKER}` }).click();
  await panel.getByRole('list', { name: 'People' }).getByText('Copied.').waitFor();
  const address = await campaign.page.evaluate(() => navigator.clipboard.readText());
  secret = new URL(address).pathname.split('/').at(-1) ?? '';
  expect(secret.length).toBeGreaterThan(40);
});

it('what is pushed stands in the window of the warehouse, and is sent', async () => {
  const other = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  partner = await other.newPage();
  partner.setDefaultTimeout(20_000);
  partner.on('pageerror', (error) => faults.push(String(error)));
  await partner.goto(`${server.url}/p/${secret}`);
  await partner.getByText('0 new, 0 changed, 0 without a number').first().waitFor();
  const words = { button: /^Push \d order/, done: /^Pushed \d order/ };
  await act(campaign, ['Push to Channel'], ids, words, async (panel) => {
    await panel.getByRole('combobox', { name: 'Channel (required)' }).selectOption(CHANNEL);
  });
  await campaign.panel().getByText(`6 shipments handed over to ${CHANNEL} sheet.`).first().waitFor();
  await partner.getByText('6 new, 0 changed, 6 without a number').first().waitFor();
  for (const id of ids)
    await expect
      .poll(() => shipment(id), BY_ITSELF)
      .toMatchObject({
        Status: 'sent',
        'Warehouse says': 'accepted',
      });
});

it('K4, K5: renamed, moved and sorted, its numbers come back to the right shipments', async () => {
  const [first = '', second = '', third = '', fourth = '', , sixth = ''] = ids;
  const before = await sheet();
  const number = before.header.indexOf('Tracking number');
  await type(before.line, number, 'Label barcode');
  // The window shows what is typed before the program has it.
  await expect.poll(async () => (await sheet()).header[number]).toBe('Label barcode');
  await goTo(before.line + 1, 0);
  await menu('Insert', 'row above');
  await expect.poll(async () => (await sheet()).rows[before.line + 1]?.join('')).toBe('');
  const name = before.header.indexOf('Name');
  await type(before.line + 1, name, 'Shelf 4, second pallet');
  await expect.poll(async () => (await sheet()).rows[before.line + 1]?.[name]).toBe('Shelf 4, second pallet');
  await goTo(before.line + 2, name);
  await menu('Data', `Sort sheet by column ${letter(name)}, Z to A`);
  const names = async (): Promise<string[]> =>
    (await sheet()).rows.slice(before.line + 1).flatMap((row) => row[name] || []);
  await expect
    .poll(names)
    .toEqual((await names()).sort((a, b) => b.localeCompare(a, 'en', { sensitivity: 'base' })));

  await typeFor(first, 'Label barcode', USPS);
  await typeFor(second, 'Label barcode', UPS);
  await typeFor(first, 'Ship date', '2026-06-01');
  // As a number: the cell is formatted as one before it is typed.
  const { header, rows } = await sheet();
  const row = rows.findIndex(([id = '']) => id.startsWith(`${third}-`));
  await goTo(row, header.indexOf('Label barcode'));
  await menu('Format', 'Number');
  await partner.getByRole('menu', { name: 'Number' }).getByRole('menuitem', { name: 'Number' }).click();
  await typeFor(third, 'Label barcode', DIGITS);
  await typeFor(third, 'Carrier', 'FedEx');
  await typeFor(fourth, 'Label barcode', '9.40011E+21');
  await typeFor(sixth, 'Address 1', '1 Another Road');

  const numberOf = async (id: string): Promise<string> => (await shipment(id))['Tracking number'] ?? '';
  await expect.poll(() => numberOf(first), BY_ITSELF).toBe(USPS);
  await expect.poll(() => numberOf(second), BY_ITSELF).toBe(UPS);
  await expect.poll(() => numberOf(third), BY_ITSELF).toBe(DIGITS);
  expect(await shipment(first)).toMatchObject({ Status: 'shipped', 'Shipped at': '2026-06-01 00:00:00Z' });
  expect(await numberOf(fourth)).toBe('');
  expect(await shipment(fourth)).toMatchObject({ Status: 'sent' });
});

it('tells the warehouse in its own cell what could not be taken', async () => {
  const [, , , fourth = ''] = ids;
  await expect.poll(async () => (await partnerRow(fourth)).Status, BY_ITSELF).toBe('Please check');
  const { header, rows } = await sheet();
  await goTo(
    rows.findIndex(([id = '']) => id.startsWith(`${fourth}-`)),
    header.indexOf('Label barcode'),
  );
  await partner.getByText('Shipsheet: This number was typed as a number and has lost digits.').waitFor();
  await typeFor(fourth, 'Label barcode', '9400111899223817655449');
  await expect
    .poll(async () => (await shipment(fourth))['Tracking number'], BY_ITSELF)
    .toBe('9400111899223817655449');
});

it('K3: an address that the warehouse changed is a remark for the creator, and the cell goes back', async () => {
  const [, , , , , sixth = ''] = ids;
  const { 'Address 1': street } = await order(sixth);
  await expect.poll(async () => (await partnerRow(sixth))['Address 1'], BY_ITSELF).toBe(street);
  await expect.poll(attention, BY_ITSELF).toContain('1 Another Road');
  expect(street).not.toBe('1 Another Road');
  expect(await shipment(sixth)).toMatchObject({ Status: 'sent', 'Tracking number': '' });
});

it('what the warehouse wrote for itself stays where it is', async () => {
  const { rows } = await sheet();
  expect(rows.filter((row) => row.includes('Shelf 4, second pallet'))).toHaveLength(1);
  expect(rows.filter(([id = '']) => ids.some((one) => id.startsWith(`${one}-`)))).toHaveLength(6);
});

it('K8: names go when their time is over, tracking stays, and Activity says so', async () => {
  const [first = '', second = ''] = ids;
  const { Name: gone = '' } = await order(first);
  const { Name: kept = '' } = await order(second);
  const panel = await campaign.open('Set Up', 'Channels');
  await panel.getByRole('button', { name: new RegExp(`^${CHANNEL}`) }).click();
  await panel.getByRole('button', { name: 'Partner sheet…' }).click();
  await panel.getByRole('button', { name: /^Names and addresses/ }).click();
  await panel.getByLabel('Days after shipping').fill('60');
  await panel.getByRole('button', { name: 'Save', exact: true }).last().click();
  await expect.poll(async () => (await partnerRow(first)).Name, BY_ITSELF).not.toBe(gone);
  expect(await partnerRow(first)).toMatchObject({ 'Label barcode': USPS, 'Ship date': '2026-06-01' });
  expect((await partnerRow(second)).Name).toBe(kept);

  await campaign.open('Sync Now');
  await panel.getByRole('button', { name: 'Sync now' }).click();
  await expect
    .poll(async () => JSON.stringify(await readTab(server, server.workbook, 'Activity')), BY_ITSELF)
    .toContain('Remove Names');
});

it('K7: at the end nobody can open it any more', async () => {
  const panel = await campaign.open('Set Up', 'Channels');
  await panel.getByRole('button', { name: new RegExp(`^${CHANNEL}`) }).click();
  await panel.getByRole('button', { name: 'Partner sheet…' }).click();
  await panel.getByRole('button', { name: 'End of the contract' }).click();
  await panel.getByRole('button', { name: 'End this sheet…' }).click();
  await panel.getByRole('button', { name: 'Yes: end it' }).click();
  await partner.getByRole('heading', { name: 'This sheet is no longer shared with you' }).waitFor();
  expect((await fetch(`${server.url}/p/${secret}`)).status).toBe(404);
});
