/**
 * What the spreadsheet remembers of a partner's tracking files: what its columns mean, and the last file, so that a
 * daily file which only grows opens on what is new. Both are JSON that anybody may have damaged.
 */

import { columnKey } from '../csv/column-key.ts';
import { addHash, hash53 } from '../plan/hash.ts';
import type { DayOrder } from '../source/dates.ts';
import { TRACKING_FIELDS, type TrackingField } from './columns.ts';

export interface PartnerLayout {
  /** Field to the key of its column; "" for "no column". Only what a person chose. */
  readonly columns: Readonly<Partial<Record<TrackingField, string>>>;
  readonly dayOrder: DayOrder | undefined;
  /** For rows without a carrier, and for the numbers of one `carrierGroup`. */
  readonly carrier: string;
  readonly carriers: Readonly<Record<string, string>>;
}

export interface LastFile {
  readonly name: string;
  readonly rows: number;
  /** Of all its rows, in their order. */
  readonly hash: string;
}

const objectIn = (json: string): object | null => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
};
const textIn = (from: object, name: string): string => {
  const value: unknown = Reflect.get(from, name);
  return typeof value === 'string' ? value : '';
};
const textsIn = (from: object, name: string): [string, string][] => {
  const value: unknown = Reflect.get(from, name);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
};
const isField = (name: string): name is TrackingField => TRACKING_FIELDS.some((field) => field === name);

/** Reads a remembered layout; null when it is none. */
export function readPartnerLayout(json: string): PartnerLayout | null {
  const from = objectIn(json);
  if (from === null || textIn(from, 'is') !== 'layout') return null;
  const order = textIn(from, 'dayOrder');
  return {
    columns: Object.fromEntries(textsIn(from, 'columns').filter(([field]) => isField(field))),
    dayOrder: order === 'dmy' || order === 'mdy' ? order : undefined,
    carrier: textIn(from, 'carrier'),
    carriers: Object.fromEntries(textsIn(from, 'carriers')),
  };
}

export const partnerLayoutText = (layout: PartnerLayout): string =>
  JSON.stringify({ is: 'layout', ...layout });

/** Reads the memory of a last file; null when it is none. */
export function readLastFile(json: string): LastFile | null {
  const from = objectIn(json);
  if (from === null || textIn(from, 'is') !== 'last') return null;
  const rows: unknown = Reflect.get(from, 'rows');
  if (typeof rows !== 'number' || !Number.isInteger(rows) || rows < 0) return null;
  return { name: textIn(from, 'name'), rows, hash: textIn(from, 'hash') };
}

export const lastFileText = (last: LastFile): string => JSON.stringify({ is: 'last', ...last });

type Rows = readonly (readonly string[])[];

/** A hash of rows in their order; cells are compared without the spaces around them. */
export function rowsHash(rows: Rows, count = rows.length): string {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const text = (rows[i] ?? []).map((cell) => cell.trim()).join('\u0001');
    sum = addHash(sum, hash53(text, i + 1));
  }
  return sum.toString(36);
}

/** How a file goes on from the last one: `same` rows, `grown` by rows at its end, or another file. */
export function sinceLast(rows: Rows, last: LastFile): 'same' | 'grown' | 'other' {
  if (last.rows === 0 || rows.length < last.rows || rowsHash(rows, last.rows) !== last.hash) return 'other';
  return rows.length === last.rows ? 'same' : 'grown';
}

/** Choices by column place as a layout keeps them: by the header's key, so that moved columns are found again. */
export function columnsChosen(
  header: readonly string[],
  choices: ReadonlyMap<TrackingField, number>,
): PartnerLayout['columns'] {
  return Object.fromEntries(
    [...choices].map(([field, at]) => [field, at < 0 ? '' : columnKey(header[at] ?? '')]),
  );
}

/** The other way round; a column that is not in this header is left to be asked again. */
export function chosenColumns(
  header: readonly string[],
  columns: PartnerLayout['columns'],
): Map<TrackingField, number> {
  const keys = header.map(columnKey);
  const out = new Map<TrackingField, number>();
  for (const field of TRACKING_FIELDS) {
    const key = columns[field];
    if (key === undefined) continue;
    const at = key === '' ? -1 : keys.indexOf(key);
    if (key === '' || at >= 0) out.set(field, at);
  }
  return out;
}
