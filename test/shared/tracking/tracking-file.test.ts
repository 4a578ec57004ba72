import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../shared/csv/read.ts';
import { type MappingOptions, mapTrackingColumns, trackingKnows } from '../../../shared/tracking/columns.ts';
import { checkFile } from '../../../shared/tracking/file-checks.ts';
import { type KeyIndex, MANY, type MatchOptions, matchKeys } from '../../../shared/tracking/match.ts';
import { classifyNumber } from '../../../shared/tracking/number-cell.ts';
import {
  NUMBER_KINDS,
  readTrackingRows,
  type TrackingFile,
  type TrackingOptions,
} from '../../../shared/tracking/tracking-file.ts';
import { SAMPLES } from './samples.ts';

const SKUS = new Set(['MUG', 'PIN']);
const sku = (text: string): string | null => (SKUS.has(text) ? text : null);

function open(text: string, options: TrackingOptions & MappingOptions = {}): TrackingFile {
  const table = readCsv(text, { knows: trackingKnows });
  if (!table.ok) throw new Error(table.code);
  return readTrackingRows(table, mapTrackingColumns(table.header, { sku, ...options }), options);
}

describe('mapTrackingColumns', () => {
  test.each([
    ['Tracking #', 'number'],
    ['AWB', 'number'],
    ['Waybill No.', 'number'],
    ['Sendungsnummer', 'number'],
    ['Numéro de suivi', 'number'],
    ['TRACKING_NUMBER', 'number'],
    ['tracking', 'number'],
    ['追跡番号', 'number'],
    ['Carrier', 'carrier'],
    ['Versender', 'carrier'],
    ['Courier Name', 'carrier'],
    ['Ship date', 'shippedAt'],
    ['Date shipped', 'shippedAt'],
    ['Versanddatum', 'shippedAt'],
    ['Order #', 'orderId'],
    ['Client Order No.', 'orderId'],
    ['Bestellnummer', 'orderId'],
    ['Shipment ID', 'shipmentId'],
    ['Reference', 'reference'],
    ['Backer number', 'backerNumber'],
    ['Qty', 'quantity'],
    ['SKU', 'sku'],
    ['Contents', 'contents'],
    ['E-Mail', 'email'],
    ['Tracking URL', 'url'],
  ] as const)('G24: %s is %s', (name, field) => {
    expect(mapTrackingColumns([name]).found).toEqual({ [field]: 0 });
  });

  test('G24: two candidate columns are for a person to choose, not one of them is taken', () => {
    const mapping = mapTrackingColumns(['Order ID', 'Tracking Number', 'AWB']);
    expect(mapping.found).toEqual({ orderId: 0 });
    expect(mapping.ambiguous).toEqual([{ field: 'number', columns: [1, 2] }]);
  });

  test('a weak name steps back behind a strong one', () => {
    const mapping = mapTrackingColumns(['Order ID', 'Tracking', 'Tracking Number', 'Date', 'Ship Date']);
    expect(mapping.found).toEqual({ orderId: 0, number: 2, shippedAt: 4 });
    expect(mapping.ambiguous).toEqual([]);
  });

  test('G24: what a person chose before for this partner decides', () => {
    const chosen = new Map<string, 'number' | ''>([
      ['awb', 'number'],
      ['zone', ''],
    ]);
    const mapping = mapTrackingColumns(['Tracking Number', 'AWB', 'Zone', 'Lane'], { chosen });
    expect(mapping.found).toEqual({ number: 1 });
    expect(mapping.unknown).toEqual([{ column: 3, name: 'Lane' }]);
  });

  test('quantity columns are headed by a SKU', () => {
    expect(mapTrackingColumns(['Order ID', 'MUG', 'Qty PIN', 'HAT'], { sku })).toMatchObject({
      quantities: [
        { sku: 'MUG', column: 1 },
        { sku: 'PIN', column: 2 },
      ],
      unknown: [{ column: 3, name: 'HAT' }],
    });
  });

  test('the tracking export of a postage service is mapped without a question', () => {
    const header =
      'Created Date,Recipient,Company,Email,Tracking Number,Cost,Status,Batch,Ship Date,Tracking Status,Tracking Info,Tracking Date,Zipcode,Country,Carrier,Service,Order ID,Rubber Stamp 1';
    const { found, ambiguous } = mapTrackingColumns(header.split(','));
    expect(found).toMatchObject({
      number: 4,
      shippedAt: 8,
      carrier: 14,
      orderId: 16,
      email: 3,
      reference: 17,
    });
    expect(ambiguous).toEqual([]);
  });
});

describe('readTrackingRows', () => {
  test('a row holds number, carrier, date and cells', () => {
    const file = open(
      'Order ID,Tracking Number,Carrier,Ship Date\nKS-1,9400 1112 0108 0805 4830 16,usps,2025-03-01\n',
    );
    expect(file.row(0)).toMatchObject({
      line: 2,
      cell: { kind: 'number', number: '9400111201080805483016' },
      carrier: 'USPS',
      carrierFrom: 'file',
      carrierKnown: true,
      shippedAt: { raw: '2025-03-01', text: '2025-03-01', why: '' },
      quantities: null,
      warnings: [],
      cells: ['KS-1', '9400 1112 0108 0805 4830 16', 'usps', '2025-03-01'],
    });
  });

  test('G21: a blank carrier comes from the address or from the number when only one fits', () => {
    const file = open(
      'Order ID,Tracking Number,Carrier\nA,1Z999AA10123456784,\nB,JFV123456789,\nC,https://www.ups.com/track?tracknum=1Z999AA10123456784,\nD,1Z999AA10123456784,Bikes\n',
    );
    expect(
      [0, 1, 2, 3].map((i) => [file.row(i).carrier, file.row(i).carrierFrom, file.row(i).carrierKnown]),
    ).toEqual([
      ['UPS', 'number', true],
      ['', 'none', false],
      ['UPS', 'url', true],
      ['Bikes', 'file', false],
    ]);
    expect([...file.carrier]).toEqual(['', '', 'UPS', 'Bikes']);
  });

  test('G8: where the number cell is blank, the address column gives it', () => {
    const file = open(
      'Order ID,Tracking Number,Tracking URL\nA,,https://www.ups.com/track?tracknum=1Z999AA10123456784\nB,,https://x.example/1\nC,,\nD,pending,https://x.example/2\n',
    );
    expect([0, 1, 2, 3].map((i) => file.row(i).cell)).toMatchObject([
      { kind: 'number', number: '1Z999AA10123456784', urlCarrier: 'UPS' },
      { kind: 'refused', code: 'tracking.url-only' },
      { kind: 'blank' },
      { kind: 'blank', raw: 'pending' },
    ]);
    expect(file.number[0]).toBe('1Z999AA10123456784');
    const alone = open('Order ID,Tracking link\nA,https://www.ups.com/track?tracknum=1Z999AA10123456784\n');
    expect(alone.row(0)).toMatchObject({ carrier: 'UPS', carrierFrom: 'url' });
  });

  test('G22: a carrier that contradicts the number wins, with a warning', () => {
    const file = open('Order ID,Tracking Number,Carrier\nA,1Z999AA10123456784,FedEx\n');
    expect(file.row(0)).toMatchObject({
      carrier: 'FedEx',
      warnings: [{ code: 'tracking.other-carrier', detail: 'UPS' }],
    });
  });

  test('G29: an ambiguous date stays as given unless the order of day and month is declared', () => {
    const text = 'Order ID,Tracking Number,Ship Date\nA,1Z999AA10123456784,03/04/2025\n';
    expect(open(text).row(0).shippedAt).toEqual({ raw: '03/04/2025', text: '', why: 'ambiguous' });
    expect(open(text, { dayOrder: 'dmy' }).row(0).shippedAt.text).toBe('2025-04-03');
  });

  test('G20: a blank quantity is not in the parcel if another is filled; all blank says nothing', () => {
    const file = open('Order ID,Tracking Number,MUG,PIN\nA,x,2,\nB,x,,\nC,x,1,3\nD,x,0,1\nE,x,2x,1\n');
    expect([0, 1, 2, 3, 4].map((i) => file.row(i).quantities)).toEqual([
      [{ sku: 'MUG', n: 2 }],
      null,
      [
        { sku: 'MUG', n: 1 },
        { sku: 'PIN', n: 3 },
      ],
      [{ sku: 'PIN', n: 1 }],
      [{ sku: 'PIN', n: 1 }],
    ]);
    expect(file.row(4).badQuantities).toEqual([{ column: 'MUG', value: '2x' }]);
  });

  test('a row per item states SKU and quantity', () => {
    const file = open('Order ID,Tracking Number,SKU,Qty\nA,x,MUG,2\nA,x,PIN,\n');
    expect([file.row(0).quantities, file.row(1).quantities]).toEqual([[{ sku: 'MUG', n: 2 }], null]);
  });

  test('the fast path gives what the slow one gives, for any cell', () => {
    const cell = fc.oneof(
      fc.constantFrom(...SAMPLES.map(([, , n]) => n)),
      fc.string({
        unit: fc.constantFrom('0', '1', '9', 'A', 'E', 'Z', '0', '0'),
        minLength: 1,
        maxLength: 30,
      }),
      fc.string({ maxLength: 25 }),
      fc.bigInt({ min: 0n, max: 10n ** 24n }).map((n) => `${n * 10n ** 7n}`),
    );
    fc.assert(
      fc.property(cell, (text) => {
        const table = readCsv('Order ID,Tracking Number\nA,x\n', { knows: trackingKnows });
        if (!table.ok) throw new Error(table.code);
        const file = readTrackingRows({ ...table, rows: [['A', text]] }, mapTrackingColumns(table.header));
        const slow = classifyNumber(text);
        expect(NUMBER_KINDS[file.kind[0] ?? 0]).toBe(slow.kind);
        expect(file.number[0]).toBe(slow.kind === 'number' ? slow.number : '');
        if (text !== '') expect(file.row(0).cell).toEqual(slow);
      }),
      { numRuns: 1000 },
    );
  });
});

const index = (prefix = 'KS-'): KeyIndex => {
  const numbers = [1, 2, 3, 1042];
  return {
    byShipmentId: new Map(
      numbers.flatMap(
        (b, n) =>
          [
            [`${prefix}${b}-1`, n],
            [`${prefix}${b}-2`, n],
          ] as [string, number][],
      ),
    ),
    byOrderId: new Map(numbers.map((b, n) => [`${prefix}${b}`, n])),
    byBackerNumber: new Map(numbers.map((b, n) => [`${b}`, n])),
    byUid: new Map([
      ['900', 0],
      ['3', 1],
    ] as [string, number][]),
    byEmail: new Map([
      ['ana@example.com', 0],
      ['both@example.com', MANY],
    ] as [string, number][]),
  };
};
const KS: MatchOptions = { prefix: 'KS-' };

function match(text: string, options: MatchOptions = KS, keys = index(options.prefix)) {
  const file = open(text);
  const { order, problems, counts } = matchKeys(file, keys, options);
  return { found: [...order].map((n, i) => (n >= 0 ? n : problems.get(i)?.code)), counts, problems };
}

describe('matchKeys', () => {
  test('A1: an order column may hold our order id, our shipment id or a backer number; the kind is counted', () => {
    const { found, counts } = match('Order #,Tracking\nKS-1,x\nKS-2-1,x\n1042,x\n900,x\n');
    expect(found).toEqual([0, 1, 3, 0]);
    expect(counts).toEqual({ shipmentId: 1, orderId: 1, backerUid: 1, backerNumber: 1, email: 0 });
  });

  test('A1: a value that fits two different orders by two kinds is no hit', () => {
    expect(match('Order #,Tracking\n3,x\n').found).toEqual(['match.ambiguous']);
    expect(match('Backer number,Tracking\n3,x\n').found).toEqual([2]);
  });

  test('A1: two columns of a row that name different orders are no hit; the same order is one', () => {
    const rows = 'Shipment ID,Order ID,Tracking\nKS-1-1,KS-2,x\nKS-1-1,KS-1,x\n,KS-2,x\nKS-9-1,KS-3,x\n';
    expect(match(rows).found).toEqual(['match.ambiguous', 0, 1, 2]);
    const withIds = { ...index(), orderIds: ['KS-1', 'KS-2', 'KS-3', 'KS-1042'] };
    expect(match(rows, KS, withIds).found).toEqual(['match.ambiguous', 0, 1, 2]);
  });

  test('A1: e-mail is a key only if chosen; one of two orders is no hit', () => {
    const rows = 'Email,Tracking\n Ana@Example.com,x\nboth@example.com,x\n';
    expect(match(rows).found).toEqual(['match.missing-id', 'match.missing-id']);
    expect(match(rows, { prefix: 'KS-', useEmail: true }).found).toEqual([0, 'match.ambiguous']);
  });

  test('A2: an id of another campaign is told apart, never hit by its number', () => {
    expect(match('Order #,Tracking\nGG-1042,x\nGG-1-1,x\nINV1234,x\n').found).toEqual([
      ...['match.other-project', 'match.other-project', 'match.none'],
    ]);
    expect(match('Order #,Tracking\nGG-1,x\n', { prefix: '' }).found).toEqual(['match.other-project']);
  });

  test('A13, A14: zeros and suffixes are part of an id; a damaged one is named', () => {
    const { found, problems } = match(
      'Backer number,Tracking\n1042.0,x\n01042,x\n1042a,x\n1.5,x\n1.04E+15,x\n',
    );
    expect(found).toEqual([3, 'match.none', 'match.none', 'match.damaged-id', 'match.damaged-id']);
    expect(problems.get(3)).toEqual({ code: 'match.damaged-id', value: '1.5' });
  });

  test('small letters and marks of a spreadsheet program do not hide an id', () => {
    expect(match('Order #,Tracking\nks-2,x\n\'KS-2,x\n="KS-2",x\n KS-2 ,x\n').found).toEqual([1, 1, 1, 1]);
  });

  test('G15: an unknown id, and a row without one', () => {
    expect(match('Order #,Tracking,Name\nKS-77,x,A\n,x,B\n').found).toEqual([
      'match.none',
      'match.missing-id',
    ]);
  });

  test('with bare numbers as order ids, the backer number of the same order agrees', () => {
    const keys = { ...index(''), byUid: new Map<string, number>() };
    expect(match('Order #,Tracking\n1042,x\n2-1,x\n', { prefix: '' }, keys).found).toEqual([3, 1]);
  });

  test('property 5: the result does not depend on the order of rows', () => {
    const ids = fc.constantFrom('KS-1', 'KS-2-1', '3', '1042', 'GG-1', '', 'KS-77', '1.0', 'ks-2');
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 12 }), (list) => {
        const text = (of: string[]): string => `Order #,Tracking\n${of.map((id) => `${id},x`).join('\n')}\n`;
        expect(match(text(list)).found).toEqual(match(text([...list].reverse())).found.reverse());
      }),
    );
  });
});

describe('checkFile', () => {
  const check = (text: string) => {
    const file = open(text);
    return checkFile(file, matchKeys(file, index(), KS).order);
  };
  const [a, b] = ['1Z999AA10123456784', '1Z5R89390357567127'];

  test('G12: of equal rows the first stays', () => {
    const { duplicateOf, sameNumber, severalNumbers } = check(
      `Order #,Tracking,Note\nKS-1,${a},\nKS-2,${b},\nKS-1, ${a} ,\nKS-1,${a},other\nKS-1,${a},\n`,
    );
    expect([...duplicateOf]).toEqual([-1, -1, 0, -1, 0]);
    expect([sameNumber, severalNumbers]).toEqual([[], []]);
  });

  test('G10: one number on rows of two orders is listed with its rows', () => {
    expect(
      check(`Order #,Tracking\nKS-1,${a}\nKS-2,${b}\nKS-2,${a.toLowerCase()}\nKS-2,${a}\n`).sameNumber,
    ).toEqual([{ number: a, rows: [0, 2, 3] }]);
  });

  test('G11: one order with two numbers is listed; the same number on two item rows is not', () => {
    expect(
      check(`Order #,Tracking,SKU\nKS-1,${a},MUG\nKS-2,${a},MUG\nKS-1,${b},PIN\nKS-2,${a},PIN\n`)
        .severalNumbers,
    ).toEqual([{ order: 0, rows: [0, 2] }]);
  });

  test('rows without a number and rows of unknown orders are not compared', () => {
    const { duplicateOf, sameNumber } = check(`Order #,Tracking\nKS-1,\nKS-2,\nKS-88,${a}\nKS-1,${a}\n`);
    expect([...duplicateOf]).toEqual([-1, -1, -1, -1]);
    expect(sameNumber).toEqual([]);
  });

  test('the chains hold under any numbers: the same as comparing every pair', () => {
    const row = fc.tuple(fc.constantFrom('KS-1', 'KS-2', 'KS-3'), fc.constantFrom(a, b, 'ABCD12345678', ''));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const { duplicateOf } = check(`Order #,Tracking\n${rows.map((r) => r.join(',')).join('\n')}\n`);
        const expected = rows.map(([order, number], i) => {
          const first = rows.findIndex(([o, n]) => o === order && n === number);
          return number === '' || first === i ? -1 : first;
        });
        expect([...duplicateOf]).toEqual(expected);
      }),
    );
  });
});
