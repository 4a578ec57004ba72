/** Survey answers for orders that are there: what each order takes, and why it takes no more. */
import { describe, expect, it } from 'vitest';
import { finalizeAddresses } from '../../../shared/actions/finalize-addresses.ts';
import { answerRows } from '../../../shared/actions/import-orders/answer-rows.ts';
import { type Answer, importAnswers } from '../../../shared/actions/import-orders/answers.ts';
import { unlock } from '../../../shared/actions/unlock.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import type { ReasonCode } from '../../../shared/plan/reasons.ts';
import type { Options, Plan } from '../../../shared/plan/types.ts';
import { layoutOf, suggestMapping } from '../../../shared/source/mapping.ts';
import { readBackers } from '../../../shared/source/read.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import {
  applied,
  type Cells,
  cellOf,
  contextOf,
  lockedOrder,
  open,
  orderCells,
  outcomes,
  ran,
  ready,
  sent,
  shipped,
  tablesOf,
} from '../../support/campaign.ts';

const HEADER = [
  'Timestamp',
  'Order ID',
  'Email',
  'Street',
  'City',
  'State',
  'Postal code',
  'Country',
  'Items',
];
const AT = '2026-04-20 12:00:00Z';
const row = (id: string, more: Readonly<Record<string, string>> = {}): string[] => {
  const usual: Record<string, string> = {
    Timestamp: AT,
    'Order ID': id,
    Street: '2 New Street',
    City: 'Troy',
    State: 'NY',
    'Postal code': '12180',
    Country: 'United States',
    ...more,
  };
  return HEADER.map((name) => usual[name] ?? '');
};

/** The answers of a form as the panel reads them. */
function answersOf(tables: Tables, rows: readonly string[][], useEmail = false, header = HEADER): Answer[] {
  const { mapping } = suggestMapping(header, { rows, prefix: 'A' });
  const layout = layoutOf(
    header,
    {
      ...mapping,
      fields: { ...mapping.fields, surveyAt: header.indexOf('Timestamp') },
      items: { form: 'text', column: header.indexOf('Items'), text: 'plain' },
    },
    rows,
  );
  const skus = new Map([
    ['sku:MUG', 'MUG x1'],
    ['sku:SHIRT', 'SHIRT x1'],
  ]);
  const keys = { prefix: 'A', useEmail };
  return answerRows(readBackers(rows, layout), layout, campaignOf(tables), skus, keys);
}
function planned(tables: Tables, rows: readonly string[][], options: Options = {}, useEmail = false): Plan {
  return importAnswers.plan(contextOf(tables, options), answersOf(tables, rows, useEmail));
}
const campaign = (...orders: readonly Cells[]): Tables => tablesOf({ orders });
const ADDRESS = ['Address 1', 'City', 'State/Province', 'Postal code', 'Country'] as const;
const NEW = {
  'Address 1': '2 New Street',
  City: 'Troy',
  'State/Province': 'NY',
  'Postal code': '12180',
  Country: 'US',
};

describe('an open order', () => {
  it('takes address and items, and the time of the answer becomes Survey at', () => {
    const before = campaign(open('A-1', { 'Survey at': '' }));
    const plan = planned(before, [row('A-1', { Items: 'MUG x1; SHIRT x2' })]);
    expect(outcomes(plan)).toEqual({ 'A-1': 'change: source.changed' });
    expect(plan.detail[0]).toContain('City: Albany → Troy');
    const after = applied(before, plan);
    expect(orderCells(after, 'A-1', ...ADDRESS)).toEqual(NEW);
    expect(orderCells(after, 'A-1', 'Items', 'Survey at', 'Stage')).toEqual({
      Items: 'MUG x1; SHIRT x2',
      'Survey at': AT,
      Stage: 'Open',
    });
  });

  it('keeps what the form does not ask or was left blank', () => {
    const before = campaign(open('A-1', { Phone: '+1 518 555 0100' }));
    const after = applied(before, planned(before, [row('A-1')]));
    expect(orderCells(after, 'A-1', 'Items', 'Name', 'Phone')).toEqual({
      Items: 'MUG x1',
      Name: 'Ada Byron',
      Phone: '+1 518 555 0100',
    });
  });

  it('loses the second line of the old street with a new street', () => {
    const before = campaign(open('A-1', { 'Address 2': 'Apt 5' }));
    expect(cellOf(applied(before, planned(before, [row('A-1')])), 'Orders', 'A-1', 'Address 2')).toBe('');
  });

  it('has the answer already the second time, and what was edited since stays (property 3)', () => {
    const before = campaign(open('A-1'));
    const after = applied(before, planned(before, [row('A-1')]));
    expect(outcomes(planned(after, [row('A-1')]))).toEqual({ 'A-1': 'already: answer.unchanged' });
    expect(outcomes(planned(after, [row('A-1', { City: 'Utica' })]))).toEqual({
      'A-1': 'already: answer.unchanged',
    });
  });

  it('takes no answer that is older than what it knows', () => {
    const before = campaign(open('A-1'));
    expect(outcomes(planned(before, [row('A-1', { Timestamp: '2026-03-01 08:00:00Z' })]))).toEqual({
      'A-1': 'left: source.older-than-current',
    });
  });

  it('asks once for answers without a time', () => {
    const before = campaign(open('A-1'), open('A-2'));
    const rows = [row('A-1', { Timestamp: '' }), row('A-2', { Timestamp: '' })];
    const asked = planned(before, rows);
    expect(outcomes(asked)).toEqual({
      'A-1': 'decide: source.both-changed',
      'A-2': 'decide: source.both-changed',
    });
    expect(asked.questions.map(({ id }) => id)).toEqual(['undated']);
    const keep = planned(before, rows, { answers: { undated: 'keep' } });
    expect(outcomes(keep)['A-1']).toBe('already: answer.unchanged');
    const take = applied(before, planned(before, rows, { answers: { undated: 'take' } }));
    expect(cellOf(take, 'Orders', 'A-2', 'City')).toBe('Troy');
  });

  it('stays accepted: name, address and items are as the backer wrote them', () => {
    const before = campaign(lockedOrder('A-1', { Payment: 'paid' }));
    const after = applied(before, planned(before, [row('A-1')]));
    expect(cellOf(ran(finalizeAddresses, after), 'Orders', 'A-1', 'Stage')).toBe('Ready to ship');
  });
});

describe('a locked order', () => {
  it('takes the address alone', () => {
    const before = campaign(lockedOrder('A-1'));
    const plan = planned(before, [row('A-1', { Items: 'MUG x1; SHIRT x1' })]);
    expect(outcomes(plan)).toEqual({ 'A-1': 'change: order.locked' });
    expect(plan.detail[0]).toContain('not taken: Items: MUG x1 → MUG x1; SHIRT x1');
    const after = applied(before, plan);
    expect(orderCells(after, 'A-1', 'City', 'Items')).toEqual({ City: 'Troy', Items: 'MUG x1' });
    // After Unlock the items of the same answer are news.
    const free = ran(unlock, after, { reason: 'add-on' });
    const later = applied(free, planned(free, [row('A-1', { Items: 'MUG x1; SHIRT x1' })]));
    expect(orderCells(later, 'A-1', 'Items', 'Survey at')).toEqual({
      Items: 'MUG x1; SHIRT x1',
      'Survey at': AT,
    });
  });

  it('says why when there is nothing but items', () => {
    const before = campaign(lockedOrder('A-1', NEW));
    expect(outcomes(planned(before, [row('A-1', { Items: 'SHIRT x1' })]))).toEqual({
      'A-1': 'left: order.locked',
    });
  });

  it('D14: keeps its country', () => {
    const before = campaign(lockedOrder('A-1'));
    expect(outcomes(planned(before, [row('A-1', { Country: 'Canada' })]))).toEqual({
      'A-1': 'left: address.country-frozen',
    });
  });

  it.each<[string, Cells, readonly Cells[], ReasonCode]>([
    ['whose address is final takes nothing (D11)', ready('A-1'), [], 'source.frozen'],
    ['that is at a warehouse takes nothing', ready('A-1'), [sent('A-1-1', 'MUG x1')], 'shipment.pushed'],
    ['that has shipped takes nothing (D13)', ready('A-1'), [shipped('A-1-1', 'MUG x1')], 'order.shipped'],
    ['that is cancelled takes nothing', open('A-1', { 'Cancelled items': 'MUG x1' }), [], 'order.cancelled'],
  ])('%s', (_, order, shipments, code) => {
    const before = tablesOf({ orders: [order], shipments });
    expect(outcomes(planned(before, [row('A-1')]))).toEqual({ 'A-1': `left: ${code}` });
  });
});

describe('whose answer it is', () => {
  const people = campaign(
    open('A-1', { 'Backer number': '1', Email: 'ada@example.com' }),
    open('A-2', { 'Backer number': '2', Email: 'bo@example.com' }),
    open('A-3', { 'Backer number': '3', Email: 'bo@example.com' }),
    open('A-4', { 'Backer number': '4', Email: 'x1@privaterelay.appleid.com' }),
  );
  const found = (rows: readonly string[][], useEmail = false): string[] =>
    answersOf(people, rows, useEmail).map(({ orderId, refusal }) => refusal?.code ?? orderId);

  it.each(['A-1', 'a-1', '#1', '1', ' 1.0 '])('the Order ID or number as people type it: %s', (id) => {
    expect(found([row(id)])).toEqual(['A-1']);
  });

  it('a number that fits nobody is a row of its own, never a new order', () => {
    expect(found([row('77')])).toEqual(['match.none']);
    expect(found([row('1.04E+11')])).toEqual(['match.damaged-id']);
  });

  it('an e-mail address only when it was chosen, and only where no number is given', () => {
    const mine = row('', { Email: ' ADA@example.com ' });
    expect(found([mine])).toEqual(['match.missing-id']);
    expect(found([mine], true)).toEqual(['A-1']);
    expect(found([row('77', { Email: 'ada@example.com' })], true)).toEqual(['match.none']);
  });

  it('an address of two orders leads to neither', () => {
    expect(found([row('', { Email: 'bo@example.com' })], true)).toEqual(['match.ambiguous']);
  });

  it('A7: a relay address is no key', () => {
    expect(found([row('', { Email: 'x1@privaterelay.appleid.com' })], true)).toEqual(['match.missing-id']);
  });

  it('the newest answer of a person counts; the earlier ones say which one does', () => {
    const rows = [
      row('A-1', { Timestamp: '2026-04-22 08:00:00Z', City: 'Utica' }),
      row('1', { Timestamp: '2026-04-21 08:00:00Z', City: 'Ithaca' }),
    ];
    expect(found(rows)).toEqual(['A-1', 'answer.superseded']);
    expect(answersOf(people, rows)[1]?.refusal?.detail).toBe('row 2');
    const after = applied(people, planned(people, rows));
    expect(cellOf(after, 'Orders', 'A-1', 'City')).toBe('Utica');
  });
});

describe('the plan of answers', () => {
  it('E10: takes a tax id from its own column', () => {
    const before = campaign(open('A-1'));
    const header = [...HEADER, 'Steuer'];
    const rows = [[...row('A-1'), '529.982.247-25']];
    const { mapping } = suggestMapping(header, { rows, prefix: 'A' });
    const layout = layoutOf(header, { ...mapping, fields: { ...mapping.fields, taxId: 9 } }, rows);
    const answers = answerRows(readBackers(rows, layout), layout, campaignOf(before), new Map(), {
      prefix: 'A',
      useEmail: false,
    });
    const after = applied(before, importAnswers.plan(contextOf(before), answers));
    expect(cellOf(after, 'Orders', 'A-1', 'Tax ID')).toBe('529.982.247-25');
  });

  it('refuses intents that are none', () => {
    expect(() => importAnswers.parse([{ orderId: 'A-1' }])).toThrow();
    const [answer] = answersOf(campaign(open('A-1')), [row('A-1')]);
    expect(importAnswers.parse([answer])).toEqual([answer]);
  });
});
