/** Needs attention: what the projection itself has to say, and all of it as rows to be made, renewed or resolved. */
import { explain } from '../../shared/plan/reasons.ts';
import { type Table, text, textColumn } from '../../shared/tabs/table.ts';
import { CONNECTION_ATTENTION } from '../parcel/attention-words.ts';
import { SHEETS_PROBLEMS, type SheetsCode } from './problem.ts';
import type { Summary } from './summary.ts';
import type { Tally, Target } from './task.ts';
import type { Wanted, WantedAttention } from './wanted.ts';

const ROW_MISSING = 'sheet.row-missing';
const ROW_TWICE = 'sheet.row-twice';
const COLUMN_MISSING: SheetsCode = 'sheet.column-missing';

/** Rows that are named one by one: a tab that was emptied would flood the list. */
const MOST_NAMED = 200;

/** What a projection found in Shipments; blank words for what was found before and is over. */
export function attentionOfRows(wanted: Wanted, tally: Tally, there: Table | undefined): WantedAttention[] {
  const items = new Map<string, WantedAttention>();
  const orderOf = new Map(wanted.rows.map(({ id, orderId }) => [id, orderId]));
  const add = (code: string, id: string, what: string, action: string): void => {
    const key = `${code}/${orderOf.get(id) ?? ''}/${id}`;
    items.set(key, { key, what, action });
  };
  const { next } = explain('shipment.row-missing', '');
  for (const id of tally.missing.slice(0, MOST_NAMED))
    add(ROW_MISSING, id, `Shipment ${id}: its row is gone, and the warehouse has it.`, next);
  for (const id of tally.duplicates.slice(0, MOST_NAMED))
    add(
      ROW_TWICE,
      id,
      `Shipment ${id}: two rows have this ID; neither is written.`,
      'Delete the copy, then run Sync Now.',
    );
  for (const name of tally.vanished) {
    const key = `${COLUMN_MISSING}/Shipments/${name}`;
    const what = `Shipments lacks the column ${name}: nothing of it is written.`;
    items.set(key, { key, what, action: SHEETS_PROBLEMS[COLUMN_MISSING] });
  }
  const told = new Set(wanted.attention.map(({ key }) => key));
  const resolved = textColumn(there, 'Resolved');
  for (const [i, key] of textColumn(there, 'Key').entries()) {
    const [code, , id = ''] = key.split('/');
    if (items.has(key) || resolved[i] !== '') continue;
    const over =
      code === COLUMN_MISSING ||
      ((code === ROW_MISSING || code === ROW_TWICE) && orderOf.has(id)) ||
      // Each connection is told of each time: this one has another name by now, or was removed.
      (code !== undefined && Object.hasOwn(CONNECTION_ATTENTION, code) && !told.has(key));
    if (over) items.set(key, { key, what: '', action: '' });
  }
  return [...items.values()];
}

/** All that Needs attention is to hold: a target for each key. */
export function attentionTargets(
  items: readonly WantedAttention[],
  summary: Summary | null,
  there: Table | undefined,
  now: string,
): Map<string, Target> {
  const targets = new Map<string, Target>();
  const put = (key: string, cells: Record<string, string>, add: boolean): void => {
    targets.set(key, { key, cells, written: null, add });
  };
  for (const [key, cells] of summary?.changed.get('Needs attention') ?? []) put(key, cells, false);
  for (const [key, { Key: _, ...cells }] of summary?.added.get('Needs attention') ?? [])
    put(key, cells, true);
  const rows = new Map(textColumn(there, 'Key').map((key, i) => [key, i]));
  const cell = (name: string, row: number): string => text(there?.columns.get(name)?.[row]);
  for (const { key, what, action } of items) {
    const row = rows.get(key);
    if (what !== '') {
      const cells = { What: what, 'Suggested action': action };
      if (row === undefined) put(key, { ...cells, Since: now }, true);
      else put(key, { ...cells, Resolved: '' }, false);
    } else if (row !== undefined && cell('Resolved', row) === '') put(key, { Resolved: now }, false);
  }
  return targets;
}
