import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Lost, Refusal, useSidebar } from './harness.ts';
import { context, preview, progress, reason, result } from './samples.ts';
import { exportServer } from './samples-export.ts';

const open = useSidebar();
const LOCK = { panel: 'action', action: 'lock-down' } as const;

describe('the action panel', () => {
  it('previews, names act and count on the button, applies chunk by chunk and shows the result', async () => {
    const { page, args } = await open(LOCK, {
      context: () => context(),
      preview: () => preview(),
      apply: ({ sums }) => progress(sums === 's0' ? 600 : 1143, 1143),
    });
    await page.getByRole('heading', { name: 'Lock Down' }).waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('All orders: 1,200 orders').waitFor();
    await page.getByText('Nothing is sent to backers').waitFor();
    await page.getByRole('button', { name: 'Lock down 1,143 orders' }).click();
    await page.getByRole('heading', { name: 'Locked down 1,143 orders.' }).waitFor();
    expect(args('preview')).toEqual([{ action: 'lock-down', scope: { base: 'all' }, options: {} }]);
    expect(args('apply').map((sent) => sent.sums)).toEqual(['s0', 's600']);
    expect(args('apply')[0]).toMatchObject({ runId: 'run-7', hash: 'abc123', now: '2026-03-01 10:22:31Z' });
    await expect(page.locator('h2:focus').textContent()).resolves.toBe('Locked down 1,143 orders.');
  });

  it('shows the reasons of each count as tabs that arrow keys move between', async () => {
    const { page, args } = await open(LOCK, {
      context: () => context(),
      preview: () => preview(),
      showOrder: () => ({ ok: true }),
    });
    await page.getByRole('button', { name: 'Preview' }).press('Enter');
    const change = page.getByRole('tab', { name: '1,143 will change' });
    await change.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { selected: true }).textContent()).resolves.toBe('35left alone');
    const panel = page.getByRole('tabpanel');
    await expect(panel.textContent()).resolves.toContain('Ask the backer to answer');
    await panel.getByRole('button', { name: '30 The survey is not answered.' }).click();
    await panel.getByRole('button', { name: 'HL-2' }).click();
    await panel.getByText('and 28 more').waitFor();
    expect(args('showOrder')).toEqual([{ orderId: 'HL-2' }]);
  });

  it('narrows by stage, country, SKU and channel, and sends only what is set', async () => {
    const { page, args } = await open(LOCK, { context: () => context(), preview: () => preview() });
    await page.getByRole('button', { name: 'Narrow down' }).click();
    await page.getByRole('combobox', { name: 'Country' }).click();
    await page.getByRole('option', { name: /United States/ }).click();
    await page.getByRole('combobox', { name: 'Stage' }).press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'SKU', exact: true }).fill('mu');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'How the SKUs must fit' }).selectOption('only these');
    await page.getByRole('combobox', { name: 'Channel' }).selectOption('US 3PL');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('All orders: 1,200 orders').waitFor();
    expect(args('preview')[0]?.scope).toEqual({
      base: 'all',
      countries: ['US'],
      stages: ['Awaiting survey'],
      skus: { mode: 'only', skus: ['MUG'] },
      channel: 'US 3PL',
    });
    await page.getByRole('button', { name: 'Remove United States' }).click();
    await expect(page.getByRole('button', { name: /Narrow down/ }).textContent()).resolves.toContain(
      'Awaiting survey · only MUG · US 3PL',
    );
  });

  it('closes suggestions with Esc and leaves the field as it was', async () => {
    const { page } = await open(LOCK, { context: () => context() });
    await page.getByRole('button', { name: 'Narrow down' }).click();
    const field = page.getByRole('combobox', { name: 'Stage' });
    await field.press('ArrowDown');
    await page.getByRole('listbox', { name: 'Stage' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox', { name: 'Stage' }).waitFor({ state: 'hidden' });
    await expect(field.getAttribute('aria-expanded')).resolves.toBe('false');
  });

  it('turns the button off when the choices change after the preview', async () => {
    const { page, args } = await open(LOCK, { context: () => context(), preview: () => preview() });
    await page.getByRole('button', { name: 'Preview' }).click();
    const act = page.getByRole('button', { name: 'Lock down 1,143 orders' });
    await act.waitFor();
    await page.getByRole('combobox', { name: 'Which orders?' }).selectOption({ label: 'Pasted list' });
    await page.getByText('This preview is old').waitFor();
    await expect(act.isDisabled()).resolves.toBe(true);
    await page.getByRole('button', { name: 'Preview again' }).click();
    await page.getByText('Paste at least one order ID.').first().waitFor();
    await page.getByRole('textbox', { name: 'Order IDs or backer numbers' }).fill('1042, 1043');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('All orders: 1,200 orders').waitFor();
    await expect(act.isEnabled()).resolves.toBe(true);
    expect(args('preview').at(-1)?.scope).toEqual({ base: 'list', list: '1042, 1043' });
  });

  it('says why the button is off when nothing would change', async () => {
    const { page } = await open(LOCK, {
      context: () => context(),
      preview: () =>
        preview({
          counts: { change: 0, already: 1200, left: 0, decide: 0 },
          reasons: [reason('already', 'already.done', 1200)],
          button: 'Lock down 0 orders',
        }),
    });
    await page.getByRole('button', { name: 'Preview' }).click();
    const act = page.getByRole('button', { name: 'Lock down 0 orders' });
    await page.getByText('All of it is done already.').waitFor();
    await expect(act.isDisabled()).resolves.toBe(true);
  });

  it('asks a question of the preview and previews again with the answer', async () => {
    const question = {
      id: 'charged',
      text: '12 orders were charged already.',
      choices: [
        { value: 'leave', label: 'Leave them alone' },
        { value: 'difference', label: 'Unlock: the difference will be due' },
      ],
    };
    const { page, args } = await open(LOCK, {
      context: () => context(),
      preview: ({ options }) =>
        preview({
          questions: [{ ...question, answer: options.answers === undefined ? null : 'difference' }],
          ...(options.answers === undefined ? {} : { button: 'Lock down 1,155 orders' }),
        }),
    });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('radio', { name: 'Unlock: the difference will be due' }).check();
    await page.getByRole('button', { name: 'Lock down 1,155 orders' }).waitFor();
    expect(args('preview')[1]?.options).toEqual({ answers: { charged: 'difference' } });
  });

  it('names the required field that is missing and goes there', async () => {
    const { page, args } = await open({ panel: 'action', action: 'hold' }, { context: () => context() });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('“Why” is needed first.').first().waitFor();
    await expect(
      page.getByRole('textbox', { name: 'Why' }).evaluate((e) => e.matches(':focus')),
    ).resolves.toBe(true);
    expect(args('preview')).toEqual([]);
  });

  it('previews on Enter in a text field', async () => {
    const { page, args } = await open(
      { panel: 'action', action: 'hold' },
      { context: () => context(), preview: () => preview({ button: 'Hold 2 orders' }) },
    );
    await page.getByRole('textbox', { name: 'Why' }).fill('Customs');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Hold 2 orders' }).waitFor();
    expect(args('preview')[0]).toEqual({
      action: 'hold',
      scope: { base: 'list', list: 'HL-1042\nHL-1043' },
      options: { reason: 'Customs' },
    });
  });

  it('asks once more before a dangerous action, and Esc goes back', async () => {
    const { page, args } = await open(
      { panel: 'action', action: 'cancel' },
      {
        context: () => context(),
        preview: () => preview({ button: 'Cancel 2 orders' }),
        apply: () => progress(2, 2, { result: result({ sentence: 'Cancelled 2 orders.' }) }),
      },
    );
    await page.getByRole('combobox', { name: 'Only this SKU' }).fill('MUG');
    await page.getByRole('spinbutton', { name: 'Quantity' }).fill('2');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Cancel 2 orders' }).click();
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(args('apply')).toEqual([]);
    await page.getByRole('button', { name: 'Cancel 2 orders' }).click();
    await page.getByRole('button', { name: 'Yes: Cancel 2 orders' }).click();
    await page.getByRole('heading', { name: 'Cancelled 2 orders.' }).waitFor();
    expect(args('preview')[0]?.options).toEqual({ sku: { sku: 'MUG', quantity: 2 } });
  });

  it('goes on from the last chunk after the connection was lost', async () => {
    let lost = true;
    const { page, args } = await open(LOCK, {
      context: () => context(),
      preview: () => preview(),
      apply: ({ sums }) => {
        if (sums === 's0') return progress(600, 1143);
        if (lost) {
          lost = false;
          throw new Lost('network');
        }
        return progress(1143, 1143);
      },
    });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Lock down 1,143 orders' }).click();
    await page.getByText('The spreadsheet could not be reached').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'Locked down 1,143 orders.' }).waitFor();
    expect(args('apply').map((sent) => sent.sums)).toEqual(['s0', 's600', 's600']);
  });

  it('shows a refusal in its own words and retries', async () => {
    let times = 0;
    const { page } = await open(LOCK, {
      context: () => context(),
      preview: () => {
        times += 1;
        if (times === 1) throw new Refusal('header.missing', 'The column “Survey at” is gone from Orders.');
        return preview();
      },
    });
    await page.getByRole('button', { name: 'Preview' }).click();
    const alert = page.getByRole('alert');
    await expect(alert.textContent()).resolves.toContain('The column “Survey at” is gone from Orders.');
    await alert.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('button', { name: 'Lock down 1,143 orders' }).waitFor();
  });

  it('undoes the run from its result', async () => {
    const { page, args } = await open(LOCK, {
      context: () => context({ batches: ['US 3PL #1'] }),
      preview: ({ action }) =>
        action === 'undo'
          ? preview({
              action,
              runId: 'run-8',
              button: 'Put back 1,143 orders',
              which: 'Lock Down: 1,143 orders',
            })
          : preview(),
      apply: ({ action }) =>
        progress(1143, 1143, {
          result:
            action === 'undo' ? result({ runId: 'run-8', sentence: 'Put back 1,143 orders.' }) : result(),
        }),
    });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Lock down 1,143 orders' }).click();
    await page.getByRole('button', { name: 'Undo this run' }).click();
    await page.getByRole('button', { name: 'Put back 1,143 orders' }).waitFor();
    // This run made no file.
    await expect(page.getByRole('checkbox', { name: /exported file/ }).count()).resolves.toBe(0);
    await page.getByRole('button', { name: 'Put back 1,143 orders' }).click();
    await page.getByRole('heading', { name: 'Put back 1,143 orders.' }).waitFor();
    expect(args('preview').at(-1)).toMatchObject({ action: 'undo', options: { runId: 'run-7' } });
  });

  it('asks whether the file was sent where undoing a run of parcels needs to know', async () => {
    const { page, args } = await open(LOCK, {
      context: () => context({ batches: ['US 3PL #1'] }),
      preview: ({ action, options }) =>
        action !== 'undo'
          ? preview()
          : preview({
              action,
              button: 'Put back 2 orders',
              ...(options.notSent === true ? {} : { reasons: [reason('decide', 'undo.exported', 2)] }),
            }),
      apply: () => progress(1143, 1143, { result: result() }),
    });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Lock down 1,143 orders' }).click();
    await page.getByRole('button', { name: 'Undo this run' }).click();
    const asked = page.getByRole('checkbox', { name: 'The exported file was not sent to the warehouse' });
    await asked.check();
    await page.getByRole('button', { name: /^Preview/ }).click();
    await page.getByRole('button', { name: 'Put back 2 orders' }).waitFor();
    await expect(asked.isChecked()).resolves.toBe(true);
    expect(args('preview').at(-1)).toMatchObject({ action: 'undo', options: { notSent: true } });
  });

  it('downloads what was left alone, in blocks, without what changed', async () => {
    const { page, args } = await open(LOCK, {
      context: () => context(),
      preview: () => preview(),
      failures: ({ from }) =>
        from === 0
          ? {
              rows: [
                ['HL-1', 'left', 'survey.incomplete', ''],
                ['HL-2', 'already', 'already.done', ''],
              ],
              more: true,
            }
          : { rows: [['HL-3', 'decide', 'hold', '=Blank, y']], more: false },
    });
    await page.getByRole('button', { name: 'Preview' }).click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download what was left alone (CSV)' }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toBe('Lock-Down-left-alone.csv');
    await expect(readFile(await file.path(), 'utf8')).resolves.toBe(
      '\ufeffOrder,Problem,What to do,Detail,Code\r\n' +
        'HL-1,The survey is not answered.,"Ask the backer to answer, or type the time into Survey at.",,survey.incomplete\r\n' +
        'HL-3,"On hold: =Blank, y.",Release it when the matter is settled.,"\'=Blank, y",hold\r\n',
    );
    expect(args('failures').map((sent) => sent.from)).toEqual([0, 2]);
  });

  it('gives the file for the warehouse after a push, in the layout that was chosen', async () => {
    const { page, args } = await open(
      { panel: 'action', action: 'push-to-channel' },
      {
        context: () => context(),
        preview: () => preview({ button: 'Push 2 orders' }),
        apply: () =>
          progress(2, 2, {
            result: result({ sentence: 'Pushed 2 orders as US 3PL #7.', batch: 'US 3PL #7' }),
          }),
        ...exportServer(),
      },
    );
    await page.getByRole('combobox', { name: 'Channel (required)' }).selectOption('US 3PL');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Push 2 orders' }).click();
    await page.getByRole('combobox', { name: 'Layout of the file' }).selectOption('One row an item');
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the file for the warehouse' }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toBe('US-3PL-7.csv');
    await expect(readFile(await file.path(), 'utf8')).resolves.toContain(
      'HL-1-1,HL-1,US 3PL #7,,Ada Lovelace',
    );
    await page.getByText('US-3PL-7.csv: 3 rows, 2 shipments.').waitFor();
    // The next batch of this channel begins with the same layout.
    expect(args('saveLayout')).toEqual([
      { kind: 'export', key: 'choice', name: 'US 3PL', mapping: '"item"' },
    ]);
  });

  it('offers to resume a run that stopped, or to set it aside', async () => {
    const openRun = {
      runId: 'run-5',
      action: 'lock-down',
      label: 'Lock Down',
      who: 'ben@example.com',
      since: '2026-03-01 09:00:00Z',
      stale: true,
      scope: { base: 'all' },
      options: {},
    } as const;
    let waiting = true;
    const { page, args } = await open(LOCK, {
      context: () => context({ openRun: waiting ? openRun : null }),
      preview: () => preview({ runId: 'run-5', button: 'Lock down the other 543 orders' }),
      setAside: () => {
        waiting = false;
        return { ok: true };
      },
    });
    await page.getByText('Lock Down by ben@example.com stopped before its end').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Lock down the other 543 orders' }).waitFor();
    expect(args('preview')[0]).toMatchObject({ resume: 'run-5' });
    await page.reload();
    await page.getByRole('button', { name: 'Set aside' }).click();
    await page.getByText('stopped before its end').waitFor({ state: 'detached' });
    expect(args('setAside')).toEqual([{ runId: 'run-5' }]);
  });

  it('applies to the rows that were selected at the preview, whatever is selected afterwards', async () => {
    let selected = ['HL-1042', 'HL-1043'];
    const { page, args } = await open(
      { panel: 'action', action: 'release' },
      {
        context: () => context({ selected }),
        preview: () => preview({ which: 'Pasted list: 2 orders', button: 'Release 2 orders' }),
        apply: () => progress(2, 2, { result: result({ sentence: 'Released 2 orders.' }) }),
      },
    );
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Selected rows: 2 orders').waitFor();
    selected = ['HL-9'];
    await page.getByRole('button', { name: 'Release 2 orders' }).click();
    await page.getByRole('heading', { name: 'Released 2 orders.' }).waitFor();
    const list = { base: 'list', list: 'HL-1042\nHL-1043' };
    expect([args('preview')[0]?.scope, args('apply')[0]?.scope]).toEqual([list, list]);
  });

  it('names the orders that moved between preview and apply', async () => {
    const { page } = await open(LOCK, {
      context: () => context(),
      preview: () => preview(),
      apply: () => progress(1143, 1143, { result: result({ moved: ['HL-9', 'HL-10'] }) }),
    });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Lock down 1,143 orders' }).click();
    await page.getByText('2 orders changed after the preview and stayed as they are: HL-9, HL-10.').waitFor();
  });
});

describe('the action panel by keyboard', () => {
  it('keeps the focus where the work goes on, from preview to result', async () => {
    const { page } = await open(LOCK, {
      context: () => context(),
      preview: () => preview(),
      apply: () => progress(1143, 1143),
    });
    const focused = () =>
      page.evaluate(() => {
        const active = document.activeElement;
        return active?.getAttribute('aria-label') ?? active?.textContent?.slice(0, 80) ?? '';
      });
    await page.getByRole('combobox', { name: 'Which orders?' }).focus();
    await page.keyboard.press('Tab');
    await expect(focused()).resolves.toContain('Narrow down');
    await page.keyboard.press('Tab');
    await expect(focused()).resolves.toBe('Preview');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: '1,143 will change' }).waitFor();
    await expect(focused()).resolves.toBe('Preview');
    const said = 'Preview: 1,143 will change, 20 already done, 35 left alone, 2 need your decision';
    await page.locator('#live').filter({ hasText: said }).waitFor({ state: 'attached' });
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      if ((await focused()) === 'Lock down 1,143 orders') break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Locked down 1,143 orders.' }).waitFor();
    await expect(focused()).resolves.toBe('Locked down 1,143 orders.');
  });

  it('labels every field', async () => {
    const { page } = await open(
      { panel: 'action', action: 'mark-shipped' },
      { context: () => context(), preview: () => preview() },
    );
    await page.getByRole('button', { name: 'Narrow down' }).click();
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll('input, select, textarea, button')]
        .filter((field) => {
          const labels =
            field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.labels : null;
          const named =
            field.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? field.textContent ?? '';
          return named.trim() === '';
        })
        .map((field) => field.outerHTML),
    );
    expect(unnamed).toEqual([]);
  });
});

describe('the action panel with nothing to work on', () => {
  it('says what to do first in an empty spreadsheet, and looks again', async () => {
    let orders = 0;
    const { page } = await open(LOCK, { context: () => context({ orders }) });
    await page.getByText('There are no orders yet. Start with Import Orders').waitFor();
    orders = 3;
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('button', { name: 'Preview' }).waitFor();
  });

  it('says so when there is no run to undo', async () => {
    const { page } = await open({ panel: 'action', action: 'undo' }, { context: () => context() });
    await page.getByText('There is no run to undo.').waitFor();
  });
});
