/** Rows in which a parcel's id stands by itself. Pure. */
import { PARCEL_COLUMNS } from '../../../shared/partner-sheet/columns.ts';
import type { Snapshot } from '../../sheets/snapshot.ts';
import { ourText } from './rows.ts';

const NONE: ReadonlySet<number> = new Set();

/**
 * Of several rows of a parcel those in which nothing but its id stands: somebody noted it there, or sorted the ids over
 * blank rows. Filled in, they would be a second parcel to pack.
 */
export function loneRows(snapshot: Snapshot, rows: readonly number[]): ReadonlySet<number> {
  if (rows.length === 1) return NONE;
  const lone = rows.filter((row) => PARCEL_COLUMNS.every((column) => ourText(snapshot, row, column) === ''));
  return lone.length < rows.length ? new Set(lone) : NONE;
}
