import { describe, expect, it } from 'vitest';
import { type Choices, choicesOf } from '../../../addon/sidebar/panels/addresses-choices.ts';
import { difference } from '../../../addon/sidebar/panels/addresses-diff.ts';
import { CARRIER_CHOICES } from '../../../addon/sidebar/panels/addresses-filters.ts';
import { type Filter, groupsOf, keepable, sureOf } from '../../../addon/sidebar/panels/addresses-groups.ts';
import { type Review, reviewAll } from '../../../addon/sidebar/panels/addresses-review.ts';
import { limitsOf } from '../../../shared/address/carrier-limits.ts';
import type { FindingKind } from '../../../shared/address/finding.ts';
import { type Cells, open as openOrder, paidOrder, tablesOf } from '../../support/campaign.ts';

const EVERYTHING: Filter = { level: null, kind: '', country: '', stage: '', decided: false };
const phone = { Phone: '+1 518 473 3000' };
const review = (...orders: Cells[]): Promise<Review> => reviewAll(tablesOf({ orders }), '', () => {});
const entriesOf = ({ entries }: Review, kind: FindingKind): number[] =>
  entries.flatMap(({ finding }, at) => (finding.kind === kind ? [at] : []));
const accept = (made: Review, choices: Choices, kind: FindingKind): number =>
  choices.decide(entriesOf(made, kind), (at) => ({ to: made.entries[at]?.finding.proposal ?? null }));

describe('the difference between two texts', () => {
  it.each([
    ['2108', '02108', ['', '', '0', '2108']],
    ['D-01067', '01067', ['', 'D-', '', '01067']],
    ['K1A0B1', 'K1A 0B1', ['K1A', '', ' ', '0B1']],
    ['Deutschland', 'DE', ['', 'Deutschland', 'DE', '']],
    ['', 'DE', ['', '', 'DE', '']],
    ['Zoë 😀', 'Zoë', ['Zoë', ' 😀', '', '']],
    ['same', 'same', ['same', '', '', '']],
  ])('of “%s” and “%s” is what neither begins nor ends with', (was, now, parts) => {
    const { before, gone, come, after } = difference(was, now);
    expect([before, gone, come, after]).toEqual(parts);
    expect([before + gone + after, before + come + after]).toEqual([was, now]);
  });
});

describe('what is found', () => {
  it('is one group for equal values, and each order’s own where something is blank', async () => {
    const made = await review(
      openOrder('A-1', { ...phone, 'Postal code': '2108', 'State/Province': 'MA' }),
      openOrder('A-2', { ...phone, 'Postal code': '2108', 'State/Province': 'MA' }),
      openOrder('A-3', { ...phone, City: '' }),
      openOrder('A-4', { ...phone, City: '' }),
    );
    const groups = groupsOf(made, choicesOf(made), EVERYTHING);
    expect(groups.map(({ shape, entries }) => [shape.finding.kind, entries.length])).toEqual([
      ['postal-zero-lost', 2],
      ['missing', 1],
      ['missing', 1],
    ]);
  });

  it('shows problems before warnings, and what has a proposal first', async () => {
    const made = await review(
      openOrder('A-1', { ...phone, 'Address 1': 'PO Box 7' }),
      openOrder('A-2', { ...phone, Country: 'Nowhere' }),
      openOrder('A-3', { ...phone, 'Postal code': '2108', 'State/Province': 'MA' }),
    );
    expect(groupsOf(made, choicesOf(made), EVERYTHING).map(({ shape }) => shape.finding.kind)).toEqual([
      'postal-zero-lost',
      'country-unknown',
      'po-box',
    ]);
  });

  it('D24: a warning about a mismatch never stands in the way and can be kept', async () => {
    const made = await review(openOrder('A-1', { ...phone, 'State/Province': 'CA', 'Postal code': '12207' }));
    const kinds = made.entries.map(({ finding }) => [finding.kind, finding.level]);
    expect(kinds).toEqual([['state-postal', 'warning']]);
    expect(keepable(made, choicesOf(made), EVERYTHING, 'state-postal')).toEqual([0]);
    expect(sureOf(made, choicesOf(made), EVERYTHING, 'state-postal')).toEqual([]);
  });

  it('D22: lines in one cell are proposed as fields of their own, and written into each', async () => {
    const made = await review(
      openOrder('A-1', { ...phone, 'Address 1': '1 Main Street\nApt 5', 'Address 2': '' }),
    );
    const choices = choicesOf(made);
    expect(accept(made, choices, 'newline')).toBe(1);
    const [intent] = choices.intents('', false);
    expect(intent?.to).toEqual({ 'Address 1': '1 Main Street', 'Address 2': 'Apt 5' });
    expect(intent?.was).toEqual({ 'Address 1': '1 Main Street\nApt 5', 'Address 2': '' });
  });

  it('E9: a country that asks for a tax id warns where there is none, and takes what is typed', async () => {
    const made = await review(
      openOrder('A-1', {
        Country: 'BR',
        'State/Province': 'SP',
        City: 'São Paulo',
        'Postal code': '01310-100',
        Phone: '+55 11 3091 3116',
      }),
    );
    const choices = choicesOf(made);
    const [entry = -1] = entriesOf(made, 'tax-id-missing');
    expect(choices.decide([entry], () => ({ to: { 'Tax ID': '529.982.247-25' } }))).toBe(1);
    expect(choices.intents('', false)).toMatchObject([
      { was: { 'Tax ID': '' }, to: { 'Tax ID': '529.982.247-25' } },
    ]);
  });
});

describe('the carriers to choose from', () => {
  it('D21: are those whose limits are known', () => {
    for (const name of CARRIER_CHOICES) expect(limitsOf(name)).not.toBe(limitsOf(undefined));
  });

  it('D21: a line is long for one carrier and not for another, and is wrapped, never cut', async () => {
    const street = 'Karl-Theodor-von-Dalberg-Strasse 1234 b';
    const order = openOrder('A-1', { ...phone, 'Address 1': street });
    const made = await review(order);
    const choices = choicesOf(made);
    expect(accept(made, choices, 'line-too-long')).toBe(1);
    const to = choices.intents('', false)[0]?.to ?? {};
    expect(`${to['Address 1']} ${to['Address 2']}`).toBe(street);
    const usps = await reviewAll(tablesOf({ orders: [order] }), 'USPS', () => {});
    expect(entriesOf(usps, 'line-too-long')).toEqual([]);
  });
});

describe('choices', () => {
  const zeros = () =>
    review(
      paidOrder('A-1', { ...phone, 'Postal code': '2108', 'State/Province': 'MA' }),
      paidOrder('A-2', { ...phone, 'Postal code': '2109', 'State/Province': 'MA' }),
    );

  it('are counted by order, and taken back step by step', async () => {
    const made = await zeros();
    const choices = choicesOf(made);
    accept(made, choices, 'postal-zero-lost');
    expect(choices.count()).toEqual({ corrected: 2, kept: 0 });
    choices.clear([0]);
    expect(choices.count()).toEqual({ corrected: 1, kept: 0 });
    expect(choices.undo()).toEqual([0]);
    expect(choices.count()).toEqual({ corrected: 2, kept: 0 });
    expect(choices.undo()).toEqual([0, 1]);
    expect(choices.undo()).toEqual([]);
    expect([choices.count(), choices.intents('', false)]).toEqual([{ corrected: 0, kept: 0 }, []]);
  });

  it('that would write one cell twice are passed over', async () => {
    const made = await review(
      paidOrder('A-1', { ...phone, 'Postal code': '2108', 'State/Province': 'MA', 'Address 1': 'PO Box 7' }),
    );
    const choices = choicesOf(made);
    expect(accept(made, choices, 'postal-zero-lost')).toBe(1);
    const box = entriesOf(made, 'po-box');
    expect(choices.decide(box, () => ({ to: { 'Postal code': '02109' } }))).toBe(0);
    expect(
      choices.decide(box, () => ({ to: { 'Address 1': '7 Main Street', 'Postal code': '02108' } })),
    ).toBe(1);
    expect(choices.intents('', false)[0]?.to).toEqual({
      'Address 1': '7 Main Street',
      'Postal code': '02108',
    });
  });

  it('note what still holds after them: what was kept of the new address, and what is still found', async () => {
    const made = await review(
      paidOrder('A-1', { ...phone, 'Postal code': '2108', 'State/Province': 'MA', 'Address 1': 'PO Box 7' }),
    );
    const choices = choicesOf(made);
    accept(made, choices, 'postal-zero-lost');
    expect(choices.intents('', false)[0]?.check).toBe('warning: PO box');
    choices.decide(entriesOf(made, 'po-box'), () => ({ to: null }));
    expect(choices.intents('', false)[0]?.check).toMatch(/^accepted by hand: PO box #/);
    expect(choices.count()).toEqual({ corrected: 1, kept: 0 });
  });
});
