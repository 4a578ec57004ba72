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
  'Weight g',
  'HS code',
  'Origin',
  'Customs description',
  'Customs value',
  'Discontinued',
  'Not to',
] as const;

/** Customs data of one unit. A part that is blank or cannot be used is "" or null. */
export interface CustomsData {
  /** Digits only; leading zeros kept. */
  readonly hs: string;
  /** ISO code of two letters. */
  readonly origin: string;
  readonly description: string;
  /** In the campaign's currency; never 0, for a gift has a fair value too. */
  readonly value: number | null;
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
  const column = (name: (typeof GOODS_COLUMNS)[number]): readonly string[] => textColumn(table, name);
  const [weight, hs, origin, description, value] = [
    column('Weight g'),
    column('HS code'),
    column('Origin'),
    column('Customs description'),
    column('Customs value'),
  ];
  const discontinued = column('Discontinued');
  const notTo = column('Not to');
  const goods = new Map<string, Goods>();
  for (const [i, sku] of column('SKU').entries()) {
    if (sku === '' || goods.has(sku)) continue;
    goods.set(sku, {
      discontinued: isDiscontinued(discontinued[i] ?? '', today),
      notTo: new Set(listCell(notTo[i] ?? '').map((country) => countryCode(country) ?? country)),
      customs: customsOf({
        hs: hs[i] ?? '',
        origin: origin[i] ?? '',
        description: description[i] ?? '',
        value: value[i] ?? '',
        weight: weight[i] ?? '',
      }),
    });
  }
  return goods;
}

/** Blank or "no": still made. A day counts from that day on; any other word means discontinued, for silence ships. */
function isDiscontinued(cell: string, today: string): boolean {
  if (cell === '' || /^(no|false|0|-)$/i.test(cell)) return false;
  return /^\d{4}-\d{2}-\d{2}/.test(cell) ? cell.slice(0, 10) <= today.slice(0, 10) : true;
}

/** Reads the customs cells of one SKU (cases E2, E7, E13): what cannot be used is a gap, never a guess. */
function customsOf(cells: {
  hs: string;
  origin: string;
  description: string;
  value: string;
  weight: string;
}): CustomsData {
  const digits = cells.hs.replace(/[.\s\u00a0-]/g, '');
  const hs = HS.test(digits) ? digits : '';
  const origin = countryCode(cells.origin) ?? '';
  const amount = readAmount(cells.value);
  const value = amount !== null && amount > 0 ? amount : null;
  const weighed = readAmount(cells.weight);
  const grams = weighed !== null && weighed > 0 ? weighed : null;
  const gaps: string[] = [];
  const gap = (name: string, cell: string, good: boolean): void => {
    if (!good) gaps.push(cell === '' ? name : `${name} (${cell.slice(0, 20)})`);
  };
  gap('HS code', cells.hs, hs !== '');
  gap('Origin', cells.origin, origin !== '');
  gap('Customs description', cells.description, cells.description !== '');
  gap('Customs value', cells.value, value !== null);
  gap('Weight g', cells.weight, grams !== null);
  return { hs, origin, description: cells.description, value, grams, gaps };
}
