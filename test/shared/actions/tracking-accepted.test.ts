/** What a person accepts of the proposals for a tracking file becomes normal rows, with the match on record. */
import { describe, expect, test } from 'vitest';
import { matchFiles } from '../../../shared/actions/tracking-intents.ts';
import { readCsv } from '../../../shared/csv/read.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import { mapTrackingColumns, trackingKnows } from '../../../shared/tracking/columns.ts';
import { type Accepted, type Proposal, proposalsOf, rowKey } from '../../../shared/tracking/proposals.ts';
import { readTrackingRows } from '../../../shared/tracking/tracking-file.ts';
import { ready, sent, shipped, tablesOf } from '../../support/campaign.ts';
import {
  bookOf,
  importFiles,
  intentsOf,
  NUMBERS,
  parcels,
  planIntents,
  rowsOf,
  unitsOf,
} from './shipping-support.ts';

const [N1, N2] = NUMBERS;

function proposals(tables: Tables, text: string): Proposal[] {
  const table = readCsv(text, { knows: trackingKnows });
  if (!table.ok) throw new Error(table.code);
  const files = [readTrackingRows(table, mapTrackingColumns(table.header))];
  const campaign = campaignOf(tables);
  return proposalsOf(files, matchFiles(files, campaign, { prefix: 'A', campaignName: '' }, false), campaign);
}

/** Accepts the first choice of every proposal. */
const acceptAll = (list: readonly Proposal[]): ReadonlyMap<string, Accepted> =>
  new Map(list.map((one) => [rowKey(one.file, one.line), one.choices[0]?.accept ?? {}]));

const two = () =>
  tablesOf({
    orders: [
      ready('A-1042', { Name: 'Zoë Grüne', 'Postal code': '02134-1000', City: 'Boston' }),
      ready('A-1043', { Name: 'Ben Ode', 'Postal code': 'SW1A 1AA', City: 'London' }),
    ],
    shipments: [sent('A-1042-1', 'MUG x1'), sent('A-1043-1', 'MUG x1')],
  });

describe('G15: a row without a usable id gets candidates', () => {
  test.each([
    ['letters for digits', 'A-1O42'],
    ['spaces', 'a 1042'],
    ['words around it', 'Order A-1042 (gift)'],
  ])('G15: by a corrected ID: %s', (_, id) => {
    const [only] = proposals(two(), `Order ID,Tracking,Carrier\n${id},${N1},USPS`);
    expect(only?.choices.map((choice) => choice.label)).toEqual(['A-1042']);
    expect(only?.sure).toBe(true);
    expect(rowsOf(two(), `Order ID,Tracking,Carrier\n${id},${N1},USPS`)[0]).toMatch(/^left: match\./);
  });

  test('G15: by name and postal code, whatever accents, order of the words and lost zeros', () => {
    const text = `Order ID,Recipient,ZIP,Tracking,Carrier\nparcel no. 3,GRUNE Zoe,2134,${N1},USPS`;
    const [only] = proposals(two(), text);
    expect(only).toMatchObject({
      kind: 'order',
      line: 2,
      says: 'parcel no. 3 · GRUNE Zoe · 2134',
      sure: true,
      choices: [{ label: 'A-1042', why: 'name and postal code', detail: 'Zoë Grüne · Boston, US · MUG x1' }],
    });
  });

  test('G15: an id without its prefix is only sure where the name says the same', () => {
    const with_ = (name: string): boolean | undefined =>
      proposals(two(), `Order ID,Recipient,ZIP,Tracking\n1042,${name},02134,${N1}`)[0]?.sure;
    expect(with_('Zoe Grune')).toBe(true);
    expect(with_('Ben Ode')).toBe(false);
    expect(proposals(two(), `Order ID,Tracking\n1042,${N1}`)[0]?.sure).toBe(false);
  });

  test('two people of one name at one place are two choices, and never sure', () => {
    const twins = tablesOf({
      orders: ['A-1', 'A-2'].map((id) => ready(id, { Name: 'Ana Lee', 'Postal code': '10001' })),
      shipments: [sent('A-1-1', 'MUG x1'), sent('A-2-1', 'MUG x1')],
    });
    const [only] = proposals(twins, `Name,Zip,Tracking\nAna Lee,10001,${N1}`);
    expect(only?.choices.map((choice) => choice.label)).toEqual(['A-1', 'A-2']);
    expect(only?.sure).toBe(false);
  });

  test('what has shipped is offered and never sure', () => {
    const gone = tablesOf({
      orders: [ready('A-1', { Name: 'Ana Lee', 'Postal code': '10001' })],
      shipments: [shipped('A-1-1', 'MUG x1')],
    });
    const [only] = proposals(gone, `Name,Zip,Tracking\nAna Lee,10001,${N1}`);
    expect(only?.choices[0]?.detail).toContain('nothing left to ship');
    expect(only?.sure).toBe(false);
  });

  test('nothing is proposed by name alone', () => {
    expect(proposals(two(), `Name,Tracking\nBen Ode,${N1}`)).toEqual([]);
  });

  test('an id that looks like another campaign’s is never sure: the same people back several', () => {
    const [only] = proposals(two(), `Order ID,Name,Zip,Tracking\nKS-7,Ben Ode,SW1A1AA,${N1}`);
    expect(only).toMatchObject({ sure: false, choices: [{ label: 'A-1043' }] });
  });

  test('an accepted candidate ships its order, and the match stands beside the row', () => {
    const text = `Recipient,ZIP,Tracking,Carrier\nBen Ode,sw1a1aa,${N1},USPS`;
    const accepted = acceptAll(proposals(two(), text));
    const book = bookOf(two());
    const made = importFiles(book, text, {}, 'accepted', { accepted });
    expect(made.rows).toEqual(['change: match.accepted']);
    expect(made.plan.detail).toEqual(['name and postal code']);
    expect(parcels(book)).toEqual(['A-1042-1 MUG x1 sent', `A-1043-1 MUG x1 shipped ${N1}`]);
    expect(importFiles(book, text, {}, 'again', { accepted }).rows).toEqual(['already']);
    expect(importFiles(bookOf(two()), text).rows).toEqual(['left: match.missing-id']);
  });
});

describe('damaged numbers: what could be rebuilt is proposed', () => {
  const said = (tables: Tables, text: string): (string | undefined)[][] =>
    proposals(tables, text).map((one) => one.choices.map((choice) => choice.accept.number));

  test('G2: a rounded number is found again in the link of its row', () => {
    const url = `https://tools.usps.com/go/TrackConfirmAction?tLabels=${N1}`;
    const text = `Order ID,Tracking,Carrier,Tracking URL\nA-1042,9.4001112010808E+21,USPS,${url}`;
    expect(said(two(), text)).toEqual([[N1]]);
    const accepted = acceptAll(proposals(two(), text));
    const book = bookOf(two());
    expect(importFiles(book, text).rows).toEqual(['left: tracking.damaged-scientific']);
    expect(importFiles(book, text, {}, 'g2', { accepted }).rows).toEqual(['change: tracking.accepted']);
    expect(parcels(book)[0]).toBe(`A-1042-1 MUG x1 shipped ${N1}`);
  });

  test('G2: nothing is invented where the row says no more', () => {
    expect(said(two(), 'Order ID,Tracking,Notes\nA-1042,9.25082E+11,987654321098')).toEqual([]);
  });

  test('G4: lost digits come back from another cell only when the first ones are the same', () => {
    const text = (other: string): string => `Order ID,Tracking,Label\nA-1042,9400111201080800000000,${other}`;
    expect(said(two(), text('9400111201080805483016'))).toEqual([['9400111201080805483016']]);
    expect(said(two(), text('9361289878700317633795'))).toEqual([]);
  });

  test('G6: the number with its zeros is proposed; unaccepted, the row goes on with a warning', () => {
    const text = 'Order ID,Tracking,Carrier\nA-1042,3071790000523483741,USPS';
    expect(said(two(), text)).toEqual([['03071790000523483741']]);
    expect(rowsOf(two(), text)).toEqual(['change: tracking.zero-lost']);
    const book = bookOf(two());
    importFiles(book, text, {}, 'g6', { accepted: acceptAll(proposals(two(), text)) });
    expect(parcels(book)[0]).toBe('A-1042-1 MUG x1 shipped 03071790000523483741');
  });
});

describe('G9: two numbers in one cell', () => {
  const pair = (items: string) =>
    tablesOf({ orders: [ready('A-1', { Items: items })], shipments: [sent('A-1-1', items)] });
  const text = `Order ID,Tracking,Carrier\nA-1,${N1}; ${N2},USPS`;

  test('G9: two parcels are proposed if quantities allow, and accepted they are two', () => {
    const accepted = acceptAll(proposals(pair('MUG x2'), text));
    const book = bookOf(pair('MUG x2'));
    const made = importFiles(book, text, {}, 'g9', { accepted });
    expect(made.rows).toEqual(['change', 'change']);
    expect(made.plan.key).toEqual(['line 2', 'line 2, number 2']);
    expect(parcels(book)).toEqual([`A-1-1 MUG x2 shipped ${N1}`, `A-1-1.1 - shipped ${N2}`]);
    expect(unitsOf(book, 'A-1').MUG).toEqual([2, 0, 0, 2, 0]);
    expect(importFiles(book, text, {}, 'g9 again', { accepted }).rows).toEqual(['already', 'already']);
  });

  test('G9: one thing cannot lie in two parcels: nothing is proposed, the row waits', () => {
    expect(proposals(pair('MUG x1'), text)).toEqual([]);
    expect(rowsOf(pair('MUG x1'), text)).toEqual(['decide: tracking.two-numbers']);
  });
});

test('G1: "ship without a number" is accepted row by row', () => {
  const text = 'Order ID,Tracking,Carrier\nA-1042,letter,\nA-1043,,';
  const list = proposals(two(), text);
  expect(list.map((one) => [one.kind, one.says, one.sure])).toEqual([
    ['untracked', 'letter', false],
    ['untracked', '(blank)', false],
  ]);
  const accepted = acceptAll(list.slice(0, 1));
  const book = bookOf(two());
  expect(importFiles(book, text, {}, 'g1', { accepted }).rows).toEqual(['change', 'decide: tracking.blank']);
  expect(parcels(book)).toEqual(['A-1042-1 MUG x1 shipped', 'A-1043-1 MUG x1 sent']);
});

describe('an intent that somebody made up marks nothing shipped', () => {
  const forged = (change: object): string[] => {
    const [intent] = intentsOf(two(), [`Order ID,Tracking,Carrier\nA-1042,${N1},USPS`]);
    if (intent === undefined) throw new Error('No intent');
    const plan = planIntents(two(), [{ ...intent, verdict: null, ...change }]);
    return plan.changes.length + plan.added.length === 0 ? [plan.reason[0] ?? ''] : ['changed'];
  };

  test.each([
    ['', 'tracking.blank'],
    ['0', 'tracking.blank'],
    ['---', 'tracking.blank'],
    ['9.25082E+11', 'tracking.damaged-scientific'],
    ['9,25082E11', 'tracking.damaged-scientific'],
    ['9400111200000000000000', 'tracking.damaged-precision'],
    ['PENDING', 'tracking.unreadable'],
    ['=1+1', 'tracking.unreadable'],
  ])('G1, G2, G4: "%s" stays out: %s', (number, code) => {
    expect(forged({ number })).toEqual([code]);
  });

  test('an untouched one goes through', () => {
    expect(forged({})).toEqual(['changed']);
  });
});
