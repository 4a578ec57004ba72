/** A campaign whose channel is connected to the Sandbox 3PL, as a person and the warehouse see it. */
import type { FrameLocator } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import {
  type ControlInput,
  type OrderView,
  VIEW,
  type View,
} from '../../worker/connectors/sandbox/control-wire.ts';
import { type CampaignPage, readRows, readTab } from './campaign-page.ts';
import type { TestServer } from './server.ts';

/** What the worker is given for what other tests measure in minutes: see worker/exchange.ts. */
export const QUICK = { settleMs: 3_000 };
/** For what the worker does by itself; much less on a machine with nothing else to do. */
export const BY_ITSELF = { timeout: 60_000, interval: 500 };

export interface Warehouse {
  view(q?: string): Promise<View>;
  /** Sets, breaks, turns or does something there; a refusal is thrown. */
  control(asked: ControlInput): Promise<View>;
  /** Its orders of one Shipment ID: more than one is a double. */
  orders(shipmentId: string): Promise<OrderView[]>;
}

/** A warehouse of the Sandbox, by its own JSON API. */
export function warehouse(server: TestServer, account = 'demo'): Warehouse {
  const ask = async (query: string, body?: ControlInput): Promise<View> => {
    const response = await fetch(`${server.url}/sandbox/${account}/control${query}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok)
      throw new Error(`The Sandbox: ${z.object({ detail: z.string() }).parse(answer).detail}`);
    return VIEW.parse(answer);
  };
  return {
    view: (q = '') => ask(`?q=${encodeURIComponent(q)}`),
    control: (asked) => ask('', asked),
    async orders(shipmentId) {
      const { orders } = await ask(`?q=${encodeURIComponent(shipmentId)}`);
      return orders.filter(({ reference }) => reference === shipmentId);
    },
  };
}

export type Row = Readonly<Record<string, string>>;

/** A tab by its first column. */
export async function rowsById(
  server: TestServer,
  workbook: string,
  tab: 'Orders' | 'Shipments',
): Promise<Map<string, Row>> {
  const key = tab === 'Orders' ? 'Order ID' : 'Shipment ID';
  return new Map((await readTab(server, workbook, tab)).map((row) => [row[key] ?? '', row]));
}

/** Chooses orders by a pasted list of their ids. */
export async function chooseOrders(panel: FrameLocator, ids: readonly string[]): Promise<void> {
  await panel.getByRole('combobox', { name: 'Which orders?' }).selectOption('list');
  await panel.getByRole('textbox', { name: 'Order IDs or backer numbers' }).fill(ids.join('\n'));
}

/** Opens an action, gives it orders, and goes through preview and act. */
export async function act(
  campaign: CampaignPage,
  menu: readonly string[],
  ids: readonly string[],
  words: { readonly button: string | RegExp; readonly done: string | RegExp; readonly sure?: boolean },
  more: (panel: FrameLocator) => Promise<void> = async () => undefined,
): Promise<FrameLocator> {
  const panel = await campaign.open(...menu);
  await chooseOrders(panel, ids);
  await more(panel);
  await campaign.run(words.button, words.done, words.sure);
  return panel;
}

/** Types into a cell of an order: goes there by the name box, as one does in 1,200 rows. */
export async function typeInto(
  campaign: CampaignPage,
  server: TestServer,
  workbook: string,
  orderId: string,
  column: string,
  text: string,
): Promise<void> {
  await campaign.tab('Orders');
  const [header = [], ...lines] = await readRows(server, workbook, 'Orders');
  const row = lines.findIndex(([id]) => id === orderId);
  const cell = `${String.fromCharCode(65 + header.indexOf(column))}${row + 2}`;
  await campaign.page.getByLabel('Name box').fill(cell);
  await campaign.page.keyboard.press('Enter');
  await expect.poll(() => campaign.cell(cell).count()).toBe(1);
  await campaign.page.keyboard.type(text);
  await campaign.page.keyboard.press('Enter');
  await expect
    .poll(async () => (await rowsById(server, workbook, 'Orders')).get(orderId)?.[column])
    .toBe(text);
}
