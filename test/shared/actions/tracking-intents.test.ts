/** Story 2, the dirty file; and that a part of a file becomes what it is in the whole. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { type Options, OUTCOMES } from '../../../shared/plan/types.ts';
import { ready, sent, shipped, tablesOf } from '../../support/campaign.ts';
import { anyCampaign } from '../../support/random-campaign.ts';
import {
  bookOf,
  importFiles,
  intentsOf,
  NUMBERS,
  parcels,
  planIntents,
  said,
  sheet,
} from './shipping-support.ts';

const [N1, N2, N3, N4, N5, N6, N7] = NUMBERS;
const HEAD = 'Order ID,Qty MUG,Tracking #,Carrier';
const elsewhere = {
  'Address 1': '9 Other Road',
  City: 'Boston',
  'Postal code': '02108',
  'State/Province': 'MA',
};

/** The rows of the dirty file by their case. */
const DIRTY: readonly (readonly [string, string, string])[] = [
  ['G1', 'A-1,,,USPS', 'decide: tracking.blank'],
  ['G2', 'A-2,,9.25082E+11,USPS', 'left: tracking.damaged-scientific'],
  ['G4', 'A-4,,9400111200000000000000,USPS', 'left: tracking.damaged-precision'],
  ['G5', `A-5,,"'${N1.slice(0, 4)} ${N1.slice(4)}",USPS`, 'change'],
  ['G9', `A-9,,${N2} / ${N3},USPS`, 'decide: tracking.two-numbers'],
  ['G10', `A-10,,${N4},UPS`, 'decide: tracking.same-number'],
  ['G10', `A-11,,${N4},UPS`, 'decide: tracking.same-number'],
  ['G12', `A-12,,${N5},UPS`, 'change'],
  ['G12', `A-12,,${N5},UPS`, 'already: duplicate.row'],
  ['G14', `A-14,,${N6},USPS`, 'decide: tracking.other-number'],
  ['G15', `A-99,,${N7},USPS`, 'left: match.none'],
  ['G16', `A-16,,${N2},USPS`, 'left: channel.mismatch'],
  ['G18', `A-18,,${N3},USPS`, 'decide: order.cancelled'],
  ['G19', `A-19,3,${N7},USPS`, 'left: qty.over'],
];

function dirty() {
  const ids = ['1', '2', '4', '5', '9', '10', '12', '14'];
  return tablesOf({
    orders: [
      ...ids.map((id) => ready(`A-${id}`)),
      ready('A-11', elsewhere),
      ready('A-16', { Items: 'SHIRT x1' }),
      ready('A-18', { 'Cancelled items': 'MUG x1' }),
      ready('A-19', { Items: 'MUG x2' }),
    ],
    shipments: [
      ...[...ids.filter((id) => id !== '14'), '11'].map((id) =>
        sent(`A-${id}-1`, 'MUG x1', { Channel: 'US' }),
      ),
      shipped('A-14-1', 'MUG x1', { Channel: 'US', 'Tracking number': '986578788855', Carrier: 'FedEx' }),
      sent('A-16-1', 'SHIRT x1', { Channel: 'EU' }),
      sent('A-18-1', 'MUG x1', { Channel: 'US', 'Cancelled at': '2026-04-02 08:00:00Z' }),
      sent('A-19-1', 'MUG x2', { Channel: 'US' }),
    ],
    channels: [
      { Channel: 'US', SKUs: 'MUG' },
      { Channel: 'EU', SKUs: 'SHIRT' },
    ],
  });
}

test('story 2: of fourteen rows only G5 and the first of G12 are applied, eleven come back, and can be corrected', () => {
  const book = bookOf(dirty());
  const file = [HEAD, ...DIRTY.map(([, row]) => row)].join('\n');
  const options = { channel: 'US' };
  const first = importFiles(book, file, options);
  expect(first.rows.map((row, at) => [DIRTY[at]?.[0], row])).toEqual(
    DIRTY.map(([name, , outcome]) => [name, outcome]),
  );
  expect(first.result?.counts).toEqual({ change: 2, already: 1, left: 5, decide: 6 });
  const shippedNow = () => parcels(book).filter((line) => line.includes(' shipped '));
  expect(shippedNow()).toEqual([
    `A-5-1 MUG x1 shipped ${N1}`,
    `A-12-1 MUG x1 shipped ${N5}`,
    'A-14-1 MUG x1 shipped 986578788855',
  ]);
  const after = sheet(book);
  const second = importFiles(book, file, options);
  expect(second.result).toBe(null);
  expect(second.rows.filter((row) => row.startsWith('already')).length).toBe(3);
  expect(sheet(book)).toEqual(after);

  const corrected = [
    HEAD,
    `A-1,,GM60511234500000001,DHL eCommerce`,
    `A-2,,92748909999956,USPS`,
    `A-4,,RB123456785GB,Royal Mail`,
    `A-9,,${N2},USPS`,
    `A-10,,${N4},UPS`,
    `A-11,,YT2036521272000001,YunExpress`,
    `A-14,,986578788855,FedEx`,
    `A-19,2,${N7},USPS`,
  ].join('\n');
  expect(importFiles(book, corrected, options).rows.map((row) => row.split(':')[0])).toEqual([
    ...new Array<string>(6).fill('change'),
    'already',
    'change',
  ]);
  expect(shippedNow().length).toBe(10);
});

test('story 2: rows of the same number on two orders stay out, whichever stands first', () => {
  const tables = dirty();
  const file = [HEAD, ...DIRTY.map(([, row]) => row).reverse()].join('\n');
  const rows = said(planIntents(tables, intentsOf(tables, [file]), { channel: 'US' }));
  expect(rows.filter((row) => row === 'change').length).toBe(2);
  expect(rows.filter((row) => row === 'decide: tracking.same-number').length).toBe(2);
});

const number = fc.constantFrom(...NUMBERS, '', 'n/a', '9.25E+11', `${N1};${N2}`, '986578788855');
const quantity = fc.constantFrom('', '', '1', '2', '9', 'x');
const id = fc.constantFrom('A-1', 'A-2', 'A-3', 'A-1-1', 'A-1-2', 'A-2-1', 'A-3-1', 'A-4-1', 'A-9', '');
const row = fc.tuple(id, number, fc.constantFrom('USPS', ''), quantity, quantity);
const byColumn = fc
  .array(row, { minLength: 1, maxLength: 10 })
  .map((rows) => ['Order ID,Tracking,Carrier,MUG,SHIRT', ...rows.map((cells) => cells.join(','))].join('\n'));
const byItem = fc
  .array(
    fc.tuple(
      id,
      number,
      fc.constantFrom('USPS', ''),
      fc.constantFrom('MUG', 'SHIRT', 'PDF', 'HAT'),
      quantity,
    ),
    {
      minLength: 1,
      maxLength: 10,
    },
  )
  .map((rows) =>
    ['Order ID,Tracking,Carrier,SKU,Quantity', ...rows.map((cells) => cells.join(','))].join('\n'),
  );
const anyFile = fc.oneof(byColumn, byItem);
const anyOptions: fc.Arbitrary<Options> = fc.record({
  shipWithoutTracking: fc.boolean(),
  anyway: fc.boolean(),
  carrier: fc.constantFrom('', 'FedEx'),
  answers: fc.record({
    extraBox: fc.constantFrom('', 'yes', 'no'),
    otherNumber: fc.constantFrom('', 'keep', 'add', 'replace'),
  }),
});

test('what becomes of the rows of an order does not depend on the other orders of the file', () => {
  fc.assert(
    fc.property(
      anyCampaign,
      fc.array(anyFile, { minLength: 1, maxLength: 2 }),
      anyOptions,
      (tables, files, options) => {
        const intents = intentsOf(tables, files);
        const whole = planIntents(tables, intents, options);
        for (const orderId of campaignOf(tables).col('Order ID')) {
          const own = intents.flatMap((intent, s) => (intent.orderId === orderId ? [s] : []));
          const alone = planIntents(
            tables,
            own.flatMap((s) => intents[s] ?? []),
            options,
          );
          const pick = (s: number) => [
            whole.key[s],
            OUTCOMES[whole.outcome[s] ?? 0],
            whole.reason[s],
            whole.detail[s],
          ];
          expect(
            own.map((_, at) => [
              alone.key[at],
              OUTCOMES[alone.outcome[at] ?? 0],
              alone.reason[at],
              alone.detail[at],
            ]),
          ).toEqual(own.map(pick));
        }
      },
    ),
    { numRuns: 250 },
  );
});

test('the rows that change, planned without the others as the server does, become exactly the same cells', () => {
  fc.assert(
    fc.property(
      anyCampaign,
      fc.array(anyFile, { minLength: 1, maxLength: 2 }),
      anyOptions,
      (tables, files, options) => {
        const intents = intentsOf(tables, files);
        const whole = planIntents(tables, intents, options);
        const changing = intents.filter((_, s) => whole.outcome[s] === 0);
        const alone = planIntents(tables, changing, options);
        expect(new Set(said(alone).map((outcome) => outcome.split(':')[0]))).toEqual(
          new Set(changing.length > 0 ? ['change'] : []),
        );
        // Rows are added in the order in which the file first names their orders; what they hold is the same.
        const cells = (plan: typeof whole) =>
          new Map(
            [...plan.changes, ...plan.added].flatMap((made) =>
              made.key.map((key, at): [string, unknown] => [
                `${made.tab} ${key}`,
                Object.fromEntries([...made.columns].map(([name, values]) => [name, values[at]])),
              ]),
            ),
          );
        expect(cells(alone)).toEqual(cells(whole));
      },
    ),
    { numRuns: 250 },
  );
});

test('G10: one number for a whole file costs no list of all orders in each row, and ships none of them', () => {
  const orders = Array.from({ length: 3000 }, (_, n) => ready(`A-${n + 1}`));
  const tables = tablesOf({ orders });
  const rows = orders.map((order) => `${order['Order ID']},,${N1},USPS`);
  const intents = intentsOf(tables, [[HEAD, ...rows].join('\n')]);
  expect(JSON.stringify(intents).length).toBeLessThan(3000 * 1500);
  const plan = planIntents(tables, intents, {}, '2026-03-01 10:00:00Z');
  expect(new Set(said(plan).map((line) => line.replace(/^line \d+: /, '')))).toEqual(
    new Set(['decide: tracking.same-number']),
  );
});
