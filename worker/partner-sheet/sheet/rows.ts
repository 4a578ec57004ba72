/** The rows of a partner's tab at one moment, each under the id of the shipment that it is. */
import { OUR_COLUMNS, type OurColumn } from '../../../shared/partner-sheet/columns.ts';
import type { Grid } from '../../sheets/columns.ts';
import type { Render, Sheets } from '../../sheets/port.ts';
import { keyedBy, type Snapshot, takeSnapshot } from '../../sheets/snapshot.ts';
import { type Candidate, type Identify, identifier, type Verdict } from './identify.ts';
import type { PartnerTab } from './open.ts';
import { textOf } from './typed.ts';

/** Beside the ids, these tell that rows moved while a large sheet was read in parts. */
const GUARDS = ['number', 'carrier', 'name'];

/** A cell of ours as text. */
export const ourText = (snapshot: Snapshot, row: number, column: string): string =>
  textOf(snapshot.cells.get(column)?.[row]);

export const identifierFor = (candidates: readonly Candidate[], { columns }: PartnerTab): Identify =>
  identifier(candidates, new Set(OUR_COLUMNS.filter((column) => columns.has(column))));

export function verdictsOf(
  snapshot: Snapshot,
  identify: Identify,
  ignored?: ReadonlySet<string>,
): readonly Verdict[] {
  return Array.from({ length: snapshot.n }, (_, row) =>
    identify((column: OurColumn) => ourText(snapshot, row, column), ignored),
  );
}

/** Rows as they are in the grid: those that are nobody's have the key "". */
export async function lookAtRows(
  sheets: Sheets,
  fileId: string,
  grid: Grid,
  identify: Identify,
  { ignored, rows }: { readonly ignored?: ReadonlySet<string>; readonly rows?: Stretch | undefined } = {},
): Promise<Snapshot> {
  const snapshot = await snapshotOf(sheets, fileId, grid, 'FORMULA', rows);
  return keyedBy(
    snapshot,
    verdictsOf(snapshot, identify, ignored).map(({ id }) => id ?? ''),
  );
}
interface Stretch {
  readonly from: number;
  readonly n: number;
}

/** All columns of all rows, or of some. */
export const snapshotOf = (
  sheets: Sheets,
  fileId: string,
  grid: Grid,
  render: Render,
  rows?: Stretch,
): Promise<Snapshot> => takeSnapshot(sheets, fileId, grid, 'id', grid.ids, rows, render, GUARDS);
