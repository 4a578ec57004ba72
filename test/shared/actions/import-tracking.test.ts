/** Section G of the cases, by its numbers: from the text of a file to what becomes of each row. */
import { describe, expect, test } from 'vitest';
import { importTracking } from '../../../shared/actions/import-tracking.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { lockedOrder, planned, ready, sent, shipped, tablesOf } from '../../support/campaign.ts';
import {
  bookOf,
  importFiles,
  intentsOf,
  NUMBERS,
  parcels,
  planIntents,
  rowsOf,
  sheet,
  tablesIn,
  unitsOf,
} from './shipping-support.ts';

const [N1, N2, N3, UPS] = NUMBERS;
const CHANNELS = [
  { Channel: 'US', SKUs: 'MUG', Priority: 1 },
  { Channel: 'EU', SKUs: 'SHIRT', Priority: 2 },
];
const elsewhere = {
  'Address 1': '9 Other Road',
  City: 'Boston',
  'Postal code': '02108',
  'State/Province': 'MA',
};

/** One order with a mug at the warehouse. */
const one = () => tablesOf({ orders: [ready('A-1')], shipments: [sent('A-1-1', 'MUG x1')] });
/** An order of three mugs and a shirt in one shipment. */
const four = () =>
  tablesOf({
    orders: [ready('A-1', { Items: 'MUG x3; SHIRT x1' })],
    shipments: [sent('A-1-1', 'MUG x3; SHIRT x1')],
  });

const file = (...rows: string[]): string => ['Shipment ID,Tracking number,Carrier', ...rows].join('\n');

/** Imports, and imports again: the second time nothing may change. */
function twice(tables: ReturnType<typeof one>, said: string | readonly string[], options = {}) {
  const book = bookOf(tables);
  const first = importFiles(book, said, options);
  const after = sheet(book);
  const second = importFiles(book, said, options);
  expect(second.result).toBe(null);
  expect(sheet(book)).toEqual(after);
  return { book, rows: first.rows, again: second.rows, result: first.result };
}

test('a number on its shipment ships it, with carrier, link and time', () => {
  const { book, rows, again } = twice(one(), file(`A-1-1,${N1},USPS`));
  expect(rows).toEqual(['change']);
  expect(again).toEqual(['already']);
  expect(book.show('Shipments')[0]).toMatchObject({
    Status: 'shipped',
    'Tracking number': N1,
    Carrier: 'USPS',
    'Shipped at': '2026-03-01 10:00:00Z',
  });
  expect(book.show('Shipments')[0]?.['Tracking URL']).toContain(N1);
  expect(book.show('Orders')[0]).toMatchObject({ Stage: 'Shipped', Packages: 'A-1-1 shipped' });
});

describe('G1, G7: a row without a number', () => {
  test.each(['', 'N/A', '-', 'pending', 'letter', 'TBA', 'none', '0'])(
    'G1, G7: "%s" waits for a decision and ships nothing',
    (cell) => {
      const { book, rows } = twice(one(), file(`A-1-1,${cell},USPS`));
      expect(rows).toEqual(['decide: tracking.blank']);
      expect(parcels(book)).toEqual(['A-1-1 MUG x1 sent']);
    },
  );

  test('G1: "ship without tracking" ships it without a number', () => {
    const { book, rows, again } = twice(one(), file('A-1-1,,USPS'), { shipWithoutTracking: true });
    expect(rows).toEqual(['change']);
    expect(again).toEqual(['already']);
    expect(parcels(book)).toEqual(['A-1-1 MUG x1 shipped']);
    expect(book.show('Shipments')[0]?.Carrier).toBe('USPS');
  });

  test('G1: for a chosen carrier, only its rows ship without a number', () => {
    const tables = tablesOf({
      orders: [ready('A-1'), ready('A-2')],
      shipments: [sent('A-1-1', 'MUG x1'), sent('A-2-1', 'MUG x1')],
    });
    const options = { shipWithoutTracking: true, withoutCarrier: 'Deutsche Post' };
    expect(rowsOf(tables, file('A-1-1,,Deutsche Post', 'A-2-1,,FedEx'), options)).toEqual([
      'change',
      'decide: tracking.blank',
    ]);
  });

  test('G1: a carrier and a number that stand there are not wiped by a row without them', () => {
    const tables = tablesOf({
      orders: [ready('A-1')],
      shipments: [sent('A-1-1', 'MUG x1', { 'Tracking number': N1, Carrier: 'USPS' })],
    });
    const { book } = twice(tables, file('A-1-1,,'), { shipWithoutTracking: true });
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`]);
    expect(book.show('Shipments')[0]?.Carrier).toBe('USPS');
  });

  test('a number that comes later goes to the parcel that was shipped without one', () => {
    const book = bookOf(one());
    importFiles(book, file('A-1-1,,USPS'), { shipWithoutTracking: true });
    book.wait(86_400_000);
    expect(importFiles(book, `Order ID,Tracking,Carrier\nA-1,${N1},USPS`).rows).toEqual(['change']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`]);
    expect(book.show('Shipments')[0]?.['Shipped at']).toBe('2026-03-01 10:00:00Z');
  });
});

describe('damaged numbers are never stored', () => {
  test.each([
    ['G2', '9.25082E+11', 'left: tracking.damaged-scientific'],
    ['G4', '9400111200000000000000', 'left: tracking.damaged-precision'],
    ['G8', 'https://parcels.example/track?q=1', 'left: tracking.url-only'],
    ['G9', `${N1}; ${N2}`, 'decide: tracking.two-numbers'],
    ['G9', `"${N1}\n${N2}"`, 'decide: tracking.two-numbers'],
  ])('%s: %s', (_, cell, outcome) => {
    for (const options of [{}, { shipWithoutTracking: true, carrier: 'USPS' }]) {
      const { book, rows } = twice(one(), file(`A-1-1,${cell},USPS`), options);
      expect(rows).toEqual([outcome]);
      expect(parcels(book)).toEqual(['A-1-1 MUG x1 sent']);
    }
  });
});

test.each([
  [`'${N1}`],
  [`"=""${N1}"""`],
  ['9400 1112 0108 0805 4830 16'],
  ['9400-1112-0108-0805-4830-16'],
  [`\u200b${N1}\u00a0`],
  [`"=HYPERLINK(""https://x.example"",""${N1}"")"`],
])('G5, G31: %s is cleaned', (cell) => {
  const { book, rows } = twice(one(), file(`A-1-1,${cell},USPS`));
  expect(rows).toEqual(['change']);
  expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`]);
});

test('G6: a number that may have lost a zero goes on with a remark, and is stored as it stands', () => {
  const { book, rows } = twice(one(), file('A-1-1,3071790000523483741,USPS'));
  expect(rows).toEqual(['change: tracking.zero-lost']);
  expect(parcels(book)).toEqual(['A-1-1 MUG x1 shipped 3071790000523483741']);
});

test('G8: a number is taken from a link of a known carrier, and the link is kept', () => {
  const url = `https://www.ups.com/track?tracknum=${UPS}`;
  const { book } = twice(one(), file(`A-1-1,${url},`));
  expect(book.show('Shipments')[0]).toMatchObject({
    'Tracking number': UPS,
    Carrier: 'UPS',
    'Tracking URL': url,
  });
});

describe('G10: one number on two orders', () => {
  const said = file(`A-1-1,${N1},USPS`, `A-2-1,${N1},USPS`);
  const two = (second = {}) =>
    tablesOf({
      orders: [ready('A-1'), ready('A-2', second)],
      shipments: [sent('A-1-1', 'MUG x1'), sent('A-2-1', 'MUG x1')],
    });

  test('G10: with different addresses both wait for a decision that names both', () => {
    const { book, rows } = twice(two(elsewhere), said);
    expect(rows).toEqual(['decide: tracking.same-number', 'decide: tracking.same-number']);
    expect(parcels(book)).toEqual(['A-1-1 MUG x1 sent', 'A-2-1 MUG x1 sent']);
    const tables = two(elsewhere);
    expect(planIntents(tables, intentsOf(tables, [said])).detail[0]).toContain('A-1, A-2');
  });

  test('G10: with the same address both ship', () => {
    const { book, rows, again } = twice(two(), said);
    expect(rows).toEqual(['change', 'change']);
    expect(again).toEqual(['already', 'already']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`, `A-2-1 MUG x1 shipped ${N1}`]);
  });

  test('G10: two blank addresses are not the same place', () => {
    const blank = { 'Address 1': '', City: '', 'State/Province': '', 'Postal code': '', Country: '' };
    const tables = tablesOf({
      orders: [ready('A-1', blank), ready('A-2', blank)],
      shipments: [sent('A-1-1', 'MUG x1'), sent('A-2-1', 'MUG x1')],
    });
    expect(rowsOf(tables, said)).toEqual(['decide: tracking.same-number', 'decide: tracking.same-number']);
  });

  test('G10: shipments of one Box share its number, wherever the orders live', () => {
    const tables = tablesOf({
      orders: [ready('A-1'), ready('A-2', elsewhere)],
      shipments: [sent('A-1-1', 'MUG x1', { Box: 'A-1-1' }), sent('A-2-1', 'MUG x1', { Box: 'A-1-1' })],
    });
    expect(rowsOf(tables, said)).toEqual(['change', 'change']);
  });

  test('G10: a number that another order on the sheet has already asks too', () => {
    const tables = tablesOf({
      orders: [ready('A-1', elsewhere), ready('A-2')],
      shipments: [shipped('A-1-1', 'MUG x1', { 'Tracking number': N1 }), sent('A-2-1', 'MUG x1')],
    });
    expect(rowsOf(tables, file(`A-2-1,${N1},USPS`))).toEqual(['decide: tracking.same-number']);
  });

  test('G13: an address that changed after shipping makes no question of what is done', () => {
    const book = bookOf(two());
    importFiles(book, said);
    book.type('Orders', 1, 'Address 1', '5 New Lane');
    expect(importFiles(book, said).rows).toEqual(['already', 'already']);
  });
});

describe('G11: one order with two numbers', () => {
  const said = `Order ID,Tracking,Carrier\nA-1,${N1},USPS\nA-1,${N2},USPS`;

  test('G11: without quantities the second is asked about, once for the file', () => {
    const { book, rows } = twice(one(), said);
    expect(rows).toEqual(['change', 'decide: tracking.extra-box']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`]);
    const tables = one();
    expect(planIntents(tables, intentsOf(tables, [said])).questions.map((question) => question.id)).toEqual([
      'extraBox',
    ]);
  });

  test('G11: answered yes it is a further box that counts no unit', () => {
    const { book, rows, again } = twice(one(), said, { answers: { extraBox: 'yes' } });
    expect(rows).toEqual(['change', 'change']);
    expect(again).toEqual(['already', 'already']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`, `A-1-1.1 - shipped ${N2}`]);
    expect(unitsOf(book, 'A-1')).toEqual({ MUG: [1, 0, 0, 1, 0] });
  });

  test('G11: answered no it is left alone', () => {
    expect(rowsOf(one(), said, { answers: { extraBox: 'no' } })).toEqual([
      'change',
      'left: tracking.extra-box',
    ]);
  });

  test('G11: imported again, a second number is still the same question, whatever G14 is answered', () => {
    for (const otherNumber of ['keep', 'add', 'replace']) {
      const { book, again } = twice(one(), said, { answers: { otherNumber } });
      expect(again).toEqual(['already', 'decide: tracking.extra-box']);
      expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`]);
      expect(importFiles(book, said, { answers: { otherNumber, extraBox: 'yes' } }).rows).toEqual([
        'already',
        'change',
      ]);
    }
  });

  test('G11: with quantities each parcel holds its own, and the family’s sum stays', () => {
    const { book, rows, again } = twice(
      four(),
      `Shipment ID,Tracking,Carrier,MUG,SHIRT\nA-1-1,${N1},USPS,2,\nA-1-1,${N2},USPS,1,1`,
    );
    expect(rows).toEqual(['change', 'change']);
    expect(again).toEqual(['already', 'already']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x1; SHIRT x1 shipped ${N2}`, `A-1-1.1 MUG x2 shipped ${N1}`]);
    expect(unitsOf(book, 'A-1')).toEqual({ MUG: [3, 0, 0, 3, 0], SHIRT: [1, 0, 0, 1, 0] });
  });

  test('G11: a child goes to the address, batch and time that its parent was sent with', () => {
    const tables = tablesOf({
      orders: [ready('A-1', { Items: 'MUG x2' })],
      shipments: [sent('A-1-1', 'MUG x2', { 'Ship to': 'Ada, Old Street', Batch: 'All items #4' })],
    });
    const { book } = twice(tables, `Shipment ID,Tracking,Carrier,MUG\nA-1-1,${N1},USPS,1`);
    expect(book.show('Shipments')[1]).toMatchObject({
      'Shipment ID': 'A-1-1.1',
      'Ship to': 'Ada, Old Street',
      Batch: 'All items #4',
      'Pushed at': '2026-04-01 08:00:00Z',
    });
    expect(unitsOf(book, 'A-1')).toEqual({ MUG: [2, 0, 1, 1, 0] });
  });

  test('two shipments of an order that travel under one number both ship', () => {
    const tables = tablesOf({
      orders: [ready('A-1', { Items: 'MUG x1; SHIRT x1' })],
      shipments: [sent('A-1-1', 'MUG x1'), sent('A-1-2', 'SHIRT x1')],
    });
    const { book, rows, again } = twice(tables, file(`A-1-1,${N1},USPS`, `A-1-2,${N1},USPS`));
    expect(rows).toEqual(['change', 'change']);
    expect(again).toEqual(['already', 'already']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`, `A-1-2 SHIRT x1 shipped ${N1}`]);
  });
});

test('G12: the same row twice in a file is applied once', () => {
  const { rows } = twice(one(), file(`A-1-1,${N1},USPS`, `A-1-1,${N1},USPS`));
  expect(rows).toEqual(['change', 'already: duplicate.row']);
});

test('G12: the same row in two files is applied once', () => {
  const said = file(`A-1-1,${N1},USPS`);
  expect(twice(one(), [said, said]).rows).toEqual(['change', 'already: duplicate.row']);
});

test('G13: a file imported twice, and a third time with its rows in another order, changes nothing', () => {
  const tables = tablesOf({
    orders: [ready('A-1'), ready('A-2')],
    shipments: [sent('A-1-1', 'MUG x1'), sent('A-2-1', 'MUG x1')],
  });
  const { book } = twice(tables, file(`A-1-1,${N1},USPS`, `A-2-1,${N2},USPS`));
  expect(importFiles(book, file(`A-2-1,${N2},USPS`, `A-1-1,${N1},USPS`)).rows).toEqual([
    'already',
    'already',
  ]);
});

describe('G14: a shipment that has another number', () => {
  const other = () =>
    tablesOf({
      orders: [ready('A-1')],
      shipments: [shipped('A-1-1', 'MUG x1', { 'Tracking number': N1, Carrier: 'USPS' })],
    });

  test.each([
    ['by its shipment', file(`A-1-1,${N2},USPS`)],
    ['by its order', `Order ID,Tracking,Carrier\nA-1,${N2},USPS`],
    ['by its order and items', `Order ID,Tracking,Carrier,MUG\nA-1,${N2},USPS,1`],
  ])('G14: named %s, waits for a decision', (_, said) => {
    const { book, rows } = twice(other(), said);
    expect(rows).toEqual(['decide: tracking.other-number']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`]);
  });

  test('G14: keep leaves it', () => {
    expect(rowsOf(other(), file(`A-1-1,${N2},USPS`), { answers: { otherNumber: 'keep' } })).toEqual([
      'left: tracking.other-number',
    ]);
  });

  test('G14: add makes a further parcel', () => {
    const { book, again } = twice(other(), file(`A-1-1,${N2},USPS`), { answers: { otherNumber: 'add' } });
    expect(again).toEqual(['already']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`, `A-1-1.1 - shipped ${N2}`]);
  });

  test('G14: a further parcel with stated items is known when the file comes again', () => {
    const said = `Order ID,Tracking,Carrier,MUG\nA-1,${N2},USPS,1`;
    const { again } = twice(other(), said, { answers: { otherNumber: 'add' } });
    expect(again).toEqual(['already']);
  });

  test('G14: replace sets the number, its carrier and link; the time of shipping stays', () => {
    const { book, again } = twice(other(), file(`A-1-1,${UPS},UPS`), { answers: { otherNumber: 'replace' } });
    expect(again).toEqual(['already']);
    expect(book.show('Shipments')[0]).toMatchObject({
      'Tracking number': UPS,
      Carrier: 'UPS',
      'Shipped at': '2026-04-01 08:00:00Z',
    });
    expect(book.show('Shipments')[0]?.['Tracking URL']).toContain(UPS);
  });
});

test('G15: an unknown id is match.none, one of another campaign says so, and a row without one too', () => {
  expect(rowsOf(one(), file(`A-77-1,${N1},USPS`, `B-1-1,${N2},USPS`, `,${N3},USPS`))).toEqual([
    'left: match.none',
    'left: match.other-project',
    'left: match.missing-id',
  ]);
});

describe('G16: channels', () => {
  const two = () =>
    tablesOf({
      orders: [ready('A-1', { Items: 'MUG x1; SHIRT x1' })],
      shipments: [sent('A-1-1', 'MUG x1', { Channel: 'US' }), sent('A-1-2', 'SHIRT x1', { Channel: 'EU' })],
      channels: CHANNELS,
    });
  const byOrder = `Order ID,Tracking,Carrier\nA-1,${N1},USPS`;

  test('G16: a file of one channel touches no shipment of another', () => {
    expect(rowsOf(two(), file(`A-1-2,${N1},USPS`), { channel: 'US' })).toEqual(['left: channel.mismatch']);
    const alone = tablesOf({
      orders: [ready('A-1', { Items: 'SHIRT x1' })],
      shipments: [sent('A-1-1', 'SHIRT x1', { Channel: 'EU' })],
      channels: CHANNELS,
    });
    expect(rowsOf(alone, byOrder, { channel: 'US' })).toEqual(['left: channel.mismatch']);
  });

  test('an order in several channels asks which; the file’s channel answers', () => {
    expect(rowsOf(two(), byOrder)).toEqual(['decide: tracking.channel-needed']);
    const { book, again } = twice(two(), byOrder, { channel: 'EU' });
    expect(again).toEqual(['already']);
    expect(parcels(book)).toEqual(['A-1-1 MUG x1 sent', `A-1-2 SHIRT x1 shipped ${N1}`]);
  });

  test('stated items that only one of the channels can give answer it too', () => {
    const { book } = twice(two(), `Order ID,Tracking,Carrier,MUG,SHIRT\nA-1,${N1},USPS,,1`);
    expect(parcels(book)).toEqual(['A-1-1 MUG x1 sent', `A-1-2 SHIRT x1 shipped ${N1}`]);
  });
});

describe('G17: an order that is not ready', () => {
  const said = `Order ID,Tracking,Carrier\nA-1,${N1},USPS`;
  const early = () => tablesOf({ orders: [lockedOrder('A-1', { Items: 'SET x1' })] });

  test('G17: is left alone', () => {
    const { book, rows } = twice(early(), said);
    expect(rows).toEqual(['left: order.not-ready']);
    expect(parcels(book)).toEqual([]);
  });

  test('G17: "record anyway" records the parcel and what it passes', () => {
    const { book, rows, again } = twice(early(), said, { anyway: true });
    expect(rows).toEqual(['change: force.passes']);
    expect(again).toEqual(['already']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x2 shipped ${N1}`]);
    expect(book.show('Orders')[0]).toMatchObject({
      Stage: 'Shipped',
      'Finalized at': '2026-03-01 10:00:00Z',
    });
    const tables = early();
    expect(planIntents(tables, intentsOf(tables, [said]), { anyway: true }).detail[0]).toBe(
      'the order is not paid; the address is not finalized',
    );
  });

  test('G17: a planned shipment of an order that is not ready is recorded in the same way', () => {
    const tables = tablesOf({ orders: [lockedOrder('A-1')], shipments: [planned('A-1-1', 'MUG x1')] });
    expect(rowsOf(tables, said)).toEqual(['left: order.not-ready']);
    const { book, rows } = twice(tables, said, { anyway: true });
    expect(rows).toEqual(['change: force.passes']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`]);
    expect(book.show('Orders')[0]?.['Finalized at']).toBe('2026-03-01 10:00:00Z');
  });

  test('G17: an unknown SKU cannot be passed: nobody knows what would be counted', () => {
    const tables = tablesOf({ orders: [lockedOrder('A-1', { Items: 'HAT x1' })] });
    expect(rowsOf(tables, said, { anyway: true })).toEqual(['left: sku.unknown']);
  });

  test('G17: what is at the warehouse is recorded although the order went on hold', () => {
    const tables = tablesOf({
      orders: [ready('A-1', { Hold: 'fraud' })],
      shipments: [sent('A-1-1', 'MUG x1')],
    });
    expect(rowsOf(tables, said)).toEqual(['change']);
  });
});

test('G18: a number for a cancelled order waits for a decision', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { 'Cancelled items': 'MUG x1' }), ready('A-2')],
    shipments: [
      sent('A-1-1', 'MUG x1', { 'Cancelled at': '2026-04-02 08:00:00Z' }),
      sent('A-2-1', 'MUG x1', { 'Cancelled at': '2026-04-02 08:00:00Z' }),
      sent('A-2-2', 'MUG x1', { 'Warehouse says': 'refused: no such street' }),
    ],
  });
  const { rows } = twice(tables, file(`A-1-1,${N1},USPS`, `A-2-1,${N2},USPS`, `A-2-2,${N3},USPS`), {
    anyway: true,
  });
  expect(rows).toEqual([
    'decide: order.cancelled',
    'decide: shipment.cancelled',
    'decide: shipment.cancelled',
  ]);
});

describe('G19: more than is open', () => {
  test.each([
    ['by shipment', `Shipment ID,Tracking,Carrier,MUG\nA-1-1,${N1},USPS,4`],
    ['by order', `Order ID,Tracking,Carrier,MUG\nA-1,${N1},USPS,4`],
    ['in the sum of two rows', `Shipment ID,Tracking,Carrier,MUG\nA-1-1,${N2},USPS,3\nA-1-1,${N1},USPS,1`],
  ])('G19: %s: nothing for this row', (_, said) => {
    const { book, rows } = twice(four(), said);
    expect(rows.at(-1)).toBe('left: qty.over');
    expect(book.show('Shipments').some((row) => row['Tracking number'] === N1)).toBe(false);
  });

  test('a SKU that is not in the order is named', () => {
    expect(rowsOf(one(), `Shipment ID,Tracking,Carrier,SHIRT\nA-1-1,${N1},USPS,1`)).toEqual([
      'left: sku.not-in-order',
    ]);
  });

  test('quantities that are all 0 make no parcel', () => {
    expect(rowsOf(one(), `Shipment ID,Tracking,Carrier,MUG\nA-1-1,${N1},USPS,0`)).toEqual(['left: qty.none']);
    expect(rowsOf(one(), `Shipment ID,Tracking,Carrier,MUG\nA-1-1,${N1},USPS,1.5`)).toEqual([
      'left: qty.invalid',
    ]);
  });
});

test('G20: a blank quantity is not in this parcel if another is filled; all blank is everything', () => {
  const head = 'Shipment ID,Tracking,Carrier,MUG,SHIRT';
  const some = twice(four(), `${head}\nA-1-1,${N1},USPS,3,`).book;
  expect(parcels(some)).toEqual(['A-1-1 SHIRT x1 sent', `A-1-1.1 MUG x3 shipped ${N1}`]);
  const all = twice(four(), `${head}\nA-1-1,${N1},USPS,,`).book;
  expect(parcels(all)).toEqual([`A-1-1 MUG x3; SHIRT x1 shipped ${N1}`]);
});

describe('G21 to G23: carriers', () => {
  test('G21: detected where exactly one fits', () => {
    const { book } = twice(one(), file(`A-1-1,${UPS},`));
    expect(book.show('Shipments')[0]?.Carrier).toBe('UPS');
  });

  test('G21: asked for where none or several fit; one chosen for the file answers, with its link', () => {
    expect(rowsOf(one(), file('A-1-1,QX98765432107,'))).toEqual(['decide: tracking.carrier-unknown']);
    const book = bookOf(one());
    importFiles(book, file('A-1-1,QX98765432107,'), {}, 'chosen', { carrier: 'FedEx' });
    expect(book.show('Shipments')[0]?.Carrier).toBe('FedEx');
    expect(book.show('Shipments')[0]?.['Tracking URL']).toContain('QX98765432107');
    expect(importFiles(book, file('A-1-1,QX98765432107,')).rows).toEqual(['already']);
  });

  test('G21: numbers that fit the same carriers are asked about together, and answered together', () => {
    const rows = file('A-1-1,0073938000549297,');
    expect(rowsOf(one(), rows)).toEqual(['decide: tracking.carrier-unknown']);
    const book = bookOf(one());
    const carriers = new Map([['Canada Post or Evri', 'Evri']]);
    importFiles(book, rows, {}, 'answered', { carriers });
    expect(book.show('Shipments')[0]).toMatchObject({
      Carrier: 'Evri',
      'Tracking number': '0073938000549297',
    });
  });

  test('G22: a carrier that contradicts the number wins, with a remark', () => {
    const { book, rows } = twice(one(), file(`A-1-1,${UPS},DPD`));
    expect(rows).toEqual(['change: tracking.other-carrier']);
    expect(book.show('Shipments')[0]?.Carrier).toBe('DPD');
  });

  test.each([
    ['Fedex', 'FedEx'],
    ['FED EX Ground', 'FedEx'],
    ['Bob’s Bikes', 'Bob’s Bikes'],
  ])('G23: "%s" is kept as %s', (given, kept) => {
    const { book } = twice(one(), file(`A-1-1,986578788855,${given}`));
    expect(book.show('Shipments')[0]?.Carrier).toBe(kept);
  });
});

test.each([
  ['G24', `AWB;Sent with;Order #\n${N1};USPS;A-1`],
  ['G24', `Sendungsnummer,Versender,Bestellnummer\n${N1},USPS,A-1`],
  ['G25', `Our warehouse report\n\nOrder ID,Tracking,Carrier\nA-1,${N1},USPS\n\nTotal,1,\n`],
  ['G27', `\ufeffOrder ID\tTracking\tCarrier\r\nA-1\t${N1}\tUSPS\r\n`],
  ['G27', `Order ID,Tracking,Carrier,\rA-1,${N1},USPS,\r`],
  ['G28', `Order ID;Tracking;Carrier;Weight\nA-1;${N1};USPS;0,5`],
])('%s: a file of another shape ships the same parcel', (_, said) => {
  const { book, rows } = twice(one(), said);
  expect(rows).toEqual(['change']);
  expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`]);
});

describe('G29, G30: dates', () => {
  const said = (date: string) => `Shipment ID,Tracking,Carrier,Ship date\nA-1-1,${N1},USPS,${date}`;

  test('G29: a date of the file is the time of shipping; an ambiguous one is not guessed', () => {
    expect(twice(one(), said('2026-02-27')).book.show('Shipments')[0]?.['Shipped at']).toMatch(/^2026-02-27/);
    expect(twice(one(), said('03/04/2025')).book.show('Shipments')[0]?.['Shipped at']).toBe(
      '2026-03-01 10:00:00Z',
    );
  });

  test('G30: a date in the future is warned about', () => {
    const tables = one();
    const plan = planIntents(tables, intentsOf(tables, [said('2027-01-01')]));
    expect(plan.notices.map((notice) => notice.level)).toEqual(['warning']);
    expect(plan.notices[0]?.text).toMatch(/later than today/);
  });
});

describe('rows that are one parcel', () => {
  const head = 'Order ID,Tracking,Carrier,SKU,Quantity';

  test('a row an item: the rows of one number are one parcel', () => {
    const { book, rows, again } = twice(four(), `${head}\nA-1,${N1},USPS,MUG,3\nA-1,${N1},USPS,SHIRT,1`);
    expect(rows).toEqual(['change', 'already: tracking.same-parcel']);
    expect(again).toEqual(['already', 'already: tracking.same-parcel']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x3; SHIRT x1 shipped ${N1}`]);
  });

  test('when the parcel is left alone, so are all of its rows: the failure file holds the whole parcel', () => {
    expect(rowsOf(four(), `${head}\nA-1,${N1},USPS,MUG,4\nA-1,${N1},USPS,SHIRT,1`)).toEqual([
      'left: qty.over',
      'left: qty.over',
    ]);
    const cancelled = tablesOf({ orders: [ready('A-1', { 'Cancelled items': 'MUG x1' })] });
    expect(rowsOf(cancelled, `${head}\nA-1,${N1},USPS,MUG,1\nA-1,${N1},USPS,PDF,1`)).toEqual([
      'decide: order.cancelled',
      'decide: order.cancelled',
    ]);
  });

  test('an item that is corrected and imported later joins the number, once', () => {
    const book = bookOf(four());
    importFiles(book, `${head}\nA-1,${N1},USPS,MUG,3\nA-1,${N1},USPS,SHIRT,many`);
    expect(parcels(book)).toEqual(['A-1-1 SHIRT x1 sent', `A-1-1.1 MUG x3 shipped ${N1}`]);
    const whole = `${head}\nA-1,${N1},USPS,MUG,3\nA-1,${N1},USPS,SHIRT,1`;
    expect(importFiles(book, whole).rows).toEqual(['change', 'already: tracking.same-parcel']);
    expect(parcels(book)).toEqual([`A-1-1 SHIRT x1 shipped ${N1}`, `A-1-1.1 MUG x3 shipped ${N1}`]);
    expect(importFiles(book, whole).result).toBe(null);
    expect(unitsOf(book, 'A-1')).toEqual({ MUG: [3, 0, 0, 3, 0], SHIRT: [1, 0, 0, 1, 0] });
  });
});

test('rows that say more come first: a row that names only its order gets what is left', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x2; SHIRT x1' })],
    shipments: [sent('A-1-1', 'MUG x1'), sent('A-1-2', 'SHIRT x1')],
  });
  const { book, rows, again } = twice(
    tables,
    `Order ID,Tracking,Carrier,MUG,SHIRT\nA-1,${N1},USPS,,\nA-1,${N2},USPS,,1\nA-1-1,${N3},USPS,,`,
  );
  expect(rows).toEqual(['change', 'change', 'change']);
  expect(again).toEqual(['already', 'already', 'already']);
  expect(parcels(book)).toEqual([
    `A-1-1 MUG x1 shipped ${N3}`,
    `A-1-2 SHIRT x1 shipped ${N2}`,
    `A-1-3 MUG x1 shipped ${N1}`,
  ]);
});

describe('an order without shipments yet', () => {
  test('gets one of everything open in the channel, or of what is stated, never more', () => {
    const fresh = () => tablesOf({ orders: [ready('A-1', { Items: 'MUG x3; SHIRT x1; PDF x1' })] });
    const all = twice(fresh(), `Order ID,Tracking,Carrier\nA-1,${N1},USPS`).book;
    expect(parcels(all)).toEqual([`A-1-1 MUG x3; SHIRT x1 shipped ${N1}`]);
    const some = twice(fresh(), `Order ID,Tracking,Carrier,MUG\nA-1,${N1},USPS,1\nA-1,${N2},USPS,2`).book;
    expect(parcels(some)).toEqual([`A-1-1 MUG x1 shipped ${N1}`, `A-1-2 MUG x2 shipped ${N2}`]);
    expect(unitsOf(some, 'A-1')).toMatchObject({ MUG: [3, 0, 0, 3, 0], SHIRT: [1, 0, 0, 0, 1] });
    expect(rowsOf(fresh(), `Order ID,Tracking,Carrier,MUG\nA-1,${N1},USPS,4`)).toEqual(['left: qty.over']);
  });
});

test('I2: a replacement ships under its own number and raises no count', () => {
  const tables = tablesOf({
    orders: [ready('A-1')],
    shipments: [
      shipped('A-1-1', 'MUG x1', { 'Tracking number': N1 }),
      sent('A-1-2', 'MUG x1', { Replaces: 'A-1-1 (lost)' }),
    ],
  });
  const { book, again } = twice(tables, file(`A-1-2,${N2},USPS`));
  expect(again).toEqual(['already']);
  expect(parcels(book)[1]).toBe(`A-1-2 MUG x1 shipped ${N2}`);
  expect(unitsOf(book, 'A-1')).toEqual({ MUG: [1, 0, 0, 1, 0] });
});

test('an order with two rows, a mixed-up row and a lost shipment row is left alone', () => {
  const tables = tablesOf({
    orders: [
      ready('A-1'),
      ready('A-1'),
      ready('A-2', { 'Row check': '1.aaaaaa.aaaaaaa.f.' }),
      ready('A-3', { Packages: 'A-3-1 sent' }),
    ],
  });
  const said = `Order ID,Tracking,Carrier\nA-2,${N2},USPS\nA-3,${N3},USPS`;
  expect(rowsOf(tables, said)).toEqual(['left: row.scrambled', 'left: shipment.row-missing']);
});

test('no SKU of the exported file is lost when a spreadsheet program would have run it', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: '=MUG x1; SHIRT x1' })],
    shipments: [sent('A-1-1', '=MUG x1; SHIRT x1')],
    products: [
      { SKU: '=MUG', Kind: 'physical' },
      { SKU: 'SHIRT', Kind: 'physical' },
    ],
  });
  const { book } = twice(tables, `Shipment ID,Tracking,Carrier,SKU,Quantity\nA-1-1,${N1},USPS,'=MUG,1`);
  expect(parcels(book)).toEqual(['A-1-1 SHIRT x1 sent', `A-1-1.1 =MUG x1 shipped ${N1}`]);
});

test('the orders of a file are found by backer number and, where chosen, by e-mail', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { 'Backer number': '7', Email: 'ada@example.com' })],
    shipments: [sent('A-1-1', 'MUG x1')],
  });
  expect(rowsOf(tables, `Backer number,Tracking,Carrier\n7,${N1},USPS`)).toEqual(['change']);
  const byEmail = `E-mail,Tracking,Carrier\n ADA@example.com,${N1},USPS`;
  expect(planIntents(tables, intentsOf(tables, [byEmail], { useEmail: true })).outcome[0]).toBe(0);
  expect(campaignOf(tables).n).toBe(1);
  expect(rowsOf(tablesIn(bookOf(tables)), byEmail)).toEqual(['left: match.missing-id']);
});

test('quantities that are no counts are refused before anything is planned: they would grow a parcel', () => {
  const tables = tablesOf({ orders: [ready('A-1', { Items: 'MUG x2' })] });
  const made = intentsOf(tables, [`Order ID,Tracking,Carrier,SKU,Quantity\nA-1,${N1},USPS,MUG,1`]);
  expect(importTracking.parse(made)).toEqual(made);
  for (const quantity of [-1, 0.5]) {
    const forged = made.map((intent) => ({ ...intent, units: [{ sku: 'MUG', quantity }] }));
    expect(() => importTracking.parse(forged), String(quantity)).toThrow();
  }
});
