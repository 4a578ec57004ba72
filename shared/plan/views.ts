/** The views that a plan moves: Stage, Next step, Packages, Row check and shipment Status of the orders it touches. */
import { accounts } from '../order/accounts.ts';
import { type Campaign, campaignOf } from '../order/campaign.ts';
import { hasAddress } from '../order/deliverable.ts';
import { contentCells, frozen } from '../order/guards.ts';
import { nextStep } from '../order/next-step.ts';
import { isPaid } from '../order/payment.ts';
import { contentHash, formatRowCheck, keyHash, parseRowCheck } from '../order/row-check.ts';
import { stageFacts, stageOf } from '../order/stage.ts';
import { orderView, packagesOf } from '../order/views.ts';
import { type Cell, type Table, type Tables, text, withColumns } from '../tabs/table.ts';
import { changing, overlay } from './overlay.ts';
import type { AddedRows, CellChanges, Plan } from './types.ts';

export interface WithViews {
  /** The facts of the plan and the views that follow from them; never journalled as facts. */
  readonly views: readonly CellChanges[];
  /** The plan's added rows, their views filled in. */
  readonly added: readonly AddedRows[];
  /** The campaign as it will be. */
  readonly after: Campaign;
}

/**
 * Reads the address columns of orders by id, for the plans that did not. Only what waits for Finalize Addresses is asked
 * for: a lock-down of orders that are not paid reads none.
 */
export type ReadAddresses = (ids: ReadonlySet<string>) => Table | null;

const VIEW_COLUMNS = ['Stage', 'Next step', 'Packages', 'Row check'] as const;

/** Computes the views of a plan. `keep` narrows it to some subjects (others moved meanwhile). */
export function withViews(
  tables: Tables,
  plan: Plan,
  keep: (subject: number) => boolean = changing(plan),
  readAddresses: ReadAddresses = () => null,
): WithViews {
  const after = campaignOf(overlay(tables, plan, keep));
  const ownerOf = new Map<string, { subject: number; accepts: boolean }>();
  const touch = (orderId: string, subject: number, accepts: boolean): void => {
    const known = ownerOf.get(orderId);
    if (known === undefined) ownerOf.set(orderId, { subject, accepts });
    else if (accepts) known.accepts = true;
  };
  const shipmentOrders = after.shipmentsTable?.columns.get('Order ID');
  for (const change of plan.changes) {
    // A plan that sets Stage has computed the views itself, and may leave a typed one alone: Repair Sheets.
    if (change.tab === 'Orders' && change.columns.has('Stage')) continue;
    for (let at = 0; at < change.key.length; at++) {
      const subject = change.subject[at] ?? 0;
      if (!keep(subject)) continue;
      if (change.tab === 'Orders') touch(change.key[at] ?? '', subject, change.accepts);
      if (change.tab === 'Shipments') touch(text(shipmentOrders?.[change.row[at] ?? 0]), subject, false);
    }
  }
  for (const added of plan.added) {
    if (added.tab !== 'Shipments') continue;
    const orders = added.columns.get('Order ID');
    for (let at = 0; at < added.key.length; at++) {
      const subject = added.subject[at] ?? 0;
      if (keep(subject)) touch(text(orders?.[at]), subject, false);
    }
  }
  const viewed = withAddresses(tables, plan, keep, after, ownerOf.keys(), readAddresses);
  const newOrders = new Set(plan.added.flatMap((added) => (added.tab === 'Orders' ? added.key : [])));
  const orders = orderViews(
    tables,
    viewed,
    [...ownerOf].filter(([id]) => !newOrders.has(id)),
  );
  return {
    views: [orders, shipmentViews(tables, after, plan, keep)].filter((made) => made.key.length > 0),
    added: plan.added.map((added) => filled(after, added, keep)),
    after: showing(after, orders),
  };
}

/** The campaign with the views as they will stand: an old Stage beside a new Row check would seem to be typed. */
function showing(after: Campaign, views: CellChanges): Campaign {
  const columns = new Map<string, readonly string[]>();
  for (const [name, values] of views.columns) {
    const column = [...after.col(name)];
    for (const [at, i] of views.row.entries()) {
      const value = values[at];
      if (value !== undefined) column[i] = text(value);
    }
    columns.set(name, column);
  }
  return { ...after, col: (name) => columns.get(name) ?? after.col(name) };
}

/** The campaign with the addresses of the touched orders whose next step depends on them. */
function withAddresses(
  tables: Tables,
  plan: Plan,
  keep: (subject: number) => boolean,
  after: Campaign,
  touched: Iterable<string>,
  read: ReadAddresses,
): Campaign {
  if (hasAddress(after)) return after;
  const { lockedAt, payment, amountDue } = after.facts;
  const finalizedAt = after.col('Finalized at');
  const ids = new Set<string>();
  for (const id of touched) {
    const i = after.index.get(id) ?? -1;
    if ((lockedAt[i] ?? '') === '' || finalizedAt[i] !== '') continue;
    if (isPaid(payment[i] ?? '', amountDue[i] ?? '')) ids.add(id);
  }
  const found = ids.size === 0 ? null : read(ids);
  if (found === null || tables.Orders === undefined) return after;
  const made = overlay(tables, plan, keep);
  const orders = made.Orders ?? tables.Orders;
  return campaignOf({ ...made, Orders: withColumns(orders, found, after.index) });
}

/** The Row check cell of an order after a change. */
function rowCheckOf(
  campaign: Campaign,
  i: number,
  stage: Parameters<typeof formatRowCheck>[0]['stage'],
  accepts: boolean,
): string {
  const id = campaign.col('Order ID')[i] ?? '';
  const old = parseRowCheck(campaign.col('Row check')[i] ?? '');
  const content = accepts || old === null ? contentHash(contentCells(campaign, i)) : old.content;
  return formatRowCheck({ key: keyHash(id), content, stage, source: old?.source ?? '' });
}

/**
 * The view cells of order i as they should stand now; undefined leaves a cell alone. A typed Stage stays, since it is a
 * request, and the check of a row in doubt is not written: that would make it sound.
 */
export function viewCells(
  campaign: Campaign,
  i: number,
): Map<(typeof VIEW_COLUMNS)[number], string | undefined> {
  const view = orderView(campaign, i);
  const check = parseRowCheck(campaign.facts.rowCheck[i] ?? '');
  const doubtful = frozen(campaign, i) !== null;
  const shown = campaign.col('Stage')[i] ?? '';
  const requested = check?.stage != null && shown !== '' && shown !== check.stage;
  const settled = !doubtful && !requested;
  return new Map([
    ['Stage', settled ? view.stage : undefined],
    ['Next step', view.nextStep],
    ['Packages', doubtful ? undefined : view.packages],
    ['Row check', settled ? rowCheckOf(campaign, i, view.stage, false) : undefined],
  ]);
}

function orderViews(
  tables: Tables,
  after: Campaign,
  touched: readonly (readonly [string, { subject: number; accepts: boolean }])[],
): CellChanges {
  const columns = new Map<string, (Cell | undefined)[]>(VIEW_COLUMNS.map((name) => [name, []]));
  const made: CellChanges = { tab: 'Orders', subject: [], key: [], row: [], columns, accepts: false };
  const before = tables.Orders;
  for (const [id, { subject, accepts }] of touched) {
    const i = after.index.get(id);
    if (i === undefined) continue;
    const view = orderView(after, i);
    const values: Record<(typeof VIEW_COLUMNS)[number], string> = {
      Stage: view.stage,
      'Next step': view.nextStep,
      Packages: view.packages,
      'Row check': rowCheckOf(after, i, view.stage, accepts),
    };
    made.subject.push(subject);
    made.key.push(id);
    made.row.push(i);
    for (const name of VIEW_COLUMNS) {
      const same = before?.columns.get(name)?.[i] === values[name];
      columns.get(name)?.push(same ? undefined : values[name]);
    }
  }
  return made;
}

function shipmentViews(
  tables: Tables,
  after: Campaign,
  plan: Plan,
  keep: (subject: number) => boolean,
): CellChanges {
  const status: (Cell | undefined)[] = [];
  const made: CellChanges = {
    tab: 'Shipments',
    subject: [],
    key: [],
    row: [],
    columns: new Map([['Status', status]]),
    accepts: false,
  };
  const byIndex = new Map(after.shipments.map((shipment) => [shipment.index, shipment]));
  const before = tables.Shipments?.columns.get('Status');
  const seen = new Set<number>();
  for (const change of plan.changes) {
    if (change.tab !== 'Shipments') continue;
    for (let at = 0; at < change.row.length; at++) {
      const row = change.row[at] ?? 0;
      const subject = change.subject[at] ?? 0;
      const shipment = byIndex.get(row);
      if (shipment === undefined || seen.has(row) || !keep(subject) || before?.[row] === shipment.status)
        continue;
      seen.add(row);
      made.subject.push(subject);
      made.key.push(shipment.id);
      made.row.push(row);
      status.push(shipment.status);
    }
  }
  return made;
}

/** Added rows with their views: an added order's stage, an added shipment's status. */
function filled(after: Campaign, added: AddedRows, keep: (subject: number) => boolean): AddedRows {
  const kept = added.key.map((_, at) => at).filter((at) => keep(added.subject[at] ?? 0));
  const columns = new Map<string, Cell[]>();
  for (const [name, values] of added.columns)
    columns.set(
      name,
      kept.map((at) => values[at] ?? ''),
    );
  const key = kept.map((at) => added.key[at] ?? '');
  const out: AddedRows = { tab: added.tab, subject: kept.map((at) => added.subject[at] ?? 0), key, columns };
  if (added.tab === 'Shipments') {
    const byId = new Map(after.shipments.map((shipment) => [shipment.id, shipment.status]));
    columns.set(
      'Status',
      key.map((id) => byId.get(id) ?? ''),
    );
  }
  if (added.tab === 'Orders') {
    const views = key.map((id) => {
      const i = after.index.get(id) ?? 0;
      return { i, ...orderView(after, i) };
    });
    columns.set(
      'Stage',
      views.map((view) => view.stage),
    );
    columns.set(
      'Next step',
      views.map((view) => view.nextStep),
    );
    columns.set(
      'Packages',
      views.map((view) => view.packages),
    );
    columns.set(
      'Row check',
      views.map((view) => rowCheckOf(after, view.i, view.stage, false)),
    );
  }
  return out;
}

/** All tables with every view computed: for a campaign that was made as facts (the demo, a restored backup). */
export function withAllViews<T extends Tables>(tables: T): T {
  const { Orders: orders, Shipments: shipments } = tables;
  if (orders === undefined || shipments === undefined) return tables;
  const facts = campaignOf(tables);
  const stages = Array.from({ length: facts.n }, (_, i) => stageOf(stageFacts(facts, i)));
  const columns = new Map<string, readonly Cell[]>(orders.columns);
  columns.set('Stage', stages);
  // The next step asks whether the row was accepted, so the checks must stand before it is computed.
  columns.set(
    'Row check',
    stages.map((stage, i) => rowCheckOf(facts, i, stage, true)),
  );
  const campaign = campaignOf({ ...tables, Orders: { ...orders, columns } });
  const ids = campaign.col('Order ID');
  columns.set(
    'Next step',
    stages.map((stage, i) => nextStep(campaign, i, stage, accounts(campaign, i)).text),
  );
  columns.set(
    'Packages',
    stages.map((_, i) => packagesOf(campaign, ids[i] ?? '')),
  );
  const status = new Array<Cell>(shipments.n).fill('');
  for (const shipment of campaign.shipments) status[shipment.index] = shipment.status;
  return {
    ...tables,
    Orders: { ...orders, columns },
    Shipments: { ...shipments, columns: new Map(shipments.columns).set('Status', status) },
  };
}
