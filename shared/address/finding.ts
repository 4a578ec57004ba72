/** What a check of an address finds, and how a proposal is told. */
import type { ReasonCode } from '../plan/reasons.ts';

/** Columns of Orders that hold an address. */
export type AddressField =
  | 'Name'
  | 'Address 1'
  | 'Address 2'
  | 'City'
  | 'State/Province'
  | 'Postal code'
  | 'Country'
  | 'Phone'
  | 'Tax ID';

/** One address as its cells say it; a blank cell and a missing column are both the empty text. */
export interface AddressRecord {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly postal: string;
  /** A code or a name. */
  readonly country: string;
  readonly phone: string;
  readonly taxId: string;
}

/** The column of each part. */
export const COLUMN_OF = {
  name: 'Name',
  line1: 'Address 1',
  line2: 'Address 2',
  city: 'City',
  state: 'State/Province',
  postal: 'Postal code',
  country: 'Country',
  phone: 'Phone',
  taxId: 'Tax ID',
} as const satisfies Record<keyof AddressRecord, AddressField>;

/** Findings of one kind are the same matter, so that one answer can serve all of them. */
export type FindingKind =
  // Something is not there
  | 'missing'
  | 'phone-missing'
  | 'tax-id-missing'
  | 'house-number'
  // Country
  | 'country-unknown'
  | 'country-name'
  | 'country-postal'
  | 'territory'
  // Postal code
  | 'postal-invalid'
  | 'postal-zero-lost'
  | 'postal-digits'
  | 'postal-form'
  | 'postal-prefix'
  | 'postal-city'
  | 'postal-filler'
  | 'postal-elsewhere'
  // City, state
  | 'city-extra'
  | 'state-code'
  | 'state-unknown'
  | 'state-from-postal'
  | 'state-postal'
  // Where parcels do not simply go to a door
  | 'military'
  | 'military-form'
  | 'po-box'
  | 'locker'
  | 'locker-number'
  // Writing
  | 'line-too-long'
  | 'name-too-long'
  | 'city-too-long'
  | 'letters-not-latin'
  | 'letters-no-table'
  | 'emoji'
  | 'text-damaged'
  | 'newline'
  | 'spaces'
  | 'line-repeated'
  | 'placeholder'
  | 'name-form'
  // Phone, tax id
  | 'phone-form'
  | 'phone-invalid'
  | 'phone-fake'
  | 'tax-id-form'
  | 'tax-id-format';

export type Proposal = Readonly<Partial<Record<AddressField, string>>>;

export interface Finding {
  readonly field: AddressField;
  /** A problem keeps the address from being finalized; a warning never does. */
  readonly level: 'problem' | 'warning';
  readonly kind: FindingKind;
  readonly code: ReasonCode;
  /** Fills `{detail}` of the code's sentence. */
  readonly detail: string;
  /** The whole new text of each cell that would change; null when there is nothing to propose. */
  readonly proposal: Proposal | null;
  /** The proposal may be accepted for all of its kind at once. */
  readonly sure: boolean;
}

export type AddressResult = 'ok' | 'warning' | 'problem';

/** The worst of the findings. */
export function resultOf(findings: readonly Finding[]): AddressResult {
  if (findings.length === 0) return 'ok';
  return findings.some((f) => f.level === 'problem') ? 'problem' : 'warning';
}

type Make = (
  field: AddressField,
  kind: FindingKind,
  code: ReasonCode,
  detail: string,
  proposal?: Proposal | null,
  sure?: boolean,
) => Finding;

const maker =
  (level: Finding['level']): Make =>
  (field, kind, code, detail, proposal = null, sure = false) => ({
    field,
    level,
    kind,
    code,
    detail,
    proposal,
    sure,
  });

export const problem = maker('problem');
export const warning = maker('warning');
