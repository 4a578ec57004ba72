/**
 * What Products says beside what a SKU is: whether it is still made, where it may not go, and its customs data. Read
 * for the actions that ship and for the panel; no other plan needs it.
 */
import { countryCode } from '../address/countries.ts';
import { listCell } from '../order/channels.ts';
import { readAmount } from '../order/payment.ts';
import { type Table, textColumn } from '../tabs/table.ts';

export const GOODS_COLUMNS = [
  'SKU',
  'Discontinued',
  'Not to',
  'Weight g',
  'HS code',
  'Origin',
  'Customs description',
  'Customs value',
] as const;
const FIRST_OF_CUSTOMS = 3;

/** What customs ask of one unit, as far as a check needs it. */
export interface CustomsData {
  /** null when it is not known. */
  readonly grams: number | null;
  /** The columns that are blank or wrong, as a person reads them: `HS code`, `Origin (Chinaland)`. */
  readonly gaps: readonly string[];
}

export interface Goods {
  readonly discontinued: boolean;
  /** ISO codes; an entry that is no country stands as it is typed, so that it is seen. */
  readonly notTo: ReadonlySet<string>;
  readonly customs: CustomsData;
}

/** HS codes have six digits everywhere; countries add up to four of their own (World Customs Organization). */
const HS = /^\d{6,10}$/;

/** By SKU as Products spells it; of two rows with one SKU the first counts. `today` begins with `2026-03-01`. */
export function readGoods(table: Table | undefined, today: string): Map<string, Goods> {
  const [skus = [], ...columns] = GOODS_COLUMNS.map((name) => textColumn(table, name));
  const goods = new Map<string, Goods>();
  for (const [i, sku] of skus.entries()) {
    if (sku === '' || goods.has(sku)) continue;
    const [discontinued = '', notTo = '', ...customs] = columns.map((column) => column[i] ?? '');
    goods.set(sku, {
      discontinued: isDiscontinued(discontinued, today),
      notTo: new Set(listCell(notTo).map((country) => countryCode(country) ?? country)),
      customs: { grams: above0(customs[0] ?? ''), gaps: gapsOf(customs) },
    });
  }
  return goods;
}

/** Blank or "no": still made. A day counts from that day on; any other word means discontinued, for silence ships. */
function isDiscontinued(cell: string, today: string): boolean {
  if (cell === '' || /^(no|false|0|-)$/i.test(cell)) return false;
  return /^\d{4}-\d{2}-\d{2}/.test(cell) ? cell.slice(0, 10) <= today.slice(0, 10) : true;
}

const above0 = (cell: string): number | null => {
  const amount = readAmount(cell);
  return amount !== null && amount > 0 ? amount : null;
};

/** What each column must hold (cases E2, E7, E13), from Weight g on: what cannot be used is a gap, never a guess. */
const GOOD: readonly ((cell: string) => boolean)[] = [
  (weight) => above0(weight) !== null,
  (hs) => HS.test(hs.replace(/[.\s\u00a0-]/g, '')),
  (origin) => countryCode(origin) !== null,
  (description) => description !== '',
  (value) => above0(value) !== null,
];

function gapsOf(cells: readonly string[]): string[] {
  return cells.flatMap((cell, at) => {
    if (GOOD[at]?.(cell) !== false) return [];
    const name = GOODS_COLUMNS[FIRST_OF_CUSTOMS + at] ?? '';
    return [cell === '' ? name : `${name} (${cell.slice(0, 20)})`];
  });
}
