import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../../shared/csv/read.ts';
import { headerKey } from '../../../../shared/csv/table.ts';
import type { Backer } from '../../../../shared/source/backer.ts';
import { countedBy } from '../../../../shared/source/counted.ts';
import { namesOf } from '../../../../shared/source/form.ts';
import { KICKSTARTER } from '../../../../shared/source/forms/kickstarter.ts';
import type { Layout } from '../../../../shared/source/layout.ts';
import { parseQuantity } from '../../../../shared/source/quantity.ts';
import { readBackers } from '../../../../shared/source/read.ts';
import { recogniseReport, reportKnows } from '../../../../shared/source/recognise.ts';
import { meaningsOf } from '../../../../shared/source/states.ts';
import { facts } from '../facts.ts';
import { ERAS, type Era, HEADERS, report, reportRows } from './reports.ts';

const recogniseKickstarter = (header: readonly string[]): Layout | undefined =>
  recogniseReport(header).find(({ platform }) => platform === 'kickstarter');

function open(era: Era, count: number): { layout: Layout; backers: Backer[] } {
  const table = readCsv(report(era, count), { knows: reportKnows });
  if (!table.ok) throw new Error(table.code);
  const layout = recogniseKickstarter(table.header);
  if (!layout) throw new Error('not recognised');
  return { layout, backers: readBackers(table.rows, layout, table.lines) };
}

function read(header: string[], ...cells: string[][]): Backer[] {
  const layout = recogniseKickstarter(header);
  if (!layout) throw new Error('not recognised');
  return readBackers(cells, layout);
}

const BASE = [
  'Backer Number',
  'Backer Name',
  'Email',
  'Pledge Amount',
  'Pledged At',
  'Pledged Status',
  'Notes',
];
const row = (number: string, ...more: string[]): string[] => [
  number,
  'A',
  'a@example.com',
  '$5.00',
  '2018/03/28, 10:27',
  'collected',
  '',
  ...more,
];

describe('recogniseKickstarter', () => {
  const { layouts } = facts('csv-layouts.json') as {
    layouts: Record<string, { platform: string; columns: string[] }>;
  };

  test.each(Object.entries(layouts))('the public layout %s is told apart', (_, { platform, columns }) => {
    expect(recogniseKickstarter(columns) !== undefined).toBe(platform === 'kickstarter');
  });

  test.each(ERAS)('a report of %s has no column left over', (era) => {
    const layout = recogniseKickstarter(HEADERS[era]);
    expect(layout?.unknown).toEqual([]);
    const read = new Set([
      ...(layout?.fields.values() ?? []),
      ...(layout?.items ?? []).map((i) => i.column),
      ...(layout?.questions ?? []).map((q) => q.column),
    ]);
    const left = HEADERS[era].filter((_, column) => !read.has(column));
    expect(left.map(headerKey).filter((key) => !namesOf(KICKSTARTER.skipped).includes(key))).toEqual([]);
  });

  test('items stand in the middle, add-ons carry an id, questions come after the address', () => {
    const layout = recogniseKickstarter(HEADERS['2025']);
    expect(layout?.items.map((i) => [i.key, i.title])).toEqual([
      ['item:Field Guide', 'Field Guide'],
      ['item:Dice Set', 'Dice Set'],
      ['addon:10750435', 'Dice Set'],
      ['addon:10753941', 'Lorebook'],
    ]);
    expect(layout?.questions.map((q) => q.question)).toEqual(['T-shirt size?']);
    expect(layout?.label).toBe('Kickstarter backer report, with survey, 2 items, 2 add-ons');
  });

  test('two item columns of one title keep apart', () => {
    const layout = recogniseKickstarter([...BASE, 'Dice', 'Dice']);
    expect(layout?.items.map((i) => i.key)).toEqual(['item:Dice', 'item:Dice (2)']);
  });

  test('a question named like a column of the report does not replace it', () => {
    const layout = recogniseKickstarter([...BASE, 'Survey Response', 'Shipping Name', 'Email']);
    expect(layout?.fields.get('email')).toBe(2);
    expect(layout?.questions.map((q) => q.column)).toEqual([9]);
  });

  test('a column among the items that holds words or money is no item, one with odd quantities is', () => {
    const header = [...BASE, 'Sales tax', 'Mug', 'Pin'];
    const rows = ['1', '2', '3'].map((n) => row(n, '$1.00', '2x', '1'));
    const [layout] = recogniseReport(header, rows);
    expect(layout?.items.map(({ title }) => title)).toEqual(['Mug', 'Pin']);
    expect(layout?.unknown).toEqual([{ column: 7, name: 'Sales tax' }]);
    expect(recogniseReport(header, rows.slice(1))[0]?.items).toHaveLength(3);
  });

  test('a column of no known name before Notes is shown and not read', () => {
    const layout = recogniseKickstarter(['Backer Number', 'Loyalty tier', ...BASE.slice(1)]);
    expect(layout?.unknown).toEqual([{ column: 1, name: 'Loyalty tier' }]);
  });

  test('each known name means one field', () => {
    const names = [...Object.values(KICKSTARTER.fields).flatMap(namesOf), ...namesOf(KICKSTARTER.skipped)];
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('readBackers', () => {
  test.each(ERAS)('a report of %s gives every backer without a problem', (era) => {
    const { backers } = open(era, 40);
    expect(backers).toHaveLength(40);
    expect(backers.flatMap((b) => b.problems)).toEqual([]);
    expect(backers.map((b) => b.backerNumber)).toEqual(
      Array.from({ length: 40 }, (_, i) => `${(i + 1) * 3}`),
    );
    expect(backers[0]?.line).toBe(2);
    expect(backers[8]).toMatchObject({ pledge: 'errored', status: 'errored' });
    expect(backers[0]).toMatchObject({ pledge: 'paid', pledgedAt: '2018-03-02 10:27:00Z' });
  });

  test('the latest layout gives every field', () => {
    const [, , third, , fifth, sixth, seventh, eighth] = open('2025', 10).backers;
    expect(third).toEqual({
      line: 4,
      orderId: '',
      idPart: '9',
      backerNumber: '9',
      backerUid: '1000023757',
      name: 'Backer 3',
      email: 'backer3@example.com',
      country: 'US',
      reward: { key: 'reward:502', id: '502', title: 'All In', minimum: { amount: '1000.00', currency: '' } },
      items: [
        { key: 'item:Field Guide', title: 'Field Guide', quantity: 1 },
        { key: 'item:Dice Set', title: 'Dice Set', quantity: 2 },
        { key: 'addon:10750435', title: 'Dice Set', quantity: 1 },
      ],
      pledged: { amount: '1010.00', currency: '' },
      amountDue: { amount: '0.00', currency: '' },
      amountPaid: { amount: '56.50', currency: '' },
      payOverTime: false,
      pledgedAt: '2018-03-04 10:27:00Z',
      latePledge: false,
      sent: 'not sent',
      sentText: '',
      pledge: 'paid',
      status: 'collected',
      notes: '',
      surveyAt: '2018-08-18 07:12:00Z',
      taxId: '',
      address: {
        name: 'Backer 3',
        line1: '3 Example Street',
        line2: '',
        city: 'Springfield',
        state: 'IL',
        postal: '02134',
        countryName: 'United States',
        countryCode: 'US',
        phone: '+1 555 010 0199',
        deliveryNotes: '',
      },
      questions: [{ question: 'T-shirt size?', answer: 'M' }],
      problems: [],
    });
    expect(fifth?.amountDue?.amount).toBe('12.50');
    expect(sixth?.payOverTime).toBe(true);
    expect(seventh?.latePledge).toBe(true);
    expect(eighth?.surveyAt).toBe('');
  });

  test('money of 2019 has its code in front and a comma for thousands', () => {
    expect(open('2019', 1).backers[0]?.pledged).toEqual({ amount: '1010.00', currency: 'SEK' });
  });

  test('a report without titles takes its reward by the minimum; one without rewards has none', () => {
    expect(open('2013', 2).backers[1]?.reward).toMatchObject({ key: 'reward:$59.00 USD', id: '' });
    expect(open('2015 no reward', 2).backers.map((b) => b.reward)).toEqual([null, null]);
    const header = [...BASE, 'Reward Title', 'Reward ID'];
    expect(read(header, row('1', 'No reward', ''))[0]?.reward).toBeNull();
  });

  test('before the survey there is no address', () => {
    expect(open('2014', 1).backers[0]).toMatchObject({ address: null, surveyAt: '', questions: [] });
  });

  test('what the platform says was sent is told', () => {
    expect(open('2024', 10).backers[9]).toMatchObject({ sent: 'sent', sentText: 'Sent' });
  });

  test('C10: a quantity that is no whole number is a problem and no item; blank and 0 are none', () => {
    const [a, b] = read([...BASE, 'Mug', 'Pin', 'Hat'], row('1', '2x', '-1', '1.5'), row('2', '', '0', '2'));
    expect(a?.items).toEqual([]);
    expect(a?.problems).toEqual([
      { code: 'qty.invalid', column: 'Mug', value: '2x' },
      { code: 'qty.invalid', column: 'Pin', value: '-1' },
      { code: 'qty.invalid', column: 'Hat', value: '1.5' },
    ]);
    expect(b?.items).toEqual([{ key: 'item:Hat', title: 'Hat', quantity: 2 }]);
    expect(['', '0', '3', '2.0', ' 4 ', '2,00'].map(parseQuantity)).toEqual([0, 0, 3, 2, 4, 2]);
    for (const text of ['2x', '-1', '1.5', 'one', '1e3', '1,000', '1,5'])
      expect(parseQuantity(text)).toBeNull();
  });

  test('A13: a backer number keeps its zeros', () => {
    expect(read(BASE, row('0042'))[0]).toMatchObject({ backerNumber: '0042', problems: [] });
  });

  test('A14: a backer number damaged by a spreadsheet program is named, an exact one is read', () => {
    const [whole, damaged, none] = read(BASE, row('1042.0'), row('1.5E+15'), row(''));
    expect(whole).toMatchObject({ backerNumber: '1042', problems: [] });
    expect(damaged?.problems).toEqual([
      { code: 'match.damaged-id', column: 'Backer Number', value: '1.5E+15' },
    ]);
    expect(none?.problems).toEqual([{ code: 'id.missing', column: 'Backer Number', value: '' }]);
  });

  test('an unknown state is reported with its text, never guessed', () => {
    const header = [...BASE, 'Fulfillment Status'];
    const cells = row('1', 'Half packed');
    cells[5] = 'on probation';
    const [backer] = read(header, cells);
    expect(backer).toMatchObject({
      pledge: 'unknown',
      status: 'on probation',
      sent: 'unknown',
      sentText: 'Half packed',
    });
    expect(backer?.problems.map((p) => [p.code, p.value])).toEqual([
      ['source.state-unknown', 'on probation'],
      ['source.state-unknown', 'Half packed'],
    ]);
  });

  test('J21: a yes-or-no column with another word is reported, WAHR and VRAI are known', () => {
    const [yes, other] = read([...BASE, 'Late Pledge'], row('1', 'TRUE'), row('2', 'maybe'));
    expect(
      read([...BASE, 'Late Pledge'], row('1', 'WAHR'), row('2', 'FALSCH')).map((b) => b.latePledge),
    ).toEqual([true, false]);
    expect(yes).toMatchObject({ latePledge: true, problems: [] });
    expect(other).toMatchObject({
      latePledge: false,
      problems: [{ code: 'source.state-unknown', column: 'Late Pledge', value: 'maybe' }],
    });
  });

  test('money and dates that cannot be read stay as given and are named', () => {
    const cells = row('1');
    cells[3] = 'five';
    cells[4] = '03/04/2018';
    const [backer] = read(BASE, cells);
    expect(backer).toMatchObject({ pledged: null, pledgedAt: '03/04/2018' });
    expect(backer?.problems.map((p) => p.code)).toEqual(['money.unreadable', 'date.unreadable']);
  });
});

test('states: each known word has one meaning, in any case', () => {
  const { pledge, sent } = meaningsOf('kickstarter');
  expect(
    ['Collected', 'ERRORED', 'dropped', 'canceled', 'cancelled', 'pledged', 'refunded'].map((word) =>
      pledge(word),
    ),
  ).toEqual([...['paid', 'errored', 'dropped', 'cancelled', 'cancelled', 'pending', 'refunded']]);
  expect(['', 'collected?', 'uncollected'].map((word) => pledge(word))).toEqual([null, null, 'pending']);
  expect(['Sent', '', 'Not sent', 'sending'].map((word) => sent(word))).toEqual([
    'sent',
    'not sent',
    'not sent',
    null,
  ]);
});

describe('countedBy', () => {
  const count = (era: Era, rows: number) => {
    const { layout, backers } = open(era, rows);
    const counter = countedBy(layout);
    for (const backer of backers) counter.add(backer);
    return counter.result();
  };

  test('a reward whose orders have item columns filled is counted by the items', () => {
    expect(count('2024', 10).rewards).toEqual([
      { key: 'reward:501', id: '501', title: 'Field Guide', orders: 5, withItems: 5, countedBy: 'items' },
      { key: 'reward:502', id: '502', title: 'All In', orders: 5, withItems: 5, countedBy: 'items' },
    ]);
  });

  test('a report without item columns counts by the reward', () => {
    expect(count('2019', 10).rewards.map((r) => r.countedBy)).toEqual(['reward', 'reward']);
  });

  test('an add-on is covered when an item of its title holds as many in every row', () => {
    expect(count('2025', 15).items).toEqual([
      { key: 'item:Field Guide', title: 'Field Guide', kind: 'item', orders: 15, units: 15, coveredBy: '' },
      { key: 'item:Dice Set', title: 'Dice Set', kind: 'item', orders: 5, units: 10, coveredBy: '' },
      {
        key: 'addon:10750435',
        title: 'Dice Set',
        kind: 'addon',
        orders: 5,
        units: 5,
        coveredBy: 'item:Dice Set',
      },
      { key: 'addon:10753941', title: 'Lorebook', kind: 'addon', orders: 3, units: 3, coveredBy: '' },
    ]);
    const layout = recogniseKickstarter([...BASE, 'Dice', '[Addon: 7] Dice']);
    if (!layout) throw new Error('not recognised');
    const counter = countedBy(layout);
    for (const b of readBackers([row('1', '1', '1'), row('2', '0', '1')], layout)) counter.add(b);
    expect(counter.result().items[1]).toMatchObject({ key: 'addon:7', coveredBy: '' });
  });
});

test('the result does not depend on the order of the columns', () => {
  const rows = reportRows('2019', 12);
  const turned = rows.map((cells) => [...cells].reverse());
  const one = read(rows[0] ?? [], ...rows.slice(1));
  const other = read(turned[0] ?? [], ...turned.slice(1));
  expect(other.map(({ questions: _q, ...b }) => b)).toEqual(one.map(({ questions: _q, ...b }) => b));
});
