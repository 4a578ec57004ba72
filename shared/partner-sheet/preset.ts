/** What a partner sees: which columns, under which names, in which order and language. */
import * as z from 'zod/mini';
import { CUSTOMS_COLUMNS, SHEET_COLUMNS, type SheetColumn } from './columns.ts';

export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** no: the column is not there. abroad: of parcels that cross a customs border. */
export const PHONE_RULES = ['no', 'abroad', 'all'] as const;

export const PARTNER_PRESET = z.object({
  language: z.enum(LANGUAGES),
  /** ISO code of the country it ships from: what crosses its customs border is abroad; "" counts all as abroad. */
  home: z.string(),
  phone: z.enum(PHONE_RULES),
  /** This partner files customs. */
  customs: z.boolean(),
  /** In their order; `header` "" for the word of the language. */
  columns: z.array(z.object({ key: z.enum(SHEET_COLUMNS), header: z.string() })),
});
export type PartnerPreset = z.infer<typeof PARTNER_PRESET>;

const CUSTOMS: ReadonlySet<SheetColumn> = new Set(CUSTOMS_COLUMNS);

/** The columns that really stand in the sheet, in their order: those of customs and the phone go by their own rules. */
export const shownColumns = ({ columns, phone, customs }: PartnerPreset): PartnerPreset['columns'] =>
  columns.filter(({ key }) => (key === 'phone' ? phone !== 'no' : customs || !CUSTOMS.has(key)));

/** Where columns usually stand: what is typed beside what it is about, on the first screen; then where it goes, and the rest. */
export const USUAL_ORDER = [
  'id',
  'status',
  'change',
  'seen',
  'number',
  'carrier',
  'contents',
  'skus',
  'units',
  'name',
  'address1',
  'address2',
  'city',
  'state',
  'postalCode',
  'country',
  'phone',
  ...CUSTOMS_COLUMNS,
  'weight',
  'batch',
  'shippedAt',
  'quantity',
  'remark',
] as const satisfies SheetColumn[];

/** Made only when somebody asks for them: contents say the same. */
const NOT_USUAL: ReadonlySet<SheetColumn> = new Set(['skus', 'units', 'weight']);

/**
 * The preset that a new sheet begins with, in the words of the language. `home` is the ISO code of the country that it
 * ships from, or "". The phone goes along abroad, where carriers and customs ask for it; data for customs where `customs`
 * says that this partner files it.
 */
export const defaultPreset = (
  language: Language,
  home: string,
  { customs }: { readonly customs: boolean },
): PartnerPreset => ({
  language,
  home,
  phone: 'abroad',
  customs,
  columns: USUAL_ORDER.filter((key) => !NOT_USUAL.has(key) && (customs || !CUSTOMS.has(key))).map((key) => ({
    key,
    header: '',
  })),
});
