import fc from 'fast-check';
import { describe as about, expect, test } from 'vitest';
import { OUR_COLUMNS, type SheetColumn } from '../../../shared/partner-sheet/columns.ts';
import { shownColumns } from '../../../shared/partner-sheet/preset.ts';
import {
  contentHash,
  type DescribedColumn,
  describe,
  hashOfCell,
  type PartnerParcel,
} from '../../../shared/partner-sheet/row.ts';
import { changeText } from '../../../shared/partner-sheet/words.ts';
import { crossesBorder } from '../../../shared/products/border.ts';
import { ALL, anyPreset, PARCEL, to, withColumns } from './samples.ts';

about('the cells of a parcel', () => {
  test('say what is in it, where it goes and what it weighs', () => {
    expect(describe(PARCEL, ALL)).toEqual({
      id: 'KS-1042-1',
      batch: 'US 3PL #7',
      contents: '2 × Enamel mug (MUG); 1 × Notebook (NOTE)',
      skus: 'MUG x2; NOTE x1',
      units: '3',
      name: 'Ada Byron',
      address1: '1 Main Street',
      address2: '',
      city: 'Albany',
      state: 'NY',
      postalCode: '12207',
      country: 'US (United States)',
      phone: '+1 518 555 0100',
      taxId: '',
      hsCode: '',
      origin: '',
      customsDescription: '',
      customsValue: '',
      weight: '820',
    });
  });

  test('K1: are those of the preset and no others', () => {
    expect(describe(PARCEL, withColumns('id', 'status', 'change', 'skus', 'city', 'number', 'seen'))).toEqual(
      {
        id: 'KS-1042-1',
        skus: 'MUG x2; NOTE x1',
        city: 'Albany',
      },
    );
  });

  test('K1: hold the phone of parcels that go abroad, of all, or of none', () => {
    const phoneOf = (phone: 'no' | 'abroad' | 'all', parcel: PartnerParcel) =>
      describe(parcel, { ...ALL, phone }).phone;
    const abroad = to({ country: 'CA', postalCode: 'K1A 0B1' });
    expect([phoneOf('abroad', PARCEL), phoneOf('abroad', abroad)]).toEqual(['', '+1 518 555 0100']);
    expect(phoneOf('all', PARCEL)).toBe('+1 518 555 0100');
    expect(phoneOf('no', abroad)).toBe(undefined);
  });

  test('K1: hold customs data of parcels that cross a customs border, for partners that file customs', () => {
    const abroad = to({ country: 'GB', postalCode: 'SW1A 1AA' });
    const { taxId, hsCode, origin, customsDescription, customsValue } = describe(abroad, ALL);
    expect({ taxId, hsCode, origin, customsDescription, customsValue }).toEqual({
      taxId: 'TAX-7',
      hsCode: '7323.94; ?',
      origin: 'CN; DE',
      customsDescription: 'Steel mug; ?',
      customsValue: '12.5 USD; ?',
    });
    expect(describe(abroad, { ...ALL, customs: false })).not.toHaveProperty('hsCode');
    expect(describe(to({ country: 'ES', postalCode: '35001' }), { ...ALL, home: 'DE' }).taxId).toBe('TAX-7');
    expect(describe(to({ country: 'ES', postalCode: '28001' }), { ...ALL, home: 'DE' }).taxId).toBe('');
  });

  test('have no weight while one of its units has none', () => {
    const [mug, note] = PARCEL.lines;
    if (mug === undefined || note === undefined) throw new Error('The sample has two lines');
    expect(describe({ ...PARCEL, lines: [mug, { ...note, grams: null }] }, ALL).weight).toBe('');
  });

  test('name an item without a name by its SKU, and a country that nobody knows as it is', () => {
    const [mug] = PARCEL.lines;
    if (mug === undefined) throw new Error('The sample has two lines');
    const parcel = { ...to({ country: 'ZZ' }), lines: [{ ...mug, name: '' }] };
    expect(describe(parcel, ALL)).toMatchObject({ contents: '2 × MUG', country: 'ZZ' });
  });

  test('J22: keep text that looks like a formula as it is', () => {
    for (const text of ['=IMPORTXML("http://x")', '+49 30 1', '-5', '@home', "'quoted"]) {
      const cells = describe(to({ name: text, phone: text }), ALL);
      expect([cells.name, cells.phone]).toEqual([text, text]);
    }
  });

  test('are one line without blanks around, as a spreadsheet gives them back', () => {
    expect(describe(to({ address1: '\n 1 Main St \r\n Rear\tdoor ' }), ALL).address1).toBe(
      '1 Main St, Rear door',
    );
  });
});

about('the content hash', () => {
  const hash = (parcel: PartnerParcel, preset = ALL): string => contentHash(describe(parcel, preset));

  test('is another when address, contents or phone are, and customs data of what goes abroad', () => {
    const [mug] = PARCEL.lines;
    if (mug === undefined) throw new Error('The sample has two lines');
    const others = [to({ address2: 'Apt 4' }), to({ phone: '1' }), { ...PARCEL, lines: [mug] }];
    for (const other of others) expect(hash(other)).not.toBe(hash(PARCEL));
    const abroad = to({ country: 'GB' });
    expect(hash({ ...abroad, taxId: 'TAX-8' })).not.toBe(hash(abroad));
    expect(hash({ ...PARCEL, taxId: 'TAX-8' })).toBe(hash(PARCEL));
  });

  test('is the same when only batch, weight or the order of columns are others, or what the preset hides', () => {
    const lines = PARCEL.lines.map((line) => ({ ...line, grams: 1 }));
    expect(hash({ ...PARCEL, batch: 'US 3PL #8', lines })).toBe(hash(PARCEL));
    expect(hash(PARCEL, { ...ALL, columns: [...ALL.columns].reverse() })).toBe(hash(PARCEL));
    const short = withColumns('id', 'skus');
    expect(hash(to({ city: 'Troy' }), short)).toBe(hash(PARCEL, short));
  });

  test('of cells tells a text that moved from one to another', () => {
    expect(contentHash({ address1: 'A', address2: '' })).not.toBe(
      contentHash({ address1: '', address2: 'A' }),
    );
    expect(hashOfCell('Ada')).toMatch(/^[0-9a-z]{1,11}$/);
  });
});

/** Each value of a parcel holds a word of its own, and columns that may show it. */
const SHOWN_BY: Readonly<Record<string, readonly DescribedColumn[]>> = {
  id: ['id'],
  batch: ['batch'],
  sku: ['contents', 'skus'],
  product: ['contents'],
  hsCode: ['hsCode'],
  origin: ['origin'],
  about: ['customsDescription'],
  currency: ['customsValue'],
  name: ['name'],
  address1: ['address1'],
  address2: ['address2'],
  city: ['city'],
  state: ['state'],
  postalCode: ['postalCode'],
  country: ['country'],
  phone: ['phone'],
  taxId: ['taxId'],
  email: [],
  pledge: [],
  note: [],
  orderId: [],
};
const word = (what: string): string => `<${what}>`;

const anyParcel: fc.Arbitrary<PartnerParcel> = fc
  .record({
    text: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[<>]/g, '')),
    begins: fc.constantFrom('', '=', '+', '-', '@', ' ', '\n'),
    quantities: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
    // Places of and beside the homes of anyPreset.
    place: fc.constantFrom(
      ['US', '12207'],
      ['DE', '10115'],
      ['DE', '78266'],
      ['GB', 'BT1 1AA'],
      ['FR', '75001'],
    ),
  })
  .map(({ text, begins, quantities, place: [country = '', postal = ''] }) => {
    const of = (what: string): string => `${begins}${word(what)}${text}`;
    const address = {
      name: of('name'),
      address1: of('address1'),
      address2: of('address2'),
      city: of('city'),
      state: of('state'),
      postalCode: `${postal} ${word('postalCode')}`,
      country,
      phone: of('phone'),
      // What a careless caller would hand on with it.
      email: of('email'),
    };
    const lines = quantities.map((quantity, i) => ({
      sku: `${word('sku')}${i}`,
      name: of('product'),
      quantity,
      grams: 10,
      hsCode: of('hsCode'),
      origin: of('origin'),
      customsDescription: of('about'),
      customsValue: 3,
      currency: of('currency'),
      unitCost: of('pledge'),
    }));
    return {
      id: of('id'),
      batch: of('batch'),
      lines,
      to: address,
      taxId: of('taxId'),
      orderId: of('orderId'),
      notes: of('note'),
    };
  });

about('property 12: a partner sees nothing outside its allow list', () => {
  test('K1: in no cell, whatever the preset and the parcel', () => {
    fc.assert(
      fc.property(anyPreset, anyParcel, (preset, parcel) => {
        const cells = describe(parcel, preset);
        const shown: readonly SheetColumn[] = shownColumns(preset).map(({ key }) => key);
        const ours = OUR_COLUMNS.filter((key) => key !== 'status' && key !== 'change' && shown.includes(key));
        expect(Object.keys(cells).sort()).toEqual([...ours].sort());
        const abroad = crossesBorder(preset.home, parcel.to.country, parcel.to.postalCode);
        for (const [what, columns] of Object.entries(SHOWN_BY)) {
          for (const [key, cell] of Object.entries(cells)) {
            if (!columns.some((column) => column === key))
              expect(cell, `${what} in ${key}`).not.toContain(word(what));
          }
        }
        if (!abroad) {
          expect(cells.taxId ?? '').toBe('');
          expect(cells.customsValue ?? '').toBe('');
          if (preset.phone !== 'all') expect(cells.phone ?? '').toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('K1: nor in the words about a change, of columns that are no longer or not yet shown either', () => {
    fc.assert(
      fc.property(anyPreset, anyPreset, anyParcel, anyParcel, (then, preset, one, other) => {
        const both = [then, preset].map((its) => shownColumns(its).map(({ key }): SheetColumn => key));
        const told = changeText(describe(one, then), describe(other, preset), preset.language);
        for (const [what, columns] of Object.entries(SHOWN_BY)) {
          const isShown = columns.some((column) => both.every((shown) => shown.includes(column)));
          if (!isShown) expect(told).not.toContain(word(what));
        }
        expect(told).not.toContain('undefined');
      }),
      { numRuns: 200 },
    );
  });

  test('and the cells of a parcel are always the same, in any order of columns', () => {
    fc.assert(
      fc.property(anyPreset, anyParcel, (preset, parcel) => {
        const cells = describe(parcel, preset);
        const turned = describe(parcel, { ...preset, columns: [...preset.columns].reverse() });
        expect(turned).toEqual(cells);
        expect(contentHash(turned)).toBe(contentHash(cells));
        expect(changeText(cells, turned, preset.language)).toBe('');
        for (const cell of Object.values(cells)) expect(cell).toBe(cell.trim().replace(/[\r\n\t]/g, ''));
      }),
      { numRuns: 200 },
    );
  });
});
