/** What a reading knows and a writing needs: kept beside the opaque grid that goes from one to the other. */
import type { OurColumn } from '../../../shared/partner-sheet/columns.ts';
import type { KnownRow, PartnerGrid } from '../contract.ts';
import type { PartnerTab } from './open.ts';

export interface Moment {
  readonly tab: PartnerTab;
  readonly known: readonly KnownRow[];
  /** By shipment: what stood in its rows, so that what somebody types meanwhile is read before it is written over. */
  readonly seen: ReadonlyMap<string, readonly SeenRow[]>;
}
export interface SeenRow {
  readonly ours: Readonly<Partial<Record<OurColumn, string>>>;
  /** All cells of the partner. */
  readonly theirs: string;
  /** Seen was ticked. */
  readonly ticked: boolean;
}

const moments = new WeakMap<PartnerGrid, Moment>();

export function gridOf(moment: Moment): PartnerGrid {
  const grid: PartnerGrid = { sheetId: moment.tab.grid.sheetId };
  moments.set(grid, moment);
  return grid;
}
/** null for a grid of another program run: then the sheet is taken as it stands. */
export const momentOf = (grid: PartnerGrid): Moment | null => moments.get(grid) ?? null;
