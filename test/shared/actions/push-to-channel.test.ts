import { describe, expect, test } from 'vitest';
import { cancel } from '../../../shared/actions/cancel.ts';
import { pushToChannel } from '../../../shared/actions/push-to-channel.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import {
  applied,
  type Cells,
  contextOf,
  lockedOrder,
  NOW,
  outcomes,
  paidOrder,
  planned,
  planOf,
  ready,
  sent,
  shipped,
  tablesOf,
  typed,
} from '../../support/campaign.ts';
import {
  bookOf,
  exported,
  importFiles,
  look,
  NUMBERS as PARCEL_NUMBERS,
  parcels,
  run,
  sheet,
  unitsOf,
} from './shipping-support.ts';

const ALL = { channel: 'All items' };
const CHANNELS: readonly Cells[] = [
  { Channel: 'US', SKUs: 'MUG', Priority: 1 },
  { Channel: 'EU', SKUs: 'SHIRT; MUG', Priority: 2 },
];
const push = (tables: Tables, options: Record<string, unknown> = ALL) =>
  outcomes(planOf(pushToChannel, tables, options));

test('one shipment an order of what is open and physical, with contents, address, time and batch', () => {
  const book = bookOf(
    tablesOf({ orders: [ready('A-1', { Items: 'SET x1; SHIRT x2', Phone: '+1 555 0100' })] }),
  );
  const result = run(book, pushToChannel, ALL, 'r1');
  expect(result).toMatchObject({ sentence: 'Pushed 1 order.', batch: 'All items #1' });
  expect(book.show('Shipments')).toEqual([
    expect.objectContaining({
      'Shipment ID': 'A-1-1',
      'Order ID': 'A-1',
      Channel: 'All items',
      Contents: 'MUG x2; SHIRT x2',
      Status: 'sent',
      'Pushed at': '2026-03-01 10:00:00Z',
      'Ship to': 'Ada Byron, 1 Main Street, Albany, NY, 12207, US, +1 555 0100',
      Batch: 'All items #1',
    }),
  ]);
  expect(book.show('Orders')[0]).toMatchObject({ Stage: 'Ready to ship', Packages: 'A-1-1 sent' });
});

test('F1: the same set pushed twice is already done, and is so after it has shipped', () => {
  const book = bookOf(
    tablesOf({ orders: [ready('A-1'), ready('A-2', { Items: 'MUG x2; SHIRT x1' })], channels: CHANNELS }),
  );
  run(book, pushToChannel, { channel: 'US' }, 'r1');
  const after = sheet(book);
  expect(look(book, pushToChannel, { channel: 'US' }).counts).toEqual({
    change: 0,
    already: 2,
    left: 0,
    decide: 0,
  });
  run(book, pushToChannel, { channel: 'US' }, 'r2');
  expect(sheet(book)).toEqual(after);
  importFiles(book, 'Shipment ID,Tracking,Carrier\nA-2-1,9400111201080805483016,USPS');
  expect(look(book, pushToChannel, { channel: 'US' }).counts).toMatchObject({ change: 0, already: 2 });
});

test('each reason of an order that is not ready is named, and the others go on', () => {
  const tables = tablesOf({
    orders: [
      ready('A-1'),
      ready('A-2', { Hold: 'address (2026-05-03)' }),
      paidOrder('A-3'),
      lockedOrder('A-4', { Payment: 'errored: expired', 'Finalized at': '2026-04-01 08:00:00Z' }),
      ready('A-5', { Items: 'HAT x1' }),
      ready('A-6', { Items: 'PDF x1' }),
      ready('A-7', { 'Cancelled items': 'MUG x1' }),
      ready('A-8', { Items: 'MUG x2', 'Locked items': 'MUG x1' }),
      ready('A-9', { 'Row check': '1.aaaaaa.aaaaaaa.f.' }),
    ],
  });
  expect(push(tables)).toEqual({
    'A-1': 'change',
    'A-2': 'left: hold',
    'A-3': 'left: order.not-finalized',
    'A-4': 'left: payment.errored',
    'A-5': 'left: sku.unknown',
    'A-6': 'left: nothing-physical',
    'A-7': 'left: order.cancelled',
    'A-8': 'left: items.changed-since-lock',
    'A-9': 'left: row.scrambled',
  });
});

test('a name or address that was edited by hand is not exported before it is accepted', () => {
  const tables = typed(tablesOf({ orders: [ready('A-1'), ready('A-2')] }), 'Orders', 'A-2', 'City', 'Boston');
  expect(push(tables)).toEqual({ 'A-1': 'change', 'A-2': 'left: row.edited' });
});

test('after a cancel only what is left is pushed, and a cancelled shipment’s units are free again', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x3' }), ready('A-2', { Items: 'MUG x2' })],
    shipments: [sent('A-2-1', 'MUG x2', { 'Cancelled at': '2026-04-02 08:00:00Z' })],
  });
  const book = bookOf(tables);
  run(book, cancel, { sku: { sku: 'MUG', quantity: 1 } }, 'r1', { base: 'list', list: 'A-1' });
  run(book, pushToChannel, ALL, 'r2');
  expect(parcels(book)).toEqual(['A-2-1 MUG x2 cancelled', 'A-1-1 MUG x2 sent', 'A-2-2 MUG x2 sent']);
  expect(unitsOf(book, 'A-1')).toEqual({ MUG: [3, 1, 2, 0, 0] });
});

test('units that a partner refused are open again, and go out under a new id', () => {
  const tables = tablesOf({
    orders: [ready('A-1')],
    shipments: [sent('A-1-1', 'MUG x1', { 'Warehouse says': 'refused: no such street' })],
  });
  const book = bookOf(tables);
  run(book, pushToChannel, ALL, 'r1');
  expect(parcels(book)).toEqual(['A-1-1 MUG x1 refused', 'A-1-2 MUG x1 sent']);
});

test('a planned shipment is sent as it is, with its batch, beside what is free', () => {
  const book = bookOf(
    tablesOf({ orders: [ready('A-1', { Items: 'MUG x3' })], shipments: [planned('A-1-1', 'MUG x1')] }),
  );
  run(book, pushToChannel, ALL, 'r1');
  expect(parcels(book)).toEqual(['A-1-1 MUG x1 sent', 'A-1-2 MUG x2 sent']);
  expect(book.show('Shipments').map((row) => row.Batch)).toEqual(['All items #1', 'All items #1']);
  expect(unitsOf(book, 'A-1')).toEqual({ MUG: [3, 0, 3, 0, 0] });
});

test('planned shipments that hold more than is open are left alone: never more than was ordered', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x2' })],
    shipments: [shipped('A-1-1', 'MUG x1'), planned('A-1-2', 'MUG x2')],
  });
  expect(push(tables)).toEqual({ 'A-1': 'left: qty.over' });
});

describe('channels', () => {
  const both = () => tablesOf({ orders: [ready('A-1', { Items: 'MUG x1; SHIRT x1' })], channels: CHANNELS });

  test('C13: a SKU of two channels goes to the one with the smaller priority, and each push takes its own', () => {
    const book = bookOf(both());
    run(book, pushToChannel, { channel: 'EU' }, 'r1');
    expect(parcels(book)).toEqual(['A-1-1 SHIRT x1 sent']);
    run(book, pushToChannel, { channel: 'US' }, 'r2');
    expect(parcels(book)).toEqual(['A-1-1 SHIRT x1 sent', 'A-1-2 MUG x1 sent']);
    expect(look(book, pushToChannel, { channel: 'EU' }).counts).toMatchObject({ change: 0, already: 1 });
  });

  test('the preview counts packages for each order', () => {
    expect(planOf(pushToChannel, both(), { channel: 'US' }).figures).toEqual([
      { title: 'Packages for each order', columns: ['Packages', 'Orders'], rows: [[2, 1]] },
    ]);
  });

  test('C12: a SKU in no channel is named; the rest of its order goes', () => {
    const channels = [{ Channel: 'US', SKUs: 'MUG' }];
    const tables = tablesOf({
      orders: [ready('A-1', { Items: 'MUG x1; SHIRT x1' }), ready('A-2', { Items: 'SHIRT x1' })],
      channels,
    });
    const plan = planOf(pushToChannel, tables, { channel: 'US' });
    expect(outcomes(plan)).toEqual({ 'A-1': 'change', 'A-2': 'left: channel.none' });
    expect(plan.notices.map((notice) => notice.text)).toContain(
      'No channel ships SHIRT: 1 of these orders stay incomplete until one does.',
    );
  });

  test('an order of another channel, and a channel that is not there, are left alone', () => {
    const tables = tablesOf({ orders: [ready('A-1', { Items: 'SHIRT x1' })], channels: CHANNELS });
    expect(push(tables, { channel: 'US' })).toEqual({ 'A-1': 'left: channel.not-this' });
    expect(push(tables, { channel: 'Mars' })).toEqual({ 'A-1': 'left: channel.unknown' });
  });

  test('a channel that serves some countries gets only orders from there', () => {
    const channels = [{ Channel: 'US', SKUs: 'everything else', Countries: 'US' }];
    const tables = tablesOf({ orders: [ready('A-1'), ready('A-2', { Country: 'Germany' })], channels });
    expect(push(tables, { channel: 'US' })).toEqual({ 'A-1': 'change', 'A-2': 'left: channel.none' });
  });

  test('the first wave: only orders in the US that hold nothing but mugs', () => {
    const book = bookOf(
      tablesOf({
        orders: [
          ready('A-1', { Items: 'MUG x2' }),
          ready('A-2', { Items: 'MUG x1; SHIRT x1' }),
          ready('A-3', { Country: 'DE' }),
          ready('A-4', { Items: 'SHIRT x1' }),
        ],
      }),
    );
    run(book, pushToChannel, ALL, 'r1', {
      base: 'all',
      countries: ['US'],
      skus: { mode: 'only', skus: ['MUG'] },
    });
    expect(parcels(book)).toEqual(['A-1-1 MUG x2 sent']);
  });
});

describe('F16, F17: batches', () => {
  test('F17: each push is a batch of its own number, by channel, never one that was there', () => {
    const tables = tablesOf({
      orders: [ready('A-1'), ready('A-2')],
      shipments: [sent('A-2-1', 'MUG x1', { Batch: 'US #6', 'Cancelled at': '2026-04-02 08:00:00Z' })],
      channels: CHANNELS,
    });
    const book = bookOf(tables);
    const list = (id: string) => ({ base: 'list', list: id }) as const;
    expect(run(book, pushToChannel, { channel: 'US' }, 'r1', list('A-1')).batch).toBe('US #7');
    expect(run(book, pushToChannel, { channel: 'US' }, 'r2', list('A-2')).batch).toBe('US #8');
    expect(exported(book, 'US #7', 'shipment', () => ['', ''])).not.toContain('A-2');
  });

  test('a channel has to be chosen', () => {
    expect(pushToChannel.check({}).ok).toBe(false);
    expect(pushToChannel.check(ALL).ok).toBe(true);
  });
});

describe('the way to the warehouse and back', () => {
  const NUMBERS = [
    '9400111201080805483016',
    '9361289878700317633795',
    '9405803699300124287899',
    '03071790000523483741',
  ];
  const orders = () => [
    ready('A-1', { Items: 'MUG x3; SHIRT x1', Name: '=Ada, "the" First\nByron' }),
    ready('A-2', { Items: 'SET x2' }),
    ready('A-3', { Items: 'SHIRT x2; PDF x1' }),
  ];

  test.each([
    'shipment',
    'item',
    'sku-columns',
    'shipstation',
    'easyship',
    'pirate-ship',
    'click-and-drop',
    'shopify',
  ])(
    'F19: the preset %s comes back by Import Tracking: the filled file ships each shipment once, with exact quantities; again it is all already done',
    (preset) => {
      const book = bookOf(tablesOf({ orders: orders() }));
      run(book, pushToChannel, ALL, 'r1');
      const file = exported(book, 'All items #1', preset, (id) => [
        NUMBERS[Number(id.split('-')[1])] ?? '',
        'USPS',
      ]);
      const { rows } = importFiles(book, file);
      expect(rows.filter((row) => !row.startsWith('already: tracking.same-parcel'))).toEqual([
        'change',
        'change',
        'change',
      ]);
      expect(parcels(book)).toEqual([
        `A-1-1 MUG x3; SHIRT x1 shipped ${NUMBERS[1]}`,
        `A-2-1 MUG x4 shipped ${NUMBERS[2]}`,
        `A-3-1 SHIRT x2 shipped ${NUMBERS[3]}`,
      ]);
      for (const id of ['A-1', 'A-2', 'A-3']) {
        for (const [sku, [ordered, , , shippedUnits]] of Object.entries(unitsOf(book, id)))
          if (sku !== 'PDF') expect(shippedUnits).toBe(ordered);
      }
      const after = sheet(book);
      const again = importFiles(book, file);
      expect(again.rows.every((row) => row.startsWith('already'))).toBe(true);
      expect(again.result).toBe(null);
      expect(sheet(book)).toEqual(after);
    },
  );

  test('a file that comes back without numbers ships nothing', () => {
    const book = bookOf(tablesOf({ orders: orders() }));
    run(book, pushToChannel, ALL, 'r1');
    for (const form of ['shipment', 'item'] as const) {
      const { rows, result } = importFiles(
        book,
        exported(book, 'All items #1', form, () => ['', '']),
      );
      expect(new Set(rows)).toEqual(new Set(['decide: tracking.blank']));
      expect(result).toBe(null);
    }
  });

  test('a row an item with two numbers: the order goes in two parcels', () => {
    const book = bookOf(tablesOf({ orders: orders() }));
    run(book, pushToChannel, ALL, 'r1');
    const byItem = exported(book, 'All items #1', 'item', (id, sku) => [
      id === 'A-1-1' ? (sku === 'MUG' ? (NUMBERS[0] ?? '') : (NUMBERS[1] ?? '')) : '',
      'USPS',
    ]);
    importFiles(book, byItem);
    expect(parcels(book)).toEqual([
      `A-1-1 SHIRT x1 shipped ${NUMBERS[1]}`,
      'A-2-1 MUG x4 sent',
      'A-3-1 SHIRT x2 sent',
      `A-1-1.1 MUG x3 shipped ${NUMBERS[0]}`,
    ]);
    expect(unitsOf(book, 'A-1')).toEqual({ MUG: [3, 0, 0, 3, 0], SHIRT: [1, 0, 0, 1, 0] });
  });
});

test('applied once, a push planned again has nothing to do', () => {
  const tables = applied(
    tablesOf({ orders: [ready('A-1')] }),
    planOf(pushToChannel, tablesOf({ orders: [ready('A-1')] }), ALL),
  );
  expect(push(tables)).toEqual({ 'A-1': 'already' });
});

describe('where a channel does not deliver', () => {
  const channel = (limits: string): Cells[] => [
    { Channel: 'Courier', SKUs: 'everything else', 'Does not deliver to': limits },
  ];
  const tables = (limits: string): Tables =>
    tablesOf({
      orders: [
        ready('A-1', { 'Address 1': 'PO Box 12', Phone: '+1 518 473 3000' }),
        ready('A-2', {
          City: 'APO',
          'State/Province': 'AE',
          'Postal code': '09354',
          Phone: '+1 518 473 3000',
        }),
        ready('A-3', { Name: '山田太郎', Phone: '+1 518 473 3000' }),
        ready('A-4'),
        ready('A-5', { 'Address 1': '12 Boxwood Street', Phone: '+1 518 473 3000', Name: 'Zoë Müller' }),
        ready('A-6', {
          Name: 'Max Muster 12345678',
          'Address 1': 'Packstation 101',
          City: 'Bonn',
          'State/Province': '',
          'Postal code': '53113',
          Country: 'DE',
          Phone: '+49 228 182 0',
        }),
      ],
      channels: channel(limits),
    });
  const courier = { channel: 'Courier' };

  test('D7, D8, D9, D16, D20: each limit leaves its orders alone, with what was found', () => {
    const all =
      'PO boxes; Military addresses; parcel lockers; addresses without phone; letters other than Latin';
    const plan = planOf(pushToChannel, tables(all), courier);
    expect(outcomes(plan)).toEqual({
      'A-1': 'left: address.po-box',
      'A-2': 'left: address.military-carrier',
      'A-3': 'left: address.letters',
      'A-4': 'left: address.phone-missing',
      'A-5': 'change',
      'A-6': 'left: address.locker',
    });
    expect([plan.detail[0], plan.detail[2]]).toEqual(['PO Box 12', '山田太郎']);
  });

  test('a channel without limits takes them all, and one limit stops only its own', () => {
    expect(Object.values(push(tables(''), courier))).toEqual(new Array(6).fill('change'));
    expect(Object.values(push(tables('parcel lockers; typed by hand'), courier))).toEqual([
      ...new Array(5).fill('change'),
      'left: address.locker',
    ]);
  });
});

test('D12: what changed since it was sent is not called done, and not sent twice', () => {
  const to = 'Ada Byron, 1 Main Street, Albany, NY, 12207, US';
  const tables = tablesOf({
    orders: [ready('A-1'), ready('A-2')],
    shipments: [sent('A-1-1', 'MUG x1', { 'Ship to': to }), sent('A-2-1', 'MUG x1', { 'Ship to': to })],
  });
  const moved = typed(tables, 'Orders', 'A-2', 'City', 'Troy');
  const plan = planOf(pushToChannel, moved, ALL);
  expect(outcomes(plan)).toEqual({ 'A-1': 'already', 'A-2': 'left: shipment.changed-since-sent' });
  expect(plan.detail[1]).toBe('address (A-2-1)');
});

describe('A5: two orders of one person at one address', () => {
  const [FIRST, SECOND] = PARCEL_NUMBERS;
  const PAIR = () => [
    ready('A-1', { Items: 'MUG x1' }),
    ready('A-2', { Items: 'SHIRT x1', Name: 'ADA  Byron' }),
    ready('A-3', { Items: 'MUG x1', Name: 'Eve' }),
  ];
  const boxes = (book: ReturnType<typeof bookOf>) => book.show('Shipments').map((row) => row.Box ?? '');

  test('are pointed out, and by default each goes on its own', () => {
    const book = bookOf(tablesOf({ orders: PAIR() }));
    const { notices } = look(book, pushToChannel, ALL);
    expect(notices.map(({ text }) => text).join(' ')).toContain(
      '2 orders go to people and addresses that another order of this push goes to. Tick “Pack together” to send them in 1 parcel.',
    );
    run(book, pushToChannel, ALL, 'r1');
    expect(boxes(book)).toEqual(['', '', '']);
  });

  const packed = () => {
    const book = bookOf(tablesOf({ orders: PAIR() }));
    run(book, pushToChannel, { ...ALL, together: true }, 'r1');
    return book;
  };
  test('go in one Box when that is chosen, and keep their own shipments and accounts', () => {
    const book = packed();
    expect(boxes(book)).toEqual(['A-1-1', 'A-1-1', '']);
    expect(parcels(book)).toEqual(['A-1-1 MUG x1 sent', 'A-2-1 SHIRT x1 sent', 'A-3-1 MUG x1 sent']);
    expect(look(book, pushToChannel, { ...ALL, together: true }).counts.change).toBe(0);
  });

  test.each([
    ['both rows', ['A-1-1', 'A-2-1']],
    ['the first row', ['A-1-1']],
    ['the second row', ['A-2-1']],
  ])('the number on %s of the file ships both, again it is all already done', (_, filled) => {
    const book = packed();
    const file = exported(book, 'All items #1', 'shipment', (id) => [
      filled.includes(id) ? FIRST : '',
      'USPS',
    ]);
    const { rows } = importFiles(book, file);
    expect(rows).toEqual(['change', 'change', 'decide: tracking.blank']);
    expect(parcels(book)).toEqual([
      `A-1-1 MUG x1 shipped ${FIRST}`,
      `A-2-1 SHIRT x1 shipped ${FIRST}`,
      'A-3-1 MUG x1 sent',
    ]);
    expect(importFiles(book, file).rows.slice(0, 2)).toEqual(['already', 'already']);
  });

  test('a file that names only one of them ships both', () => {
    const book = packed();
    importFiles(book, `Shipment ID,Tracking number,Carrier\nA-2-1,${FIRST},USPS`);
    expect(parcels(book).slice(0, 2)).toEqual([
      `A-1-1 MUG x1 shipped ${FIRST}`,
      `A-2-1 SHIRT x1 shipped ${FIRST}`,
    ]);
  });

  test('two numbers for one box stay what the file says', () => {
    const book = packed();
    importFiles(book, `Shipment ID,Tracking number,Carrier\nA-1-1,${FIRST},USPS\nA-2-1,${SECOND},USPS`);
    expect(parcels(book).slice(0, 2)).toEqual([
      `A-1-1 MUG x1 shipped ${FIRST}`,
      `A-2-1 SHIRT x1 shipped ${SECOND}`,
    ]);
  });

  test('a run that goes on after its first part keeps batch and box; another run begins a batch of its own', () => {
    const tables = tablesOf({ orders: PAIR() });
    const options = { ...ALL, together: true };
    const whole = planOf(pushToChannel, tables, options);
    const begun = tablesOf({
      orders: PAIR(),
      shipments: [sent('A-1-1', 'MUG x1', { 'Pushed at': NOW, Batch: 'All items #1', Box: 'A-1-1' })],
    });
    const rest = pushToChannel.plan({ ...contextOf(begun, options), resumed: true }, [0, 1, 2]);
    const of = (plan: typeof whole, name: string): unknown[] =>
      plan.added.flatMap(({ columns }) => columns.get(name) ?? []);
    expect(of(whole, 'Box')).toEqual(['A-1-1', 'A-1-1', '']);
    expect(of(rest, 'Box')).toEqual(['A-1-1', '']);
    expect(of(rest, 'Batch')).toEqual(of(whole, 'Batch').slice(1));
    expect(of(planOf(pushToChannel, begun, options), 'Batch')).toEqual(['All items #2', 'All items #2']);
  });
});

describe('C15, C16: goods that run short', () => {
  const products = (mugs: number | '') => [
    { SKU: 'MUG', Name: 'Mug', Kind: 'physical', 'On hand': mugs },
    { SKU: 'SHIRT', Name: 'Shirt', Kind: 'physical', 'On hand': '' },
  ];
  const orders = () => [
    ready('A-1', { Items: 'MUG x3; SHIRT x1', 'Ordered at': '2026-02-02 08:00:00Z' }),
    ready('A-2', { Items: 'MUG x2', 'Ordered at': '2026-02-01 08:00:00Z' }),
    ready('A-3', { Items: 'MUG x1' }),
  ];
  const channels = (rule: string) => [
    { Channel: 'All items', SKUs: 'everything else', 'Backorder rule': rule },
  ];
  const book = (rule: string, mugs: number | '' = 3) =>
    bookOf(tablesOf({ orders: orders(), products: products(mugs), channels: channels(rule) }));
  const said = (rule: string, mugs: number | '' = 3) =>
    outcomes(
      planOf(
        pushToChannel,
        tablesOf({ orders: orders(), products: products(mugs), channels: channels(rule) }),
        ALL,
      ),
    );

  test('without a rule, or without a figure, nobody asks for stock', () => {
    expect(said('', 0)).toEqual({ 'A-1': 'change', 'A-2': 'change', 'A-3': 'change' });
    expect(said('wait for all', '')).toEqual({ 'A-1': 'change', 'A-2': 'change', 'A-3': 'change' });
  });

  test('wait for all: the oldest order takes first, and one that cannot go leaves its goods to the next', () => {
    expect(said('Wait for all')).toEqual({ 'A-1': 'left: stock.short', 'A-2': 'change', 'A-3': 'change' });
  });

  test('ask: the orders that lack something wait for a decision', () => {
    expect(said('ask')).toMatchObject({ 'A-1': 'decide: stock.ask', 'A-2': 'change' });
  });

  test('ship what is there: a parcel of what is on hand; the rest is open, and goes when goods arrive', () => {
    const sheetBook = book('ship what is there');
    run(sheetBook, pushToChannel, ALL, 'r1');
    expect(parcels(sheetBook)).toEqual(['A-1-1 MUG x1; SHIRT x1 sent', 'A-2-1 MUG x2 sent']);
    expect(unitsOf(sheetBook, 'A-1')).toEqual({ MUG: [3, 0, 1, 0, 2], SHIRT: [1, 0, 1, 0, 0] });
    expect(look(sheetBook, pushToChannel, ALL).counts).toMatchObject({ change: 0, left: 2 });
    sheetBook.type('Products', 0, 'On hand', 6);
    run(sheetBook, pushToChannel, ALL, 'r2');
    expect(parcels(sheetBook)).toEqual([
      'A-1-1 MUG x1; SHIRT x1 sent',
      'A-2-1 MUG x2 sent',
      'A-1-2 MUG x2 sent',
      'A-3-1 MUG x1 sent',
    ]);
  });
});
