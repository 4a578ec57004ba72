import { describe, expect, it } from 'vitest';
import { NEEDED_COLUMNS, SHEET_COLUMNS, type SheetColumn } from '../../../shared/partner-sheet/columns.ts';
import type { PartnerParcel } from '../../../shared/partner-sheet/row.ts';
import { addressLines, packingRow, type RowFacts } from '../../../worker/packing/rows.ts';
import { presetOf } from './fill.ts';

const PARCEL: PartnerParcel = {
  id: '1042-1',
  batch: 'EU #3',
  lines: [
    {
      sku: 'MUG',
      name: 'Enamel mug',
      quantity: 2,
      grams: 410,
      hsCode: '732393',
      origin: 'PL',
      customsDescription: 'Mug of steel',
      customsValue: 9.99,
      currency: 'EUR',
    },
  ],
  to: {
    name: 'Zoë Müller',
    address1: 'Lindenweg 7',
    address2: 'Hinterhaus',
    city: 'Berlin',
    state: 'Brandenburg-ish',
    postalCode: '10623',
    country: 'DE',
    phone: '+49 30 5550101',
  },
  taxId: 'DE-TAX-1',
};
const FACTS: RowFacts = { state: 'new', number: '', change: '', removed: null };
const row = (columns: readonly SheetColumn[], facts: Partial<RowFacts> = {}) =>
  packingRow(PARCEL, { ...FACTS, ...facts }, presetOf(columns, { home: 'DE' }));

describe('a parcel on the packing page', () => {
  it('K1: holds nothing that the preset does not show', () => {
    const bare = row(NEEDED_COLUMNS);
    expect(bare).toMatchObject({ id: '1042-1', batch: '', lines: [], units: null, weight: '', region: '' });
    expect(Object.values(bare.to).join('')).toBe('');
    const said: Partial<Record<SheetColumn, string>> = {
      batch: 'EU #3',
      contents: 'Enamel mug',
      name: 'Zoë Müller',
      address1: 'Lindenweg 7',
      address2: 'Hinterhaus',
      city: 'Berlin',
      state: 'Brandenburg-ish',
      postalCode: '10623',
      country: 'Germany',
      phone: '5550101',
      weight: '820',
    };
    for (const left of SHEET_COLUMNS) {
      const json = JSON.stringify(row(SHEET_COLUMNS.filter((column) => column !== left)));
      const seen = Object.entries(said).filter(([, text]) => json.includes(text));
      expect(seen.map(([column]) => column)).toEqual(Object.keys(said).filter((column) => column !== left));
    }
  });

  it('has no customs data, which are for the sheet', () => {
    expect(
      JSON.stringify(packingRow(PARCEL, FACTS, presetOf(SHEET_COLUMNS, { home: 'US', customs: true }))),
    ).not.toMatch(/732393|Mug of steel|9\.99|DE-TAX/);
  });

  it('shows SKUs without names where the preset has only SKUs', () => {
    expect(row(['id', 'skus']).lines).toEqual([{ sku: 'MUG', name: '', quantity: 2 }]);
    expect(row(['id', 'units'])).toMatchObject({ lines: [], units: 2 });
  });

  it('K8: has the placeholder for names and addresses that were removed, and what changed no more', () => {
    const removed = row(SHEET_COLUMNS, {
      removed: '(removed)',
      change: 'Address was: Oak Street 1',
      state: 'sent',
    });
    expect(JSON.stringify(removed)).not.toMatch(
      /Müller|Lindenweg|Hinterhaus|Berlin|10623|5550101|Oak Street/,
    );
    expect(removed.to).toMatchObject({ name: '(removed)', city: '', country: 'Germany' });
    expect(removed.lines).toHaveLength(1);
  });
});

describe('the lines of an address', () => {
  it('stand as the country writes them', () => {
    const full = row(SHEET_COLUMNS);
    expect(addressLines(full)).toEqual([
      'Zoë Müller',
      'Lindenweg 7',
      'Hinterhaus',
      '10623 Berlin, Brandenburg-ish',
      'Germany',
      '+49 30 5550101',
    ]);
    const american = {
      ...full,
      region: 'US',
      to: { ...full.to, city: 'Austin', state: 'TX', postalCode: '78701' },
    };
    expect(addressLines(american)[3]).toBe('Austin, TX 78701');
  });

  it('leave out what there is not', () => {
    expect(addressLines(row(['id', 'city']))).toEqual(['Berlin']);
    expect(addressLines(row(NEEDED_COLUMNS))).toEqual([]);
  });
});
