/** "Counts as shipped when" of a channel, and what else in a file is no proof that a parcel has left. */
import { describe, expect, test } from 'vitest';
import { ready, sent, tablesOf } from '../../support/campaign.ts';
import { bookOf, importFiles, intentsOf, NUMBERS, planIntents, rowsOf, unitsOf } from './shipping-support.ts';

const [N1, N2] = NUMBERS;
const channel = (when: string) => [
  { Channel: 'All items', SKUs: 'everything else', Method: 'Export', 'Counts as shipped when': when },
];
const one = (when: string) =>
  tablesOf({
    orders: [ready('A-1')],
    shipments: [sent('A-1-1', 'MUG x1', { 'Pushed at': '2026-02-01 08:00:00Z' })],
    channels: channel(when),
  });
const file = (...rows: string[]): string => ['Order ID,Tracking,Carrier,Ship date', ...rows].join('\n');

describe('an imported number ships only where the channel says so', () => {
  test.each(['', 'tracking imported'])('“%s”: it ships', (when) => {
    const book = bookOf(one(when));
    expect(importFiles(book, file(`A-1,${N1},USPS,`)).rows).toEqual(['change']);
    expect(book.show('Shipments')[0]).toMatchObject({ Status: 'shipped', 'Tracking number': N1 });
  });

  test.each(['first scan', 'partner reports it'])('“%s”: the number is stored, nothing ships', (when) => {
    const book = bookOf(one(when));
    const made = importFiles(book, file(`A-1,${N1},USPS,`));
    expect(made.rows).toEqual(['change: tracking.stored']);
    expect(made.plan.notices.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^1 number stored without marking anything shipped: All items counts/),
    ]);
    expect(book.show('Shipments')[0]).toMatchObject({
      Status: 'sent',
      'Tracking number': N1,
      Carrier: 'USPS',
      'Shipped at': '',
    });
    expect(importFiles(book, file(`A-1,${N1},USPS,`)).rows).toEqual(['already']);
  });

  test('a partner that writes the day has reported it; the first scan is the carrier’s alone', () => {
    const said = file(`A-1,${N1},USPS,2026-02-20`);
    const book = bookOf(one('partner reports it'));
    importFiles(book, file(`A-1,${N1},USPS,`));
    expect(importFiles(book, said).rows).toEqual(['change']);
    expect(book.show('Shipments')[0]).toMatchObject({ Status: 'shipped', 'Shipped at': '2026-02-20' });
    expect(rowsOf(one('first scan'), said)).toEqual(['change: tracking.stored']);
  });

  test('what was never sent out by us is at the warehouse once it has a number', () => {
    const tables = tablesOf({ orders: [ready('A-1')], channels: channel('first scan') });
    const book = bookOf(tables);
    expect(importFiles(book, file(`A-1,${N1},USPS,`)).rows).toEqual(['change: tracking.stored']);
    expect(book.show('Shipments')[0]).toMatchObject({
      Status: 'sent',
      'Pushed at': '2026-03-01 10:00:00Z',
      'Shipped at': '',
    });
    expect(unitsOf(book, 'A-1').MUG).toEqual([1, 0, 1, 0, 0]);
  });

  test('a second number of a parcel that waits for its scan is a question, as everywhere', () => {
    const book = bookOf(one('first scan'));
    importFiles(book, file(`A-1,${N1},USPS,`));
    expect(importFiles(book, file(`A-1,${N2},USPS,`)).rows).toEqual(['decide: tracking.other-number']);
  });
});

describe('G36: a label is no parcel', () => {
  const said = (status: string): string => `Order ID,Tracking,Carrier,Status\nA-1,${N1},USPS,${status}`;

  test.each(['Label created', 'pre_transit', 'Not yet shipped', 'elektronisch angekündigt'])(
    'G36: with “%s” the number is stored and nothing ships',
    (status) => {
      const book = bookOf(one(''));
      expect(importFiles(book, said(status)).rows).toEqual(['change: tracking.label-only']);
      expect(book.show('Shipments')[0]).toMatchObject({
        Status: 'sent',
        'Tracking number': N1,
        'Shipped at': '',
      });
      expect(importFiles(book, said(status)).rows).toEqual(['already']);
      expect(importFiles(book, said('In transit')).rows).toEqual(['change']);
      expect(book.show('Shipments')[0]).toMatchObject({ Status: 'shipped' });
    },
  );

  test.each(['', 'shipped', 'label created, in transit'])('G36: “%s” says no such thing', (status) => {
    expect(rowsOf(one(''), said(`"${status}"`))).toEqual(['change']);
  });
});

test('G35: delivered before it was sent: the number may be an old one, and the row says so', () => {
  const said = (day: string): string => `Order ID,Tracking,Carrier,Delivered\nA-1,${N1},USPS,${day}`;
  expect(rowsOf(one(''), said('2025-10-02'))).toEqual(['change: tracking.recycled']);
  expect(rowsOf(one(''), said('2026-02-20'))).toEqual(['change']);
});

describe('G29, G30: ship dates', () => {
  const shippedAt = (cell: string): unknown => {
    const book = bookOf(one(''));
    importFiles(book, file(`A-1,${N1},USPS,${cell}`));
    return book.show('Shipments')[0]?.['Shipped at'];
  };

  test('G29: an ambiguous date is not guessed: the moment of the import stands', () => {
    expect(shippedAt('03/04/2025')).toBe('2026-03-01 10:00:00Z');
    expect(shippedAt('2026-02-20')).toBe('2026-02-20');
  });

  const notices = (cell: string): string[] => {
    const tables = tablesOf({
      orders: [ready('A-1', { 'Ordered at': '2025-12-24' })],
      shipments: [sent('A-1-1', 'MUG x1')],
    });
    return planIntents(tables, intentsOf(tables, [file(`A-1,${N1},USPS,${cell}`)])).notices.map(
      ({ text }) => text,
    );
  };

  test('G30: a ship date in the future, or before the order, is a warning and no more', () => {
    expect(notices('2026-12-24')).toEqual(['1 ship date in the file: later than today.']);
    expect(notices('2025-12-01')).toEqual(['1 ship date in the file: before the day of the order.']);
    expect(notices('2026-01-05')).toEqual([]);
  });
});
