/** What the Products panel computes: kits, customs gaps, findings. */
import { describe, expect, test } from 'vitest';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { pushToChannel } from '../../../shared/actions/push-to-channel.ts';
import { accounts } from '../../../shared/order/accounts.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { stageFacts, stageOf } from '../../../shared/order/stage.ts';
import { readChannelGoods } from '../../../shared/products/channel-goods.ts';
import { customsReport } from '../../../shared/products/customs-report.ts';
import { findingWords, productFindings } from '../../../shared/products/findings.ts';
import { readGoods } from '../../../shared/products/goods.ts';
import { kitCounts } from '../../../shared/products/kits.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import {
  awaiting,
  type Cells,
  cellOf,
  type Literal,
  lockedOrder,
  NOW,
  open,
  outcomes,
  PRODUCT_ROWS,
  planOf,
  ran,
  ready,
  sent,
  shipped,
  tablesOf,
  typed,
} from '../../support/campaign.ts';

function look(tables: Tables) {
  const campaign = campaignOf(tables);
  const all = Array.from({ length: campaign.n }, (_, i) => accounts(campaign, i));
  const goods = readGoods(tables.Products, NOW);
  return {
    campaign,
    kits: Object.fromEntries(kitCounts(campaign, all)),
    findings: productFindings(campaign, all, goods).map((one) => [one.code, one.detail, one.orders]),
    customs: customsReport(campaign, all, goods, readChannelGoods(tables.Channels, campaign)),
    goods,
  };
}
const of = (literal: Literal) => look(tablesOf(literal));

describe('kits', () => {
  test('C5: a kit is shipped when all of its parts are, and counts as ordered beside its units', () => {
    const products: Cells[] = [
      ...PRODUCT_ROWS,
      { SKU: 'BOX', Kind: 'kit', 'Kit contents': 'MUG x1; SHIRT x1; PDF x1' },
    ];
    const { kits } = of({
      products,
      orders: [
        open('A-1', { Items: 'BOX x2' }),
        ready('A-2', { Items: 'BOX x3' }),
        ready('A-3', { Items: 'BOX x1', 'Cancelled items': 'MUG x1; SHIRT x1; PDF x1' }),
        ready('A-4', { Items: 'BOX x1', 'Cancelled items': 'MUG x1' }),
      ],
      shipments: [shipped('A-2-1', 'MUG x3; SHIRT x1')],
    });
    expect(kits).toEqual({ BOX: { ordered: 7, locked: 5, paid: 5, shipped: 1, cancelled: 1, open: 5 } });
  });

  test('C6: a kit in a kit is taken apart to its last part; one that holds itself is named with its path', () => {
    const { findings } = of({
      products: [
        ...PRODUCT_ROWS,
        { SKU: 'ALL', Kind: 'kit', 'Kit contents': 'SET x2' },
        { SKU: 'LOOP', Kind: 'kit', 'Kit contents': 'BACK x1' },
        { SKU: 'BACK', Kind: 'kit', 'Kit contents': 'LOOP x1' },
      ],
      orders: [open('A-1', { Items: 'ALL x1' })],
    });
    expect(findings).toEqual([
      ['kit.cycle', 'LOOP > BACK > LOOP', 0],
      ['kit.cycle', 'BACK > LOOP > BACK', 0],
    ]);
  });

  test('C8: a kit that changes after lock-down stays as it was for locked orders, and is reported', () => {
    const before = tablesOf({
      orders: [
        lockedOrder('A-1', { Items: 'SET x1' }),
        ready('A-2', { Items: 'SET x1' }),
        open('A-3', { Items: 'SET x1' }),
      ],
      shipments: [shipped('A-2-1', 'MUG x2')],
    });
    const after = typed(before, 'Products', 'SET', 'Kit contents', 'MUG x2; SHIRT x1');
    expect(look(before).findings).toEqual([]);
    // A-2 has shipped and keeps what it got; A-3 is open and gets the new kit.
    expect(look(after).findings).toEqual([['kit.changed', 'SET', 1]]);
    expect(cellOf(ran(lockDown, after), 'Orders', 'A-3', 'Locked items')).toBe('MUG x2; SHIRT x1');
    expect(cellOf(ran(lockDown, after), 'Orders', 'A-1', 'Locked items')).toBe('MUG x2; PDF x1');
  });

  test('C7: a kit over two channels ships in two packages, and is shipped when both are', () => {
    const products: Cells[] = [
      ...PRODUCT_ROWS,
      { SKU: 'BOX', Kind: 'kit', 'Kit contents': 'MUG x1; SHIRT x1' },
    ];
    const channels: Cells[] = [
      { Channel: 'A', SKUs: 'MUG' },
      { Channel: 'B', SKUs: 'SHIRT' },
    ];
    const orders = [ready('A-1', { Items: 'BOX x1' })];
    const pushed = ran(
      pushToChannel,
      ran(pushToChannel, tablesOf({ products, channels, orders }), { channel: 'A' }),
      {
        channel: 'B',
      },
    );
    expect([0, 1].map((i) => pushed.Shipments?.columns.get('Contents')?.[i])).toEqual(['MUG x1', 'SHIRT x1']);
    const kits = (shipments: Cells[]) => of({ products, channels, orders, shipments }).kits.BOX;
    expect(kits([shipped('A-1-1', 'MUG x1'), sent('A-1-2', 'SHIRT x1')])).toMatchObject({
      shipped: 0,
      open: 1,
    });
    expect(kits([shipped('A-1-1', 'MUG x1'), shipped('A-1-2', 'SHIRT x1')])).toMatchObject({
      shipped: 1,
      open: 0,
    });
  });
});

describe('names of SKUs', () => {
  test('C1: the spellings of one SKU are reported once, however many orders hold them', () => {
    const { findings } = of({
      orders: [
        open('A-1', { Items: 'mug x1' }),
        open('A-2', { Items: 'mug x1; SHIRT x1' }),
        open('A-3', { Items: 'Mug x1' }),
      ],
    });
    expect(findings).toEqual([['sku.variant-spelling', 'MUG, mug, Mug', 3]]);
  });

  test('C1: two rows of Products with one SKU in two spellings are reported too', () => {
    const products: Cells[] = [{ SKU: 'ABC-1' }, { SKU: 'abc\u20111' }];
    expect(of({ products, orders: [] }).findings).toEqual([['sku.variant-spelling', 'ABC-1, abc\u20111', 0]]);
  });

  test('C2: an unknown SKU is named with the orders that hold it', () => {
    expect(of({ orders: [open('A-1', { Items: 'CUP x1' }), open('A-2')] }).findings).toEqual([
      ['sku.unknown', 'CUP', 1],
    ]);
  });

  test('C3: a renamed SKU counts as the new one from its day on, and orders keep the old name', () => {
    const products: Cells[] = [{ SKU: 'NEW', Kind: 'physical', 'SKU aliases': 'OLD (2026-03-01); OLDER' }];
    const tables = tablesOf({
      products,
      orders: [
        lockedOrder('A-1', { Items: 'OLD x1', 'Locked items': 'OLD x1' }),
        open('A-2', { Items: 'OLDER x1; NEW x1' }),
      ],
    });
    const { campaign, findings } = look(tables);
    expect([0, 1].map((i) => accounts(campaign, i).units.map(({ sku, ordered }) => [sku, ordered]))).toEqual([
      [['NEW', 1]],
      [['NEW', 2]],
    ]);
    expect(findings).toEqual([
      ['sku.renamed', 'OLD is NEW now', 1],
      ['sku.renamed', 'OLDER is NEW now', 1],
    ]);
    expect(cellOf(tables, 'Orders', 'A-1', 'Items')).toBe('OLD x1');
  });

  test('C4: a discontinued SKU is named with the orders that still wait for it', () => {
    const products: Cells[] = [...PRODUCT_ROWS.slice(1), { SKU: 'MUG', Discontinued: '2026-04-30' }];
    const orders = [open('A-1'), ready('A-2'), ready('A-3', { 'Cancelled items': 'MUG x1' })];
    const { findings } = of({ products, orders, shipments: [shipped('A-2-1', 'MUG x1')] });
    expect(findings).toEqual([['sku.discontinued', 'MUG', 1]]);
  });

  test('C22: of a download and a mug only the mug ships, and with it the order is shipped', () => {
    const tables = tablesOf({ orders: [ready('A-1', { Items: 'MUG x1; PDF x1' })] });
    const pushed = planOf(pushToChannel, tables, { channel: 'All items' });
    expect(pushed.added[0]?.columns.get('Contents')).toEqual(['MUG x1']);
    const { campaign } = of({
      orders: [ready('A-1', { Items: 'MUG x1; PDF x1' })],
      shipments: [shipped('A-1-1', 'MUG x1')],
    });
    expect(stageOf(stageFacts(campaign, 0))).toBe('Shipped');
  });

  test('C9: a SKU of the reward and of an add-on is one quantity, also when it ships in parts', () => {
    const { campaign } = of({
      orders: [ready('A-1', { Items: 'SET x1; MUG x1' })],
      shipments: [shipped('A-1-1', 'MUG x2')],
    });
    expect(accounts(campaign, 0).units.find(({ sku }) => sku === 'MUG')).toMatchObject({
      ordered: 3,
      shipped: 2,
      open: 1,
    });
  });

  test('C14: a part of a quantity goes by one channel and the rest by another, each with its quantity', () => {
    const tables = tablesOf({
      orders: [ready('A-1', { Items: 'MUG x3' })],
      shipments: [sent('A-1-1', 'MUG x2', { Channel: 'A' })],
      channels: [
        { Channel: 'A', SKUs: 'SHIRT' },
        { Channel: 'B', SKUs: 'MUG' },
      ],
    });
    expect(planOf(pushToChannel, tables, { channel: 'B' }).added[0]?.columns.get('Contents')).toEqual([
      'MUG x1',
    ]);
  });
});

test('every finding says what it means and what to do', () => {
  const words = (code: Parameters<typeof findingWords>[0]['code']) =>
    findingWords({ code, detail: 'MUG', orders: 1 });
  expect(words('sku.discontinued').next).toContain('Substitute Item');
  expect(words('kit.changed').sentence).toBe(
    'MUG: changed since lock-down; locked orders keep what they had.',
  );
  expect(words('sku.variant-spelling').sentence).toBe('One SKU is spelled in several ways: MUG.');
  for (const code of ['sku.renamed', 'customs.weight', 'kit.cycle', 'sku.unknown'] as const)
    expect(words(code).next, code).toMatch(/\.$/);
});

describe('customs', () => {
  const full: Cells = {
    'Weight g': 410,
    'HS code': '0101.21',
    Origin: 'PRC',
    'Customs description': 'Mug',
    'Customs value': '7.00',
  };
  const mug = (more: Cells): Cells => ({ SKU: 'MUG', Kind: 'physical', ...full, ...more });
  const gaps = (more: Cells) => of({ products: [mug(more)], orders: [] }).goods.get('MUG')?.customs.gaps;
  const from = (country: string, more: Cells = {}): Cells[] => [
    { Channel: 'All items', SKUs: 'everything else', 'Ships from': country, ...more },
  ];

  test('E2: six to ten digits with dots or blanks; fewer are a gap that shows what was typed', () => {
    const hs = (code: string | number) => gaps({ 'HS code': code });
    for (const code of ['0101.21', '9504 90 80', '9504908000', '950490']) expect(hs(code), code).toEqual([]);
    // Typed as a number, the zero is gone: five digits are no code.
    expect(hs(10121)).toEqual(['HS code (10121)']);
    expect(hs('95049080001')).toEqual(['HS code (95049080001)']);
    expect(hs('board game')).toEqual(['HS code (board game)']);
  });

  test('E13: the origin by any name of the country; what is none is a gap', () => {
    for (const name of ['China', 'CN', 'PRC', 'cn']) expect(gaps({ Origin: name }), name).toEqual([]);
    expect(gaps({ Origin: 'Chinaland' })).toEqual(['Origin (Chinaland)']);
  });

  test('E7: a value of 0 is no customs value: a gift has a fair value too', () => {
    expect(gaps({ 'Customs value': '0' })).toEqual(['Customs value (0)']);
    expect(gaps({ 'Customs value': 0 })).toEqual(['Customs value (0)']);
    expect(gaps({ 'Customs value': '12,50' })).toEqual([]);
  });

  test('E1: only orders that go abroad count; what lacks for them, by SKU, with the countries', () => {
    const { customs } = of({
      products: [mug({ Origin: '' }), { SKU: 'SHIRT', Kind: 'physical', ...full }],
      orders: [
        open('A-1', { Country: 'DE' }),
        open('A-2', { Country: 'FR', Items: 'MUG x1; SHIRT x1' }),
        open('A-3', { Country: 'FR' }),
        open('A-4', { Country: 'GB', Items: 'SHIRT x1' }),
        open('A-5'),
        awaiting('A-6'),
        ready('A-7', { Country: 'DE' }),
      ],
      shipments: [shipped('A-7-1', 'MUG x1')],
      channels: from('US'),
    });
    expect(customs).toEqual({
      abroad: 4,
      lacking: 3,
      rows: [{ sku: 'MUG', gaps: ['Origin'], orders: 3, countries: ['FR', 'DE'] }],
      unsaid: [],
    });
  });

  test('a channel that does not say where it ships from is named; one that needs no data is not asked', () => {
    const orders = [open('A-1', { Country: 'DE' })];
    expect(of({ products: [mug({})], orders }).customs).toMatchObject({
      abroad: 1,
      lacking: 0,
      unsaid: ['All items'],
    });
    expect(
      of({ products: [mug({ Origin: '' })], orders, channels: from('US', { 'Customs data': 'not needed' }) })
        .customs,
    ).toMatchObject({ abroad: 0, lacking: 0, rows: [] });
  });

  test('C5, E14: of a kit the parts go through customs; one that weighs less than its parts is found', () => {
    const kit = (grams: number): Cells => ({
      SKU: 'BOX',
      Kind: 'kit',
      'Kit contents': 'MUG x2',
      'Customs value': '99',
      'Weight g': grams,
    });
    const tables = (grams: number): Literal => ({
      products: [mug({ 'Customs value': '' }), kit(grams)],
      orders: [open('A-1', { Items: 'BOX x1', Country: 'DE' })],
      channels: from('US'),
    });
    // The kit's price stands for no part: it would be declared once a part.
    expect(of(tables(900)).customs.rows).toEqual([
      { sku: 'MUG', gaps: ['Customs value'], orders: 1, countries: ['DE'] },
    ]);
    expect(of(tables(900)).findings).toEqual([]);
    expect(of(tables(800)).findings).toEqual([['customs.weight', 'BOX 800 g, its parts 820 g', 0]]);
  });

  test('D15: reading the places where a SKU may not go', () => {
    const notTo = of({ products: [mug({ 'Not to': 'Germany; ru, Atlantis' })], orders: [] }).goods.get(
      'MUG',
    )?.notTo;
    expect([...(notTo ?? [])]).toEqual(['DE', 'RU', 'Atlantis']);
  });
});

test('C12: a SKU in no channel keeps only itself back', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x1; SHIRT x1' })],
    channels: [{ Channel: 'A', SKUs: 'MUG' }],
  });
  const made = planOf(pushToChannel, tables, { channel: 'A' });
  expect(outcomes(made)).toEqual({ 'A-1': 'change' });
  expect(made.notices.some(({ text }) => text.startsWith('No channel ships SHIRT'))).toBe(true);
});
