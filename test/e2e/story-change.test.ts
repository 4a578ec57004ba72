/**
 * Story 3, a change after the push: a new address, a cancellation that is refused because it is packed, and a quantity
 * that is raised, with a lost answer of the warehouse before each. Nobody gets anything twice.
 */
import type { Browser, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { demo } from '../../worker/local/demo/demo.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { type CampaignPage, openCampaign, readRows } from '../support/campaign-page.ts';
import {
  act,
  BY_ITSELF,
  chooseOrders,
  QUICK,
  type Row,
  rowsById,
  typeInto,
  type Warehouse,
  warehouse,
} from '../support/connected.ts';
import { startServer, type TestServer } from '../support/server.ts';

const CHANNEL = 'All items';
// The worker and the warehouse take their time, more so on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const NEW_STREET = 'Neue Gasse 12';

let server: TestServer;
let browser: Browser;
let campaign: CampaignPage;
let sandbox: Warehouse;
/** Moved house, changed their mind, wants one more. */
let [moved, leaver, more] = ['', '', ''];
const faults: string[] = [];

const rows = (tab: 'Orders' | 'Shipments'): Promise<Map<string, Row>> =>
  rowsById(server, server.workbook, tab);
const shipment = async (id: string): Promise<Row> => (await rows('Shipments')).get(id) ?? {};
const order = async (id: string): Promise<Row> => (await rows('Orders')).get(id) ?? {};
const says = async (id: string): Promise<string | undefined> => (await shipment(id))['Warehouse says'];
const first = (orderId: string): string => `${orderId}-1`;
const panelSays = (text: string | RegExp): Promise<void> =>
  campaign.panel().getByText(text).first().waitFor();

async function pushAll(ids: readonly string[]): Promise<void> {
  const words = { button: /^Push \d order/, done: /^Pushed \d order/ };
  await act(campaign, ['Push to Channel'], ids, words, async (panel) => {
    await panel.getByRole('combobox', { name: 'Channel (required)' }).selectOption(CHANNEL);
  });
}
async function findOrder(id: string): Promise<FrameLocator> {
  const panel = await campaign.open('Find Order');
  await panel.getByRole('searchbox').fill(id);
  await panel.getByRole('searchbox').press('Enter');
  await panel.getByRole('article', { name: `Order ${id}` }).waitFor();
  return panel;
}
/** SKUs of Overview whose units do not add up: ordered = cancelled + shipped + pushed + open. */
async function brokenSkus(): Promise<string[]> {
  const overview = await readRows(server, server.workbook, 'Overview');
  const start = overview.findIndex(([title]) => title === 'SKU');
  const end = overview.findIndex(([title], i) => i > start && (title ?? '') === '');
  const lines = overview.slice(start + 1, end);
  expect(lines.length).toBeGreaterThan(5);
  return lines.filter((line) => line[9] !== 'Yes').map(([sku = '']) => sku);
}

beforeAll(async () => {
  server = await startServer({ demo, worker: QUICK });
  browser = await sharedBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  campaign = await openCampaign(server, context, server.workbook, 'ana@example.com', faults);
  campaign.page.setDefaultTimeout(20_000);
  sandbox = warehouse(server);
  // Of one kind alone: what goes abroad goes with this channel in one parcel.
  const sent = new Set([...(await rows('Shipments')).values()].map((row) => row['Order ID']));
  [moved = '', leaver = '', more = ''] = [...(await rows('Orders'))]
    .filter(
      ([id, row]) =>
        row.Stage === 'Ready to ship' && row.Country === 'DE' && row.Hold === '' && !sent.has(id),
    )
    .map(([id]) => id);
  // A warehouse that knows no keys of ours, so that what is sent twice is there twice. It does nothing by itself, and
  // tells nothing by itself: what a lost answer said is only found by asking.
  const settings = { auto: false, dedupe: false, webhookWay: 'not at all' } as const;
  await sandbox.control({ do: 'set', settings });
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
  expect(faults).toEqual([]);
});

it('connects a channel to the Sandbox', async () => {
  const panel = await campaign.open('Set Up', 'Channels');
  await panel.getByRole('button', { name: new RegExp(`^${CHANNEL}`) }).click();
  const card = panel.getByRole('combobox', { name: 'Method' }).last();
  await card.selectOption('Integration');
  const to = panel.getByRole('combobox', { name: 'Connected to' });
  await to.waitFor();
  expect(await to.inputValue()).toBe('Sandbox 3PL');
  await panel.getByRole('button', { name: 'Save' }).click();
  await panel.getByText('Saved.').waitFor();
});

it('F3: pushes three orders, and a lost answer makes no second order of any', async () => {
  await sandbox.control({ do: 'fault', fault: 'lost answer', on: 'create' });
  const ids = [moved, leaver, more];
  await pushAll(ids);
  await panelSays('3 shipments handed over to Sandbox 3PL.');
  for (const id of ids) await expect.poll(() => says(first(id)), BY_ITSELF).toBe('accepted');
  for (const id of ids) {
    expect(await shipment(first(id))).toMatchObject({ Status: 'sent', Channel: CHANNEL });
    expect(await sandbox.orders(first(id))).toHaveLength(1);
  }
  expect((await sandbox.view()).faults).toEqual([]);
});

it('D12: tells the warehouse a new address, though its first answer is lost', async () => {
  const id = first(moved);
  const reopen = /^Reopen(ed)? the address of 1 order/;
  await act(campaign, ['Orders', 'Reopen Address'], [moved], { button: reopen, done: reopen });
  await typeInto(campaign, server, server.workbook, moved, 'Address 1', NEW_STREET);
  const finalize = /^Finalized? the address of 1 order/;
  await act(campaign, ['Finalize Addresses'], [moved], { button: finalize, done: finalize });
  // Nothing goes by itself: the warehouse still has the old one.
  expect((await sandbox.orders(id))[0]?.address).not.toContain(NEW_STREET);

  await sandbox.control({ do: 'fault', fault: 'lost answer', on: 'update' });
  const panel = await findOrder(moved);
  await panel.getByText('Changed since sent: address').first().waitFor();
  await panel.getByRole('article').getByRole('button', { name: 'Send Changes' }).last().click();
  const send = /^(Send|Sent) the changes of 1 order/;
  await campaign.run(send, send);
  await panelSays('1 shipment handed over.');
  await expect.poll(() => says(id), BY_ITSELF).toBe('accepted');
  expect((await sandbox.orders(id)).map(({ address }) => address.includes(NEW_STREET))).toEqual([true]);
  expect((await shipment(id))['Ship to']).toContain(NEW_STREET);
  expect((await sandbox.view()).faults).toEqual([]);
  await findOrder(moved);
  await panelSays('Warehouse says');
  expect(await campaign.panel().getByText('Changed since sent').count()).toBe(0);
});

it('F8: a cancellation that is refused because it is packed leaves the order shipping, and says why', async () => {
  const id = first(leaver);
  await sandbox.control({ do: 'act', action: 'pack', to: { order: `ref:${id}` } });
  await sandbox.control({ do: 'fault', fault: 'lost answer', on: 'cancel' });
  const words = { button: 'Cancel 1 order', done: 'Asked to cancel 1 order.', sure: true };
  await act(campaign, ['Orders', 'Cancel'], [leaver], words);
  await panelSays('1 shipment handed over.');
  expect((await order(leaver)).Hold).toMatch(/^cancelling/);
  await expect.poll(() => says(id), BY_ITSELF).toBe('cancel refused: packed');
  expect(await shipment(id)).toMatchObject({ Status: 'sent', 'Cancelled at': '' });
  expect(await order(leaver)).toMatchObject({ 'Cancelled items': '', Stage: 'Ready to ship' });
  expect((await sandbox.view()).faults).toEqual([]);

  let panel = await findOrder(leaver);
  await panel.getByText('cancel refused: packed').waitFor();
  // A second Cancel asks nobody again; it says what is left to do.
  panel = await campaign.open('Orders', 'Cancel');
  await chooseOrders(panel, [leaver]);
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel.getByText(`The partner does not stop it: ${id}: packed.`).waitFor();
  const release = /^Released? 1 order/;
  await act(campaign, ['Orders', 'Release'], [leaver], { button: release, done: release });
  expect((await order(leaver)).Hold).toBe('');
});

it('C19: a quantity that is raised goes as a second parcel with the added units alone', async () => {
  const sku = (await shipment(first(more))).Contents?.replace(/ x.*$/, '') ?? '';
  const added = /^Add(ed)? the item to 1 order/;
  await act(
    campaign,
    ['Orders', 'Add Item to Orders'],
    [more],
    { button: added, done: added },
    async (panel) => {
      await panel.getByRole('combobox', { name: 'Item', exact: true }).fill(sku);
      await panel.getByRole('textbox', { name: /^Stretch goal/ }).fill('One more, please');
      await panel.getByRole('checkbox', { name: /^Locked orders too/ }).check();
    },
  );
  await sandbox.control({ do: 'fault', fault: 'lost answer', on: 'create' });
  await pushAll([more]);
  await panelSays('1 shipment handed over to Sandbox 3PL.');
  const second = `${more}-2`;
  await expect.poll(() => says(second), BY_ITSELF).toBe('accepted');
  expect((await sandbox.view()).faults).toEqual([]);
  expect((await shipment(second)).Contents).toBe(`${sku} x1`);
  expect((await sandbox.orders(second)).map(({ items }) => items)).toEqual([`${sku} x1`]);
  // The first is as it was.
  const before = await sandbox.orders(first(more));
  expect(before.map(({ items }) => items)).toEqual([(await shipment(first(more))).Contents]);
});

it('holds one order a key at the warehouse, and every unit is accounted for', async () => {
  const { orders, counts } = await sandbox.view();
  expect(new Set(orders.map(({ key }) => key)).size).toBe(4);
  expect(orders).toHaveLength(4);
  expect(counts).toMatchObject({ accepted: 3, packed: 1, cancelled: 0 });
  expect(await brokenSkus()).toEqual([]);
});

it('ships and delivers what is left', async () => {
  await sandbox.control({ do: 'set', settings: { auto: true, webhookWay: 'as they happen' } });
  await sandbox.control({ do: 'turn', hours: 24 * 7 });
  const ids = [first(moved), first(leaver), first(more), `${more}-2`];
  for (const id of ids)
    await expect
      .poll(() => shipment(id), BY_ITSELF)
      .toMatchObject({ Status: 'shipped', 'Tracking status': 'delivered' });
  for (const id of [moved, leaver, more])
    await expect.poll(async () => (await order(id)).Stage, BY_ITSELF).toBe('Shipped');
  const numbers = await Promise.all(ids.map(async (id) => (await shipment(id))['Tracking number']));
  expect(new Set(numbers).size).toBe(4);
  expect(await brokenSkus()).toEqual([]);
  expect((await sandbox.view()).orders).toHaveLength(4);
});
