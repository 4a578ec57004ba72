/**
 * The columns that a partner's sheet may have: everything else of a campaign stays in it. What a partner sees is what
 * its preset takes of this list, and what a partner says is what it types into its own columns.
 */

/** Ours to write. */
export const OUR_COLUMNS = [
  /** The lead Shipment ID of the parcel: the key of the row. */
  'id',
  /** New, changed, cancelled, sent ... in the partner's language. */
  'status',
  /** What changed since it was sent, or why it is cancelled, and what the partner is asked to do. */
  'change',
  'batch',
  /** `2 x Enamel mug (MUG); 1 x Notebook (NOTE)`. */
  'contents',
  /** `MUG x2; NOTE x1`. */
  'skus',
  /** Units in the parcel. */
  'units',
  'name',
  'address1',
  'address2',
  'city',
  'state',
  'postalCode',
  'country',
  'phone',
  /** For customs: only of parcels that cross a border, for partners that file customs. */
  'taxId',
  'hsCode',
  'origin',
  'customsDescription',
  'customsValue',
  /** Of the whole parcel, in grams. */
  'weight',
] as const;
export type OurColumn = (typeof OUR_COLUMNS)[number];

/** What tells one parcel from another beside its id; the other two change by themselves. */
export const PARCEL_COLUMNS: readonly OurColumn[] = OUR_COLUMNS.filter(
  (column) => column !== 'id' && column !== 'status' && column !== 'change',
);

/** The partner's to write; the worker writes none of their values, only notes on them. */
export const PARTNER_COLUMNS = ['number', 'carrier', 'shippedAt', 'quantity', 'remark', 'seen'] as const;
export type PartnerColumn = (typeof PARTNER_COLUMNS)[number];

export const SHEET_COLUMNS = [...OUR_COLUMNS, ...PARTNER_COLUMNS] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

/** Without them nothing can be matched, told or taken: every preset has them. */
export const NEEDED_COLUMNS = [
  'id',
  'status',
  'change',
  'number',
  'carrier',
  'seen',
] as const satisfies SheetColumn[];

/** Names a person or a home: replaced when the time of the sheet is over. `change` tells old addresses. */
export const PERSONAL_COLUMNS = [
  'change',
  'name',
  'address1',
  'address2',
  'city',
  'state',
  'postalCode',
  'phone',
  'taxId',
] as const satisfies OurColumn[];

/** Filled only where `customs` of the preset is on. */
export const CUSTOMS_COLUMNS = [
  'taxId',
  'hsCode',
  'origin',
  'customsDescription',
  'customsValue',
] as const satisfies OurColumn[];
