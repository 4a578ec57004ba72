/** Campaigns from short literals: orders in a stage of the work, plans run on them, and the sheet as it is afterwards. */
import type { OrderAction, PlanContext } from '../../shared/actions/action.ts';
import { type Campaign, campaignOf } from '../../shared/order/campaign.ts';
import { catalogOf, readProducts } from '../../shared/order/catalog.ts';
import { CONTENT_COLUMNS, contentHash, formatRowCheck, keyHash } from '../../shared/order/row-check.ts';
import { stageFacts, stageOf } from '../../shared/order/stage.ts';
import { orderView } from '../../shared/order/views.ts';
import { changing, overlay } from '../../shared/plan/overlay.ts';
import { type Options, OUTCOMES, type Plan } from '../../shared/plan/types.ts';
import { withViews } from '../../shared/plan/views.ts';
import { type Cell, type Table, type Tables, tableOf, text } from '../../shared/tabs/table.ts';
import { CHANNELS, ORDERS, PRODUCTS, SHIPMENTS, type Tab, type TabName } from '../../shared/tabs/tabs.ts';

/** Cells by column name. */
export type Cells = Readonly<Record<string, Cell>>;

export const NOW = '2026-05-03 09:00:00Z';
export const EARLIER = '2026-04-01 08:00:00Z';

/** A mug and a shirt, a wallpaper that is only downloaded, and a set of two mugs and a wallpaper. */
export const PRODUCT_ROWS: readonly Cells[] = [
  { SKU: 'MUG', Name: 'Mug', Kind: 'physical' },
  { SKU: 'SHIRT', Name: 'Shirt', Kind: 'physical' },
  { SKU: 'PDF', Name: 'Wallpaper', Kind: 'digital' },
  { SKU: 'SET', Name: 'Set', Kind: 'kit', 'Kit contents': 'MUG x2; PDF x1' },
];

const ADDRESS: Cells = {
  Name: 'Ada Byron',
  'Address 1': '1 Main Street',
  City: 'Albany',
  'State/Province': 'NY',
  'Postal code': '12207',
  Country: 'US',
};

/** An order whose survey is not answered. */
export const awaiting = (id: string, cells: Cells = {}): Cells => ({
  'Order ID': id,
  Items: 'MUG x1',
  'Amount due': '20',
  ...cells,
});
/** An order whose survey is answered, with a card. */
export const open = (id: string, cells: Cells = {}): Cells =>
  awaiting(id, { ...ADDRESS, 'Survey at': EARLIER, Payment: 'card on file', ...cells });
export const lockedOrder = (id: string, cells: Cells = {}): Cells =>
  open(id, { 'Locked at': EARLIER, ...cells });
export const paidOrder = (id: string, cells: Cells = {}): Cells =>
  lockedOrder(id, { Payment: 'paid', ...cells });
/** Locked, paid and finalized. */
export const ready = (id: string, cells: Cells = {}): Cells =>
  paidOrder(id, { 'Finalized at': EARLIER, ...cells });

/** A shipment at the warehouse; its order is what comes before the last dash. */
export const sent = (id: string, contents: string, cells: Cells = {}): Cells => ({
  'Shipment ID': id,
  'Order ID': id.slice(0, id.lastIndexOf('-')),
  Channel: 'All items',
  Contents: contents,
  'Pushed at': EARLIER,
  ...cells,
});
export const shipped = (id: string, contents: string, cells: Cells = {}): Cells =>
  sent(id, contents, { 'Shipped at': EARLIER, ...cells });
/** A shipment that nobody has got yet. */
export const planned = (id: string, contents: string, cells: Cells = {}): Cells =>
  sent(id, contents, { 'Pushed at': '', ...cells });

export interface Literal {
  readonly orders: readonly Cells[];
  readonly shipments?: readonly Cells[];
  readonly products?: readonly Cells[];
  readonly channels?: readonly Cells[];
}

/**
 * The tables of a campaign that the product itself has written: views, Row check and Locked items (of orders with a
 * Locked at) are filled in where the literal says nothing about them.
 */
export function tablesOf({
  orders,
  shipments = [],
  products = PRODUCT_ROWS,
  channels = [],
}: Literal): Tables {
  const Products = rows(PRODUCTS, products);
  const catalog = catalogOf(readProducts(Products));
  const withLocked = orders.map((cells) => {
    const needs = text(cells['Locked at']) !== '' && cells['Locked items'] === undefined;
    return needs ? { ...cells, 'Locked items': catalog.explode(text(cells.Items)).text } : cells;
  });
  const base: Tables = {
    Orders: rows(ORDERS, withLocked),
    Shipments: rows(SHIPMENTS, shipments),
    Products,
    Channels: rows(CHANNELS, channels),
  };
  const raw = campaignOf(base);
  const checked = withLocked.map((cells, i) => ({
    ...cells,
    'Row check':
      cells['Row check'] ??
      formatRowCheck({
        key: keyHash(text(cells['Order ID'])),
        content: contentHash(CONTENT_COLUMNS.map((name) => text(cells[name]))),
        stage: stageOf(stageFacts(raw, i)),
        source: '',
      }),
  }));
  const facts: Tables = { ...base, Orders: rows(ORDERS, checked) };
  const campaign = campaignOf(facts);
  const viewed = checked.map((cells, i) => {
    const view = orderView(campaign, i);
    return { Stage: view.stage, 'Next step': view.nextStep, Packages: view.packages, ...cells };
  });
  const statuses = shipments.map((cells, index) => ({
    Status: campaign.shipments.find((shipment) => shipment.index === index)?.status ?? '',
    ...cells,
  }));
  return { ...facts, Orders: rows(ORDERS, viewed), Shipments: rows(SHIPMENTS, statuses) };
}

export function campaign(literal: Literal): Campaign {
  return campaignOf(tablesOf(literal));
}

/** A table of a tab with its columns that are not optional, and those that the rows bring. */
function rows(tab: Tab, list: readonly Cells[]): Table {
  const names = tab.columns.filter((column) => !column.optional).map((column) => column.name);
  for (const cells of list)
    for (const name of Object.keys(cells)) if (!names.includes(name)) names.push(name);
  return tableOf(
    tab.name,
    Object.fromEntries(names.map((name) => [name, list.map((cells) => cells[name] ?? '')])),
  );
}

export function contextOf(tables: Tables, options: Options = {}, now = NOW): PlanContext {
  return {
    campaign: campaignOf(tables),
    tables,
    now,
    options,
    settings: { prefix: 'A', campaignName: 'Test' },
  };
}

/** The plan of an action over all orders, after its check of the options has let them through. */
export function planOf(action: OrderAction, tables: Tables, options: Options = {}, now = NOW): Plan {
  const checked = action.check(options);
  if (!checked.ok) throw new Error(`The options are refused: ${checked.message}`);
  const n = tables.Orders?.n ?? 0;
  return action.plan(
    contextOf(tables, options, now),
    Array.from({ length: n }, (_, i) => i),
  );
}

/** The tables after a plan: facts and views, as the engine writes them. */
export function applied(tables: Tables, plan: Plan): Tables {
  const { views, added } = withViews(tables, plan);
  return overlay(tables, { ...plan, changes: [...plan.changes, ...views], added }, changing(plan));
}

/** Plans and applies in one. */
export function ran(action: OrderAction, tables: Tables, options: Options = {}, now = NOW): Tables {
  return applied(tables, planOf(action, tables, options, now));
}

/** Each subject's outcome: `change`, `change: remark`, `already`, `left: code`, `decide: code`. */
export function outcomes(plan: Plan): Record<string, string> {
  return Object.fromEntries(
    plan.key.map((key, s) => {
      const outcome = OUTCOMES[plan.outcome[s] ?? -1] ?? 'none';
      const code = plan.reason[s] ?? null;
      return [key, code === null || code === 'already.done' ? outcome : `${outcome}: ${code}`];
    }),
  );
}

/** One cell, by the key of its row. */
export function cellOf(tables: Tables, tab: TabName, key: string, column: string): string {
  const table = tables[tab];
  const keys = [...(table?.columns.values() ?? [])][0] ?? [];
  const at = keys.indexOf(key);
  if (table === undefined || at < 0) throw new Error(`${tab} has no row ${key}`);
  return text(table.columns.get(column)?.[at]);
}

/** Cells of an order after something, as an object: what a test compares at a glance. */
export function orderCells(tables: Tables, id: string, ...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, cellOf(tables, 'Orders', id, name)]));
}

/** A person types into a cell. */
export function typed(tables: Tables, tab: TabName, key: string, column: string, value: Cell): Tables {
  const table = tables[tab];
  const at = [...(table?.columns.values() ?? [])][0]?.indexOf(key) ?? -1;
  if (table === undefined || at < 0) throw new Error(`${tab} has no row ${key}`);
  const columns = new Map(table.columns);
  columns.set(
    column,
    (table.columns.get(column) ?? []).map((cell, i) => (i === at ? value : cell)),
  );
  return { ...tables, [tab]: { ...table, columns } };
}
