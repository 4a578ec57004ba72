/** What a reading knows and a writing needs: kept beside the opaque grid that goes from one to the other. */
import { PARTNER_COLUMNS } from '../../../shared/partner-sheet/columns.ts';
import { cellAt, type Snapshot } from '../../sheets/snapshot.ts';
import type { KnownRow, PartnerGrid } from '../contract.ts';
import type { PartnerTab } from './open.ts';
import { textOf } from './typed.ts';

export interface Moment {
  readonly tab: PartnerTab;
  readonly known: readonly KnownRow[];
  /** What stood there: what somebody types meanwhile is read before it is written over. */
  readonly snapshot: Snapshot;
  /** Its rows, by shipment. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
}

/** All that stands in the partner's cells of a row, for comparison. */
export const theirsOf = (snapshot: Snapshot, row: number): string =>
  PARTNER_COLUMNS.map((key) => textOf(cellAt(snapshot, key, row))).join('\u0001');

const moments = new WeakMap<PartnerGrid, Moment>();

export function gridOf(moment: Moment): PartnerGrid {
  const grid: PartnerGrid = { sheetId: moment.tab.grid.sheetId };
  moments.set(grid, moment);
  return grid;
}
/** null for a grid of another program run: then the sheet is taken as it stands. */
export const momentOf = (grid: PartnerGrid): Moment | null => moments.get(grid) ?? null;
