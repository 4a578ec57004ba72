/** A parcel as a partner may be shown it, and the cells of its row. */
import type { OurColumn } from './columns.ts';
import type { PartnerPreset } from './preset.ts';

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

/** Cells of the descriptive columns (all of OURS but status and change) that the preset allows; others are not in it. */
export type DescribedCells = Readonly<Partial<Record<Exclude<OurColumn, 'status' | 'change'>, string>>>;

export type Describe = (parcel: PartnerParcel, preset: PartnerPreset) => DescribedCells;
