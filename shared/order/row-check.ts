/**
 * Row check: the hidden cell that tells what happened to a row behind our back. Text
 * `1.<key>.<content>.<stage>.<source>`:
 * - key: hash of the Order ID. Wrong: the row was mixed up with another one.
 * - content: hash of items, name and address as last accepted; `-` while edits are free (after Reopen Address).
 * - stage: letter of the stage as last written, to tell a stale view from a typed request.
 * - source: one hash a field of the row at the last import, for the three-way comparison; empty when never imported.
 */

import { hash53, shortHash } from '../plan/hash.ts';
import { STAGES, type Stage } from '../tabs/tabs.ts';

export interface RowCheck {
  readonly key: string;
  readonly content: string;
  readonly stage: Stage | null;
  readonly source: string;
}

const LETTERS = 'abcdefghij';
const SHAPE = /^1\.([0-9a-z]{6})\.([0-9a-z]{7}|-)\.([a-j])\.([0-9a-z]*)$/;

/** Reads a Row check cell; null when it is blank or was damaged. */
export function parseRowCheck(cell: string): RowCheck | null {
  const found = SHAPE.exec(cell);
  if (found === null) return null;
  return {
    key: found[1] ?? '',
    content: found[2] ?? '',
    stage: STAGES[LETTERS.indexOf(found[3] ?? '')] ?? null,
    source: found[4] ?? '',
  };
}

export function formatRowCheck(check: {
  key: string;
  content: string;
  stage: Stage;
  source: string;
}): string {
  return `1.${check.key}.${check.content}.${LETTERS[STAGES.indexOf(check.stage)] ?? 'a'}.${check.source}`;
}

/** The cell without its stage letter, which is rewritten with the view and tells nothing of the facts. */
export function withoutStage(cell: string): string {
  const at = cell.charAt(9) === '-' ? 11 : 17;
  return cell.slice(0, at) + cell.slice(at + 1);
}

const KEY_DIGITS = 6;
const KEY_FROM = 2;

/**
 * Whether the cell's key part is this order's. Asked for each row of each plan, so it reads the digits as a number
 * instead of writing the hash as text.
 */
export function keyMatches(cell: string, orderId: string): boolean {
  let given = 0;
  for (let at = KEY_FROM; at < KEY_FROM + KEY_DIGITS; at++) {
    const unit = cell.charCodeAt(at);
    const digit = unit <= 57 ? unit - 48 : unit - 87;
    if (!(digit >= 0 && digit < 36)) return false;
    given = given * 36 + digit;
  }
  return given === hash53(orderId) % 36 ** KEY_DIGITS;
}

export function keyHash(orderId: string): string {
  return shortHash(orderId, KEY_DIGITS);
}

/** The columns whose content is accepted as one: what is packed, for whom, and where it goes. */
export const CONTENT_COLUMNS = [
  'Items',
  'Name',
  'Address 1',
  'Address 2',
  'City',
  'State/Province',
  'Postal code',
  'Country',
] as const;

/** Hash of the content cells, in the order of CONTENT_COLUMNS. */
export function contentHash(cells: readonly string[]): string {
  return shortHash(cells.join('\u0001'), 7);
}
