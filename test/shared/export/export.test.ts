import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from 'windows-1252';
import { readCsv, readRows } from '../../../shared/csv/read.ts';
import { encodeTable, unencodable } from '../../../shared/export/encode.ts';
import { type ExportProduct, type ExportShipment, FIELD_IDS } from '../../../shared/export/fields.ts';
import { ENCODINGS, type Preset, readPreset } from '../../../shared/export/preset.ts';
import { PRESETS } from '../../../shared/export/presets.ts';
import { exportTable } from '../../../shared/export/rows.ts';

const MUG: ExportProduct = {
  sku: 'MUG',
  name: 'Mug',
  weight: 350,
  hsCode: '0691200',
  origin: 'PRC',
  description: 'Ceramic mug',
  value: '8.00',
};
const BOOK: ExportProduct = { ...MUG, sku: 'BOOK', name: 'Book', weight: 500 };

type To = Readonly<Record<string, string>>;
const shipment = (id: string, lines: ExportShipment['lines'], to: To = {}): ExportShipment => ({
  id,
  orderId: id.replace(/-\d+$/, ''),
  batch: 'US 3PL #7',
  box: '',
  contents: lines.map(({ product, quantity }) => `${product.sku} x${quantity}`).join('; '),
  lines,
  cell: (name) => to[name] ?? '',
});
const ADA = { Name: 'Ada Lovelace', 'Address 1': '1 High St', Country: 'GB', 'Postal code': '0042' };
const TWO = [
  shipment(
    'A-1-1',
    [
      { product: MUG, quantity: 2 },
      { product: BOOK, quantity: 1 },
    ],
    ADA,
  ),
  shipment('A-2-1', [{ product: MUG, quantity: 3 }], { ...ADA, Name: 'Prince' }),
  shipment('A-2-2', [], ADA),
];

const preset = (part: Partial<Preset>): Preset => {
  const checked = readPreset({ ...PRESETS[0], name: 'Ours', ...part });
  if (!checked.ok) throw new Error(checked.message);
  return checked.preset;
};
const called = (id: string): Preset => {
  const found = PRESETS.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the built-in presets', () => {
  test.each(PRESETS.map((one) => [one.name, one] as const))(
    '%s is one that a person could save',
    (_, one) => {
      expect(readPreset(JSON.parse(JSON.stringify(one)))).toEqual({ ok: true, preset: one });
    },
  );

  test('their ids and names are their own', () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
  });

  test('F19: a row an item, a row an order and a column a SKU hold the same quantities', () => {
    const sums = ['shipment', 'item', 'sku-columns', 'pick-list'].map((id) => {
      const { header, rows } = exportTable(TWO, called(id));
      const sum = { MUG: 0, BOOK: 0 };
      for (const row of rows) {
        const at = (name: string): string => row[header.indexOf(name)] ?? '';
        for (const sku of ['MUG', 'BOOK'] as const) {
          if (id === 'shipment') {
            const [, quantity = '0'] = new RegExp(`${sku} x(\\d+)`).exec(at('Contents')) ?? [];
            sum[sku] += Number(quantity);
          } else if (id === 'sku-columns') sum[sku] += Number(at(sku));
          else if (at('SKU') === sku) sum[sku] += Number(at('Quantity'));
        }
      }
      return sum;
    });
    expect(sums).toEqual(Array(4).fill({ MUG: 5, BOOK: 1 }));
  });

  test('a pick list has one row a SKU over the batch', () => {
    expect(exportTable(TWO, called('pick-list')).rows).toEqual([
      ['BOOK', 'Book', '1', '1', ''],
      ['MUG', 'Mug', '5', '2', ''],
    ]);
  });

  test('a further box has no row where rows are items', () => {
    expect(exportTable(TWO, called('item')).rows.map(([id]) => id)).toEqual(['A-1-1', 'A-1-1', 'A-2-1']);
    expect(exportTable(TWO, called('shipment')).rows.map(([id]) => id)).toEqual(['A-1-1', 'A-2-1', 'A-2-2']);
  });
});

describe('the fields', () => {
  const cells = (fields: Preset['columns'], part: Partial<Preset> = {}, of = TWO[0]): readonly string[] =>
    exportTable(of === undefined ? [] : [of], preset({ ...part, columns: fields })).rows[0] ?? [];
  const one = (field: Preset['columns'][number]['field'], part: Partial<Preset> = {}, of = TWO[0]): string =>
    cells([{ header: 'x', field }], part, of)[0] ?? '';
  const to = (given: To): ExportShipment => shipment('A-9-1', [{ product: MUG, quantity: 1 }], given);

  test('E2, E13: codes keep their zeros, countries of origin become codes', () => {
    expect(one('hs-code', { rows: 'item' })).toBe('0691200');
    expect(one('origin', { rows: 'item' })).toBe('CN');
    expect(one('postal')).toBe('0042');
  });

  test('a parcel weighs what its items weigh, and nothing where one weight is missing', () => {
    expect(one('weight-g')).toBe('1200');
    expect(one('weight-kg')).toBe('1.2');
    expect(one('weight-oz')).toBe('42.33');
    const lacking = shipment('A-3-1', [
      { product: MUG, quantity: 1 },
      { product: { ...BOOK, weight: null }, quantity: 1 },
    ]);
    expect(one('weight-g', {}, lacking)).toBe('');
  });

  test('where rows are items, a weight is that of one unit', () => {
    expect(one('weight-g', { rows: 'item' })).toBe('350');
  });

  test('a name of one word is a first name', () => {
    expect([one('first-name'), one('last-name')]).toEqual(['Ada', 'Lovelace']);
    expect([one('first-name', {}, TWO[1]), one('last-name', {}, TWO[1])]).toEqual(['Prince', '']);
  });

  test('D5: countries by code or by name, whatever the sheet says; an unknown one stays', () => {
    expect(one('country', {}, to({ Country: 'Deutschland' }))).toBe('DE');
    expect(one('country', { country: 'name' }, to({ Country: 'DE' }))).toBe('Germany');
    expect(one('country', {}, to({ Country: 'Atlantis' }))).toBe('Atlantis');
  });

  test.each([
    ['countries', { Country: 'US', 'State/Province': 'PR' }, ['PR', '']],
    ['countries', { Country: 'Puerto Rico', 'State/Province': '' }, ['PR', '']],
    ['states', { Country: 'Puerto Rico', 'State/Province': 'San Juan' }, ['US', 'PR']],
    ['states', { Country: 'US', 'State/Province': 'CA' }, ['US', 'CA']],
  ] as const)('D6: territories of the USA as %s: %o', (territories, given, expected) => {
    const columns = [
      { header: 'c', field: 'country' },
      { header: 's', field: 'state' },
    ] as const;
    expect(cells(columns, { territories }, to(given))).toEqual(expected);
  });

  test('D4: a blank field says what the partner wants there', () => {
    expect(cells([{ header: 'State', field: 'state', text: '-' }])).toEqual(['-']);
    expect(cells([{ header: 'Name', field: 'name', text: '-' }])).toEqual(['Ada Lovelace']);
  });

  test('D21: a cell that is too long is named, never cut', () => {
    const long = 'x'.repeat(36);
    const made = exportTable(
      [to({ 'Address 1': long })],
      preset({
        columns: [{ header: 'Address Line 1', field: 'address1', most: 35 }],
      }),
    );
    expect(made.rows).toEqual([[long]]);
    expect(made.tooLong).toEqual([{ column: 'Address Line 1', most: 35, shipments: ['A-9-1'] }]);
  });
});

describe('a preset that a person made', () => {
  const refusal = (part: object): string => {
    const checked = readPreset({ ...PRESETS[0], ...part });
    return checked.ok ? '' : checked.message;
  };

  test.each([
    [{ name: ' ' }, 'Give the preset a name.'],
    [{ columns: [] }, 'Add at least one column.'],
    [{ columns: [{ header: '', field: 'name' }] }, 'Column 1 needs a header.'],
    [
      { columns: [{ header: 'x', field: 'nothing' }] },
      'Column 1 cannot be read. Remove it and add it again.',
    ],
    [{ columns: [{ header: 'SKU', field: 'sku' }] }, '“SKU” belongs to one item: choose one row an item'],
    [{ rows: 'item', columns: [{ header: '', field: 'each-sku' }] }, 'goes with one row a shipment'],
    [{ encoding: 'ebcdic' }, 'cannot be read'],
  ])('%o is refused with what to do', (part, message) => {
    expect(refusal(part)).toContain(message);
  });

  test('what is no preset at all is refused', () => {
    expect(readPreset(null)).toEqual({ ok: false, message: 'This is no export preset.' });
    expect(readPreset('x').ok).toBe(false);
  });

  test('every field can be a column of some preset', () => {
    const made = FIELD_IDS.map((field) => {
      const rows = field === 'each-sku' ? 'shipment' : 'item';
      return exportTable(TWO, preset({ rows, columns: [{ header: 'x', field }] })).rows.length;
    });
    expect(made.every((rows) => rows > 0)).toBe(true);
  });
});

describe('the bytes', () => {
  const table = (...rows: string[][]) => ({ header: ['Name'], rows });
  const form = (part: Partial<Preset>) => preset({ for: 'machine', ...part });

  test('J22: for people no cell can run; for machines each is exact, and counted', () => {
    const risky = [shipment('A-1-1', [], { Name: '=IMPORTXML("x")' })];
    const columns = [{ header: 'Name', field: 'name' }] as const;
    const people = exportTable(risky, preset({ columns }));
    expect(people.risky).toBe(0);
    const text = new TextDecoder().decode(encodeTable(people, preset({ columns }), utf8));
    expect(text).toBe('Name\r\n"\'=IMPORTXML(""x"")"\r\n');
    const machine = exportTable(risky, form({ columns }));
    expect(machine.risky).toBe(1);
    expect(new TextDecoder().decode(encodeTable(machine, form({ columns }), utf8))).toContain('"=IMPORTXML');
  });

  test('D20: letters that Windows-1252 lacks are named, and the file is not made with question marks', () => {
    const given = table(['Łukasz Őry'], ['Zoë €5']);
    expect(unencodable(given, 'windows-1252')).toEqual(['Ł', 'Ő']);
    expect(unencodable(given, 'utf-8')).toEqual([]);
    expect(() => encodeTable(given, form({ encoding: 'windows-1252' }), utf8)).toThrow();
  });

  test('Windows-1252 and UTF-16 are what other programs read', () => {
    const given = table(['Zoë €5 – „Grün“']);
    const latin = encodeTable(given, form({ encoding: 'windows-1252' }), utf8);
    // By the table at https://encoding.spec.whatwg.org/windows-1252.html; Node 20's own decoder takes it for Latin-1.
    expect([...latin.slice(6)]).toEqual([
      0x5a, 0x6f, 0xeb, 0x20, 0x80, 0x35, 0x20, 0x96, 0x20, 0x84, 0x47, 0x72, 0xfc, 0x6e, 0x93, 0x0d, 0x0a,
    ]);
    const wide = encodeTable(table(['日本 😀']), form({ encoding: 'utf-16' }), utf8);
    expect(new TextDecoder('utf-16le').decode(wide)).toBe('Name\r\n日本 😀\r\n');
  });

  test.each(ENCODINGS)('F18: what %s holds comes back exactly', (encoding) => {
    const cell =
      encoding === 'windows-1252'
        ? fc.string({ unit: fc.constantFrom(...'aZ0 ,;"\t&<>\'=+-@\n€é–ÿ') })
        : fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1 }),
        fc.constantFrom(',', ';', '\t'),
        (rows, delimiter) => {
          const given = { header: ['a', 'b'], rows };
          const bytes = encodeTable(given, form({ encoding, delimiter: delimiter as ',' }), utf8);
          const text =
            encoding === 'windows-1252'
              ? decode(bytes, { mode: 'fatal' })
              : new TextDecoder(encoding === 'utf-16' ? 'utf-16le' : 'utf-8').decode(bytes);
          expect(readRows(text, { delimiter })).toEqual([['a', 'b'], ...rows]);
        },
      ),
    );
  });

  test('our own reader finds encoding and delimiter of each form', () => {
    for (const encoding of ENCODINGS) {
      for (const delimiter of [',', ';', '\t'] as const) {
        const given = { header: ['Order ID', 'Name'], rows: [['A-1', 'Zoë Grün']] };
        const read = readCsv(encodeTable(given, form({ encoding, delimiter }), utf8));
        expect(read.ok && read.rows).toEqual([['A-1', 'Zoë Grün']]);
      }
    }
  });
});
