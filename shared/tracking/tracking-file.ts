/** The rows of a warehouse's tracking file, column by column, so that 220,000 of them stay cheap. */
import { isNumberCell, type Table } from '../csv/table.ts';
import { type DateRead, type DayOrder, parseDate } from '../source/dates.ts';
import { parseQuantity } from '../source/quantity.ts';
import { carrierReader } from './carrier-name.ts';
import type { TrackingField, TrackingMapping } from './columns.ts';
import { onlyCarrier } from './detect.ts';
import { saysLabelOnly } from './label-words.ts';
import { classifyNumber, type NumberCell, type NumberWarning, numberWarnings } from './number-cell.ts';

/** Kinds of a tracking cell; a row's `kind` is the place here. */
export const NUMBER_KINDS = ['blank', 'number', 'several', 'refused'] as const;
/** The place of `number` there. */
export const NUMBER = 1;

export interface TrackingFile {
  readonly table: Table;
  readonly mapping: TrackingMapping;
  readonly count: number;
  readonly kind: Uint8Array;
  /** The cleaned number, empty unless the kind is number. */
  readonly number: readonly string[];
  /** A hash of `number`, to find equal ones; 0 where there is none. */
  readonly hash: Int32Array;
  /** The carrier that the file states, by its name in the carriers table or as given; else the one of its URL. */
  readonly carrier: readonly string[];
  /** Value of a field as given, empty where the file has no such column. */
  text(row: number, field: TrackingField): string;
  /** Everything about one row, computed when asked for. */
  row(row: number): TrackingRow;
}

/** How the carrier of a row is known. G21: from the number only when exactly one carrier fits. */
export const CARRIER_SOURCES = ['file', 'url', 'number', 'none'] as const;

export interface TrackingRow {
  readonly line: number;
  readonly cell: NumberCell;
  readonly carrier: string;
  readonly carrierFrom: (typeof CARRIER_SOURCES)[number];
  /** False: the text is kept as the carrier's name, and nothing is followed for it (G23). */
  readonly carrierKnown: boolean;
  /** Tracking page as the file gives it, or the address in the tracking cell. */
  readonly url: string;
  /** `text` is empty when the date is blank, ambiguous or unreadable; then `raw` is all there is (G29). */
  readonly shippedAt: {
    readonly raw: string;
    readonly text: string;
    readonly why: '' | 'ambiguous' | 'unreadable';
  };
  /** G20: null when the file says nothing for this row, which means everything open in the channel. */
  readonly quantities: readonly { readonly sku: string; readonly n: number }[] | null;
  /** Quantity cells that are no whole number (`qty.invalid`). */
  readonly badQuantities: readonly { readonly column: string; readonly value: string }[];
  readonly warnings: readonly NumberWarning[];
  /** The file's status where it says that only a label was made (G36), as given; else "". */
  readonly labelOnly: string;
  /** The day of delivery that the file states, as a date; "" when it states none that can be read. */
  readonly deliveredAt: string;
  /** The cells as they stand, for the failure file. */
  readonly cells: readonly string[];
}

export interface TrackingOptions {
  /** Order of day and month in dates like 03/04/2025, as the partner's preset declares it. */
  readonly dayOrder?: DayOrder;
}

/**
 * Reads every row of a tracking table. The number and carrier of each row are found at once; detection, dates,
 * quantities and warnings only for the rows that are asked for.
 */
export function readTrackingRows(
  table: Table,
  mapping: TrackingMapping,
  options: TrackingOptions = {},
): TrackingFile {
  const { rows } = table;
  const count = rows.length;
  const kind = new Uint8Array(count);
  const hash = new Int32Array(count);
  const number: string[] = new Array<string>(count).fill('');
  const carrier: string[] = new Array<string>(count).fill('');
  const special = new Map<number, NumberCell>();
  const { found } = mapping;
  const numberAt = found.number ?? -1;
  const carrierAt = found.carrier ?? -1;
  const urlAt = found.url ?? -1;
  const readCarrier = carrierReader();
  const readDate = dateMemory(options.dayOrder);
  const anyNumbers = table.numberCells.size > 0;
  let lastRaw = '';
  let lastCarrier = '';

  for (let i = 0; i < count; i++) {
    const cells = rows[i] ?? [];
    if (carrierAt >= 0) {
      const raw = cells[carrierAt] ?? '';
      if (raw !== lastRaw) {
        lastRaw = raw;
        lastCarrier = readCarrier(raw).carrier;
      }
      carrier[i] = lastCarrier;
    }
    const raw = cells[numberAt] ?? '';
    const h = anyNumbers ? 0 : plainHash(raw);
    if (h !== 0) {
      kind[i] = NUMBER;
      number[i] = raw;
      hash[i] = h;
      continue;
    }
    // Some files have the address of the tracking page and nothing else.
    const link = urlAt >= 0 && raw.trim() === '' ? (cells[urlAt] ?? '') : '';
    if (raw === '' && link === '') continue;
    const cell = classifyNumber(link || raw, link === '' && anyNumbers && isNumberCell(table, i, numberAt));
    special.set(i, cell);
    kind[i] = NUMBER_KINDS.indexOf(cell.kind);
    if (cell.kind !== 'number') continue;
    number[i] = cell.number;
    hash[i] = textHash(cell.number);
    if (carrier[i] === '') carrier[i] = cell.urlCarrier;
  }

  const text = (row: number, field: TrackingField): string => {
    const column = found[field];
    return column === undefined ? '' : (rows[row]?.[column] ?? '').trim();
  };
  const cellOf = (row: number): NumberCell => special.get(row) ?? plainCell(number[row] ?? '');
  return {
    table,
    mapping,
    count,
    kind,
    number,
    hash,
    carrier,
    text,
    row: (i) => rowOf(i, cellOf(i)),
  };

  function rowOf(i: number, cell: NumberCell): TrackingRow {
    const cells = rows[i] ?? [];
    const stated = text(i, 'carrier');
    const fromUrl = cell.kind === 'number' ? cell.urlCarrier : '';
    const detected =
      stated === '' && fromUrl === '' && cell.kind === 'number' ? onlyCarrier(cell.number) : null;
    const name = readCarrier(stated || fromUrl || (detected ?? ''));
    const raw = text(i, 'shippedAt');
    const date = raw === '' ? null : readDate(raw);
    return {
      line: table.lines[i] ?? i + table.headerLine + 1,
      cell,
      carrier: name.carrier,
      carrierFrom: stated ? 'file' : fromUrl ? 'url' : detected === null ? 'none' : 'number',
      carrierKnown: name.known || detected !== null,
      url: text(i, 'url') || (cell.kind === 'number' ? cell.url : ''),
      shippedAt: { raw, text: date?.ok ? date.text : '', why: date === null || date.ok ? '' : date.why },
      ...quantitiesOf(i, cells),
      warnings: cell.kind === 'number' ? numberWarnings(cell.number, stated === '' ? '' : name.carrier) : [],
      labelOnly: saysLabelOnly(text(i, 'status')) ? text(i, 'status') : '',
      deliveredAt: dateText(text(i, 'deliveredAt')),
      cells,
    };
  }

  function dateText(raw: string): string {
    const read = raw === '' ? null : readDate(raw);
    return read?.ok ? read.text : '';
  }

  function quantitiesOf(
    i: number,
    cells: readonly string[],
  ): Pick<TrackingRow, 'quantities' | 'badQuantities'> {
    const bad: { column: string; value: string }[] = [];
    const read = (column: number): number | null => {
      const value = cells[column] ?? '';
      const n = parseQuantity(value);
      if (n === null) bad.push({ column: table.header[column] ?? '', value });
      return n;
    };
    const sku = text(i, 'sku');
    if (sku !== '' && found.quantity !== undefined) {
      const n = text(i, 'quantity') === '' ? null : read(found.quantity);
      return { quantities: n === null ? null : [{ sku, n }], badQuantities: bad };
    }
    const filled = mapping.quantities.filter(({ column }) => (cells[column] ?? '').trim() !== '');
    if (filled.length === 0) return { quantities: null, badQuantities: bad };
    const quantities: { sku: string; n: number }[] = [];
    for (const { sku: name, column } of filled) {
      const n = read(column);
      if (n !== null && n > 0) quantities.push({ sku: name, n });
    }
    return { quantities, badQuantities: bad };
  }
}

/** `parseDate` that remembers: a file has a few dozen ship dates. */
function dateMemory(order?: DayOrder): (raw: string) => DateRead {
  const known = new Map<string, DateRead>();
  return (raw) => {
    let read = known.get(raw);
    if (read === undefined) {
      read = parseDate(raw, order);
      if (known.size < MOST_DATES) known.set(raw, read);
    }
    return read;
  };
}
const MOST_DATES = 1000;

const plainCell = (number: string): NumberCell =>
  number === ''
    ? { kind: 'blank', raw: '' }
    : { kind: 'number', raw: number, number, did: [], url: '', urlCarrier: '' };

/** Shorter or longer than any plain number; those take the slow path. */
const PLAIN_FROM = 8;
const PLAIN_TO = 40;

/**
 * A hash of the text when it is surely a clean number: capitals and digits, neither all letters nor in the form
 * `5E11`, without the tail of zeros that a number cell leaves; else 0. One pass, since this runs for each row.
 */
function plainHash(text: string): number {
  const n = text.length;
  if (n < PLAIN_FROM || n > PLAIN_TO) return 0;
  let h = n;
  let digits = 0;
  let zeros = 0;
  for (let i = 0; i < n; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 90 || (c > 57 && c < 65)) return 0;
    if (c < 58) digits++;
    zeros = c === 48 ? zeros + 1 : 0;
    h = (Math.imul(h, 31) + c) | 0;
  }
  if (digits === 0 || zeros === n || (digits === n && n > 15 && zeros >= n - 15)) return 0;
  return h === 0 ? 1 : h;
}

function textHash(text: string): number {
  let h = text.length;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
  return h === 0 ? 1 : h;
}
