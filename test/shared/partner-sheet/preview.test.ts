import { describe, expect, test } from 'vitest';
import { PREVIEW_READS, previewParcels } from '../../../shared/partner-sheet/preview.ts';
import { describe as cellsOf } from '../../../shared/partner-sheet/row.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import { type Cells, lockedOrder, planned, ready, sent, shipped, tablesOf } from '../../support/campaign.ts';
import { ALL } from './samples.ts';

const CHANNELS: readonly Cells[] = [
  { Channel: 'Warehouse', SKUs: 'MUG', Method: 'Partner sheet' },
  { Channel: 'Elsewhere', SKUs: 'everything else', Method: 'Export' },
];
const PRODUCTS: readonly Cells[] = [
  {
    SKU: 'MUG',
    Name: 'Enamel mug',
    Kind: 'physical',
    'Weight g': 350,
    'HS code': '7323.94',
    Origin: 'China',
    'Customs description': 'Steel mug',
    'Customs value': '12.50 USD',
  },
  { SKU: 'SHIRT', Name: 'Shirt', Kind: 'physical' },
  { SKU: 'SET', Name: 'Set', Kind: 'kit', 'Kit contents': 'MUG x2; SHIRT x1' },
];
const make = (orders: readonly Cells[], shipments: readonly Cells[] = []): Tables =>
  tablesOf({ orders, shipments, products: PRODUCTS, channels: CHANNELS });
const look = (tables: Tables, channel = 'Warehouse'): string[] =>
  previewParcels(tables, channel).map((parcel) => {
    const { id, name, skus } = cellsOf(parcel, ALL);
    return `${id} ${name}: ${skus}`;
  });

describe('K2: a preview shows the channel’s own parcels alone', () => {
  test('what is sent and not sent, boxes whole', () => {
    const mine = { Channel: 'Warehouse' };
    const told = { ...mine, 'Warehouse says': 'accepted' };
    const tables = make(
      [ready('A-1'), ready('A-2', { Name: 'Bo' }), ready('A-3'), ready('A-4'), ready('A-5')],
      [
        sent('A-1-1', 'MUG x1', { ...told, Box: 'A-1-1' }),
        planned('A-2-1', 'MUG x2', { ...mine, Box: 'A-1-1' }),
        planned('A-2-2', 'MUG x1', { ...mine, Batch: 'Warehouse #2' }),
        sent('A-1-1.1', '-', told),
        sent('A-1-2', 'SHIRT x1', { ...told, Channel: 'Elsewhere' }),
        shipped('A-3-1', 'MUG x1', mine),
        // By a file: the sheet will not hold it.
        sent('A-5-1', 'MUG x1', mine),
        sent('A-4-1', 'MUG x1', { ...told, 'Cancelled at': '2026-04-02 08:00:00Z' }),
      ],
    );
    expect(look(tables)).toEqual(['A-1-1 Ada Byron: MUG x3', 'A-2-2 Bo: MUG x1']);
    expect(previewParcels(tables, 'Warehouse')[1]?.batch).toBe('Warehouse #2');
    expect(look(tables, 'Elsewhere')).toEqual(['A-1-2 Ada Byron: SHIRT x1']);
    expect(look(tables, 'Nobody')).toEqual([]);
  });

  test('before the first push, what routing would send of finalized orders', () => {
    const tables = make([
      lockedOrder('A-1', { Items: 'MUG x9' }),
      ready('A-2', { Items: 'SET x1' }),
      ready('A-3', { Items: 'SHIRT x1' }),
    ]);
    expect(look(tables)).toEqual(['A-2-1 Ada Byron: MUG x2']);
    expect(look(tables, 'Elsewhere')).toEqual(['A-2-1 Ada Byron: SHIRT x1', 'A-3-1 Ada Byron: SHIRT x1']);
  });

  test('while none is finalized, of any order; five at most', () => {
    const orders = Array.from({ length: 8 }, (_, i) => lockedOrder(`A-${i}`));
    expect(look(make(orders))).toHaveLength(5);
    expect(look(make([]))).toEqual([]);
  });
});

test('a parcel of the preview is as the hand-over would make it: products, address and tax id', () => {
  const order = ready('A-1', {
    Country: 'Canada',
    Phone: '+1 613 555 0100',
    'Tax ID': 'T-1',
    Email: 'a@b.c',
  });
  expect(previewParcels(make([order]), 'Warehouse')).toEqual([
    {
      id: 'A-1-1',
      batch: '',
      lines: [
        {
          sku: 'MUG',
          name: 'Enamel mug',
          quantity: 1,
          grams: 350,
          hsCode: '7323.94',
          origin: 'CN',
          customsDescription: 'Steel mug',
          customsValue: 12.5,
          currency: 'USD',
        },
      ],
      to: {
        name: 'Ada Byron',
        address1: '1 Main Street',
        address2: '',
        city: 'Albany',
        state: 'NY',
        postalCode: '12207',
        country: 'CA',
        phone: '+1 613 555 0100',
      },
      taxId: 'T-1',
    },
  ]);
});

test('what it reads is enough, and holds no e-mail address', () => {
  const tables = make([ready('A-1', { Country: 'Canada', 'Tax ID': 'T-1', Email: 'a@b.c' })]);
  const read: Record<string, unknown> = {};
  for (const [tab, names] of Object.entries(PREVIEW_READS)) {
    const table = Object.values(tables).find((one) => one.tab === tab);
    if (table === undefined) continue;
    const columns = new Map([...table.columns].filter(([name]) => names.includes(name)));
    read[tab] = { ...table, columns };
  }
  expect(previewParcels(read as Tables, 'Warehouse')).toEqual(previewParcels(tables, 'Warehouse'));
  expect(PREVIEW_READS.Orders).not.toContain('Email');
});
