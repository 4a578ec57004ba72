/** A partner's spreadsheet in the local workbook, over real HTTP, with the worker's memory of it beside. */
import type { OurColumn, PartnerColumn, SheetColumn } from '../../../../shared/partner-sheet/columns.ts';
import { defaultPreset, type PartnerPreset } from '../../../../shared/partner-sheet/preset.ts';
import {
  describe as describeParcel,
  hashOfCell,
  type PartnerParcel,
} from '../../../../shared/partner-sheet/row.ts';
import type { Value, Workbook } from '../../../../worker/local/core/types.ts';
import type {
  KnownRow,
  PartnerFile,
  PartnerRead,
  PartnerWritten,
  Top,
  WantedLine,
} from '../../../../worker/partner-sheet/contract.ts';
import { readPartner } from '../../../../worker/partner-sheet/sheet/read.ts';
import { writePartner } from '../../../../worker/partner-sheet/sheet/write.ts';
import type { Google } from '../../sheets/support.ts';

export const PRESET = defaultPreset('en', 'US', { customs: false });

const NAMES = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Radia', 'Tony', 'Frances', 'Niklaus', 'Hedy'];
const CITIES = ['Lyon', 'Bern', 'Graz', 'Porto', 'Gent', 'Turku', 'Brno', 'Cork'];

/** The i-th parcel: names and streets are its own, cities and contents are shared. */
export const parcel = (i: number): PartnerParcel => ({
  id: `${1000 + i}-1`,
  batch: `#${1 + (i % 2)}`,
  lines: [
    {
      sku: i % 3 === 0 ? 'MUG' : 'NOTE',
      name: i % 3 === 0 ? 'Enamel mug' : 'Notebook',
      quantity: 1 + (i % 2),
      grams: 300,
      hsCode: '',
      origin: '',
      customsDescription: '',
      customsValue: null,
      currency: 'USD',
    },
  ],
  to: {
    name: `${NAMES[i % NAMES.length] ?? ''} Lee ${i}`,
    address1: `${i + 1} High Street`,
    address2: '',
    city: CITIES[i % CITIES.length] ?? '',
    state: '',
    postalCode: `0${1000 + i}`,
    country: 'CH',
    phone: `+4130${i}`,
  },
  taxId: '',
});

export const wantedLine = (
  one: PartnerParcel,
  more: Partial<WantedLine> = {},
  preset: PartnerPreset = PRESET,
): WantedLine => ({
  id: one.id,
  cells: { ...describeParcel(one, preset), status: 'New', change: '', ...more.cells },
  struck: false,
  notes: {},
  taken: {},
  ...(more.struck !== undefined && { struck: more.struck }),
  ...(more.notes !== undefined && { notes: more.notes }),
  ...(more.taken !== undefined && { taken: more.taken }),
  ...(more.untick !== undefined && { untick: more.untick }),
});

export const TOP: Top = {
  summary: '3 new',
  words: 'Packing list and slips:',
  link: 'http://127.0.0.1/packing/secret',
};

/** The worker's side of one partner's sheet. */
export interface Partner {
  readonly book: Workbook;
  readonly google: Google;
  preset: PartnerPreset;
  sheetId: number | null;
  /** What was last written, and what was taken. */
  readonly known: Map<string, KnownRow>;
  read(): Promise<PartnerRead>;
  write(read: PartnerRead, wanted: readonly WantedLine[], top?: Top): Promise<PartnerWritten>;
  /** Reads and writes. */
  bring(wanted: readonly WantedLine[], top?: Top): Promise<{ read: PartnerRead; written: PartnerWritten }>;
}

export function partnerOf(google: Google): Partner {
  const book = google.api.book(google.api.fresh());
  const file = (): PartnerFile => ({ fileId: book.id, sheetId: partner.sheetId, preset: partner.preset });
  const partner: Partner = {
    book,
    google,
    preset: PRESET,
    sheetId: null,
    known: new Map(),
    read: () => readPartner(google.client(), file(), [...partner.known.values()]),
    async write(read, wanted, top = TOP) {
      const written = await writePartner(google.client(), file(), read, wanted, top);
      partner.sheetId = written.sheetId;
      const lines = new Map(wanted.map((line) => [line.id, line]));
      for (const id of written.there) {
        const line = lines.get(id);
        if (line !== undefined) partner.known.set(id, knownLine(line));
      }
      return written;
    },
    async bring(wanted, top = TOP) {
      const read = await partner.read();
      return { read, written: await partner.write(read, wanted, top) };
    },
  };
  return partner;
}

/** What the worker remembers of a line that stands there. */
export function knownLine({ id, cells, taken }: WantedLine): KnownRow {
  const shown: Partial<Record<OurColumn, string>> = {};
  const keys: readonly OurColumn[] = PRESET.columns.flatMap(({ key }) => (isOurs(key) ? [key] : []));
  for (const key of keys) {
    const text = cells[key];
    if (text !== undefined) shown[key] = hashOfCell(text);
  }
  return { id, shown, taken };
}
const THEIRS: readonly string[] = [
  'number',
  'carrier',
  'shippedAt',
  'quantity',
  'remark',
  'seen',
] satisfies PartnerColumn[];
const isOurs = (key: SheetColumn): key is OurColumn => !THEIRS.includes(key);

/** The partner's tab. */
export function tabOf({ book, sheetId }: Partner) {
  return sheetId === null ? firstOf(book) : book.sheet(sheetId);
}
function firstOf(book: Workbook) {
  const [first] = book.sheets();
  if (first === undefined) throw new Error('A workbook has a sheet');
  return first;
}

/** Everything that stands in the tab, as texts. */
export function cellsIn(partner: Partner): string[][] {
  const { id } = tabOf(partner);
  const { rows, columns } = partner.book.contentSize(id);
  if (rows === 0) return [];
  return partner.book
    .values(id, { row: 0, column: 0, rows, columns })
    .map((line) => line.map((value) => String(value ?? '')));
}

/** Where columns are, by the worker's own marks. */
export function columnsIn(partner: Partner): Map<string, number> {
  const { id } = tabOf(partner);
  return new Map(
    partner.book
      .metadata()
      .flatMap(({ key, value, location }) =>
        key === 'shipsheet-column' && location.type === 'column' && location.sheetId === id
          ? [[value, location.index] as const]
          : [],
      ),
  );
}
export function columnAt(partner: Partner, key: SheetColumn): number {
  const at = columnsIn(partner).get(key);
  if (at === undefined) throw new Error(`There is no column ${key}`);
  return at;
}
/** The row of a shipment, from 0. */
export function rowAt(partner: Partner, id: string): number {
  const column = columnAt(partner, 'id');
  const row = cellsIn(partner).findIndex((line) => line[column] === id);
  if (row < 0) throw new Error(`There is no row ${id}`);
  return row;
}
export const cellOf = (partner: Partner, id: string, key: SheetColumn): string =>
  cellsIn(partner)[rowAt(partner, id)]?.[columnAt(partner, key)] ?? '';

/** A person types into a cell, as into the page: dates and numbers are understood. */
export function typeInto(partner: Partner, id: string, key: SheetColumn, value: Value): void {
  const row = rowAt(partner, id);
  const mode = typeof value === 'string' ? 'USER' : 'RAW';
  partner.book.write(tabOf(partner).id, row, columnAt(partner, key), [[value]], mode);
}

/** A row as the worker would say it: our cells by key, from the row where it stands. */
export function shownLine(partner: Partner, row: number): Record<string, string> {
  const line = cellsIn(partner)[row] ?? [];
  return Object.fromEntries([...columnsIn(partner)].map(([key, at]) => [key, line[at] ?? '']));
}
