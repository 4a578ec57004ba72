/** What a partner typed, as text. */
import type { PartnerColumn } from '../../../shared/partner-sheet/columns.ts';
import type { Value } from '../../sheets/port.ts';
import type { TypedCell } from '../contract.ts';

/** Days since 30 December 1899: numbers of a date column between 2000 and 2099 are dates. */
const FIRST_DAY = 36_526;
const LAST_DAY = 73_050;
const EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** No database takes them, and a program can put them into a cell: all that its sheet says would be lost with it. */
const BROKEN = /\p{Surrogate}/gu;
const NUL = '\0';
const INSTEAD = '\ufffd';

/** A cell as it would be typed: numbers in full, without an exponent. NUL and halves of signs are shown as U+FFFD. */
export function textOf(value: Value | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value).toString();
  const text = String(value).trim().replaceAll(NUL, INSTEAD).replace(BROKEN, INSTEAD);
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/**
 * The cell of a column of the partner. A date cell comes as its serial number, which the file's own country has made of
 * what was typed: day and month are not guessed.
 */
export function typedCell(key: PartnerColumn, value: Value | undefined, isMerged: boolean): TypedCell {
  if (key === 'shippedAt' && typeof value === 'number' && value >= FIRST_DAY && value < LAST_DAY + 1) {
    const day = new Date(EPOCH + Math.floor(value) * DAY_MS).toISOString().slice(0, 10);
    return { text: day, isNumber: false, isMerged };
  }
  return { text: textOf(value), isNumber: typeof value === 'number', isMerged };
}

/** Whether somebody typed something: a box that is not ticked says nothing. */
export const isTyped = ({ text }: TypedCell): boolean => text !== '' && text !== 'FALSE';
