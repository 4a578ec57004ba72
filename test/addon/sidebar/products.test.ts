/** The Products panel at the width of Google's sidebar, over the columns of a small campaign. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../../addon/api.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import {
  type Cells,
  type Literal,
  open as openOrder,
  PRODUCT_ROWS,
  paidOrder,
  ready,
  sent,
  shipped,
  tablesOf,
} from '../../support/campaign.ts';
import { Refusal, type Server, useSidebar } from './harness.ts';

const open = useSidebar();

/** Columns in blocks, as the add-on gives them. */
function columnsOf(tables: Tables): Api['readColumns'] {
  return ({ tab, columns, from, count }) => {
    const table = Object.values(tables).find((one) => one.tab === tab);
    const cells = columns.map((name) => (table?.columns.get(name) ?? []).slice(from, from + count));
    const n = Math.max(0, Math.min(count, (table?.n ?? 0) - from));
    return { n, columns: cells, missing: columns.filter((name) => table?.columns.get(name) === undefined) };
  };
}
const server = (literal: Literal): Server => ({ readColumns: columnsOf(tablesOf(literal)) });

/** The cells of a table's rows, as they are read. */
const cellsOf = (page: Page, name: string): Promise<string[][]> =>
  page
    .getByRole('table', { name })
    .getByRole('row')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));

const LONG = 'NIGHT-WATCH-LANTERN-DELUXE-EDITION-2026';
const products: readonly Cells[] = PRODUCT_ROWS.map((row) =>
  row.SKU === 'MUG' ? { ...row, 'On hand': 3 } : row.SKU === 'SHIRT' ? { ...row, 'On hand': 0 } : row,
).concat([{ SKU: LONG, Name: 'Lantern', Kind: 'physical' }]);
const campaign: Literal = {
  products,
  orders: [
    ready('A-1'),
    ready('A-2', { Items: 'MUG x1; SHIRT x1' }),
    ready('A-3', { Items: 'SHIRT x1' }),
    ready('A-4', { Items: 'SET x1', Country: 'DE' }),
    paidOrder('A-5', { Items: `${LONG} x1` }),
    openOrder('A-6', { Items: 'mug x3' }),
    ready('A-7', { Items: 'MUG x2' }),
  ],
  shipments: [shipped('A-7-1', 'MUG x1'), sent('A-7-2', 'MUG x1')],
  channels: [{ Channel: 'All items', SKUs: 'everything else', 'Ships from': 'US' }],
};

describe('what can ship today', () => {
  it('says how many ready orders can leave, which SKU blocks most, and what one more unit would do', async () => {
    const { page, calls } = await open({ panel: 'products' }, server(campaign));
    await page.getByText('1 of 4 ready orders can ship complete').waitFor();
    // Those that can ship, not those that must wait, which the next sentence is about.
    await page.getByRole('button', { name: 'Copy the 1 order ID', exact: true }).waitFor();
    await page
      .getByText('3 orders must wait. SHIRT blocks the most: 2 orders (2 lack nothing else).')
      .waitFor();
    await expect(cellsOf(page, 'What can ship today')).resolves.toEqual([
      ['SKU', 'Free', 'Need', 'Short', 'Blocks', '+1'],
      ['SHIRT', '0', '2', '2', '2', '1'],
      ['MUG', '2', '4', '2', '1', '1'],
    ]);
    // It only looks: nothing but columns is asked for.
    expect(new Set(calls.map(({ fn }) => fn))).toEqual(new Set(['readColumns']));
  });

  it('lists the orders that wait, oldest first, and leads to each', async () => {
    const shown: string[] = [];
    const { page } = await open(
      { panel: 'products' },
      {
        ...server(campaign),
        showOrder: ({ orderId }) => {
          shown.push(orderId);
          return { ok: true };
        },
      },
    );
    await page.getByRole('button', { name: 'Orders that wait (3)' }).click();
    const list = page.getByRole('list', { name: 'Orders that wait' });
    await expect(list.getByRole('listitem').allTextContents()).resolves.toEqual([
      'A-2 lacks SHIRT',
      'A-3 lacks SHIRT',
      'A-4 lacks MUG',
    ]);
    await list.getByRole('button', { name: 'A-3' }).click();
    await expect.poll(() => shown).toEqual(['A-3']);
  });

  it('asks for On hand where nothing is counted, and says when nothing is ready or there at all', async () => {
    const first = await open({ panel: 'products' }, server({ orders: [ready('A-1')] }));
    await first.page.getByText('Type what you have into On hand in Products').waitFor();
    const second = await open({ panel: 'products' }, server({ orders: [openOrder('A-1')] }));
    await second.page.getByText('No order is ready to ship.').waitFor();
    const third = await open({ panel: 'products' }, server({ orders: [] }));
    await third.page.getByText('There are no orders yet. Start with Import Orders').waitFor();
  });

  it('says how far it has read while a large campaign comes in blocks', async () => {
    const tables = tablesOf(campaign);
    let go: () => void = () => {};
    const gate = new Promise<void>((done) => {
      go = done;
    });
    const { page } = await open(
      { panel: 'products' },
      {
        readColumns: async (args) => {
          if (args.tab === 'Shipments') await gate;
          return columnsOf(tables)(args);
        },
      },
    );
    await page.getByText('Reading orders and products… 7 orders').waitFor();
    go();
    await page.getByText('1 of 4 ready orders').waitFor();
  });

  it('looks again when it is told to, and shows what refuses', async () => {
    let refuse = true;
    const given = server(campaign);
    const { page } = await open(
      { panel: 'products' },
      {
        readColumns: (args) => {
          if (refuse) throw new Refusal('sheet.tab-missing', 'The tab Products is missing.');
          if (given.readColumns === undefined) throw new Error('The sample reads columns');
          return given.readColumns(args);
        },
      },
    );
    await page.getByText('The tab Products is missing.').waitFor();
    refuse = false;
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('1 of 4 ready orders').waitFor();
  });
});

describe('item counts', () => {
  it('I9: each SKU adds up, kits taken apart or as ordered, to copy and as a file', async () => {
    const { page } = await open({ panel: 'products' }, server(campaign));
    await page.getByRole('tab', { name: 'Stock' }).press('ArrowRight');
    await expect(cellsOf(page, 'Item counts')).resolves.toEqual([
      ['SKU', 'Ordered', 'Locked', 'Paid', 'Ready', 'At a warehouse', 'Shipped', 'Cancelled', 'Open'],
      ['MUG', '9', '6', '6', '4', '1', '1', '0', '7'],
      [LONG, '1', '1', '1', '0', '0', '0', '0', '1'],
      ['PDF', '1', '1', '1', '0', '0', '0', '0', '1'],
      ['SHIRT', '2', '2', '2', '2', '0', '0', '0', '2'],
    ]);
    await page.getByRole('radio', { name: 'As ordered, for packing boxes' }).click();
    await expect(cellsOf(page, 'Kits as ordered')).resolves.toEqual([
      ['Kit', 'Ordered', 'Locked', 'Paid', 'Shipped', 'Cancelled', 'Open'],
      ['SET', '1', '1', '1', '0', '0', '1'],
    ]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('Kits as ordered.csv');
    await expect(readFile(await file.path(), 'utf8')).resolves.toContain('SET,1,1,1,0,0,1\r\n');
  });

  it('a SKU that does not add up is red and named', async () => {
    const literal: Literal = {
      orders: [ready('A-1')],
      shipments: [shipped('A-1-1', 'MUG x1'), sent('A-1-2', 'MUG x1')],
    };
    const { page } = await open({ panel: 'products' }, server(literal));
    await page.getByRole('tab', { name: 'Counts' }).click();
    await page.getByText('Does not add up: MUG in 1 order. See Needs attention.').waitFor();
    const row = page.getByRole('row', { name: /^MUG/ });
    await expect(row.getAttribute('class')).resolves.toBe('bad');
  });
});

describe('customs and findings', () => {
  it('E1: says which SKU lacks what, and for how many orders', async () => {
    const { page } = await open({ panel: 'products' }, server(campaign));
    await page.getByRole('tab', { name: 'Customs' }).click();
    await page.getByText('1 of 1 open order that will cross a customs border').waitFor();
    await expect(cellsOf(page, 'Customs data that is missing')).resolves.toEqual([
      ['SKU', 'Missing in Products', 'Orders'],
      ['MUG', 'Weight g, HS code, Origin, Customs description, Customs value', '1'],
    ]);
    await page.getByRole('button', { name: 'What customs ask' }).click();
    await page.getByText('HS code: 6 to 10 digits').waitFor();
  });

  it('asks where a channel ships from when nobody has said so', async () => {
    const { page } = await open({ panel: 'products' }, server({ ...campaign, channels: [] }));
    await page.getByRole('tab', { name: 'Customs' }).click();
    await page.getByText('Each country counts as abroad for All items').waitFor();
  });

  it('C1: names what is odd once, with what to do', async () => {
    const { page } = await open({ panel: 'products' }, server(campaign));
    await page.getByRole('tab', { name: 'Check (1)' }).click();
    await page.getByText('One SKU is spelled in several ways: MUG, mug.').waitFor();
    await page.getByText('1 order.').waitFor();
  });
});
