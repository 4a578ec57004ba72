/** Undo: puts back what a run changed, cell by cell, where nothing has changed since. */
import type { Campaign } from '../order/campaign.ts';
import { type PlanBuilder, planBuilder } from '../plan/builder.ts';
import { type JournalRow, readJournal } from '../plan/journal.ts';
import type { Plan } from '../plan/types.ts';
import { type Cell, type Tables, text, textColumn } from '../tabs/table.ts';
import { TABS, type TabName } from '../tabs/tabs.ts';
import { isChecked, NOTHING_SENT, type OrderAction, type PlanContext, textOption } from './action.ts';
import { actionInfo } from './info.ts';

/** The key column of each tab that actions write. */
const KEY_COLUMN: Readonly<Partial<Record<TabName, string>>> = {
  Orders: 'Order ID',
  Shipments: 'Shipment ID',
  Rewards: 'Platform ID',
  Products: 'SKU',
};
/** Hidden bookkeeping that changes with each run; it is put back but never a reason to refuse. */
const NEVER_REFUSES = new Set(['Row check']);

const allColumns = (name: TabName): string[] =>
  TABS.find((tab) => tab.name === name)?.columns.map((column) => column.name) ?? [];

export const undo: OrderAction = {
  info: actionInfo('undo'),
  words: { button: 'Undo', done: 'Undid', noun: 'row', sends: NOTHING_SENT },
  reads: () => ({
    Orders: allColumns('Orders'),
    Shipments: allColumns('Shipments'),
    Rewards: allColumns('Rewards'),
    Products: allColumns('Products'),
    Journal: ['Run ID', 'Part', 'Data'],
  }),
  check: (options) =>
    textOption(options, 'runId') === ''
      ? { ok: false, message: 'There is nothing to undo: no run is left in the journal.' }
      : { ok: true, value: null },
  plan(context) {
    const { tables, campaign, options } = context;
    const runId = textOption(options, 'runId');
    const ids = textColumn(tables.Journal, 'Run ID');
    const data = textColumn(tables.Journal, 'Data').filter((_, i) => ids[i] === runId && runId !== '');
    const rows = merged(readJournal(data));
    const builder = planBuilder(
      rows.map((row) => row.key),
      rows.map((row) => orderOf(campaign, tables, row)),
    );
    if (rows.length === 0)
      builder.notice('warning', 'There is no run to undo: the journal keeps the last 20.');
    else builder.notice('info', `Takes back the run ${runId}.`);
    return planRows(context, rows, builder);
  },
};

/** One entry a row: a run that was resumed may name a row twice; the first value before and the last after count. */
function merged(rows: readonly JournalRow[]): JournalRow[] {
  const byKey = new Map<string, JournalRow>();
  for (const row of rows) {
    const id = `${row.tab} ${row.key}`;
    const known = byKey.get(id);
    if (known === undefined || known.kind === 'add') {
      byKey.set(id, known ?? row);
      continue;
    }
    const columns = new Map(known.columns);
    for (const [name, cell] of row.columns)
      columns.set(name, { before: columns.get(name)?.before ?? cell.before, after: cell.after });
    byKey.set(id, { ...known, columns });
  }
  return [...byKey.values()];
}

function orderOf(campaign: Campaign, tables: Tables, row: JournalRow): number {
  if (row.tab === 'Orders') return campaign.index.get(row.key) ?? -1;
  if (row.tab !== 'Shipments') return -1;
  const at = textColumn(tables.Shipments, 'Shipment ID').indexOf(row.key);
  return campaign.index.get(textColumn(tables.Shipments, 'Order ID')[at] ?? '') ?? -1;
}

function planRows(
  { tables, campaign, now, options }: PlanContext,
  rows: readonly JournalRow[],
  builder: PlanBuilder,
): Plan {
  const index = new Map<TabName, Map<string, number>>();
  const indexOf = (tab: TabName): Map<string, number> => {
    let found = index.get(tab);
    if (found === undefined) {
      found = new Map(
        textColumn(tables[tab], KEY_COLUMN[tab] ?? '').map((key, i): [string, number] => [key, i]),
      );
      index.set(tab, found);
    }
    return found;
  };
  const names = new Map<TabName, string[]>();
  for (const row of rows)
    names.set(row.tab, [...new Set([...(names.get(row.tab) ?? []), ...row.columns.keys()])]);
  const setters = new Map([...names].map(([tab, columns]) => [tab, builder.cells(tab, columns)]));
  const removers = new Map([...names.keys()].map((tab) => [tab, builder.remove(tab)]));
  const cancel = builder.cells('Shipments', ['Cancelled at']);
  const notSent = isChecked(options, 'notSent');
  let exported = 0;
  for (const [s, row] of rows.entries()) {
    const i = indexOf(row.tab).get(row.key);
    if (i === undefined) {
      if (row.kind === 'add') builder.already(s, 'undo.gone');
      else builder.left(s, { code: 'undo.gone', detail: '' });
      continue;
    }
    if (row.kind === 'remove') {
      builder.already(s, 'undo.gone');
      continue;
    }
    const cell = (name: string): Cell => tables[row.tab]?.columns.get(name)?.[i] ?? '';
    if (row.kind === 'add') {
      if (row.tab === 'Shipments') {
        if (text(cell('Cancelled at')) !== '') builder.already(s);
        else if (text(cell('Batch')) !== '' && text(cell('Shipped at')) === '' && !notSent) {
          exported++;
          builder.decide(s, { code: 'shipment.pushed', detail: row.key });
        } else {
          builder.change(s);
          cancel(s, row.key, i, [now]);
        }
      } else if (row.tab === 'Orders' && !untouched(campaign, row.key))
        builder.left(s, { code: 'undo.shipped-since', detail: '' });
      else {
        builder.change(s);
        removers.get(row.tab)?.(s, row.key, i);
      }
      continue;
    }
    const moved = [...row.columns].filter(
      ([name, value]) => !same(cell(name), value.after) && !NEVER_REFUSES.has(name),
    );
    const isBack = [...row.columns].every(
      ([name, value]) => NEVER_REFUSES.has(name) || same(cell(name), value.before),
    );
    if (isBack) builder.already(s);
    else if (moved.length > 0)
      builder.left(s, { code: 'undo.changed-since', detail: moved.map(([name]) => name).join(', ') });
    else {
      builder.change(s);
      setters.get(row.tab)?.(
        s,
        row.key,
        i,
        (names.get(row.tab) ?? []).map((name) => row.columns.get(name)?.before),
      );
    }
  }
  if (exported > 0) {
    builder.notice(
      'warning',
      `${exported} shipments are in an exported file. Was it sent to the warehouse? If not, tick the box and look at the preview again; if so, ask the warehouse to cancel and use Cancel.`,
    );
  }
  return builder.build();
}

/** An added order goes only while nothing happened to it: not locked by a later run and without live shipments. */
function untouched(campaign: Campaign, orderId: string): boolean {
  return campaign
    .shipmentsOf(orderId)
    .every((shipment) => shipment.status === 'cancelled' || shipment.status === 'not sent');
}

function same(a: Cell, b: Cell): boolean {
  return text(a) === text(b);
}
