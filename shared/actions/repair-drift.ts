/** Repair Sheets, the part about drift: what runs wrote and somebody took away is put back, kept, or asked about. */
import { Refused } from '../plan/book.ts';
import type { PlanBuilder } from '../plan/builder.ts';
import { type Drift, driftOf } from '../plan/drift.ts';
import { readJournal } from '../plan/journal.ts';
import type { Question } from '../plan/types.ts';
import { type Cell, type Tables, text, textColumn } from '../tabs/table.ts';
import { counted } from './action.ts';

/** What differs from the journal; a journal that was edited by hand says nothing, and is named. */
export function drifts(tables: Tables): { list: readonly Drift[]; damaged: string } {
  try {
    return { list: driftOf(tables, readJournal(textColumn(tables.Journal, 'Data'))), damaged: '' };
  } catch (error) {
    if (error instanceof Refused) return { list: [], damaged: error.message };
    throw error;
  }
}

/** Drift of rows that are there, and of shipments that are gone, by order. */
export function byOrder(list: readonly Drift[]): Map<string, Drift[]> {
  const found = new Map<string, Drift[]>();
  for (const drift of list) {
    if (drift.row === null && (drift.tab === 'Orders' || drift.cells.size === 0)) continue;
    const order = drift.tab === 'Orders' ? drift.key : drift.key.slice(0, drift.key.lastIndexOf('-'));
    found.set(order, [...(found.get(order) ?? []), drift]);
  }
  return found;
}

export const driftQuestion = (drifted: number, answer: string | null): Question => ({
  id: 'drift',
  text: `${counted(drifted, 'order')} no longer hold what the last runs wrote: cells were put back with Ctrl+Z, pasted over or deleted. What is right?`,
  choices: [
    { value: 'restore', label: 'What the runs wrote: put it back' },
    { value: 'keep', label: 'The sheet as it is now: keep it' },
  ],
  answer,
});

/** "Locked at: 2026-05-03 09:00:00Z → (blank)": as the run left it, and as it is. */
function told(tables: Tables, { tab, key, row, cells }: Drift): string {
  if (row === null) return key;
  const said = [...cells].map(([name, cell]) => {
    const now = text(tables[tab]?.columns.get(name)?.[row]);
    return `${name} ${text(cell) || '(blank)'}, now ${now || '(blank)'}`;
  });
  return (tab === 'Shipments' ? `${key}: ` : '') + said.join('; ');
}

/** Puts an order's drift back, or writes it down as right, or asks. */
export function mender(
  builder: PlanBuilder,
  tables: Tables,
  answer: string | null,
): (s: number, drifts: readonly Drift[]) => void {
  type Setter = (s: number, key: string, row: number, values: readonly (Cell | undefined)[]) => void;
  const setters = new Map<string, Setter>();
  const adders = new Map<string, ReturnType<PlanBuilder['rows']>>();
  const kept = <T>(made: Map<string, T>, key: string, make: () => T): T => {
    const found = made.get(key) ?? make();
    made.set(key, found);
    return found;
  };
  return (s, drifts) => {
    const missing = drifts.filter(({ row }) => row === null);
    const detail = drifts.map((drift) => told(tables, drift)).join('; ');
    if (answer === null) {
      builder.decide(s, { code: missing.length > 0 ? 'row.removed' : 'row.drifted', detail });
      return;
    }
    const back = answer === 'restore';
    if (!back && missing.length === drifts.length) {
      builder.left(s, { code: 'row.removed', detail });
      return;
    }
    builder.change(s, back ? (missing.length > 0 ? 'row.returns' : 'row.put-back') : 'row.kept', detail);
    for (const { tab, key, row, cells } of drifts) {
      const names = [...cells.keys()];
      if (row === null && !back) continue;
      if (row === null)
        kept(adders, `${tab} ${names}`, () => builder.rows(tab, names))(s, key, [...cells.values()]);
      else {
        // What is kept is written as it is, so that the journal knows it from then on.
        const values = names.map((name) => (back ? cells.get(name) : tables[tab]?.columns.get(name)?.[row]));
        kept(setters, `${tab} ${names}`, () => builder.cells(tab, names))(s, key, row, values);
      }
    }
  };
}
