import { describe, expect, it } from 'vitest';
import { useSidebar } from './harness.ts';
import { preview, progress, reason, result } from './samples.ts';

const open = useSidebar();

/** Two rewards, one of them counted by its item column; an add-on; one card that was refused. */
const REPORT = [
  'Backer Number,Backer UID,Backer Name,Email,Shipping Country,Shipping Amount,Reward Title,Backing Minimum,Reward ID,Pledge Amount,Pledged At,Rewards Sent?,Pledged Status,Notes,Mug,[Addon: 77] Poster,Survey Response,Shipping Name,Shipping Address 1,Shipping City,Shipping Postal Code,Shipping Country Code',
  '1,900,Ada,ada@example.com,US,$5.00,Standard,$20.00,501,$25.00,2025-01-02,,collected,,,1,2025-03-01,Ada,1 Main St,Troy,12180,US',
  '2,901,Ben,ben@example.com,DE,$9.00,With mug,$30.00,502,$39.00,2025-01-02,,collected,,1,,2025-03-01,Ben,2 Weg,Ulm,89073,DE',
  '3,902,Cy,cy@example.com,DE,$9.00,With mug,$30.00,502,$39.00,2025-01-02,sent,errored,,1,,2025-03-01,Cy,3 Weg,Ulm,89073,DE',
  '',
].join('\r\n');
const file = (text: string, name = 'report.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});
const products = [
  { sku: 'MUG', name: 'Enamel mug' },
  { sku: 'BOOK', name: 'The book' },
];

describe('Import Orders', () => {
  it('says what was recognised, takes the mapping, and imports with preview and result', async () => {
    const { page, args } = await open(
      { panel: 'import-orders' },
      {
        rewards: () => ({
          rewards: [{ title: 'Mug', platformId: 'item:Mug', items: 'MUG x1', orders: 2 }],
          products,
        }),
        preview: () =>
          preview({
            action: 'import-orders',
            noun: 'backer',
            which: 'report.csv: 3 backers',
            button: 'Import 3 orders',
          }),
        applyPart: ({ part }) =>
          progress(part + 1, 2, part === 1 ? { result: result({ sentence: 'Imported 3 orders.' }) } : {}),
      },
    );
    await page.getByLabel('Choose a backer report').setInputFiles(file(REPORT));
    await page.getByText('Kickstarter backer report, with survey, 1 item, 1 add-on').waitFor();
    await page.getByText('3 backers · CSV, UTF-8, commas').waitFor();
    await page.getByText('2 titles not mapped yet').waitFor();
    await page.getByRole('combobox', { name: 'SKU 1 of Standard' }).fill('bo');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('spinbutton', { name: 'Quantity of SKU 1' }).first().fill('2');
    await page.getByText('1 title not mapped yet').waitFor();
    await page.getByRole('combobox', { name: 'SKU 1 of Poster' }).fill('POSTER-A2');
    await page.getByRole('option', { name: 'New SKU “POSTER-A2”' }).click();
    await page.getByText('All are mapped').waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Import 3 orders' }).click();
    await page.getByRole('heading', { name: 'Imported 3 orders.' }).waitFor();
    expect(args('preview')[0]?.options).toMatchObject({
      input: {
        fileName: 'report.csv',
        rewards: [
          { title: 'Standard', platformId: 'reward:501', items: 'BOOK x2', orders: 1 },
          { title: 'With mug', platformId: 'reward:502', items: '-', orders: 2 },
          { title: 'Mug', platformId: 'item:Mug', items: 'MUG x1', orders: 2 },
          { title: 'Poster', platformId: 'addon:77', items: 'POSTER-A2 x1', orders: 1 },
        ],
      },
    });
  });

  it('counts a reward by its item columns and says so, never both', async () => {
    const { page } = await open({ panel: 'import-orders' }, { rewards: () => ({ rewards: [], products }) });
    await page.getByLabel('Choose a backer report').setInputFiles(file(REPORT));
    await page.getByRole('button', { name: 'Mapped (1)' }).click();
    await page.getByRole('button', { name: /With mug/ }).click();
    await page.getByText('Counted by its item columns (filled in 2 of 2 orders).').waitFor();
    await expect(
      page.getByRole('checkbox', { name: 'Ships nothing of its own' }).last().isChecked(),
    ).resolves.toBe(true);
  });

  it('can go on without a mapping and says what happens then', async () => {
    const { page } = await open(
      { panel: 'import-orders' },
      {
        rewards: () => ({ rewards: [], products }),
        preview: () =>
          preview({ button: 'Import 3 orders', reasons: [reason('left', 'reward.unmapped', 35, 'Poster')] }),
      },
    );
    await page.getByLabel('Choose a backer report').setInputFiles(file(REPORT));
    await page.getByText('You can import without').waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('tab', { name: /left alone/ }).click();
    await page.getByText('The reward or item Poster has no SKU yet.').waitFor();
  });

  it('makes an old preview stale when the mapping changes', async () => {
    const { page } = await open(
      { panel: 'import-orders' },
      { rewards: () => ({ rewards: [], products }), preview: () => preview({ button: 'Import 3 orders' }) },
    );
    await page.getByLabel('Choose a backer report').setInputFiles(file(REPORT));
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Import 3 orders' }).waitFor();
    await page.getByRole('checkbox', { name: 'Ships nothing of its own' }).first().check();
    await page.getByText('This preview is old').waitFor();
    await expect(page.getByRole('button', { name: 'Import 3 orders' }).isDisabled()).resolves.toBe(true);
  });

  it('refuses other files with a sentence and lets another be chosen', async () => {
    const { page } = await open({ panel: 'import-orders' }, { rewards: () => ({ rewards: [], products }) });
    const chooser = page.getByLabel('Choose a backer report');
    await chooser.setInputFiles(file('', 'empty.csv'));
    await page.getByText('empty.csv: The file is empty.').waitFor();
    await chooser.setInputFiles(file('PK\u0003\u0004', 'all.zip'));
    await page.getByText('all.zip: This is no text file but a zip archive or a workbook.').waitFor();
    await chooser.setInputFiles(file('Order,Paid\r\n1,yes\r\n', 'other.csv'));
    await page.getByText('other.csv: No row holds column names that are known.').waitFor();
  });
});

describe('the rewards panel', () => {
  it('shows unmapped titles first and saves only what changed, with a preview', async () => {
    const { page, args } = await open(
      { panel: 'rewards' },
      {
        rewards: () => ({
          rewards: [
            { title: 'Mug', platformId: 'item:Mug', items: 'MUG x1', orders: 2 },
            { title: 'Standard', platformId: 'reward:501', items: '', orders: 10 },
          ],
          products,
        }),
        preview: () => preview({ noun: 'reward', button: 'Map 1 reward' }),
        applyPart: () => progress(1, 1, { result: result({ sentence: 'Mapped 1 reward.' }) }),
      },
    );
    await page.getByRole('button', { name: 'Preview the change' }).click();
    await page.getByText('Nothing has changed yet.').first().waitFor();
    await page.getByRole('combobox', { name: 'SKU 1 of Standard' }).fill('BOOK');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Preview the change' }).click();
    await page.getByRole('button', { name: 'Map 1 reward' }).click();
    await page.getByRole('heading', { name: 'Mapped 1 reward.' }).waitFor();
    expect(args('preview')[0]?.options).toEqual({
      input: { rewards: [{ title: 'Standard', platformId: 'reward:501', items: 'BOOK x1', orders: 10 }] },
    });
  });

  it('says where rewards come from when there are none', async () => {
    const { page } = await open({ panel: 'rewards' }, { rewards: () => ({ rewards: [], products: [] }) });
    await page.getByText('No rewards yet. Import Orders brings them').waitFor();
  });
});
