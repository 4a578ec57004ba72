/** A parcel as a partner may be shown it, and the cells of its row. */
import { countryName } from '../address/countries.ts';
import { formatItems } from '../order/items.ts';
import { hash53 } from '../plan/hash.ts';
import { crossesBorder } from '../products/border.ts';
import { CUSTOMS_COLUMNS, OUR_COLUMNS, type OurColumn } from './columns.ts';
import { type PartnerPreset, shownColumns } from './preset.ts';

/** All of a parcel that can ever reach a partner: no e-mail, payment, pledge, note, other channel or other shipment. */
export interface PartnerParcel {
  readonly id: string;
  readonly batch: string;
  readonly lines: readonly {
    readonly sku: string;
    readonly name: string;
    readonly quantity: number;
    /** Of one unit; null when Products has none. */
    readonly grams: number | null;
    readonly hsCode: string;
    readonly origin: string;
    readonly customsDescription: string;
    readonly customsValue: number | null;
    readonly currency: string;
  }[];
  readonly to: {
    readonly name: string;
    readonly address1: string;
    readonly address2: string;
    readonly city: string;
    readonly state: string;
    readonly postalCode: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    readonly phone: string;
  };
  readonly taxId: string;
}

/** Where a row stands, for the partner. */
export const ROW_STATES = [
  /** To be packed. */
  'new',
  /** Changed since it was sent, and not yet ticked as seen. */
  'changed',
  /** Not to be packed any more; `cancelled` once the partner has ticked it, or had never been shown it. */
  'cancelling',
  'cancelled',
  /** A number of it was taken. */
  'sent',
  /** What was typed could not be taken: the note in the cell says why. */
  'problem',
] as const;
export type RowState = (typeof ROW_STATES)[number];

/** Columns that describe the parcel: all of OURS but what is said about its row. */
export type DescribedColumn = Exclude<OurColumn, 'status' | 'change'>;

/** Cells of the descriptive columns that the preset allows; others are not in it. */
export type DescribedCells = Readonly<Partial<Record<DescribedColumn, string>>>;

export type Describe = (parcel: PartnerParcel, preset: PartnerPreset) => DescribedCells;

/** In lists of customs data, which have an entry for each line: Products says nothing of this one. */
const UNKNOWN = '?';

/** How each column is written. `abroad`: the parcel crosses a customs border. */
const WRITE: Readonly<
  Record<DescribedColumn, (parcel: PartnerParcel, rule: { abroad: boolean; preset: PartnerPreset }) => string>
> = {
  id: ({ id }) => id,
  batch: ({ batch }) => batch,
  contents: ({ lines }) =>
    lines
      .map(
        ({ sku, name, quantity }) =>
          `${quantity} × ${name === '' || name === sku ? sku : `${name} (${sku})`}`,
      )
      .join('; '),
  skus: ({ lines }) => formatItems(lines),
  units: ({ lines }) => String(lines.reduce((sum, { quantity }) => sum + quantity, 0)),
  name: ({ to }) => to.name,
  address1: ({ to }) => to.address1,
  address2: ({ to }) => to.address2,
  city: ({ to }) => to.city,
  state: ({ to }) => to.state,
  postalCode: ({ to }) => to.postalCode,
  // The name in English, whatever the language of the sheet: the code beside it says the same everywhere.
  country: ({ to: { country } }) => {
    const name = countryName(country);
    return name === country ? country : `${country} (${name})`;
  },
  phone: ({ to }, { abroad, preset }) => (preset.phone === 'all' || abroad ? to.phone : ''),
  taxId: ({ taxId }, { abroad }) => (abroad ? taxId : ''),
  hsCode: customs(({ hsCode }) => hsCode),
  origin: customs(({ origin }) => origin),
  customsDescription: customs(({ customsDescription }) => customsDescription),
  customsValue: customs(({ customsValue, currency }) =>
    customsValue === null ? '' : `${customsValue} ${currency}`.trim(),
  ),
  weight: ({ lines }) => {
    let sum = 0;
    for (const { grams, quantity } of lines) {
      if (grams === null) return '';
      sum += grams * quantity;
    }
    return sum === 0 ? '' : String(Math.round(sum));
  },
};

/** An entry for each line of a parcel that goes abroad, in the order of its contents; "" where no line has one. */
function customs(of: (line: PartnerParcel['lines'][number]) => string) {
  return ({ lines }: PartnerParcel, { abroad }: { readonly abroad: boolean }): string => {
    const entries = abroad ? lines.map(of) : [];
    return entries.some((entry) => entry !== '') ? entries.map((entry) => entry || UNKNOWN).join('; ') : '';
  };
}

/**
 * One line, without blanks around, as a spreadsheet gives it back: otherwise the cell would differ from itself for ever.
 * What begins with = + - @ stays as it is; cells are written as text.
 */
const oneLine = (text: string): string =>
  text
    .trim()
    .replace(/\s*[\r\n]+\s*/g, ', ')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();

const isDescribed = (key: string): key is DescribedColumn => key in WRITE;

/** The cells of a parcel's row: each descriptive column that the preset shows, and nothing else. */
export const describe: Describe = (parcel, preset) => {
  const { country, postalCode } = parcel.to;
  const rule = { abroad: crossesBorder(preset.home, country, postalCode), preset };
  const cells: Partial<Record<DescribedColumn, string>> = {};
  for (const { key } of shownColumns(preset))
    if (isDescribed(key)) cells[key] = oneLine(WRITE[key](parcel, rule));
  return cells;
};

/** Where it goes. */
export const ADDRESS_CELLS = [
  'name',
  'address1',
  'address2',
  'city',
  'state',
  'postalCode',
  'country',
] as const satisfies DescribedColumn[];
/** What is in it: the first that is shown tells. */
export const CONTENT_CELLS = ['contents', 'skus', 'units'] as const satisfies DescribedColumn[];

/** A partner must notice when one of these changes: the parcel would go wrong. Batch and weight change nothing of it. */
const NOTICED: ReadonlySet<string> = new Set<DescribedColumn>([
  ...ADDRESS_CELLS,
  ...CONTENT_CELLS,
  'phone',
  ...CUSTOMS_COLUMNS,
]);

/** Of what a partner must notice: where it goes, what is in it, phone, customs. The same whatever the order of columns. */
export const contentHash = (cells: DescribedCells): string =>
  hashOfCell(
    OUR_COLUMNS.filter((key) => NOTICED.has(key))
      .map((key) => (isDescribed(key) ? (cells[key] ?? '') : ''))
      .join('\u0001'),
  );

/** A cell's text as 53 bits in base 36: enough to see that it is another. */
export const hashOfCell = (text: string): string => hash53(text).toString(36);
