import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { makeWorkbook } from '../../shared/csv/workbook.ts';
import { useSidebar } from './harness.ts';
import { context, preview, progress, reason, result } from './samples.ts';

const open = useSidebar();
const PANEL = { panel: 'import-tracking' } as const;
const base = {
  context: () => context(),
  layouts: () => [],
  rewards: () => ({ rewards: [], products: [{ sku: 'MUG', name: 'Enamel mug' }] }),
};
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const CLEAN =
  'Order No;Tracking #;Carrier;Qty MUG;Colour\r\nHL-1;9400111899561234567895;USPS;1;red\r\nHL-2;;USPS;;blue\r\n';

describe('Import Tracking', () => {
  it('recognises the columns, previews row by row, imports, and returns the file with the problems', async () => {
    const { page, args } = await open(PANEL, {
      ...base,
      preview: () =>
        preview({
          noun: 'row',
          which: 'one.csv: 2 rows',
          counts: { change: 1, already: 0, left: 1, decide: 0 },
          button: 'Record 1 parcel',
          // The sample planner gives the n-th sample of a reason the line n + 2.
          reasons: [reason('left', 'tracking.blank', 1, '', ['line 2'])],
        }),
      applyPart: () =>
        progress(1, 1, {
          result: result({
            sentence: 'Recorded 1 parcel.',
            counts: { change: 1, already: 0, left: 1, decide: 0 },
          }),
        }),
    });
    await page.getByLabel('Choose tracking files').setInputFiles(csv('one.csv', CLEAN));
    const card = page.getByRole('group', { name: 'one.csv' });
    await card.getByText('2 rows · CSV, UTF-8, semicolons').waitFor();
    // A header that was never imported from shows what its columns are taken for.
    await card.getByText('Quantities: Qty MUG (MUG).').waitFor();
    await card.getByText('Not read: Colour.').waitFor();
    await page.getByRole('combobox', { name: 'Channel that these files are from' }).selectOption('US 3PL');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Record 1 parcel' }).click();
    await page.getByRole('heading', { name: 'Recorded 1 parcel.' }).waitFor();
    expect(args('preview')[0]?.options).toEqual({
      input: {
        files: [
          {
            name: 'one.csv',
            found: { orderId: 0, number: 1, carrier: 2 },
            number: ['9400111899561234567895', ''],
          },
        ],
        useEmail: false,
        carrier: '',
        options: { channel: 'US 3PL' },
      },
    });
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download what was left alone (CSV)' }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toBe('one-problems.csv');
    await expect(readFile(await file.path(), 'utf8')).resolves.toBe(
      '\ufeffOrder No;Tracking #;Carrier;Qty MUG;Colour;Problem;What to do\r\n' +
        'HL-1;9400111899561234567895;USPS;1;red;The row has no tracking number.;Write the tracking number into the row, or “untracked” if it has none.\r\n',
    );
  });

  it('asks when two columns could hold the number, and remembers it for a file with the same columns', async () => {
    const { page, args } = await open(PANEL, {
      ...base,
      preview: () => preview({ button: 'Record 2 parcels' }),
    });
    const text = 'Order,Tracking number,AWB\r\nHL-1,AAA111222333,BBB444555666\r\n';
    await page.getByLabel('Choose tracking files').setInputFiles(csv('a.csv', text));
    await page.getByText('Could be “Tracking number” or “AWB”: choose one.').waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('a.csv: choose which column is “Tracking number”.').first().waitFor();
    const choice = page.getByRole('combobox', { name: 'Tracking number' });
    await choice.selectOption('AWB');
    await expect(choice.evaluate((element) => element === document.activeElement)).resolves.toBe(true);
    await page.getByLabel('Choose tracking files').setInputFiles(csv('b.csv', text));
    await page.getByRole('group', { name: 'b.csv' }).waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Record 2 parcels' }).waitFor();
    expect(args('preview')[0]?.options).toMatchObject({
      input: {
        files: [
          { name: 'a.csv', number: ['BBB444555666'] },
          { name: 'b.csv', number: ['BBB444555666'] },
        ],
      },
    });
  });

  it('reads a workbook and lets the worksheet be chosen', async () => {
    const { page, args } = await open(PANEL, {
      ...base,
      preview: () => preview({ button: 'Record 1 parcel' }),
    });
    const header = ['Order', 'Tracking number'];
    const buffer = Buffer.from(
      makeWorkbook({ First: [header, ['HL-1', 'AAA111222333']], Second: [header, ['HL-2', 'CCC111222333']] }),
    );
    await page.getByLabel('Choose tracking files').setInputFiles({
      name: 'march.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer,
    });
    await page.getByText('1 row · worksheet First').waitFor();
    await page.getByRole('combobox', { name: 'Worksheet' }).selectOption('Second');
    await page.getByText('1 row · worksheet Second').waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Record 1 parcel' }).waitFor();
    expect(args('preview')[0]?.options).toMatchObject({ input: { files: [{ number: ['CCC111222333'] }] } });
  });

  it('G32: takes pasted rows and a tab of this spreadsheet, hidden rows included and counted', async () => {
    const { page, args } = await open(PANEL, {
      ...base,
      preview: () => preview({ button: 'Record 3 parcels' }),
      tabs: () => [{ name: 'Warehouse', rows: 3 }],
      readTab: ({ from }) =>
        from === 0
          ? {
              rows: [
                ['Order', 'Tracking number'],
                ['HL-5', 'EEE111222333'],
              ],
              more: true,
              hiddenRows: 1,
            }
          : { rows: [['HL-6', 'FFF111222333']], more: false, hiddenRows: 0 },
    });
    await page.getByRole('button', { name: 'Paste rows instead' }).click();
    await page
      .getByRole('textbox', { name: 'Rows with their column names' })
      .fill('Order\tTracking number\nHL-4\tDDD111222333');
    await page.getByRole('button', { name: 'Use these rows' }).click();
    await page.getByRole('group', { name: 'Pasted rows' }).waitFor();
    await page.getByRole('button', { name: 'Take a tab of this spreadsheet' }).click();
    await page.getByRole('button', { name: 'Use this tab' }).click();
    await page.getByText('1 row of this tab are hidden or filtered out; they are read too.').waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Record 3 parcels' }).waitFor();
    expect(args('preview')[0]?.options).toMatchObject({
      input: { files: [{ number: ['DDD111222333'] }, { number: ['EEE111222333', 'FFF111222333'] }] },
    });
    expect(args('readTab').map((sent) => sent.from)).toEqual([0, 2]);
  });

  it('wants a reason for recording parcels of orders that were not ready', async () => {
    const { page, args } = await open(PANEL, {
      ...base,
      preview: () => preview({ button: 'Record 1 parcel' }),
    });
    await page.getByLabel('Choose tracking files').setInputFiles(csv('one.csv', CLEAN));
    await page.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('checkbox', { name: /Ship without tracking/ }).check();
    await page.getByRole('checkbox', { name: /Record anyway/ }).check();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('“Why they left early” is needed first.').first().waitFor();
    await page.getByRole('textbox', { name: /Why they left early/ }).fill('Sent from the fair');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Record 1 parcel' }).waitFor();
    expect(args('preview')[0]?.options).toMatchObject({
      input: { options: { shipWithoutTracking: true, anyway: true, reason: 'Sent from the fair' } },
    });
  });

  it('says what is wrong with a file it cannot read, and keeps the others', async () => {
    const { page } = await open(PANEL, base);
    await page
      .getByLabel('Choose tracking files')
      .setInputFiles([csv('one.csv', CLEAN), csv('notes.pdf', '%PDF-1.4 nothing')]);
    await page.getByText('notes.pdf: This is no text file but a PDF.').waitFor();
    await page.getByRole('group', { name: 'one.csv' }).waitFor();
    await page.getByRole('button', { name: 'Take one.csv away' }).click();
    await page.getByRole('button', { name: 'Preview' }).waitFor({ state: 'hidden' });
  });
});
