/** What happens between the reading and the writing of a run: people sort, calls are sent twice, room runs out. */
import { describe, expect, it } from 'vitest';
import type { OrderAction } from '../../../shared/actions/action.ts';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { pushToChannel } from '../../../shared/actions/push-to-channel.ts';
import { undo } from '../../../shared/actions/undo.ts';
import { Refused } from '../../../shared/plan/book.ts';
import { releaseLease } from '../../../shared/plan/lease.ts';
import { type ApplyRequest, apply, preview } from '../../../shared/plan/run.ts';
import type { Options } from '../../../shared/plan/types.ts';
import { withAllViews } from '../../../shared/plan/views.ts';
import { CHUNK_ROWS } from '../../../shared/plan/write-chunk.ts';
import type { TabName } from '../../../shared/tabs/tabs.ts';
import { type Literal, open, ready, tablesOf } from '../../support/campaign.ts';
import { type MemoryBook, memoryBook } from '../../support/memory-book.ts';

const SETTINGS = { prefix: 'A', campaignName: 'Test' };
const ALL = { base: 'all' } as const;

function bookOf(literal: Literal): MemoryBook {
  const tables = withAllViews(tablesOf(literal));
  const given: Partial<Record<TabName, Record<string, readonly (string | number | boolean)[]>>> = {};
  for (const [tab, table] of Object.entries(tables))
    given[tab as TabName] = Object.fromEntries(table.columns);
  return memoryBook(given);
}

function asked(book: MemoryBook, runId: string, action: OrderAction, options: Options = {}): ApplyRequest {
  const { now, sums } = preview(book, action, SETTINGS, ALL, options, runId);
  return { scope: ALL, options, runId, now, sums };
}

/** Does something once, just after the run has written its journal: the last moment before cells change. */
function afterJournal(book: MemoryBook, work: () => void): void {
  const { append } = book;
  book.append = (tab, columns) => {
    append(tab, columns);
    if (tab !== 'Journal') return;
    book.append = append;
    work();
  };
}

describe('J1, J13 rows that move after they were read', () => {
  const some = (): MemoryBook =>
    bookOf({ orders: [open('A-1'), open('A-2', { 'Survey at': '' }), open('A-3'), open('A-4')] });

  it('a sort just before the first write locks nobody who was not to be locked', () => {
    const book = some();
    const request = asked(book, 'R-1', lockDown);
    afterJournal(book, () => book.reorder('Orders', [1, 2, 3, 0]));
    const { result } = apply(book, lockDown, SETTINGS, request);
    expect(result?.moved).toEqual(['A-1', 'A-3', 'A-4']);
    expect(book.show('Orders').map((row) => row['Locked at'])).toEqual(['', '', '', '']);
  });

  it('a row put in leaves those above it alone, and names those below it', () => {
    const book = some();
    const request = asked(book, 'R-1', lockDown);
    afterJournal(book, () => book.reorder('Orders', [0, 1, 3, 2]));
    const { result } = apply(book, lockDown, SETTINGS, request);
    expect(result).toMatchObject({ counts: { change: 1 }, moved: ['A-3', 'A-4'] });
    expect(
      book
        .show('Orders')
        .filter((row) => row['Locked at'] !== '')
        .map((row) => row['Order ID']),
    ).toEqual(['A-1']);
    // What was journalled and not written is nothing to take back.
    const back = apply(book, undo, SETTINGS, asked(book, 'R-2', undo, { runId: 'R-1' }));
    expect(back.result?.counts).toMatchObject({ change: 1, already: 2, left: 0 });
  });
});

describe('J12 one run in two executions', () => {
  const two = (): MemoryBook => bookOf({ orders: [ready('A-1'), ready('A-2')] });
  const options = { channel: 'All items' };

  it('a call that was sent again while the first still plans makes each shipment once', () => {
    const book = two();
    const request = asked(book, 'R-1', pushToChannel, options);
    expect(preview(book, pushToChannel, SETTINGS, ALL, options, 'R-0').counts.change).toBe(2);
    const { read } = book;
    book.read = (tab, ...rest) => {
      const table = read(tab, ...rest);
      if (tab !== 'Channels') return table;
      book.read = read;
      expect(apply(book, pushToChannel, SETTINGS, request).result?.counts.change).toBe(2);
      return table;
    };
    expect(() => apply(book, pushToChannel, SETTINGS, request)).toThrow(/set aside or started a second time/);
    expect(book.show('Shipments').map((row) => row['Shipment ID'])).toEqual(['A-1-1', 'A-2-1']);
  });

  it('a run that was set aside while it plans writes nothing more', () => {
    const book = two();
    const request = asked(book, 'R-1', pushToChannel, options);
    const { read } = book;
    book.read = (tab, ...rest) => {
      if (tab === 'Channels') {
        book.read = read;
        releaseLease(book, 'R-1');
      }
      return read(tab, ...rest);
    };
    expect(() => apply(book, pushToChannel, SETTINGS, request)).toThrow(/set aside/);
    expect(book.show('Shipments')).toEqual([]);
  });
});

describe('J16 a run that fails', () => {
  it('before it has written anything keeps nobody out', () => {
    const book = bookOf({ orders: [open('A-1')] });
    const request = asked(book, 'R-1', lockDown);
    const { read } = book;
    book.read = () => {
      throw new Error('Service Spreadsheets timed out');
    };
    expect(() => apply(book, lockDown, SETTINGS, request)).toThrow('timed out');
    book.read = read;
    expect(apply(book, lockDown, SETTINGS, asked(book, 'R-2', lockDown)).result?.counts.change).toBe(1);
  });

  it('while it writes keeps its lease, so that it can be resumed', () => {
    const book = bookOf({ orders: [open('A-1')] });
    const { write } = book;
    book.write = () => {
      throw new Error('Service Spreadsheets timed out');
    };
    expect(() => apply(book, lockDown, SETTINGS, asked(book, 'R-1', lockDown))).toThrow('timed out');
    book.write = write;
    expect(() => apply(book, lockDown, SETTINGS, asked(book, 'R-2', lockDown))).toThrow(
      /is running Lock Down/,
    );
    expect(apply(book, lockDown, SETTINGS, asked(book, 'R-1', lockDown)).result?.counts.change).toBe(1);
  });
});

describe('J23 a run that is refused half way', () => {
  it('is told in Activity with what it wrote, and can be undone', () => {
    const n = CHUNK_ROWS + 5;
    const book = memoryBook({
      Orders: {
        'Order ID': Array.from({ length: n }, (_, i) => `A-${i + 1}`),
        Items: new Array<string>(n).fill('MUG x1'),
        Payment: new Array<string>(n).fill('card on file'),
        'Amount due': new Array<string>(n).fill('10'),
        'Survey at': new Array<string>(n).fill('2026-01-01 00:00:00Z'),
      },
      Products: { SKU: ['MUG'], Kind: ['physical'] },
    });
    const request = asked(book, 'R-1', lockDown);
    const { append } = book;
    let chunks = 0;
    book.append = (tab, columns) => {
      if (tab === 'Journal' && ++chunks === 2) throw new Refused('limit.cells', 'No room.');
      append(tab, columns);
    };
    expect(() => apply(book, lockDown, SETTINGS, request)).toThrow('No room.');
    book.append = append;
    expect(book.show('Activity').map((row) => [row['Run ID'], row.Action, row.Changed])).toEqual([
      ['R-1', 'Lock Down: stopped half way', CHUNK_ROWS],
    ]);
    const back = apply(book, undo, SETTINGS, asked(book, 'R-2', undo, { runId: 'R-1' }));
    expect(back.result?.counts.change).toBe(CHUNK_ROWS);
  }, 60_000);
});

describe('J7 a row that was copied after a run', () => {
  it('is not undone on either of the two until the copy is gone', () => {
    const book = bookOf({ orders: [open('A-1'), open('A-2')] });
    apply(book, lockDown, SETTINGS, asked(book, 'R-1', lockDown));
    const copy = book.show('Orders')[0] ?? {};
    book.append('Orders', new Map(Object.entries(copy).map(([name, cell]) => [name, [cell]])));
    const back = apply(book, undo, SETTINGS, asked(book, 'R-2', undo, { runId: 'R-1' }));
    expect(back.result?.counts).toMatchObject({ change: 1, left: 1 });
    expect(book.show('Orders').map((row) => row['Locked at'] === '')).toEqual([false, true, false]);
  });

  it('of a shipment keeps its order as it is', () => {
    const book = bookOf({ orders: [ready('A-1'), ready('A-2')] });
    const options = { channel: 'All items' };
    apply(book, pushToChannel, SETTINGS, asked(book, 'R-1', pushToChannel, options));
    const copy = book.show('Shipments')[0] ?? {};
    book.append('Shipments', new Map(Object.entries(copy).map(([name, cell]) => [name, [cell]])));
    const back = { runId: 'R-1', notSent: true };
    const { result } = apply(book, undo, SETTINGS, asked(book, 'R-2', undo, back));
    expect(result?.counts).toMatchObject({ change: 1, left: 1 });
    expect(book.show('Shipments').map((row) => row['Cancelled at'] !== '')).toEqual([false, true, false]);
  });
});
