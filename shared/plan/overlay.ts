/** The tables as they will be after a plan: what the views are computed from before anything is written. */
import type { Cell, Table, Tables } from '../tabs/table.ts';
import type { TabName } from '../tabs/tabs.ts';
import { CHANGE, type Plan } from './types.ts';

/** Applies the changes and added rows of a plan to copies of the columns that it touches. `take` says which subjects. */
export function overlay(tables: Tables, plan: Plan, take: (subject: number) => boolean): Tables {
  const made: Partial<Record<TabName, Table>> = { ...tables };
  const copies = new Map<TabName, Map<string, Cell[]>>();
  const columnOf = (table: Table, name: string): Cell[] => {
    let tab = copies.get(table.tab);
    if (tab === undefined) {
      tab = new Map();
      copies.set(table.tab, tab);
    }
    let column = tab.get(name);
    if (column === undefined) {
      column = [...(table.columns.get(name) ?? new Array<Cell>(table.n).fill(''))];
      tab.set(name, column);
    }
    return column;
  };
  for (const change of plan.changes) {
    const table = tables[change.tab];
    if (table === undefined) continue;
    for (const [name, values] of change.columns) {
      const column = columnOf(table, name);
      for (let at = 0; at < values.length; at++) {
        const value = values[at];
        if (value !== undefined && take(change.subject[at] ?? 0)) column[change.row[at] ?? 0] = value;
      }
    }
  }
  const grown = new Map<TabName, number>();
  for (const added of plan.added) {
    const table = tables[added.tab] ?? { tab: added.tab, n: 0, columns: new Map(), missing: [], rows: null };
    const start = grown.get(added.tab) ?? table.n;
    let kept = 0;
    const names = new Set([...table.columns.keys(), ...added.columns.keys()]);
    const columns = [...names].map((name) => ({
      column: columnOf(table, name),
      values: added.columns.get(name),
    }));
    for (let at = 0; at < added.key.length; at++) {
      if (!take(added.subject[at] ?? 0)) continue;
      for (const { column, values } of columns) column[start + kept] = values?.[at] ?? '';
      kept++;
    }
    grown.set(added.tab, start + kept);
    made[added.tab] = table;
  }
  for (const [tab, columns] of copies) {
    const table = made[tab];
    if (table === undefined) continue;
    const n = grown.get(tab) ?? table.n;
    const all = new Map<string, readonly Cell[]>(table.columns);
    for (const [name, column] of columns) all.set(name, column);
    // Columns that the plan did not touch must grow with the others.
    for (const [name, column] of all) {
      if (column.length < n) all.set(name, [...column, ...new Array<Cell>(n - column.length).fill('')]);
    }
    made[tab] = { ...table, n, columns: all, rows: table.rows };
  }
  return withoutRemoved(made, plan, take);
}

function withoutRemoved(
  tables: Partial<Record<TabName, Table>>,
  plan: Plan,
  take: (subject: number) => boolean,
): Tables {
  for (const removed of plan.removed) {
    const table = tables[removed.tab];
    if (table === undefined) continue;
    const gone = new Set(removed.row.filter((_, at) => take(removed.subject[at] ?? 0)));
    const columns = new Map<string, readonly Cell[]>();
    for (const [name, cells] of table.columns)
      columns.set(
        name,
        cells.map((cell, i) => (gone.has(i) ? '' : cell)),
      );
    tables[removed.tab] = { ...table, columns };
  }
  return tables;
}

/** Takes the subjects that will change. */
export function changing(plan: Plan): (subject: number) => boolean {
  return (subject) => plan.outcome[subject] === CHANGE;
}
