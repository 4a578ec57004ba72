/** The views that follow from what was written: an order's Stage, Next step, Packages and Row check. */
import { type Campaign, campaignOf, STAGE_COLUMNS, STATUS_COLUMNS } from '../../shared/order/campaign.ts';
import { ADDRESS_FIELDS } from '../../shared/order/deliverable.ts';
import { isPaid } from '../../shared/order/payment.ts';
import { viewCells } from '../../shared/plan/views.ts';
import { type Cell, type Table, type Tables, withColumns } from '../../shared/tabs/table.ts';
import type { TabName } from '../../shared/tabs/tabs.ts';
import { type OpenFile, type Place, placeOf } from './columns.ts';
import { type Settling, SMALL, settle } from './settle.ts';
import type { Snapshot } from './snapshot.ts';
import { takeSnapshot } from './snapshot.ts';
import { readRows, readTable, tableIn } from './tables.ts';
import type { Tally, Target } from './task.ts';

/** From so large a part of the orders on, the whole campaign is read: then Overview and the counts follow too. */
const LARGE_PART = 0.05;
export const isLargePart = (some: number, rows: number): boolean => some >= LARGE_PART * rows;

/** With the addresses and what was sent, it can also be told what changed since. */
const ORDER_COLUMNS = [...new Set([...STAGE_COLUMNS, 'Country', 'Phone', ...ADDRESS_FIELDS])];
const SHIPMENT_COLUMNS = [...STATUS_COLUMNS, 'Ship to'];

/** Tabs that stage and next step depend on beside orders and shipments. */
const BESIDE = ['Products', 'Channels', 'Rewards'] as const;
const entryOf = (small: ReadonlyMap<TabName, Table>, tab: TabName): [TabName, Table][] => {
  const table = small.get(tab);
  return table === undefined ? [] : [[tab, table]];
};

/** The orders that shipments name, with all their shipments; `whole` when it is the campaign as it stands. */
interface Loaded {
  readonly tables: Tables;
  readonly whole: boolean;
}

async function load(
  setting: Settling,
  file: OpenFile,
  ids: ReadonlySet<string>,
  shipments: Snapshot<Place>,
  small: ReadonlyMap<TabName, Table>,
): Promise<Loaded> {
  const { sheets } = setting;
  const orders = placeOf(file, 'Orders');
  const others: Tables = Object.fromEntries(BESIDE.flatMap((tab) => entryOf(small, tab)));
  const cells = orders.rows * ORDER_COLUMNS.length + shipments.n * STATUS_COLUMNS.length;
  const whole = cells <= 2 * SMALL || isLargePart(ids.size, orders.rows);
  if (whole) {
    const few = cells <= 2 * SMALL;
    const [columns, shipmentColumns] = few
      ? [ORDER_COLUMNS, SHIPMENT_COLUMNS]
      : [[...STAGE_COLUMNS, 'Country'], [...STATUS_COLUMNS]];
    const all = shipmentColumns.every((name) => shipments.cells.has(name));
    return {
      whole,
      tables: {
        ...others,
        Orders: await readTable(sheets, file, 'Orders', columns),
        Shipments: all
          ? tableIn(shipments, 'Shipments', shipmentColumns)
          : await readTable(sheets, file, 'Shipments', shipmentColumns),
      },
    };
  }
  const keys = await takeSnapshot(sheets, file.spreadsheetId, orders, 'Order ID', []);
  return {
    whole,
    tables: {
      ...others,
      Orders: await readRows(sheets, file.spreadsheetId, keys, 'Order ID', ids, ORDER_COLUMNS),
      Shipments: await readRows(sheets, file.spreadsheetId, shipments, 'Order ID', ids, STATUS_COLUMNS),
    },
  };
}

/** The addresses of orders whose next step depends on them, where the whole columns were too many to read. */
async function withAddresses(
  { sheets }: Settling,
  file: OpenFile,
  ids: ReadonlySet<string>,
  tables: Tables,
): Promise<Tables> {
  const { Orders: orders } = tables;
  if (orders === undefined || orders.columns.has('Address 1')) return tables;
  const campaign = campaignOf(tables);
  const wanted = new Set<string>();
  for (const id of ids) {
    const i = campaign.index.get(id);
    if (i === undefined || campaign.facts.finalizedAt[i] !== '' || campaign.facts.lockedAt[i] === '')
      continue;
    if (isPaid(campaign.facts.payment[i] ?? '', campaign.facts.amountDue[i] ?? '')) wanted.add(id);
  }
  if (wanted.size === 0) return tables;
  const keys = await takeSnapshot(sheets, file.spreadsheetId, placeOf(file, 'Orders'), 'Order ID', []);
  const columns = ['Order ID', ...ADDRESS_FIELDS];
  const found = await readRows(sheets, file.spreadsheetId, keys, 'Order ID', wanted, columns);
  return { ...tables, Orders: withColumns(orders, found, campaign.index) };
}

/**
 * Writes the views of the orders; a typed Stage is a request and stays, and so does a view that somebody computed anew
 * since it was read. Answers the campaign as it is then, when it was read whole; null otherwise.
 */
export async function writeViews(
  setting: Settling,
  file: OpenFile,
  ids: ReadonlySet<string>,
  shipments: Snapshot<Place>,
  small: ReadonlyMap<TabName, Table>,
  tally: Tally,
): Promise<Campaign | null> {
  const loaded = await load(setting, file, ids, shipments, small);
  const tables = await withAddresses(setting, file, ids, loaded.tables);
  const campaign = campaignOf(tables);
  const targets = new Map<string, Target>();
  const next = new Map<string, Cell[]>();
  for (const id of ids) {
    const i = campaign.index.get(id);
    if (i === undefined) {
      tally.settled.add(id);
      continue;
    }
    const cells: Record<string, string> = {};
    const written: Record<string, readonly string[]> = {};
    for (const [name, value] of viewCells(campaign, i)) {
      const there = campaign.col(name)[i] ?? '';
      if (value === undefined || value === there) continue;
      cells[name] = value;
      written[name] = [there];
      const column = next.get(name) ?? [...campaign.col(name)];
      column[i] = value;
      next.set(name, column);
    }
    if (Object.keys(cells).length === 0) tally.settled.add(id);
    else targets.set(id, { key: id, cells, written, add: false });
  }
  const asked = new Set(tally.settled);
  if (targets.size > 0) {
    try {
      await settle(setting, file, { tab: 'Orders', keyColumn: 'Order ID', targets, also: [] }, tally);
    } finally {
      for (const id of asked) tally.settled.add(id);
    }
  }
  if (!loaded.whole || tables.Orders === undefined) return null;
  const orders = { ...tables.Orders, columns: new Map([...tables.Orders.columns, ...next]) };
  return campaignOf({ ...tables, Orders: orders });
}
