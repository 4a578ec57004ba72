/**
 * A campaign in memory: the columns of Orders and Shipments as they were read, joined by Order ID. Columnar, so that
 * 220,000 orders are some arrays; nothing here is a copy of a cell.
 */

import { type Router, routerOf } from '../routing/route.ts';
import { shipmentNumber } from '../shipment/ids.ts';
import { type ShipmentStatus, shipmentStatus } from '../shipment/status.ts';
import { rowOf, type Table, type Tables, textColumn } from '../tabs/table.ts';
import type { SharedAccounts } from './accounts.ts';
import { type Catalog, catalogOf, type Exploded, readProducts } from './catalog.ts';
import { type Channel, listCell, readChannels } from './channels.ts';
import { rewardTitles, type TitleOf } from './reward-titles.ts';

/** The Orders columns that decide the stage: read by each action. */
export const STAGE_COLUMNS = [
  'Order ID',
  'Stage',
  'Next step',
  'Packages',
  'Items',
  'Hold',
  'Payment',
  'Amount due',
  'Survey at',
  'Locked at',
  'Finalized at',
  'Cancelled items',
  'Locked items',
  'Row check',
] as const;

/** The Shipments columns that decide status and accounts. */
export const STATUS_COLUMNS = [
  'Shipment ID',
  'Order ID',
  'Channel',
  'Contents',
  'Status',
  'Tracking number',
  'Carrier',
  'Pushed at',
  'Shipped at',
  'Cancelled at',
  'Warehouse says',
  'Box',
  'Replaces',
] as const;

export interface Shipment {
  /** Index in the Shipments table. */
  readonly index: number;
  readonly id: string;
  readonly orderId: string;
  readonly channel: string;
  readonly contents: string;
  readonly status: ShipmentStatus;
  readonly number: string;
  readonly carrier: string;
  readonly pushedAt: string;
  readonly shippedAt: string;
  readonly box: string;
  /** Warehouse says: what a connected partner answered last. */
  readonly says: string;
  /** Names the shipment that this one replaces: it counts as a replacement only. */
  readonly replaces: string;
}

export interface Campaign {
  readonly n: number;
  readonly orders: Table | undefined;
  readonly shipmentsTable: Table | undefined;
  /** A column of Orders as texts; blanks when it was not read. */
  col(name: string): readonly string[];
  /** The columns that each guard of each row asks for, without a look-up by name. */
  readonly facts: Facts;
  /** Order ID to index; the first row of a duplicate id. */
  readonly index: ReadonlyMap<string, number>;
  /** Order IDs that stand on two rows. */
  readonly duplicates: ReadonlySet<string>;
  /** The shipments of an order, by its id, in the order of their numbers: a sorted tab changes no view and no hash. */
  shipmentsOf(orderId: string): readonly Shipment[];
  /** The same by the order's index. */
  shipmentsAt(i: number): readonly Shipment[];
  readonly shipments: readonly Shipment[];
  readonly catalog: Catalog;
  /** What people call a placeholder of a reward, item or add-on; its own text when Rewards was not read. */
  readonly titleOf: TitleOf;
  readonly channels: readonly Channel[];
  /** false: Channels was not read, and `channels` is the one that set-up makes. */
  readonly knowsChannels: boolean;
  readonly route: Router;
  /** Accounts by items: most orders of a campaign share a few dozen. */
  readonly plainAccounts: Map<Exploded, SharedAccounts>;
  /** The row on the sheet under the header, of an order by index. */
  row(i: number): number;
}

export interface Facts {
  readonly id: readonly string[];
  readonly packages: readonly string[];
  readonly items: readonly string[];
  readonly payment: readonly string[];
  readonly amountDue: readonly string[];
  readonly surveyAt: readonly string[];
  readonly lockedAt: readonly string[];
  readonly finalizedAt: readonly string[];
  readonly cancelledItems: readonly string[];
  readonly lockedItems: readonly string[];
  readonly rowCheck: readonly string[];
}

const NONE: readonly Shipment[] = [];

/** Joins the tables that were read. Missing tables are empty ones. */
export function campaignOf(tables: Tables): Campaign {
  const orders = tables.Orders;
  const columns = new Map<string, readonly string[]>();
  const col = (name: string): readonly string[] => {
    let found = columns.get(name);
    if (found === undefined) {
      found = textColumn(orders, name);
      columns.set(name, found);
    }
    return found;
  };
  const ids = col('Order ID');
  const n = ids.length;
  const index = new Map<string, number>();
  const duplicates = new Set<string>();
  for (let i = 0; i < n; i++) {
    const id = ids[i] ?? '';
    if (id === '') continue;
    if (index.has(id)) duplicates.add(id);
    else index.set(id, i);
  }
  const shipments = readShipments(tables.Shipments);
  // By row, for every plan and filter asks row by row; a look-up by the id's text would cost many times as much.
  const byRow = new Array<Shipment[] | undefined>(n).fill(undefined);
  const ofNoRow = new Map<string, Shipment[]>();
  for (const shipment of shipments) {
    const i = index.get(shipment.orderId);
    const list = i === undefined ? ofNoRow.get(shipment.orderId) : byRow[i];
    if (list !== undefined) {
      list.push(shipment);
      list.sort(byShipmentId);
    } else if (i === undefined) ofNoRow.set(shipment.orderId, [shipment]);
    else byRow[i] = [shipment];
  }
  const shipmentsOf = (orderId: string): readonly Shipment[] => {
    if (shipments.length === 0) return NONE;
    const i = index.get(orderId);
    return (i === undefined ? ofNoRow.get(orderId) : byRow[i]) ?? NONE;
  };
  const catalog = catalogOf(readProducts(tables.Products), aliasesOf(tables.Products));
  const channels = readChannels(tables.Channels, catalog.find);
  return {
    n,
    orders,
    shipmentsTable: tables.Shipments,
    col,
    facts: {
      id: ids,
      packages: col('Packages'),
      items: col('Items'),
      payment: col('Payment'),
      amountDue: col('Amount due'),
      surveyAt: col('Survey at'),
      lockedAt: col('Locked at'),
      finalizedAt: col('Finalized at'),
      cancelledItems: col('Cancelled items'),
      lockedItems: col('Locked items'),
      rowCheck: col('Row check'),
    },
    index,
    duplicates,
    shipments,
    shipmentsOf,
    shipmentsAt: (i) => byRow[i] ?? (duplicates.size === 0 ? NONE : shipmentsOf(ids[i] ?? '')),
    catalog,
    titleOf: rewardTitles(tables.Rewards),
    channels,
    knowsChannels: tables.Channels !== undefined,
    route: routerOf(channels),
    plainAccounts: new Map(),
    row: (i) => (orders === undefined ? i : rowOf(orders, i)),
  };
}

function byShipmentId(a: Shipment, b: Shipment): number {
  const ahead = shipmentNumber(a.orderId, a.id) - shipmentNumber(b.orderId, b.id);
  return ahead !== 0 ? ahead : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function readShipments(table: Table | undefined): Shipment[] {
  const c = (name: string): readonly string[] => textColumn(table, name);
  const id = c('Shipment ID');
  const orderId = c('Order ID');
  const channel = c('Channel');
  const contents = c('Contents');
  const number = c('Tracking number');
  const carrier = c('Carrier');
  const pushedAt = c('Pushed at');
  const shippedAt = c('Shipped at');
  const cancelledAt = c('Cancelled at');
  const says = c('Warehouse says');
  const box = c('Box');
  const replaces = c('Replaces');
  const list: Shipment[] = [];
  for (let i = 0; i < id.length; i++) {
    if (!id[i] || !orderId[i]) continue;
    list.push({
      index: i,
      id: id[i] ?? '',
      orderId: orderId[i] ?? '',
      channel: channel[i] ?? '',
      contents: contents[i] ?? '',
      status: shipmentStatus({
        cancelledAt: cancelledAt[i] ?? '',
        shippedAt: shippedAt[i] ?? '',
        pushedAt: pushedAt[i] ?? '',
        warehouseSays: says[i] ?? '',
      }),
      number: number[i] ?? '',
      carrier: carrier[i] ?? '',
      pushedAt: pushedAt[i] ?? '',
      shippedAt: shippedAt[i] ?? '',
      box: box[i] ?? '',
      says: says[i] ?? '',
      replaces: replaces[i] ?? '',
    });
  }
  return list;
}

function aliasesOf(products: Table | undefined): Map<string, string> {
  const aliases = new Map<string, string>();
  const skus = textColumn(products, 'SKU');
  const cells = textColumn(products, 'SKU aliases');
  for (let i = 0; i < skus.length; i++) {
    const sku = skus[i] ?? '';
    if (sku === '') continue;
    // `OLD (2026-03-01)`: the day of the renaming is for people.
    for (const alias of listCell(cells[i] ?? ''))
      aliases.set(alias.replace(/\s*\(\d{4}-\d{2}-\d{2}\)$/, ''), sku);
  }
  return aliases;
}
