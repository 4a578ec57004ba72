/**
 * Story 3, a change after the push: a new address, a cancellation that is refused because it is packed, and a quantity
 * that is raised, with a lost answer of the warehouse before each. Nobody gets anything twice.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseItems } from '../../shared/order/items.ts';
import { demo } from '../../worker/local/demo/demo.ts';
import { launchBrowser } from '../support/browser.ts';
import { type CampaignPage, openCampaign, readRows } from '../support/campaign-page.ts';
import {
  act,
  BY_ITSELF,
  QUICK,
  type Row,
  rowsById,
  typeInto,
  type Warehouse,
  warehouse,
} from '../support/connected.ts';
import { startServer, type TestServer } from '../support/server.ts';

const CHANNEL = 'All items';
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

beforeAll(async () => {
  server = await startServer({ demo, worker: QUICK });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  campaign = await openCampaign(server, context, server.workbook, 'ana@example.com', faults);
  sandbox = warehouse(server);
  // Of one kind alone: what goes abroad goes with this channel in one parcel.
  const sent = new Set([...(await rows('Shipments')).values()].map((row) => row['Order ID']));
  [moved = '', leaver = '', more = ''] = [...(await rows('Orders'))]
    .filter(
      ([id, row]) =>
        row.Stage === 'Ready to ship' && row.Country === 'DE' && row.Hold === '' && !sent.has(id),
    )
    .map(([id]) => id);
  // A warehouse that knows no keys of ours: what is sent twice is there twice. It does nothing by itself.
  await sandbox.control({ do: 'set', settings: { auto: false, dedupe: false } });
}, 120_000);
afterAll(async () => {
  await browser.close();
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
  await act(
    campaign,
    ['Push to Channel'],
    ids,
    { button: 'Push 3 orders', done: 'Pushed 3 orders.' },
    (panel) =>
      panel
        .getByRole('combobox', { name: /^Channel \(required\)/ })
        .selectOption(CHANNEL)
        .then(() => undefined),
  );
  await panelSays('3 handed over to Sandbox 3PL.');
  for (const id of ids) await expect.poll(() => says(first(id)), BY_ITSELF).toBe('accepted');
  for (const id of ids) {
    expect(await shipment(first(id))).toMatchObject({ Status: 'sent', Channel: CHANNEL });
    expect(await sandbox.orders(first(id))).toHaveLength(1);
  }
  expect((await sandbox.view()).faults).toEqual([]);
});
