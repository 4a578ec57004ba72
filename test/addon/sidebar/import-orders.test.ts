import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { RememberedLayout } from '../../../addon/api.ts';
import { layoutKey } from '../../../shared/source/layout.ts';
import { makeWorkbook } from '../../shared/csv/workbook.ts';
import { type Server, useSidebar } from './harness.ts';
import { context, preview, progress, reason, result } from './samples.ts';

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

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CHOOSE = 'Choose files of orders';
const first: Server = {
  context: () => context(),
  rewards: () => ({ rewards: [], products }),
  layouts: () => [],
};
/** A server that keeps layouts as the add-on does. */
function keeping(more: Server = {}): Server {
  let kept: RememberedLayout[] = [];
  return {
    ...first,
    layouts: () => kept,
    saveLayout: ({ key, name, mapping }) => {
      kept = kept.filter((one) => one.key !== key || one.name !== name);
      if (mapping !== null) kept = [{ key, name, mapping, at: '2026-03-01 10:22:31Z' }, ...kept];
      return kept;
    },
    ...more,
  };
}

describe('Import Orders', () => {
  it('says what was recognised, takes the mapping, and imports with preview and result', async () => {
    const { page, args } = await open(
      { panel: 'import-orders' },
      {
        ...first,
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
    await page.getByLabel('Choose files of orders').setInputFiles(file(REPORT));
    await page.getByText('Kickstarter backer report, with survey, 1 item, 1 add-on').waitFor();
    await page.getByText('3 rows · CSV, UTF-8, commas').waitFor();
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
    const { page } = await open({ panel: 'import-orders' }, first);
    await page.getByLabel('Choose files of orders').setInputFiles(file(REPORT));
    await page.getByRole('button', { name: 'Mapped (2)' }).click();
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
        ...first,
        preview: () =>
          preview({ button: 'Import 3 orders', reasons: [reason('left', 'reward.unmapped', 35, 'Poster')] }),
      },
    );
    await page.getByLabel('Choose files of orders').setInputFiles(file(REPORT));
    await page.getByText('You can import without').waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('tab', { name: /left alone/ }).click();
    await page.getByText('The reward or item Poster has no SKU yet.').waitFor();
  });

  it('makes an old preview stale when the mapping changes', async () => {
    const { page } = await open(
      { panel: 'import-orders' },
      { ...first, preview: () => preview({ button: 'Import 3 orders' }) },
    );
    await page.getByLabel('Choose files of orders').setInputFiles(file(REPORT));
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Import 3 orders' }).waitFor();
    await page.getByRole('checkbox', { name: 'Ships nothing of its own' }).first().check();
    await page.getByText('This preview is old').waitFor();
    await expect(page.getByRole('button', { name: 'Import 3 orders' }).isDisabled()).resolves.toBe(true);
  });

  it('refuses broken and empty files with a sentence and lets another be chosen', async () => {
    const { page } = await open({ panel: 'import-orders' }, first);
    const chooser = page.getByLabel(CHOOSE);
    await chooser.setInputFiles(file('', 'empty.csv'));
    await page.getByText('empty.csv: The file is empty.').waitFor();
    await chooser.setInputFiles(file('PK\u0003\u0004', 'all.zip'));
    await page.getByText('all.zip: This is no workbook that can be read').waitFor();
    await chooser.setInputFiles(file('%PDF-1.7', 'report.pdf'));
    await page.getByText('report.pdf: This is no text file but a PDF.').waitFor();
    await chooser.setInputFiles(file('a,"b\r\nc,d\r\n', 'quote.csv'));
    await page.getByText('quote.csv: A quotation mark opens in row').waitFor();
    await chooser.setInputFiles(file(REPORT));
    await page.getByText('2 titles not mapped yet').waitFor();
  });

  it('G26: a file without known column names says so, and the row of names can be given', async () => {
    const { page } = await open({ panel: 'import-orders' }, first);
    await page.getByLabel(CHOOSE).setInputFiles(file('alpha,beta\r\n1,2\r\n3,4\r\n', 'bare.csv'));
    await page.getByText('bare.csv: No row holds column names that are known.').waitFor();
    await page.getByRole('spinbutton', { name: 'Row of the column names' }).fill('1');
    await page.getByRole('button', { name: 'Read it so' }).click();
    await page.getByRole('heading', { name: 'Columns' }).waitFor();
  });
});

/** A shop's own form: no platform, the items in columns. */
const OWN = [
  'Order no;Customer;Mail;Address;Town;Zip;Land;Red mug;Poster;Wish',
  '17;Ada Byron;ada@example.com;1 Main St;Albany;12207;US;2;;Blue paper',
  '18;Bo Ek;bo@example.com;Storgatan 1;Malmö;211 20;SE;;1;',
  '',
].join('\r\n');

describe('a file of no known platform', () => {
  it('is read by the columns that a person confirms once; the next one of its form is read so', async () => {
    const server = keeping({ preview: () => preview({ button: 'Import 2 orders' }) });
    const { page, args } = await open({ panel: 'import-orders' }, server);
    await page.getByLabel(CHOOSE).setInputFiles(file(OWN, 'shop.csv'));
    await page.getByRole('heading', { name: 'Columns' }).waitFor();
    await page.getByLabel('Items are').selectOption('columns');
    const items = page.getByRole('group', { name: 'Columns of items' });
    await items.getByRole('checkbox', { name: 'Red mug' }).waitFor();
    await expect(items.getByRole('checkbox', { name: 'Red mug' }).isChecked()).resolves.toBe(true);
    const orders = page.getByRole('list', { name: 'First orders' });
    await orders.getByText('HL-17').waitFor();
    await orders.getByText('Red mug ×2').waitFor();
    await orders.getByText('1 Main St, 12207 Albany, US').waitFor();
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByText('2 titles not mapped yet').waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Import 2 orders' }).waitFor();
    expect(args('saveLayout')).toMatchObject([{ kind: 'orders', name: 'orders' }]);
    // The same form again, with other rows.
    await page.getByRole('button', { name: 'Take shop.csv away' }).click();
    await page.getByLabel(CHOOSE).setInputFiles(file(OWN.replace('17;Ada', '19;Eve'), 'later.csv'));
    await page.getByText('Columns as you chose them on').waitFor();
    await page.getByText('2 titles not mapped yet').waitFor();
  });

  it('is asked about again once its columns are changed or forgotten', async () => {
    const { page, args } = await open({ panel: 'import-orders' }, keeping());
    await page.getByLabel(CHOOSE).setInputFiles(file(OWN, 'shop.csv'));
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByRole('button', { name: 'Change the columns' }).click();
    await page.getByLabel('E-mail', { exact: true }).selectOption({ label: 'No column' });
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByRole('button', { name: 'Forget them' }).click();
    await page.getByRole('heading', { name: 'Columns' }).waitFor();
    const sent = args('saveLayout');
    expect(sent.map(({ mapping }) => mapping === null)).toEqual([false, false, true]);
    expect(JSON.parse(sent[1]?.mapping ?? '')).toMatchObject({ mapping: { fields: { email: -1 } } });
  });

  it('that was remembered in a form that is damaged is asked about', async () => {
    const key = layoutKey((OWN.split('\r\n')[0] ?? '').split(';'));
    const layouts = (mapping: string) => () => [{ key, name: 'orders', mapping, at: '2026-03-01 10:22:31Z' }];
    for (const damaged of ['', '{"mapping":{"fields":{"orderId":0}}}', '[1]', '{"mapping":']) {
      const { page } = await open({ panel: 'import-orders' }, { ...first, layouts: layouts(damaged) });
      await page.getByLabel(CHOOSE).setInputFiles(file(OWN, 'shop.csv'));
      await page.getByRole('button', { name: 'Use these columns' }).waitFor();
    }
  });

  it('of a known platform whose columns a person has chosen is read by them the next time', async () => {
    const { page } = await open({ panel: 'import-orders' }, keeping());
    await page.getByLabel(CHOOSE).setInputFiles(file(REPORT));
    await page.getByLabel('Recognised as').selectOption('own');
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByText('Columns as you chose them').waitFor();
    await page.getByRole('button', { name: 'Take report.csv away' }).click();
    await page.getByLabel(CHOOSE).setInputFiles(file(REPORT));
    await page.getByText('Columns as you chose them on').waitFor();
  });

  it('that names SKUs needs no mapping of titles', async () => {
    const { page } = await open({ panel: 'import-orders' }, keeping());
    await page.getByLabel(CHOOSE).setInputFiles(file(OWN.replace('Red mug;Poster', 'mug;PIN-2'), 'skus.csv'));
    await page.getByLabel('Items are').selectOption('columns');
    await page.getByRole('checkbox', { name: 'The column names are SKUs' }).check();
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByText('All are mapped').waitFor();
    // The one that Products knows keeps its spelling there.
    await page.getByText('MUG x1').waitFor();
    await page.getByText('PIN-2 x1').waitFor();
  });

  it('says what is missing and guesses nothing', async () => {
    const { page } = await open({ panel: 'import-orders' }, keeping());
    const two = 'Name,Order,Order number,Email\r\nAda,1,2,a@example.com\r\n';
    await page.getByLabel(CHOOSE).setInputFiles(file(two, 'two.csv'));
    await page.getByText('Some columns could mean the same').waitFor();
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByText('Choose which column is “Backer or order number”, or none.').waitFor();
    await page.getByLabel('Backer or order number').selectOption({ label: 'No column' });
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByText('Say which column holds the Order ID or the backer number').waitFor();
    await page.getByLabel('Order ID', { exact: true }).selectOption({ label: 'Order number' });
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByText('This file names no items').waitFor();
  });

  it('E10: a tax id is read from the column that a person names, and from no other', async () => {
    const { page, args } = await open(
      { panel: 'import-orders' },
      keeping({ preview: () => preview({ button: 'Import 1 order' }) }),
    );
    const text = 'Order no,Name,Phone,Nota\r\n5,Ana,111.444.777-35,529.982.247-25\r\n';
    await page.getByLabel(CHOOSE).setInputFiles(file(text, 'br.csv'));
    await page.getByRole('button', { name: 'More columns' }).click();
    await page.getByLabel('Tax ID').selectOption({ label: 'Nota' });
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Import 1 order' }).waitFor();
    expect(args('preview')[0]?.options).toMatchObject({
      input: { file: { backers: [{ taxId: '529.982.247-25' }] } },
    });
  });
});

describe('what is unsure', () => {
  it('is asked: the order of day and month', async () => {
    const { page } = await open({ panel: 'import-orders' }, keeping());
    const text = 'Order no,Name,Survey date\r\n5,Ana,03/04/2026\r\n';
    await page.getByLabel(CHOOSE).setInputFiles(file(text, 'dates.csv'));
    await page.getByRole('button', { name: 'More columns' }).click();
    await page.getByLabel('Survey answered at').selectOption({ label: 'Survey date' });
    await page.getByText('Survey date holds 03/04/2026. What comes first?').waitFor();
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByText('Answer the question above first.').waitFor();
    await page.getByRole('radio', { name: 'The day' }).check();
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByText('This file names no items').waitFor();
  });

  it('can be chosen otherwise: the platform, the encoding, the delimiter', async () => {
    const { page } = await open({ panel: 'import-orders' }, first);
    await page.getByLabel(CHOOSE).setInputFiles(file(REPORT));
    await page.getByRole('button', { name: 'Read it differently' }).click();
    await page.getByLabel('Encoding').selectOption('windows-1252');
    await page.getByText(/3 rows · CSV, Windows-1252/i).waitFor();
    await page.getByLabel('Recognised as').selectOption('own');
    await page.getByRole('heading', { name: 'Columns' }).waitFor();
    await page.getByLabel('Recognised as').selectOption('0');
    await page.getByText('2 titles not mapped yet').waitFor();
  });
});

describe('several files', () => {
  it('of one report are read as one, and a backer in two of them is named', async () => {
    const { page } = await open({ panel: 'import-orders' }, first);
    const [header = '', ada = '', ben = ''] = REPORT.split('\r\n');
    await page
      .getByLabel(CHOOSE)
      .setInputFiles([
        file(`${header}\r\n${ada}\r\n`, 'standard.csv'),
        file(`${header}\r\n${ben}\r\n${ada}\r\n`, 'with-mug.csv'),
      ]);
    await page.getByText('2 files').first().waitFor();
    await page.getByText('with-mug.csv').first().waitFor();
    await page.getByText('1 backer in more than one file: 1').waitFor();
  });

  it('come as an Excel workbook, whose worksheet can be chosen, or with tabs between', async () => {
    const { page } = await open({ panel: 'import-orders' }, first);
    const rows = REPORT.trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    const book = makeWorkbook({
      Backers: rows,
      Other: [
        ['Order no', 'Name'],
        ['5', 'Ana'],
      ],
    });
    const chooser = page.getByLabel(CHOOSE);
    await chooser.setInputFiles({ name: 'all.xlsx', mimeType: XLSX, buffer: Buffer.from(book) });
    await page.getByText('3 rows · worksheet Backers').waitFor();
    await page.getByText('2 titles not mapped yet').waitFor();
    await page.getByRole('button', { name: 'Read it differently' }).click();
    await page.getByLabel('Worksheet').selectOption('Other');
    await page.getByText('1 row · worksheet Other').waitFor();
    await page.getByRole('button', { name: 'Take all.xlsx away' }).click();
    await chooser.setInputFiles(file(REPORT.replaceAll(',', '\t'), 'report.tsv'));
    await page.getByText('3 rows · CSV, UTF-8, tabs').waitFor();
  });

  it('come as a zip archive too', async () => {
    const { page } = await open({ panel: 'import-orders' }, first);
    const zip = zipSync({ 'report/standard.csv': strToU8(REPORT) });
    await page
      .getByLabel(CHOOSE)
      .setInputFiles({ name: 'all.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
    await page.getByText('2 titles not mapped yet').waitFor();
  });
});

describe('a tab of this spreadsheet', () => {
  const tabs: Server = {
    tabs: () => [
      { name: 'Orders', rows: 1200 },
      { name: 'Form Responses 1', rows: 3 },
    ],
    readTab: () => ({
      rows: [
        ['Timestamp', 'Backer number', 'Email', 'Street', 'City', 'Postal code', 'Country'],
        ['2026-03-04 13:05:09Z', '17', 'ada@example.com', '2 New St', 'Troy', '12180', 'US'],
        ['2026-03-05 08:00:00Z', '18', 'bo@example.com', 'Weg 2', 'Ulm', '89073', 'DE'],
      ],
      more: false,
      hiddenRows: 1,
    }),
  };

  it('holds survey answers: they are read for orders that are there, by the key that was chosen', async () => {
    const { page, args } = await open(
      { panel: 'import-orders' },
      keeping({
        ...tabs,
        preview: () => preview({ noun: 'answer', button: 'Take 2 answers' }),
        applyPart: () => progress(2, 2, { result: result({ sentence: 'Took 2 answers.' }) }),
      }),
    );
    await page.getByRole('button', { name: 'Take a tab of this spreadsheet' }).click();
    await expect(
      page.getByLabel('Tab', { exact: true }).locator('option').allTextContents(),
    ).resolves.toEqual(['Form Responses 1 (3 rows)']);
    await page.getByRole('button', { name: 'Use this tab' }).click();
    await page.getByText('1 row of this tab are hidden or filtered out').waitFor();
    await expect(
      page.getByRole('radio', { name: 'Survey answers for orders that are in the sheet' }).isChecked(),
    ).resolves.toBe(true);
    await page.getByRole('checkbox', { name: 'Find orders by e-mail too' }).check();
    await page.getByRole('button', { name: 'Use these columns' }).click();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Take 2 answers' }).click();
    await page.getByRole('heading', { name: 'Took 2 answers.' }).waitFor();
    expect(args('preview')[0]).toMatchObject({
      action: 'import-answers',
      options: { input: { useEmail: true, file: { backers: [{ surveyAt: '2026-03-04 13:05:09Z' }, {}] } } },
    });
    expect(args('saveLayout')).toMatchObject([{ name: 'answers' }]);
  });

  it('says how to get one when there is none', async () => {
    const { page } = await open(
      { panel: 'import-orders' },
      { ...first, tabs: () => [{ name: 'Orders', rows: 5 }] },
    );
    await page.getByRole('button', { name: 'Take a tab of this spreadsheet' }).click();
    await page.getByText('There is no other tab.').waitFor();
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
