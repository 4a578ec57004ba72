/** Undo: puts back what a run changed, cell by cell, where nothing has changed since. */
import { accounts } from '../order/accounts.ts';
import { campaignOf } from '../order/campaign.ts';
import { ADDRESS_FIELDS } from '../order/deliverable.ts';
import { contentCells, type Refusal } from '../order/guards.ts';
import { contentHash, parseRowCheck, withoutStage } from '../order/row-check.ts';
import { type PlanBuilder, planBuilder } from '../plan/builder.ts';
import { type JournalRow, readJournal } from '../plan/journal.ts';
import { changing, overlay } from '../plan/overlay.ts';
import type { ReasonCode } from '../plan/reasons.ts';
import type { Plan } from '../plan/types.ts';
import { KEY_COLUMN } from '../plan/unmoved.ts';
import { askedAgain, isAsked, isHeard } from '../shipment/at-partner.ts';
import { type Cell, type Table, type Tables, text, textColumn } from '../tabs/table.ts';
import { TABS, type TabName } from '../tabs/tabs.ts';
import { counted, isChecked, type OrderAction, type PlanContext, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { addsUp } from './shipments.ts';

/** Hidden bookkeeping that changes with each run; it is put back but never a reason to refuse. */
const ROW_CHECK = 'Row check';
/** Holds requests to a partner. */
const SAYS = 'Warehouse says';
/** While these stand, a shipment may leave: they go back only as long as none has. */
const LETS_SHIP = ['Locked at', 'Locked items', 'Finalized at'];
/** Views follow from facts: nobody puts them back. */
const VIEWS: ReadonlyMap<TabName, ReadonlySet<string>> = new Map(
  TABS.map((tab) => [
    tab.name,
    new Set(tab.columns.filter((column) => column.owner === 'v').map((column) => column.name)),
  ]),
);

const allColumns = (name: TabName): string[] =>
  TABS.find((tab) => tab.name === name)?.columns.map((column) => column.name) ?? [];

export const undo: OrderAction = {
  info: actionInfo('undo'),
  words: {
    button: 'Undo',
    done: 'Undid',
    noun: 'row',
    sends:
      'Connected partners are asked to stop what the run had pushed to them. Nothing is sent to backers or cards.',
  },
  which: ({ tables, options }) => undone(tables.Activity, textOption(options, 'runId')),
  reads: () => ({
    Activity: ['Run ID', 'When', 'Action', 'Which'],
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
    const data = textColumn(tables.Journal, 'Data');
    const rows = merged(readJournal(data.filter((_, i) => ids[i] === runId && runId !== '')));
    const after = ids.lastIndexOf(runId) + 1;
    const later = leftBehind(readJournal(data.slice(after)));
    const run = { rows, later, index: indexer(tables) };
    const first = planRows(context, run, new Map());
    const broken = brokenBy(context, first);
    const plan = broken.size === 0 ? first : planRows(context, run, broken);
    const said =
      rows.length === 0
        ? { level: 'warning' as const, text: 'There is no run to undo: the journal keeps the last 20.' }
        : { level: 'info' as const, text: `Takes back the run ${runId}.` };
    return { ...plan, notices: [said, ...plan.notices] };

    /** Orders that would then hold more than was ordered: what the run had taken from them went out by another way. */
    function brokenBy({ tables: before }: PlanContext, plan: Plan): Map<number, NonNullable<Refusal>> {
      const then = campaignOf(overlay(before, plan, changing(plan)));
      const found = new Map<number, NonNullable<Refusal>>();
      for (const i of new Set(plan.order)) {
        const at = then.index.get(campaign.col('Order ID')[i] ?? '');
        if (at === undefined || accounts(campaign, i).broken) continue;
        const refusal = addsUp(then, at, accounts(then, at));
        if (refusal !== null) found.set(i, refusal);
      }
      return found;
    }
  },
};

/** "Lock Down of 2026-03-01 10:22 (All orders: 1,200 orders)", as Activity has the run. */
function undone(activity: Table | undefined, runId: string): string {
  const at = textColumn(activity, 'Run ID').indexOf(runId);
  const cell = (name: string): string => textColumn(activity, name)[at] ?? '';
  return at < 0 ? `Run ${runId}` : `${cell('Action')} of ${cell('When').slice(0, 16)} (${cell('Which')})`;
}

type Columns = Map<string, Cell>;

interface Run {
  readonly rows: readonly JournalRow[];
  readonly later: Later;
  readonly index: (tab: TabName, key: string) => number | undefined;
}

/** What later runs did, by tab and key. */
interface Later {
  /** What cells held before the first of them that changed them: what this run had left there. */
  readonly before: ReadonlyMap<string, Columns>;
  readonly added: ReadonlySet<string>;
}

const placeOf = (row: Pick<JournalRow, 'tab' | 'key'>): string => `${row.tab} ${row.key}`;

/** One entry a row: a run that was resumed may name a row twice; the first value before and the last after count. */
function merged(rows: readonly JournalRow[]): JournalRow[] {
  const byKey = new Map<string, JournalRow>();
  for (const row of rows) {
    const id = placeOf(row);
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

function leftBehind(rows: readonly JournalRow[]): Later {
  const before = new Map<string, Columns>();
  const added = new Set<string>();
  for (const row of rows) {
    const place = placeOf(row);
    if (row.kind === 'add') added.add(place);
    if (row.kind !== 'set') continue;
    const columns = before.get(place) ?? new Map<string, Cell>();
    for (const [name, cell] of row.columns) if (!columns.has(name)) columns.set(name, cell.before);
    before.set(place, columns);
  }
  return { before, added };
}

/** A key that stands on two rows. */
const TWICE = -1;

/** Rows by key, each tab indexed when it is first asked for. */
function indexer(tables: Tables): Run['index'] {
  const index = new Map<TabName, Map<string, number>>();
  return (tab, key) => {
    let found = index.get(tab);
    if (found === undefined) {
      const keys = textColumn(tables[tab], KEY_COLUMN[tab] ?? '');
      found = new Map();
      for (const [i, one] of keys.entries()) found.set(one, found.has(one) ? TWICE : i);
      index.set(tab, found);
    }
    return found.get(key);
  };
}

function planRows(
  context: PlanContext,
  { rows, later, index }: Run,
  refused: ReadonlyMap<number, NonNullable<Refusal>>,
): Plan {
  const { tables, campaign, now, options } = context;
  const owners = textColumn(tables.Shipments, 'Order ID');
  const orderOf = (row: JournalRow): number => {
    if (row.tab === 'Orders') return campaign.index.get(row.key) ?? -1;
    const at = row.tab === 'Shipments' ? index(row.tab, row.key) : undefined;
    return at === undefined || at === TWICE ? -1 : (campaign.index.get(owners[at] ?? '') ?? -1);
  };
  const order = rows.map(orderOf);
  const builder = planBuilder(
    rows.map((row) => row.key),
    order,
  );
  const ofRun = new Set(rows.map(placeOf));
  const addedHere = new Set(rows.filter((row) => row.kind === 'add').map(placeOf));
  const notSent = isChecked(options, 'notSent');
  const cellOf = (row: JournalRow, i: number, name: string): Cell =>
    tables[row.tab]?.columns.get(name)?.[i] ?? '';

  const verdicts = rows.map((row, s): Verdict => {
    const i = index(row.tab, row.key);
    if (row.kind === 'remove') return i === undefined ? left('undo.gone') : already('undo.gone');
    if (i === undefined) return row.kind === 'add' ? already('undo.gone') : left('undo.gone');
    // Of two rows with one key nobody knows which is meant.
    const owner = campaign.col('Order ID')[order[s] ?? -1] ?? '';
    if (i === TWICE || campaign.duplicates.has(owner)) return left('row.duplicate-id', row.key);
    const cell = (name: string): Cell => cellOf(row, i, name);
    const verdict =
      row.kind === 'add' ? added(row, cell, order[s] ?? -1) : changed(row, cell, order[s] ?? -1);
    const refusal = refused.get(order[s] ?? -1);
    return verdict.outcome === 'change' && refusal !== undefined
      ? left(refusal.code, refusal.detail)
      : verdict;
  });

  /** Facts of a row that later runs changed and that are not back again. */
  function movedSince(row: Pick<JournalRow, 'tab' | 'key'>, cell: (name: string) => Cell): string[] {
    const views = VIEWS.get(row.tab);
    return [...(later.before.get(placeOf(row)) ?? [])]
      .filter(([name, was]) => name !== ROW_CHECK && views?.has(name) !== true && !same(cell(name), was))
      .map(([name]) => name);
  }

  function added(row: JournalRow, cell: (name: string) => Cell, at: number): Verdict {
    const moved = movedSince(row, cell);
    const [first] = moved;
    if (row.tab === 'Shipments') {
      if (text(cell('Cancelled at')) !== '') return already('already.done');
      const shippedAt = text(cell('Shipped at'));
      // Only an export gives a shipment of its own a batch, and it has not shipped then.
      const byWorker = text(cell(SAYS)) !== '';
      const exported =
        !byWorker && text(cell('Batch')) !== '' && !row.key.slice(row.key.lastIndexOf('-')).includes('.');
      // Nor has one that a connected partner was to send: what came of it the worker wrote, and no run.
      const pushed = exported || byWorker;
      if (shippedAt !== '' && (pushed || moved.includes('Shipped at'))) return left('undo.shipped-since');
      if (first !== undefined) return left('undo.changed-since', moved.join(', '));
      return exported && !notSent ? decide('undo.exported', row.key) : change;
    }
    if (first !== undefined) return left('undo.changed-since', moved.join(', '));
    if (row.tab !== 'Orders') return change;
    const check = parseRowCheck(text(cell(ROW_CHECK)));
    if (check !== null && check.content !== '-' && check.content !== contentHash(contentCells(campaign, at)))
      return left('undo.changed-since', 'name, address or items');
    const other = campaign
      .shipmentsOf(row.key)
      .find((shipment) => !addedHere.has(placeOf({ tab: 'Shipments', key: shipment.id })));
    return other === undefined
      ? change
      : left(other.status === 'shipped' ? 'undo.shipped-since' : 'undo.changed-since', other.id);
  }

  function changed(row: JournalRow, cell: (name: string) => Cell, at: number): Verdict {
    const facts = factsOf(row);
    if (facts.every(([name, value]) => same(cell(name), value.before))) {
      const check = row.columns.get(ROW_CHECK);
      const was = text(check?.before ?? '');
      // Where only the check was changed (outside changes were accepted), it is the fact.
      if (facts.length > 0 || check === undefined || was === '') return already('already.done');
      const here = withoutStage(text(cell(ROW_CHECK)));
      if (here === withoutStage(was)) return already('already.done');
      return here === withoutStage(text(check.after)) ? change : left('undo.changed-since', ROW_CHECK);
    }
    const moved = facts
      .filter(([name, { after }]) => !same(cell(name), after) && !isHeard(text(after), text(cell(name))))
      .map(([name]) => name);
    if (moved.length > 0)
      return moved.includes('Shipped at') && row.tab === 'Shipments'
        ? left('undo.shipped-since')
        : left('undo.changed-since', moved.join(', '));
    // The worker has it, and nothing calls it back: as before, the cell would hide what the warehouse is still to do.
    if (facts.some(([name, { after }]) => name === SAYS && isAsked(text(after))))
      return left('undo.asked', row.key);
    const settled = row.tab === 'Orders' ? settledSince(row, facts, cell) : '';
    if (settled !== '') return left('undo.changed-since', settled);
    if (
      row.tab === 'Orders' &&
      facts.some(([name, { before }]) => LETS_SHIP.includes(name) && before === '')
    ) {
      const out = campaign.shipmentsOf(campaign.col('Order ID')[at] ?? '').find((shipment) => {
        if (shipment.status !== 'sent' && shipment.status !== 'shipped') return false;
        const there = { tab: 'Shipments', key: shipment.id } as const;
        if (ofRun.has(placeOf(there))) return false;
        const now = (name: string): Cell => tables.Shipments?.columns.get(name)?.[shipment.index] ?? '';
        return later.added.has(placeOf(there)) || movedSince(there, now).length > 0;
      });
      if (out?.status === 'shipped') return left('undo.shipped-since');
      if (out !== undefined) return left('shipment.pushed', out.id);
    }
    const pushed = row.tab === 'Shipments' ? row.columns.get('Pushed at') : undefined;
    return pushed !== undefined && text(pushed.before) === '' && text(pushed.after) !== '' && !notSent
      ? decide('undo.exported', row.key)
      : change;
  }

  /**
   * What a later run settled on the ground of cells that this one wrote: the address that was finalized, the items that
   * were locked. Put back under it, the old ones would be taken for those that were looked at, and shipped.
   */
  function settledSince(
    row: JournalRow,
    facts: ReturnType<typeof factsOf>,
    cell: (name: string) => Cell,
  ): string {
    const wrote = new Set(facts.map(([name]) => name));
    const since = movedSince(row, cell);
    if (since.includes('Finalized at') && ADDRESS_FIELDS.some((name) => wrote.has(name)))
      return 'Finalized at';
    const locked = wrote.has('Items') && !wrote.has('Locked items') && since.includes('Locked at');
    return locked ? 'Locked at' : '';
  }

  // An order goes back as a whole or stays as it is: half of a run would not add up.
  const held = new Map<number, Verdict>();
  for (const [s, verdict] of verdicts.entries()) {
    const at = order[s] ?? -1;
    if (at >= 0 && (verdict.outcome === 'left' || verdict.outcome === 'decide') && !held.has(at))
      held.set(at, verdict);
  }
  const write = writers(builder, rows);
  let exported = 0;
  for (const [s, row] of rows.entries()) {
    const own = verdicts[s] ?? change;
    const verdict = own.outcome === 'change' ? (held.get(order[s] ?? -1) ?? own) : own;
    if (verdict.outcome === 'already') builder.already(s, verdict.code);
    else if (verdict.outcome === 'left') builder.left(s, verdict);
    else if (verdict.outcome === 'decide') {
      exported++;
      builder.decide(s, verdict);
    } else {
      builder.change(s);
      const withOrder = addedHere.has(
        placeOf({ tab: 'Orders', key: campaign.col('Order ID')[order[s] ?? -1] ?? '' }),
      );
      write(s, row, index(row.tab, row.key) ?? 0, now, withOrder);
    }
  }
  if (exported > 0) {
    builder.notice(
      'warning',
      `${counted(exported, 'shipment')} in an exported file. Was it sent to the warehouse? If not, tick the box and look at the preview again; if so, ask the warehouse to cancel and use Cancel.`,
    );
  }
  return builder.build();
}

type Verdict = {
  readonly outcome: 'change' | 'already' | 'left' | 'decide';
  readonly code: ReasonCode;
  readonly detail: string;
};
const change: Verdict = { outcome: 'change', code: 'already.done', detail: '' };
const already = (code: ReasonCode): Verdict => ({ outcome: 'already', code, detail: '' });
const left = (code: ReasonCode, detail = ''): Verdict => ({ outcome: 'left', code, detail });
const decide = (code: ReasonCode, detail: string): Verdict => ({ outcome: 'decide', code, detail });

/** The cells of a journal row that are facts. */
function factsOf(row: JournalRow): [string, { readonly before: Cell; readonly after: Cell }][] {
  const views = VIEWS.get(row.tab);
  return [...row.columns].filter(([name]) => name !== ROW_CHECK && views?.has(name) !== true);
}

/** Writes one row back: its cells, an added shipment cancelled, an added order (with its shipments) out again. */
function writers(
  builder: PlanBuilder,
  rows: readonly JournalRow[],
): (s: number, row: JournalRow, i: number, now: string, withOrder: boolean) => void {
  const names = new Map<TabName, string[]>();
  for (const row of rows) {
    const views = VIEWS.get(row.tab);
    const own = [...row.columns.keys()].filter((name) => views?.has(name) !== true);
    names.set(row.tab, [...new Set([...(names.get(row.tab) ?? []), ...own])]);
  }
  const setters = new Map([...names].map(([tab, columns]) => [tab, builder.cells(tab, columns)]));
  const removers = new Map([...names.keys()].map((tab) => [tab, builder.remove(tab)]));
  const cancel = builder.cells('Shipments', ['Cancelled at']);
  return (s, row, i, now, withOrder) => {
    if (row.kind === 'add' && row.tab === 'Shipments' && !withOrder) cancel(s, row.key, i, [now]);
    else if (row.kind === 'add') removers.get(row.tab)?.(s, row.key, i);
    else {
      const values = (names.get(row.tab) ?? []).map((name) => {
        const { before, after } = row.columns.get(name) ?? {};
        // The worker may have let it be: as before it would say what nobody asks of it any more.
        if (name === SAYS && text(after).endsWith(' agreed')) return askedAgain(text(after));
        // A check that was blank is made anew with the views.
        return name === ROW_CHECK && before === '' ? undefined : before;
      });
      setters.get(row.tab)?.(s, row.key, i, values);
    }
  };
}

function same(a: Cell, b: Cell): boolean {
  return text(a) === text(b);
}
