/** Which parcels are packed, in which order, and what of each SKU that takes. Pure. */
import type { RowState } from '../../shared/partner-sheet/row.ts';
import type { SummaryCounts } from '../../shared/partner-sheet/words.ts';
import { byText, type PackingRow } from './rows.ts';

/** open: whatever has no number yet. */
export const WHICH = ['open', 'new', 'changed', 'all'] as const;
export type Which = (typeof WHICH)[number];

const CANCELLED: ReadonlySet<RowState> = new Set(['cancelling', 'cancelled']);
/** Whether it is still to be packed, or was. */
export const isLive = ({ state }: Pick<PackingRow, 'state'>): boolean => !CANCELLED.has(state);
const isOpen = (row: PackingRow): boolean => isLive(row) && row.number === '';

const CHOOSE: Readonly<Record<Which, (row: PackingRow) => boolean>> = {
  open: isOpen,
  new: ({ state }) => state === 'new',
  changed: ({ state }) => state === 'changed',
  all: () => true,
};

export type Counts = SummaryCounts;
export function countsOf(rows: readonly PackingRow[]): Counts {
  const chosen = (which: Which): number => rows.filter(CHOOSE[which]).length;
  const standing = (state: RowState): number => rows.filter((row) => row.state === state).length;
  return {
    fresh: chosen('new'),
    changed: chosen('changed'),
    withoutNumber: chosen('open'),
    cancelling: standing('cancelling'),
    problems: standing('problem'),
  };
}

/** Batches that there are, `US 3PL #2` before `#10`; "" for the parcels of none, last. */
export const batchesOf = (rows: readonly PackingRow[]): string[] =>
  [...new Set(rows.map(({ batch }) => batch))].sort(byBatch);
const byBatch = (a: string, b: string): number => Number(a === '') - Number(b === '') || byText(a, b);

/** @param batch null for those of all */
export function chosenOf(
  rows: readonly PackingRow[],
  { batch, which }: { readonly batch: string | null; readonly which: Which },
): PackingRow[] {
  return rows.filter((row) => (batch === null || row.batch === batch) && CHOOSE[which](row));
}

const contentsOf = ({ lines }: PackingRow): string =>
  lines.map(({ sku, quantity }) => `${sku} x${quantity}`).join('; ');

/**
 * Batch by batch; in a batch like with like, so that a person packs one content after the other: those of one SKU first,
 * then of two; parcels of the same content by their ids.
 */
export function inPickOrder(rows: readonly PackingRow[]): PackingRow[] {
  return rows
    .map((row) => ({ row, contents: contentsOf(row) }))
    .sort(
      (a, b) =>
        byBatch(a.row.batch, b.row.batch) ||
        a.row.lines.length - b.row.lines.length ||
        byText(a.contents, b.contents) ||
        byText(a.row.id, b.row.id),
    )
    .map(({ row }) => row);
}

export interface Picked {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  /** In which it is. */
  readonly parcels: number;
}
/** Units of each SKU that the live ones of these parcels take, by SKU. */
export function picksOf(rows: readonly PackingRow[]): Picked[] {
  const picks = new Map<string, { name: string; quantity: number; parcels: number }>();
  for (const { lines } of rows.filter(isLive)) {
    for (const { sku, name, quantity } of lines) {
      const pick = picks.get(sku);
      if (pick === undefined) picks.set(sku, { name, quantity, parcels: 1 });
      else {
        pick.quantity += quantity;
        pick.parcels += 1;
        pick.name ||= name;
      }
    }
  }
  return [...picks].map(([sku, pick]) => ({ sku, ...pick })).sort((a, b) => byText(a.sku, b.sku));
}

/** Neighbours of one batch, and in it of one content. */
export interface Batch {
  readonly batch: string;
  readonly rows: readonly PackingRow[];
}
export function byBatches(inOrder: readonly PackingRow[]): Batch[] {
  const batches: { batch: string; rows: PackingRow[] }[] = [];
  for (const row of inOrder) {
    const last = batches.at(-1);
    if (last?.batch === row.batch) last.rows.push(row);
    else batches.push({ batch: row.batch, rows: [row] });
  }
  return batches;
}
