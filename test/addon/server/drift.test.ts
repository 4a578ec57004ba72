/** Cases J26 to J30: what was put back, edited or lost behind our back is found, and Repair Sheets names it. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ChannelDraft } from '../../../addon/api.ts';
import { open, ready } from '../../support/campaign.ts';
import { type TestSheet, testSheet } from './sheet.ts';

/** One channel for all that there is. */
const EVERYTHING: ChannelDraft = {
  name: 'All items',
  skus: [],
  everythingElse: true,
  method: 'Export',
  connectedTo: '',
  shippedWhen: '',
  emailsBy: '',
  countries: [],
  priority: 1,
  notTo: [],
};

const three = (): TestSheet => testSheet({ orders: [1, 2, 3].map((n) => open(`A-${n}`)) });
const notices = (sheet: TestSheet): string[] => sheet.preview('repair').notices.map((notice) => notice.text);

const KEEP = { answers: { drift: 'keep' } };
const RESTORE = { answers: { drift: 'restore' } };

describe('J26 cells put back by hand after a run', () => {
  const taken = (): TestSheet => {
    const sheet = three();
    sheet.run('lock-down');
    sheet.put('Orders', 'A-2', 'Locked at', null);
    sheet.put('Orders', 'A-2', 'Locked items', null);
    return sheet;
  };

  it('are found as drift from the journal, and nothing is done before a person has answered', () => {
    const sheet = taken();
    const shown = sheet.preview('repair');
    expect(shown.counts).toMatchObject({ change: 0, decide: 1, already: 2 });
    expect(shown.reasons.find(({ outcome }) => outcome === 'decide')).toMatchObject({
      code: 'row.drifted',
      samples: [
        {
          key: 'A-2',
          detail: expect.stringMatching(/^Locked at 2026-.*, now \(blank\); Locked items MUG x1/),
        },
      ],
    });
    expect(shown.questions).toMatchObject([{ id: 'drift', answer: null }]);
  });

  it('are put back, with the views that follow from them', () => {
    const sheet = taken();
    const when = sheet.cell('Orders', 'A-1', 'Locked at');
    const shown = sheet.preview('repair', RESTORE);
    expect(shown.reasons[0]?.code).toBe('row.put-back');
    sheet.apply('repair', shown, RESTORE);
    expect(sheet.cell('Orders', 'A-2', 'Locked at')).toBe(when);
    expect(sheet.cell('Orders', 'A-2', 'Locked items')).toBe('MUG x1');
    expect(sheet.cell('Orders', 'A-2', 'Stage')).toBe('Locked down');
    expect(sheet.preview('repair').counts).toMatchObject({ change: 0, decide: 0 });
  });

  it('or are kept: the stage follows, and nobody is asked again', () => {
    const sheet = taken();
    const shown = sheet.preview('repair', KEEP);
    expect(shown.reasons[0]?.code).toBe('row.kept');
    sheet.apply('repair', shown, KEEP);
    expect(sheet.cell('Orders', 'A-2', 'Stage')).toBe('Open');
    expect(sheet.cell('Orders', 'A-2', 'Locked at')).toBe('');
    expect(sheet.preview('repair')).toMatchObject({ counts: { change: 0, decide: 0 }, questions: [] });
    expect(sheet.run('lock-down').result?.counts.change).toBe(1);
  });

  it('an undone run, a row that moved meanwhile and what creators type are no drift', () => {
    const sheet = three();
    const shown = sheet.preview('lock-down');
    sheet.put('Orders', 'A-3', 'Items', 'SHIRT x2');
    sheet.apply('lock-down', shown);
    sheet.run('hold', { reason: 'Ask' }, { base: 'list', list: 'A-1' });
    sheet.put('Orders', 'A-1', 'Hold', null);
    expect(sheet.preview('repair').counts.decide).toBe(0);
    sheet.run('undo', { runId: shown.runId });
    expect(sheet.preview('repair').counts.decide).toBe(0);
  });

  it('what the worker writes of connected shipments is no drift, and what a person pastes over them is', () => {
    const channels = [{ Channel: 'All items', Method: 'Integration', 'Connected to': 'Sandbox 3PL' }];
    const sheet = testSheet({ channels, orders: [ready('A-1')] });
    sheet.run('push-to-channel', { channel: 'All items' });
    const told = {
      'Warehouse says': 'accepted',
      'Pushed at': '2026-03-01 10:22:31Z',
      'Tracking number': '9400100000000504318706',
      'Shipped at': '2026-03-02 10:22:31Z',
    };
    for (const [column, value] of Object.entries(told)) sheet.put('Shipments', 'A-1-1', column, value);
    expect(sheet.preview('repair').questions).toEqual([]);
    sheet.put('Shipments', 'A-1-1', 'Ship to', 'Somebody else');
    expect(sheet.preview('repair').reasons.find(({ code }) => code === 'row.drifted')?.samples).toMatchObject(
      [{ key: 'A-1', detail: expect.stringMatching(/^A-1-1: Ship to .*, now Somebody else$/) }],
    );
  });

  it('J5 a shipment’s row that was deleted comes back with what was sent', () => {
    const sheet = testSheet({ orders: [ready('A-1'), ready('A-2')] });
    sheet.run('push-to-channel', { channel: 'All items' });
    const before = sheet.rows('Shipments');
    sheet.workbook.deleteRows(sheet.sheet('Shipments').id, sheet.rowOf('Shipments', 'A-1-1'), 1);
    expect(sheet.preview('repair').reasons.find(({ code }) => code === 'row.removed')?.samples).toEqual([
      { key: 'A-1', detail: 'A-1-1' },
    ]);
    expect(sheet.run('repair', RESTORE).result?.counts.change).toBe(1);
    expect(
      [...sheet.rows('Shipments')].sort((a, b) => ((a['Order ID'] ?? '') < (b['Order ID'] ?? '') ? -1 : 1)),
    ).toEqual(before);
    expect(sheet.cell('Orders', 'A-1', 'Packages')).toBe('A-1-1 sent');
    expect(sheet.preview('repair').counts).toMatchObject({ change: 0, decide: 0 });
  });

  it('a run that was taken back with Ctrl+Z is named before anything else, with what to do', () => {
    const sheet = three();
    const { runId } = sheet.run('lock-down');
    expect(sheet.workbook.history.undo('ana@example.com').done).toBe(true);
    expect(sheet.rows('Orders').map((row) => [row.Stage, row['Locked at']])).toEqual(
      Array(3).fill(['Open', '']),
    );
    expect(sheet.rows('Activity')).toEqual([]);
    expect(sheet.call('context', {}).notice).toMatch(
      new RegExp(
        `^A run is missing from this file: Lock Down: 3 changed, .*, ${runId}\\. It was taken back with Ctrl\\+Z`,
      ),
    );
    expect(sheet.preview('repair').questions).toMatchObject([
      { id: 'lost', text: expect.stringContaining(runId), answer: null },
    ]);
    // Ctrl+Y: nothing is missing.
    sheet.workbook.history.redo('ana@example.com');
    expect(sheet.call('context', {})).not.toHaveProperty('notice');
    expect(sheet.preview('repair').questions).toEqual([]);
  });

  it('going on without it is written down, and asked once', () => {
    const sheet = three();
    sheet.run('hold', { reason: 'Ask' }, { base: 'list', list: 'A-3' });
    const { runId } = sheet.run('lock-down');
    sheet.workbook.history.undo('ana@example.com');
    const shown = sheet.preview('repair', { answers: { lost: 'keep' } });
    expect(shown.notices[0]?.text).toBe('Activity goes on from here.');
    expect(shown.questions).toEqual([]);
    expect(sheet.rows('Activity').at(-1)?.Which).toContain(`Lock Down: 3 changed`);
    expect(sheet.rows('Activity').at(-1)?.Which).toContain(runId);
    expect(sheet.call('context', {})).not.toHaveProperty('notice');
    expect(notices(sheet)).toEqual([]);
    expect(sheet.run('lock-down').result?.counts.change).toBe(3);
    expect(notices(sheet)).toEqual([]);
  });

  it('J27 an earlier version of the whole file: each run that it lacks is named', () => {
    const sheet = three();
    sheet.run('hold', { reason: 'Ask' }, { base: 'list', list: 'A-1' });
    sheet.run('lock-down', {}, { base: 'list', list: 'A-2' });
    sheet.run('lock-down', {}, { base: 'list', list: 'A-3' });
    for (let step = 0; step < 2; step++) sheet.workbook.history.undo('ana@example.com');
    expect(sheet.preview('repair').questions[0]?.text).toMatch(
      /^2 runs are missing from this file \(Lock Down: 1 changed, .*; Lock Down: 1 changed, .*\)/,
    );
  });

  it('a whole run that was taken back with Ctrl+Z is the sheet before it, and Activity says that a row is missing', () => {
    const sheet = three();
    sheet.run('hold', { reason: 'Ask' }, { base: 'list', list: 'A-3' });
    const before = ['Orders', 'Activity', 'Journal'].map((tab) => ({
      id: sheet.sheet(tab).id,
      values: sheet.values(tab),
    }));
    sheet.run('lock-down');
    for (const { id, values } of before) {
      const { rowCount, columnCount } = sheet.workbook.sheet(id);
      sheet.workbook.clear(id, { row: 0, column: 0, rows: rowCount, columns: columnCount }, { values: true });
      sheet.workbook.write(id, 0, 0, values, 'RAW');
    }
    expect(sheet.preview('repair').counts.change).toBe(0);
    expect(notices(sheet)).toEqual([]);
    expect(sheet.preview('repair').questions).toMatchObject([{ id: 'lost' }]);
    expect(sheet.run('lock-down').result?.counts.change).toBe(3);
  });
});

describe('J28 Activity', () => {
  it('keeps its chain through runs, set-aside runs and saved channels', () => {
    const sheet = three();
    sheet.run('lock-down', {}, { base: 'list', list: 'A-1' });
    sheet.call('saveChannels', { channels: [EVERYTHING] });
    sheet.run('lock-down');
    expect(sheet.rows('Activity')).toHaveLength(3);
    expect(notices(sheet)).toEqual([]);
  });

  it('tells the row that was edited, removed or emptied', () => {
    const made = (): TestSheet => {
      const sheet = three();
      for (const list of ['A-1', 'A-2', 'A-3']) sheet.run('lock-down', {}, { base: 'list', list });
      return sheet;
    };
    const edited = made();
    edited.put('Activity', edited.rows('Activity')[1]?.['Run ID'] ?? '', 'Changed', 500);
    expect(notices(edited)[0]).toContain('at row 3');
    const removed = made();
    removed.workbook.deleteRows(removed.sheet('Activity').id, 1, 1);
    expect(notices(removed)[0]).toContain('at row 2');
    const cut = made();
    cut.workbook.deleteRows(cut.sheet('Activity').id, 3, 1);
    expect(cut.preview('repair').questions[0]?.text).toMatch(
      /^A run is missing from this file .*deleted from Activity/,
    );
  });

  it('a journal that was edited by hand refuses the undo with a sentence, without its content', () => {
    const sheet = three();
    const { runId } = sheet.run('hold', { reason: 'Secret of Ada Byron' });
    sheet.put('Journal', runId, 'Data', '{"tab":"Orders","Ada Byron');
    const answer = sheet.ask({
      fn: 'preview',
      args: { action: 'undo', scope: { base: 'all' }, options: {} },
    });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'journal.damaged' } });
    expect(JSON.stringify(answer)).not.toContain('Ada');
    // The order's own facts are told all the same.
    expect(sheet.call('order', { orderId: 'A-1' })?.history.map(({ what }) => what)).toEqual([
      'Survey answered',
    ]);
  });
});

describe('J29, J30 looks and layouts', () => {
  it('Repair Sheets gives drop-downs and text formats back, and nothing else', () => {
    const sheet = three();
    const { id, rowCount } = sheet.sheet('Orders');
    const column = (name: string) => ({
      row: 1,
      column: sheet.columnOf('Orders', name),
      rows: rowCount - 1,
      columns: 1,
    });
    sheet.workbook.setValidation(id, column('Stage'), null);
    sheet.workbook.setFormat(id, column('Postal code'), { numberFormat: 'General', background: '#ff0000' });
    expect(notices(sheet)).toEqual([
      'Gave Stage in Orders its drop-down again.',
      'Gave Postal code in Orders its number format again.',
    ]);
    expect(
      sheet.workbook
        .validations(id, column('Stage'))
        .flat()
        .every((rule) => rule?.values.includes('Paid')),
    ).toBe(true);
    expect(sheet.workbook.formats(id, column('Postal code'))[3]?.[0]).toMatchObject({
      numberFormat: '@',
      background: '#ff0000',
    });
    expect(notices(sheet)).toEqual([]);
  });

  it('J30 set-up on an older layout adds what is missing; twice is the same; own columns stay', () => {
    // Overview says when it was written.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const sheet = testSheet({ orders: [ready('A-1')] });
    const { id } = sheet.sheet('Shipments');
    sheet.workbook.deleteColumns(id, sheet.columnOf('Shipments', 'Replaces'), 1);
    sheet.workbook.deleteSheet(sheet.sheet('Rewards').id);
    sheet.workbook.insertColumns(id, 1, 1);
    sheet.workbook.write(id, 0, 1, [['Mine']], 'RAW');
    expect(sheet.call('setUp', {}).made).toEqual([
      'Made the column Replaces in Shipments.',
      expect.stringMatching(/^Made the tab Rewards\. It is empty/),
    ]);
    const snapshot = (): unknown =>
      sheet.workbook.sheets().map((each) => [each, sheet.workbook.metadata(), sheet.values(each.name)]);
    const once = snapshot();
    expect(sheet.call('setUp', {}).made).toEqual([]);
    expect(snapshot()).toEqual(once);
    expect(sheet.header('Shipments')[1]).toBe('Mine');
    expect(sheet.header('Shipments').at(-1)).toBe('Replaces');
    expect(sheet.run('push-to-channel', { channel: 'All items' }).result?.counts.change).toBe(1);
  });
});
