/**
 * Repair Sheets, the part that plans: views computed again, ids and damaged rows restored, outside changes accepted, what
 * runs wrote and somebody took away put back.
 */
import { accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { contentCells, frozen } from '../order/guards.ts';
import {
  CONTENT_COLUMNS,
  contentHash,
  formatRowCheck,
  keyHash,
  keyMatches,
  parseRowCheck,
} from '../order/row-check.ts';
import { orderView } from '../order/views.ts';
import { planBuilder } from '../plan/builder.ts';
import { DRIFT_READS } from '../plan/drift.ts';
import type { Plan } from '../plan/types.ts';
import { textColumn } from '../tabs/table.ts';
import {
  answerTo,
  counted,
  formatCount,
  isChecked,
  NOTHING_SENT,
  type OrderAction,
  type PlanContext,
} from './action.ts';
import { actionInfo } from './info.ts';
import { columnMoved, keysOf, sortedAlone } from './parts.ts';
import { byOrder, driftQuestion, drifts, mender } from './repair-drift.ts';

/**
 * Subjects are all orders, and those whose rows are gone. Views are repaired without asking; content that was edited
 * outside waits for "accept", because a column that was sorted by itself looks the same as an edit.
 */
export const repair: OrderAction = {
  info: actionInfo('repair'),
  words: { button: 'Repair', done: 'Repaired', noun: 'order', sends: NOTHING_SENT },
  reads: () => ({
    ...DRIFT_READS,
    Orders: [...CONTENT_COLUMNS, 'Phone', 'Backer number', ...DRIFT_READS.Orders],
  }),
  check: () => ({ ok: true, value: null }),
  plan,
};

/**
 * Ids that were pasted over or sorted by themselves, by row: the row's check names its true id by hash, and its content
 * is still the accepted one, so the id is what moved. Only an id that is known from somewhere, and that no sound row
 * holds, is put back.
 */
function restoredIds(campaign: Campaign, prefix: string): Map<number, string> {
  const { id: ids, rowCheck } = campaign.facts;
  const moved: { i: number; key: string }[] = [];
  const sound = new Set<string>();
  for (let i = 0; i < campaign.n; i++) {
    const cell = rowCheck[i] ?? '';
    const check = cell === '' || keyMatches(cell, ids[i] ?? '') ? null : parseRowCheck(cell);
    if (check === null) sound.add(ids[i] ?? '');
    else if (check.content === contentHash(contentCells(campaign, i))) moved.push({ i, key: check.key });
  }
  if (moved.length === 0) return new Map();
  const backers = campaign.col('Backer number').filter((number) => number !== '');
  const known = new Set([
    ...ids,
    ...campaign.shipments.map((shipment) => shipment.orderId),
    ...backers.map((number) => `${prefix}-${number}`),
  ]);
  const byKey = new Map([...known].map((id) => [keyHash(id), id]));
  const restored = new Map<number, string>();
  for (const { i, key } of moved) {
    const id = byKey.get(key) ?? '';
    if (id === '' || sound.has(id)) continue;
    sound.add(id);
    restored.set(i, id);
  }
  return restored;
}

/** So many orders are named. */
const FEW = 20;

function plan({ campaign, tables, options, settings }: PlanContext, rows: readonly number[]): Plan {
  const found = drifts(tables);
  const restored = restoredIds(campaign, settings.prefix);
  // An id that moved away is no row that was deleted.
  const moved = new Set(restored.values());
  const gone = found.list.filter(({ tab, key, row, cells }) => {
    return tab === 'Orders' && row === null && cells.size > 0 && !moved.has(key);
  });
  const builder = planBuilder(
    [...keysOf(campaign, rows), ...gone.map(({ key }) => key)],
    [...rows, ...gone.map(() => -1)],
  );
  if (found.damaged !== '') builder.notice('warning', found.damaged);
  const set = builder.cells('Orders', ['Stage', 'Next step', 'Packages', 'Row check']);
  const setStatus = builder.cells('Shipments', ['Status']);
  const setId = builder.cells('Orders', ['Order ID']);
  const mend = mender(builder, tables, answerTo(options, 'drift'));
  const ofOrder = byOrder(found.list);
  const accept = isChecked(options, 'accept');
  let outside = 0;
  let drifted = 0;
  const column = (name: string): readonly string[] => campaign.col(name);
  const status = textColumn(tables.Shipments, 'Status');
  for (let s = 0; s < rows.length; s++) {
    const i = rows[s] ?? 0;
    const id = column('Order ID')[i] ?? '';
    const own = restored.get(i);
    if (own !== undefined) {
      builder.change(s, 'row.restored', `${id || '(blank)'} → ${own}`);
      setId(s, own, i, [own]);
      continue;
    }
    const doubt = frozen(campaign, i);
    const drift = ofOrder.get(id);
    const mendable = doubt === null || doubt.code === 'shipment.row-missing';
    if (drift !== undefined && mendable) {
      drifted++;
      mend(s, drift);
      continue;
    }
    // A row that carries another order's check is never accepted as it stands: its parcel would go to a stranger.
    const fixable = accept && doubt?.code === 'row.no-check';
    if (doubt !== null && !fixable) {
      builder.left(s, doubt);
      continue;
    }
    const check = parseRowCheck(column('Row check')[i] ?? '');
    const content = contentHash(contentCells(campaign, i));
    const edited = check !== null && check.content !== '-' && check.content !== content;
    // While edits are free there is nothing to accept, and they must stay free.
    const takesIn = check === null || fixable || (accept && check.content !== '-');
    const isLocked = (column('Locked at')[i] ?? '') !== '';
    const view = orderView(campaign, i, accounts(campaign, i));
    // A typed Stage is a request: it stays until its action answers it. The check of another row tells nothing of it.
    const was = fixable ? null : (check?.stage ?? null);
    const typed = was !== null && column('Stage')[i] !== '' && column('Stage')[i] !== was;
    const rowCheck = formatRowCheck({
      key: keyHash(id),
      content: takesIn ? content : check.content,
      // As it was last written, or the request would no longer show as one.
      stage: typed ? was : view.stage,
      source: fixable ? '' : (check?.source ?? ''),
    });
    const wanted = [typed ? undefined : view.stage, view.nextStep, view.packages, rowCheck];
    const now = ['Stage', 'Next step', 'Packages', 'Row check'].map((name) => column(name)[i] ?? '');
    const differs = wanted.some((value, at) => value !== undefined && value !== now[at]);
    let touched = false;
    for (const shipment of campaign.shipmentsOf(id)) {
      if (status[shipment.index] === shipment.status) continue;
      setStatus(s, shipment.id, shipment.index, [shipment.status]);
      touched = true;
    }
    if (differs) set(s, id, i, wanted);
    if (edited) outside++;
    if (differs || touched) builder.change(s, edited && takesIn ? 'row.accepts' : null);
    else if (edited && isLocked) builder.decide(s, { code: 'row.edited', detail: '' });
    else builder.already(s);
  }
  for (const [at, drift] of gone.entries())
    mend(rows.length + at, [drift, ...(ofOrder.get(drift.key) ?? [])]);
  drifted += gone.length;
  if (drifted > 0) builder.question(driftQuestion(drifted, answerTo(options, 'drift')));
  if (columnMoved(outside, rows.length))
    builder.notice('warning', sortedAlone(`${formatCount(outside)} of ${counted(rows.length, 'order')}`));
  const back = new Set(gone.map(({ key }) => key));
  const orphans = orphaned(campaign).filter((id) => !back.has(id));
  if (orphans.length > 0) builder.notice('warning', rowsGone(orphans));
  return builder.build();
}

/** Orders that have live shipments and no row any more: somebody deleted it, and nothing else names those parcels (J5). */
function orphaned(campaign: Campaign): string[] {
  const gone = new Set<string>();
  for (const { orderId, status } of campaign.shipments) {
    if (status !== 'cancelled' && !campaign.index.has(orderId)) gone.add(orderId);
  }
  return [...gone];
}

function rowsGone(orders: readonly string[]): string {
  const named = orders.slice(0, FEW).join(', ') + (orders.length > FEW ? ', …' : '');
  return `Shipments holds parcels of ${counted(orders.length, 'order')} without a row in Orders: ${named}. Restore the rows from the version history.`;
}
