import { describe, expect, it } from 'vitest';
import { useSidebar } from './harness.ts';
import { context, preview, progress, result } from './samples.ts';

const open = useSidebar();
const PANEL = { panel: 'record-payments' } as const;
const csv = (text: string) => ({ name: 'payouts.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

describe('Record Payments', () => {
  it('records a state for the orders that are chosen', async () => {
    const { page, args } = await open(PANEL, {
      context: () => context(),
      preview: () => preview({ button: 'Record 2 payments' }),
    });
    await page.getByRole('combobox', { name: 'Payment (required)' }).selectOption('Errored (say why below)');
    await page.getByRole('textbox', { name: 'Reason' }).fill('card expired');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Record 2 payments' }).waitFor();
    expect(args('preview')).toEqual([
      {
        action: 'record-payments',
        scope: { base: 'list', list: 'HL-1042\nHL-1043' },
        options: { payment: 'errored', reason: 'card expired' },
      },
    ]);
  });

  it('reads a file, knows the usual words, and asks about the others', async () => {
    const { page, args } = await open(PANEL, {
      context: () => context(),
      preview: () => preview({ noun: 'row', button: 'Record 3 payments' }),
      applyPart: () => progress(3, 3, { result: result({ sentence: 'Recorded 3 payments.' }) }),
    });
    await page.getByRole('tab', { name: 'These orders' }).press('ArrowRight');
    await page
      .getByLabel('Choose a payments file')
      .setInputFiles(
        csv(
          'Order ID,Status,Failure message,Amount due\r\nHL-1,succeeded,,0\r\nHL-2,failed,expired card,25.00\r\nHL-3,oddly,,\r\n',
        ),
      );
    await page.getByText('3 rows · CSV, UTF-8, commas').waitFor();
    await expect(page.getByRole('combobox', { name: 'failed: 1 row' }).inputValue()).resolves.toBe('errored');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Say what the state “oddly” means.').first().waitFor();
    await page.getByRole('combobox', { name: 'oddly: 1 row' }).selectOption('pending');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Record 3 payments' }).click();
    await page.getByRole('heading', { name: 'Recorded 3 payments.' }).waitFor();
    expect(args('preview')[0]?.options).toEqual({
      input: {
        fileName: 'payouts.csv',
        rows: [
          { line: 2, id: 'HL-1', email: '', payment: 'paid', reason: '', amountDue: '0' },
          { line: 3, id: 'HL-2', email: '', payment: 'errored', reason: 'expired card', amountDue: '25.00' },
          { line: 4, id: 'HL-3', email: '', payment: 'pending', reason: '', amountDue: null },
        ],
        useEmail: false,
        options: {},
      },
    });
  });

  it('uses e-mail as a key only when a person says so', async () => {
    const { page, args } = await open(PANEL, {
      context: () => context(),
      preview: () => preview({ button: 'Record 1 payment' }),
    });
    await page.getByRole('tab', { name: 'From a file' }).click();
    await page
      .getByLabel('Choose a payments file')
      .setInputFiles(csv('E-mail,Status\r\nada@example.com,paid\r\n'));
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('or match by e-mail.').first().waitFor();
    await page.getByRole('checkbox', { name: 'Match by e-mail where no ID fits' }).check();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Record 1 payment' }).waitFor();
    expect(args('preview')[0]?.options).toMatchObject({
      input: { useEmail: true, rows: [{ email: 'ada@example.com', payment: 'paid' }] },
    });
  });
});
