/** What the warehouse of channel US 3PL sends back for the demo: a clean file, and one with all that goes wrong. */
import type { DemoCampaign } from './generate.ts';
import { US_CHANNEL } from './goods.ts';
import { type OrderLine, orderLines } from './lines.ts';
import { uspsNumber } from './tracking-numbers.ts';

const CLEAN_HEADER = [
  'Shipment ID',
  'Order ID',
  'Recipient',
  'Contents',
  'Tracking number',
  'Carrier',
  'Tracking URL',
];

/** Serial numbers of labels that no shipment of the demo has yet. */
const LABELS = 500_000;

/** Every shipment that is at the warehouse, with a number. */
export function cleanTracking(demo: DemoCampaign): string[][] {
  const rows: string[][] = [];
  for (const order of orderLines(demo)) {
    for (const shipment of order.shipments) {
      if (shipment.channel !== US_CHANNEL || shipment.status !== 'sent') continue;
      const number = uspsNumber(LABELS + rows.length);
      const { id, contents } = shipment;
      rows.push([
        id,
        order.id,
        order.name,
        contents,
        number,
        'USPS',
        `https://tools.usps.com/go/TrackConfirmAction?tLabels=${number}`,
      ]);
    }
  }
  return [CLEAN_HEADER, ...rows];
}

/** The column of quantities is named by its SKU: blank means everything that is open. */
const DIRTY_HEADER = ['Order ID', 'Recipient', 'DICE', 'Tracking number', 'Carrier', 'Remarks'];

/** The cases of the dirty file, by their numbers in the list of cases, in the order of its rows. */
export const DIRTY_CASES = [
  'G1',
  'G2',
  'G4',
  'G5',
  'G9',
  'G10',
  'G10',
  'G12',
  'G12',
  'G14',
  'G15',
  'G16',
  'G18',
  'G19',
] as const;
export type DirtyCase = (typeof DIRTY_CASES)[number];

export interface DirtyRow {
  readonly case: DirtyCase;
  readonly orderId: string;
  /** As the file has it. */
  readonly number: string;
  readonly cells: readonly string[];
}

/**
 * 14 rows of which two are applied: the number with blanks and an Excel mark (G5) and the first of the two equal rows
 * (G12). Throws when the demo is too small to have an order for each.
 */
export function dirtyRows(demo: DemoCampaign): DirtyRow[] {
  const orders = orderLines(demo);
  const only = (status: string, channel: string, contents = /./) =>
    orders.filter(
      ({ shipments: [one, ...more] }) =>
        one?.status === status && one.channel === channel && contents.test(one.contents) && more.length === 0,
    );
  const sent = take(only('sent', US_CHANNEL, /^(?!.*DICE x2)/));
  const twoDice = take(
    orders.filter(
      ({ shipments: [one] }) =>
        one?.status === 'sent' && one.channel === US_CHANNEL && /DICE x2/.test(one.contents),
    ),
  );
  const shipped = take(
    only('shipped', US_CHANNEL).filter(
      ({ stage, shipments: [one] }) => stage === 'Shipped' && one?.number !== '',
    ),
  );
  const elsewhere = take(only('sent', 'All items'));
  const cancelled = take(orders.filter(({ stage }) => stage === 'Cancelled'));
  const label = (n: number): string => uspsNumber(LABELS + 900_000 + n);
  const row = (which: DirtyCase, order: OrderLine, number: string, remarks = '', dice = ''): DirtyRow => ({
    case: which,
    orderId: order.id,
    number,
    cells: [order.id, order.name, dice, number, 'USPS', remarks],
  });
  const spaced = label(3).replace(/(\d{4})(?=\d)/g, '$1\u00a0');
  const twice = sent();
  const unknown: OrderLine = { ...sent(), id: `${demo.prefix}-99002`, name: 'Nobody Known' };
  return [
    row('G1', sent(), '', 'label to follow'),
    row('G2', sent(), '9.25082E+11'),
    row('G4', sent(), '9400100000000040000000'),
    row('G5', sent(), `="${spaced}"`),
    row('G9', sent(), `${label(4)}; ${label(5)}`, 'two boxes'),
    row('G10', sent(), label(6)),
    row('G10', sent(), label(6)),
    row('G12', twice, label(7)),
    row('G12', twice, label(7)),
    row('G14', shipped(), label(8), 'new label'),
    row('G15', unknown, label(9)),
    row('G16', elsewhere(), label(10)),
    row('G18', cancelled(), label(11)),
    row('G19', twoDice(), label(12), '', '3'),
  ];
}

export const dirtyTracking = (demo: DemoCampaign): string[][] => [
  DIRTY_HEADER,
  ...dirtyRows(demo).map(({ cells }) => [...cells]),
];

/** Hands out the entries of a list one by one. */
function take<T>(list: readonly T[]): () => T {
  let at = 0;
  return () => {
    const next = list[at++];
    if (next === undefined) throw new Error('The demo campaign is too small for the dirty tracking file');
    return next;
  };
}
