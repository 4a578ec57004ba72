/** Cases J12, J13, J15, J16 and story 4: several people, edits between preview and apply, runs that did not end. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChannelDraft } from '../../../addon/api.ts';
import { openBook } from '../../../addon/book/open-book.ts';
import { takeLease } from '../../../shared/plan/lease.ts';
import { createPropertyStore } from '../../../worker/local/script/properties.ts';
import { open, paidOrder } from '../../support/campaign.ts';
import { ALL, sheetOver, type TestSheet, testSheet } from './sheet.ts';

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

const BOB = 'bob@example.com';
const NOON = new Date('2026-03-01T12:00:00Z');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (minutes: number): void => {
  vi.setSystemTime(new Date(NOON.getTime() + minutes * 60_000));
};
const five = (): TestSheet => testSheet({ orders: [1, 2, 3, 4, 5].map((n) => open(`A-${n}`)) });
/** Bob's run is in the middle: its lease is taken and nobody gave it back. */
function bobRuns(sheet: TestSheet): void {
  sheet.execution(BOB);
  takeLease(openBook(SpreadsheetApp), {
    runId: 'R-bob',
    action: 'lock-down',
    label: 'Lock Down',
    scope: { base: 'all', stages: ['Open'] },
    options: {},
  });
}
const activity = (sheet: TestSheet): string[][] =>
  sheet
    .rows('Activity')
    .map((row) => [row['Run ID'] ?? '', row.Who ?? '', row.Action ?? '', row.Changed ?? '']);

describe('J12 two people', () => {
  it('channels are not saved into the middle of a run', () => {
    const sheet = five();
    bobRuns(sheet);
    const channels = [EVERYTHING];
    expect(() => sheet.call('saveChannels', { channels })).toThrow('run.busy: bob@example.com');
    later(8);
    sheet.call('saveChannels', { channels });
    expect(sheet.rows('Channels')).toMatchObject([{ Channel: 'All items', SKUs: 'everything else' }]);
  });

  it('the second run is refused with who and since, and nothing is written', () => {
    const sheet = five();
    const shown = sheet.preview('lock-down');
    bobRuns(sheet);
    later(3);
    const before = sheet.values('Orders');
    expect(() => sheet.apply('lock-down', shown)).toThrow(
      'run.busy: bob@example.com is running Lock Down since 2026-03-01 12:00:00Z.',
    );
    expect(sheet.values('Orders')).toEqual(before);
    expect(sheet.call('context', {}).openRun).toMatchObject({
      runId: 'R-bob',
      who: BOB,
      since: '2026-03-01 12:00:00Z',
      stale: false,
    });
    // A refused run does not take the other's lease away.
    expect(() => sheet.apply('lock-down', shown)).toThrow(/run.busy/);
  });

  it('looking is never refused', () => {
    const sheet = five();
    bobRuns(sheet);
    expect(sheet.preview('lock-down').counts.change).toBe(5);
  });
});

describe('J19 who may only look', () => {
  it('is told so before anything is written, and may look at what a run would do', () => {
    const { workbook } = five();
    const properties = createPropertyStore();
    const sheet = sheetOver(workbook, properties);
    sheet.call('context', {});
    const viewer = sheetOver(workbook, {
      ...properties,
      set: () => {
        throw new Error('You do not have permission to perform that action.');
      },
    });
    const shown = viewer.preview('lock-down');
    expect(shown.counts.change).toBe(5);
    const before = viewer.values('Orders');
    expect(() => viewer.apply('lock-down', shown)).toThrow(
      /sheet.not-allowed: You may look at this spreadsheet/,
    );
    expect(viewer.values('Orders')).toEqual(before);
    expect(viewer.rows('Journal')).toEqual([]);
    expect(sheet.run('lock-down').result?.counts.change).toBe(5);
  });
});

describe('J15, J16 a run that did not end', () => {
  it('can be resumed under its own id once its heart has stopped', () => {
    const sheet = five();
    bobRuns(sheet);
    later(8);
    const { openRun } = sheet.call('context', {});
    expect(openRun).toMatchObject({ runId: 'R-bob', stale: true, scope: { base: 'all', stages: ['Open'] } });
    const shown = sheet.call('preview', { action: 'lock-down', scope: ALL, options: {}, resume: 'R-bob' });
    expect(shown.runId).toBe('R-bob');
    sheet.apply('lock-down', shown);
    expect(activity(sheet)).toEqual([['R-bob', 'ana@example.com', 'Lock Down', '5']]);
    expect(sheet.call('context', {}).openRun).toBeNull();
  });

  it('is taken over by another run, which Activity tells', () => {
    const sheet = five();
    bobRuns(sheet);
    later(8);
    const { runId } = sheet.preview('lock-down');
    sheet.apply('lock-down', { ...sheet.preview('lock-down'), runId });
    expect(activity(sheet)).toEqual([
      ['R-bob', 'ana@example.com', 'Lock Down: given up', '0'],
      [runId, 'ana@example.com', 'Lock Down', '5'],
    ]);
  });

  it('can be set aside: what it wrote stays, and others may run', () => {
    const sheet = five();
    bobRuns(sheet);
    later(8);
    sheet.call('setAside', { runId: 'R-bob' });
    expect(activity(sheet)).toEqual([['R-bob', 'ana@example.com', 'Lock Down: set aside', '0']]);
    expect(sheet.call('context', {}).openRun).toBeNull();
    expect(sheet.run('lock-down').result?.counts.change).toBe(5);
    // The chain of hashes is whole.
    expect(sheet.preview('repair').notices).toEqual([]);
  });

  it('whose scope was too long to keep is never resumed over all orders', () => {
    const sheet = five();
    sheet.execution(BOB);
    const list = Array.from({ length: 2000 }, (_, n) => `A-${n}`).join(' ');
    takeLease(openBook(SpreadsheetApp), {
      runId: 'R-bob',
      action: 'lock-down',
      label: 'Lock Down',
      scope: { base: 'list', list },
      options: {},
    });
    later(8);
    const run = sheet.call('context', {}).openRun;
    expect(run).toMatchObject({ runId: 'R-bob', stale: true });
    expect(sheet.preview('lock-down', {}, run?.scope).total).toBe(0);
  });

  it('with a damaged lease keeps nobody out', () => {
    const sheet = five();
    sheet.execution();
    PropertiesService.getDocumentProperties().setProperty('lease', '{not json');
    expect(sheet.call('context', {}).openRun).toBeNull();
    expect(sheet.run('lock-down').result?.counts.change).toBe(5);
  });
});

describe('J13 an edit between preview and apply', () => {
  it.each([
    ['that still changes', 'Items', 'SHIRT x2'],
    ['that no longer needs it', 'Survey at', ''],
    ['that is cancelled by its payment cell', 'Payment', 'strange'],
  ])('leaves an order %s as it is, and names it', (_, column, value) => {
    const sheet = five();
    const shown = sheet.preview('lock-down');
    sheet.put('Orders', 'A-3', column, value === '' ? null : value);
    const { result } = sheet.apply('lock-down', shown);
    expect(result).toMatchObject({ moved: ['A-3'], counts: { change: 4 } });
    expect(result?.sentence).toBe('Locked down 4 orders.');
    expect(sheet.cell('Orders', 'A-3', 'Locked at')).toBe('');
    expect(sheet.cell('Orders', 'A-3', 'Stage')).toBe('Open');
  });

  it('an order that somebody did meanwhile is not done twice', () => {
    const sheet = five();
    const mine = sheet.preview('lock-down');
    later(1);
    sheet.run('lock-down', {}, { base: 'list', list: 'A-2' }, BOB);
    expect(sheet.apply('lock-down', mine).result).toMatchObject({ moved: ['A-2'], counts: { change: 4 } });
    expect(sheet.cell('Orders', 'A-2', 'Locked at')).toBe('2026-03-01 12:01:00Z');
  });

  it('a preview that was applied does nothing when it is applied once more', () => {
    const sheet = five();
    const shown = sheet.preview('lock-down');
    sheet.apply('lock-down', shown);
    const before = sheet.values('Orders');
    expect(sheet.apply('lock-down', shown).result?.counts.change).toBe(0);
    expect(sheet.values('Orders')).toEqual(before);
    expect(activity(sheet)).toHaveLength(1);
  });
});

describe('story 4', () => {
  it('a second run during the first, an edit in the dialog, a sort, then Undo: only untouched rows return', () => {
    const names = ['Zoe', 'Ana', 'Mia', 'Bob'];
    const sheet = testSheet({ orders: names.map((Name, i) => paidOrder(`A-${i + 1}`, { Name })) });
    const before = new Map(sheet.rows('Orders').map((row) => [row['Order ID'], row]));
    const mine = sheet.preview('finalize-addresses');
    bobRuns(sheet);
    expect(() => sheet.apply('finalize-addresses', mine)).toThrow(/run.busy/);
    sheet.call('setAside', { runId: 'R-bob' }, BOB);
    // In the dialog: one address is edited, and the warehouse sorts.
    sheet.type('Orders', 'A-2', 'City', 'Troy');
    const { id, columnCount } = sheet.sheet('Orders');
    sheet.workbook.sort(id, { row: 1, column: 0, rows: 4, columns: columnCount }, [
      { column: sheet.columnOf('Orders', 'Name'), ascending: true },
    ]);
    const done = sheet.apply('finalize-addresses', mine);
    expect(done.result).toMatchObject({ moved: ['A-2'], counts: { change: 3 } });
    expect(sheet.rows('Orders').map((row) => [row['Order ID'], row.Stage])).toEqual([
      ['A-2', 'Paid'],
      ['A-4', 'Ready to ship'],
      ['A-3', 'Ready to ship'],
      ['A-1', 'Ready to ship'],
    ]);
    // Since then A-4 was reopened by Bob.
    later(5);
    sheet.run('reopen-address', {}, { base: 'list', list: 'A-4' }, BOB);
    const undone = sheet.run('undo', { runId: mine.runId });
    expect(undone.result?.counts.change).toBe(2);
    for (const row of sheet.rows('Orders')) {
      const id = row['Order ID'] ?? '';
      if (id === 'A-1' || id === 'A-3') expect(row).toEqual(before.get(id));
    }
    expect(sheet.cell('Orders', 'A-4', 'Finalized at')).toBe('');
    expect(sheet.preview('repair').counts).toMatchObject({ change: 0 });
  });
});
