/** The hash of each subject of a plan: its key, the values read, the outcome and what is proposed. */
import type { Campaign } from '../order/campaign.ts';
import { withoutStage } from '../order/row-check.ts';
import { type Cell, type Table, type Tables, text } from '../tabs/table.ts';
import { addHash, addToSums, emptySums, hash53, type Sums } from './hash.ts';
import { CHANGE, type Plan } from './types.ts';

export interface PlanHashes {
  readonly rows: Float64Array;
  /** Over all subjects: the plan's name. */
  readonly total: number;
  /** Over the subjects that will change. */
  readonly sums: Sums;
}

/** Views say nothing that the facts do not; a refreshed view must not count as a change. */
const NOT_HASHED = new Set(['Stage', 'Next step', 'Packages', 'Status']);

/** Hashes a plan. The same facts in another order of rows give the same hashes. `buckets` fixes their number. */
export function hashPlan(campaign: Campaign, tables: Tables, plan: Plan, buckets = plan.n): PlanHashes {
  const orders = factColumns(tables.Orders);
  const shipments = factColumns(tables.Shipments);
  const proposals = new Array<string>(plan.n).fill('');
  for (const change of plan.changes)
    gather(proposals, change.tab, change.subject, change.key, change.columns);
  for (const added of plan.added) gather(proposals, added.tab, added.subject, added.key, added.columns);
  for (const removed of plan.removed) gather(proposals, removed.tab, removed.subject, removed.key, new Map());
  const ids = campaign.col('Order ID');
  const rows = new Float64Array(plan.n);
  const sums = emptySums(buckets);
  let total = 0;
  for (let s = 0; s < plan.n; s++) {
    const i = plan.order[s] ?? -1;
    let said = `${plan.key[s]}\u0001${plan.outcome[s]}\u0001${plan.reason[s]}\u0001${proposals[s]}`;
    if (i >= 0) {
      for (const [, column] of orders) said += `\u0001${column[i]}`;
      for (const shipment of campaign.shipmentsOf(ids[i] ?? '')) {
        for (const [, column] of shipments) said += `\u0002${column[shipment.index]}`;
      }
    }
    const hash = hash53(said);
    rows[s] = hash;
    total = addHash(total, hash);
    if (plan.outcome[s] === CHANGE) addToSums(sums, plan.key[s] ?? '', hash);
  }
  return { rows, total, sums };
}

/** The columns of a table that say something of their own, by name; a Row check without the stage that it remembers. */
export function factColumns(table: Table | undefined): [string, readonly Cell[]][] {
  return [...(table?.columns ?? [])]
    .filter(([name]) => !NOT_HASHED.has(name))
    .map(([name, cells]): [string, readonly Cell[]] => [
      name,
      name === 'Row check' ? cells.map((cell) => withoutStage(text(cell))) : cells,
    ])
    .sort(byName);
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}

function gather(
  proposals: string[],
  tab: string,
  subjects: readonly number[],
  keys: readonly string[],
  columns: ReadonlyMap<string, readonly (Cell | undefined)[]>,
): void {
  const values = [...columns.values()];
  for (let at = 0; at < subjects.length; at++) {
    let said = `${tab}\u0002${keys[at]}`;
    for (const column of values) said += `\u0002${column[at] ?? ''}`;
    proposals[subjects[at] ?? 0] += said;
  }
}
