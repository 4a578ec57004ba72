/** Parcels and presets for the tests of partner sheets. */
import fc from 'fast-check';
import { SHEET_COLUMNS, type SheetColumn } from '../../../shared/partner-sheet/columns.ts';
import {
  defaultPreset,
  LANGUAGES,
  type PartnerPreset,
  PHONE_RULES,
} from '../../../shared/partner-sheet/preset.ts';
import type { PartnerParcel } from '../../../shared/partner-sheet/row.ts';

const LINE: PartnerParcel['lines'][number] = {
  sku: 'MUG',
  name: 'Enamel mug',
  quantity: 2,
  grams: 350,
  hsCode: '7323.94',
  origin: 'CN',
  customsDescription: 'Steel mug',
  customsValue: 12.5,
  currency: 'USD',
};
const NOTEBOOK: PartnerParcel['lines'][number] = {
  ...LINE,
  sku: 'NOTE',
  name: 'Notebook',
  quantity: 1,
  grams: 120.4,
  hsCode: '',
  origin: 'DE',
  customsDescription: '',
  customsValue: null,
  currency: '',
};
export const PARCEL: PartnerParcel = {
  id: 'KS-1042-1',
  batch: 'US 3PL #7',
  lines: [LINE, NOTEBOOK],
  to: {
    name: 'Ada Byron',
    address1: '1 Main Street',
    address2: '',
    city: 'Albany',
    state: 'NY',
    postalCode: '12207',
    country: 'US',
    phone: '+1 518 555 0100',
  },
  taxId: 'TAX-7',
};
export const to = (more: Partial<PartnerParcel['to']>): PartnerParcel => ({
  ...PARCEL,
  to: { ...PARCEL.to, ...more },
});

/** All columns, in the order of the list. */
export const ALL: PartnerPreset = {
  ...defaultPreset('en', 'US', { customs: true }),
  phone: 'all',
  columns: SHEET_COLUMNS.map((key) => ({ key, header: '' })),
};
export const withColumns = (...keys: SheetColumn[]): PartnerPreset => ({
  ...ALL,
  columns: keys.map((key) => ({ key, header: '' })),
});

/** Any that a person could make, also those that leave needed columns out. */
export const anyPreset: fc.Arbitrary<PartnerPreset> = fc.record({
  language: fc.constantFrom(...LANGUAGES),
  home: fc.constantFrom('', 'US', 'DE', 'GB'),
  phone: fc.constantFrom(...PHONE_RULES),
  customs: fc.boolean(),
  columns: fc
    .shuffledSubarray([...SHEET_COLUMNS])
    .map((keys) => keys.map((key, i) => ({ key, header: i % 3 === 0 ? `Mine ${i}` : '' }))),
});
