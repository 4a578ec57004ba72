/** Cells between Apps Script and the model. */
import type { Cell } from '../../shared/tabs/table.ts';

/** `2026-03-01 10:22:31Z`: times are text on the sheet, in UTC, so that no locale reads them otherwise. */
export function timeText(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** A value of getValues as a cell: text trimmed, a date as text. */
export function cellOf(value: unknown): Cell {
  if (typeof value === 'string') return trimmed(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : timeText(value);
  return '';
}

/** Most texts have no blanks around them: looking at both ends costs less than a trim. */
function trimmed(value: string): string {
  if (value === '') return value;
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  return first <= 32 || last <= 32 || first === 160 || last === 160 ? value.trim() : value;
}

/** Text that setValues would take as something else: a formula, or an apostrophe that it swallows. */
export function needsRichText(value: Cell): boolean {
  if (typeof value !== 'string' || value === '') return false;
  const first = value.charCodeAt(0);
  return first === 61 || first === 39;
}
