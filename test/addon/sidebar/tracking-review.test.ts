/** The page of Import Tracking as it is, planning over a workbook in memory: proposals, carriers, what is remembered. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readLayouts, saveLayout } from '../../../addon/server/layouts.ts';
import { INTENT_ACTIONS } from '../../../shared/actions/index.ts';
import { TAB_NAMES } from '../../../shared/tabs/tabs.ts';
import { bookOf, NUMBERS, parcels } from '../../shared/actions/shipping-support.ts';
import { ready, sent, shipped, tablesOf } from '../../support/campaign.ts';
import type { MemoryBook } from '../../support/memory-book.ts';
import { type Server, useSidebar } from './harness.ts';
import { context } from './samples.ts';

const open = useSidebar(new URL('../../../addon/sidebar/pages/import-tracking.ts', import.meta.url));
const PANEL = { panel: 'import-tracking' } as const;
const [N1, N2, N3] = NUMBERS;
const csv = (name: string, ...rows: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.join('\r\n')),
});

/** The add-on's functions over a book. */
function serverOf(book: MemoryBook): Server {
  const settings = { prefix: 'HL', campaignName: 'Harbour Lights' };
  return {
    context: () => context({ channels: ['All items'] }),
    rewards: () => ({ rewards: [], products: [{ sku: 'MUG', name: 'Enamel mug' }] }),
    layouts: ({ kind }) => readLayouts(book, kind),
    saveLayout: ({ kind, ...layout }) => saveLayout(book, kind, layout),
    readColumns: ({ tab, columns, from, count }) => {
      const name = TAB_NAMES.find((known) => known === tab);
      if (name === undefined) throw new Error(`No tab ${tab}`);
      const table = book.read(name, columns, { from, count });
      return {
        n: table.n,
        columns: columns.map((column) => [...(table.columns.get(column) ?? [])]),
        missing: [...table.missing],
      };
    },
    applyPart: (args) => {
      const run = INTENT_ACTIONS[args.action];
      if (run === undefined) throw new Error(`No action ${args.action}`);
      return run(book, settings, args);
    },
  };
}

const people = ['Zoë Grüne', 'Ben Ode', 'Ana Lee', 'Ana Lee', 'Aleksandra Wojciechowska-Brzęczyszczykiewicz'];
const campaign = (): MemoryBook =>
  bookOf(
    tablesOf({
      orders: people.map((Name, i) =>
        ready(`HL-104${i + 1}`, {
          Name,
          'Postal code': ['02134', 'SW1A 1AA', '10001', '10001', '00-950'][i] ?? '',
          City: ['Boston', 'London', 'New York', 'New York', 'Warszawa'][i] ?? '',
          Country: ['US', 'GB', 'US', 'US', 'PL'][i] ?? '',
        }),
      ),
      shipments: people.map((_, i) => sent(`HL-104${i + 1}-1`, 'MUG x1')),
    }),
  );

const LOST = csv(
  'march.csv',
  'Order ID,Recipient,ZIP,Tracking,Carrier',
  `HL-1O41,,,${N1},USPS`,
  `parcel no. 3,Ode Ben,sw1a1aa,${N2},USPS`,
  `,Ana Lee,10001,${N3},USPS`,
  `HL-1045,,,,`,
  `nobody,No One,99999,${NUMBERS[3]},UPS`,
);

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

describe('rows that a person decides', () => {
  it('are accepted by keyboard, the sure ones at once, and imported with the rest', async () => {
    const book = campaign();
    const { page } = await open(PANEL, serverOf(book));
    await page.getByLabel('Choose tracking files').setInputFiles(LOST);
    await page.getByRole('button', { name: 'Preview' }).click();
    const rows = page.getByRole('list', { name: 'Rows to look at' });
    await rows.getByRole('listitem').nth(3).waitFor();
    await expect(rows.getByRole('listitem').count()).resolves.toBe(4);
    await page.getByText('4 rows open, 0 accepted.').waitFor();
    await page.getByRole('button', { name: 'Accept all 2 that are unique and not shipped yet' }).click();
    await page.getByText('2 rows open, 2 accepted.').waitFor();
    // Two people of one name: a choice first, then Enter.
    await rows.getByRole('listitem').nth(2).focus();
    await page.keyboard.press('Enter');
    await page.getByText('2 rows open, 2 accepted.').waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('a');
    await page.getByText('1 row open, 3 accepted.').waitFor();
    expect(await focused(page)).toBe('line 5: (blank)');
    await page.keyboard.press('s');
    await page.getByText('0 rows open, 3 accepted.').waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('line 4: Ana Lee · 10001');
    await page.keyboard.press('z');
    await page.getByText('1 row open, 2 accepted.').waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await page.getByText('0 rows open, 3 accepted.').waitFor();
    await page.getByRole('button', { name: 'Preview again' }).click();
    await page.getByRole('button', { name: 'Import 3 tracking rows' }).click();
    await page.getByRole('heading', { name: 'Imported 3 tracking rows.' }).waitFor();
    expect(parcels(book)).toEqual([
      `HL-1041-1 MUG x1 shipped ${N1}`,
      `HL-1042-1 MUG x1 shipped ${N2}`,
      'HL-1043-1 MUG x1 sent',
      `HL-1044-1 MUG x1 shipped ${N3}`,
      'HL-1045-1 MUG x1 sent',
    ]);
    expect(book.show('Activity')[0]?.Which).toBe(
      'march.csv: 5 rows; 1 matched by a corrected ID; 2 matched by name and postal code',
    );
  });

  it('are made for a file that has no ids at all, only names and postal codes', async () => {
    const book = campaign();
    const { page } = await open(PANEL, serverOf(book));
    const rows = [`Ben Ode,SW1A 1AA,${N2},USPS`, `No One,99999,${N3},USPS`];
    const file = csv('names.csv', 'Name,Zip,Tracking,Carrier', ...rows);
    await page.getByLabel('Choose tracking files').setInputFiles(file);
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('heading', { name: 'Rows to look at (1)' }).waitFor();
    expect(book.show('Shipments').every((row) => row['Tracking number'] === '')).toBe(true);
    await page.getByText('HL-1042', { exact: true }).waitFor();
  });

  it('need an id or the recipient and the postal code; what is missing is said where it can be seen', async () => {
    const { page } = await open(PANEL, serverOf(campaign()));
    const file = csv('bare.csv', 'Name,Tracking,Carrier', `Ben Ode,${N2},USPS`);
    await page.getByLabel('Choose tracking files').setInputFiles(file);
    await page.getByRole('button', { name: 'Preview' }).click();
    const said = page.getByText('bare.csv: say under Columns which one holds the Order ID', { exact: false });
    const seen = await said.first().evaluate((element) => {
      const { left, width, top, height } = element.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      return (
        there !== null && (element.contains(there) || there.contains(element)) && there !== document.body
      );
    });
    expect(seen).toBe(true);
  });

  it('are not there when nothing is in doubt', async () => {
    const { page } = await open(PANEL, serverOf(campaign()));
    await page
      .getByLabel('Choose tracking files')
      .setInputFiles(csv('one.csv', 'Order ID,Tracking,Carrier', `HL-1041,${N1},USPS`));
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Import 1 tracking row' }).waitFor();
    await expect(page.getByRole('list', { name: 'Rows to look at' }).count()).resolves.toBe(0);
  });
});

it('G21: numbers that fit several carriers are asked about together, with links to look them up', async () => {
  const book = campaign();
  const { page } = await open(PANEL, serverOf(book));
  await page
    .getByLabel('Choose tracking files')
    .setInputFiles(
      csv('one.csv', 'Order ID,Tracking', 'HL-1041,0073938000549297', 'HL-1042,7035114477138472'),
    );
  await page.getByRole('button', { name: 'Preview' }).click();
  const choice = page.getByRole('combobox', { name: '2 rows: Canada Post or Evri' });
  await choice.waitFor();
  await expect(page.getByRole('link', { name: 'Canada Post' }).getAttribute('href')).resolves.toContain(
    'searchFor=0073938000549297',
  );
  await choice.selectOption('Canada Post');
  await page.getByRole('button', { name: 'Preview again' }).click();
  await page.getByRole('button', { name: 'Import 2 tracking rows' }).click();
  await page.getByRole('heading', { name: 'Imported 2 tracking rows.' }).waitFor();
  expect(book.show('Shipments').map((row) => row.Carrier)).toEqual([
    'Canada Post',
    'Canada Post',
    '',
    '',
    '',
  ]);
});

it('G24: the columns of a partner are shown once and remembered; a daily file opens on what is new', async () => {
  const book = campaign();
  const header = 'Bestellung,AWB,Tracking number,Carrier';
  const first = [`HL-1041,x,${N1},USPS`, `HL-9999,x,${N2},USPS`];
  const server = serverOf(book);
  const one = await open(PANEL, server);
  await one.page.getByLabel('Choose tracking files').setInputFiles(csv('mon.csv', header, ...first));
  await one.page.getByText('Could be “AWB” or “Tracking number”: choose one.').waitFor();
  await one.page.getByRole('combobox', { name: 'Tracking number' }).selectOption('Tracking number');
  await one.page.getByRole('combobox', { name: 'Order ID' }).selectOption('Bestellung');
  await one.page.getByRole('button', { name: 'Preview' }).click();
  await one.page.getByRole('button', { name: 'Import 1 tracking row' }).click();
  await one.page.getByRole('heading', { name: 'Imported 1 tracking row.' }).waitFor();
  await expect.poll(() => readLayouts(book, 'tracking').length).toBe(2);

  const { page } = await open(PANEL, server);
  const next = csv('tue.csv', header, ...first, `HL-1042,x,${N3},USPS`, `HL-8888,x,${NUMBERS[3]},UPS`);
  await page.getByLabel('Choose tracking files').setInputFiles(next);
  await page.getByText(/Goes on from mon\.csv \(imported on .*\): 2 rows are new, 2 were in it\./).waitFor();
  await page.getByText('Read as the last file with these columns was.').waitFor();
  await page.getByRole('button', { name: 'Preview' }).click();
  await page
    .getByText('2 new rows: 1 will change, 1 to look at. 2 rows were in the last file, 1 of them still open.')
    .waitFor();
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download what was left alone of the new rows (CSV)' }).click();
  const text = await readFile(await (await waiting).path(), 'utf8');
  expect(text.split('\r\n').slice(1, -1)).toEqual([
    `HL-8888,x,${NUMBERS[3]},UPS,No order fits HL-8888.,Put the Order ID or Shipment ID of our file into the row.`,
  ]);
  await page.getByRole('button', { name: 'Forget' }).click();
  await page.getByText('Could be “AWB” or “Tracking number”: choose one.').waitFor();
  await expect.poll(() => readLayouts(book, 'tracking')).toEqual([]);
});

it('says of the file that was imported last what of it changes once more, because its run was undone', async () => {
  const book = campaign();
  const server = serverOf(book);
  const file = csv('mon.csv', 'Order ID,Tracking number,Carrier', `HL-1041,${N1},USPS`);
  for (const again of [false, true]) {
    const { page } = await open(PANEL, server);
    await page.getByLabel('Choose tracking files').setInputFiles(file);
    await page.getByRole('button', { name: 'Preview' }).click();
    const button = page.getByRole('button', { name: 'Import 1 tracking row' });
    await button.waitFor();
    if (again) await page.getByText('1 row was in the last file, 1 of them will change.').waitFor();
    else {
      await button.click();
      await page.getByRole('heading', { name: 'Imported 1 tracking row.' }).waitFor();
      await expect.poll(() => readLayouts(book, 'tracking').length).toBe(2);
      for (const column of ['Tracking number', 'Carrier', 'Shipped at'] as const)
        book.type('Shipments', 0, column, '');
    }
  }
});

it('lists what was sent days ago without a number, with the IDs to copy', async () => {
  const book = bookOf(
    tablesOf({
      orders: [ready('HL-1'), ready('HL-2'), ready('HL-3')],
      shipments: [
        sent('HL-1-1', 'MUG x1', { 'Pushed at': '2026-01-05 08:00:00Z' }),
        sent('HL-2-1', 'MUG x1', { 'Pushed at': '2026-01-02 08:00:00Z' }),
        shipped('HL-3-1', 'MUG x1'),
      ],
    }),
  );
  const { page } = await open(PANEL, serverOf(book));
  await page.getByRole('button', { name: 'Sent without a number' }).click();
  const group = page.getByRole('group', { name: 'All items' });
  await group.getByText(/2 parcels, the oldest sent on/).waitFor();
  await group.getByRole('button', { name: 'Copy the 2 IDs' }).click();
  const shown = group.getByRole('textbox');
  if ((await shown.count()) > 0) expect(await shown.inputValue()).toBe('HL-2-1\nHL-1-1');
  else await group.getByText('Copied.').waitFor();
});
