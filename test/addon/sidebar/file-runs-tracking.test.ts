/** Large tracking files, from the page's planner to the workbook. */
import { describe, expect, test } from 'vitest';
import type { Args, Call, Value } from '../../../addon/sidebar/call.ts';
import type { TrackingInput } from '../../../addon/sidebar/file-run.ts';
import { INTENT_ACTIONS } from '../../../shared/actions/index.ts';
import { readCsv } from '../../../shared/csv/read.ts';
import { TAB_NAMES } from '../../../shared/tabs/tabs.ts';
import { mapTrackingColumns, trackingKnows } from '../../../shared/tracking/columns.ts';
import { readTrackingRows } from '../../../shared/tracking/tracking-file.ts';
import { uspsNumber } from '../../../worker/local/demo/tracking-numbers.ts';
import { bookOf } from '../../shared/actions/shipping-support.ts';
import { ready, sent, tablesOf } from '../../support/campaign.ts';
import { fileRuns } from '../../support/file-runs.ts';
import type { MemoryBook } from '../../support/memory-book.ts';
import { context } from './samples.ts';

const ROWS = 20_000;
const SETTINGS = { prefix: 'A', campaignName: 'Test' };

/** The add-on over a book; the n-th part from the start writes and loses its answer. */
function serverOf(book: MemoryBook, lose: number): { call: Call; parts: number[] } {
  const parts: number[] = [];
  const answers = {
    context: () => context({ campaign: { name: 'Test', prefix: 'A' }, channels: [] }),
    readColumns: ({ tab, columns, from, count }: Args<'readColumns'>) => {
      const name = TAB_NAMES.find((known) => known === tab);
      if (name === undefined) throw new Error(`No tab ${tab}`);
      const table = book.read(name, columns, { from, count });
      return {
        n: table.n,
        columns: columns.map((column) => [...(table.columns.get(column) ?? [])]),
        missing: [...table.missing],
      };
    },
    applyPart: (args: Args<'applyPart'>) => {
      const run = INTENT_ACTIONS[args.action];
      if (run === undefined) throw new Error(`No action ${args.action}`);
      parts.push(JSON.stringify(args).length);
      const progress = run(book, SETTINGS, args);
      if (parts.length === lose) throw new Error('The answer was lost');
      return progress;
    },
  };
  const call: Call = async (fn, args) => {
    const found: unknown = Reflect.get(answers, fn);
    if (typeof found !== 'function') throw new Error(`The server has no ${fn}`);
    const told: unknown = found(JSON.parse(JSON.stringify(args)));
    return JSON.parse(JSON.stringify(told)) as Value<typeof fn>;
  };
  return { call, parts };
}

function input(): TrackingInput {
  const rows = Array.from({ length: ROWS }, (_, i) => `A-${i + 1},${uspsNumber(i)},USPS`);
  const table = readCsv(['Order ID,Tracking,Carrier', ...rows].join('\n'), { knows: trackingKnows });
  if (!table.ok) throw new Error(table.code);
  const file = readTrackingRows(table, mapTrackingColumns(table.header));
  return {
    files: [{ ...file, name: 'all.csv', newFrom: 0 }],
    useEmail: false,
    carrier: '',
    carriers: new Map(),
    accepted: new Map(),
    options: {},
  };
}

describe('G33: a file of 20,000 rows', () => {
  test('G33: is planned here, goes in parts with progress, and goes on after a lost answer', async () => {
    const ids = Array.from({ length: ROWS }, (_, i) => `A-${i + 1}`);
    const book = bookOf(
      tablesOf({ orders: ids.map((id) => ready(id)), shipments: ids.map((id) => sent(`${id}-1`, 'MUG x1')) }),
    );
    const { call, parts } = serverOf(book, 2);
    const run = await fileRuns.prepareTracking(call, input());
    expect(run.preview.counts).toEqual({ change: ROWS, already: 0, left: 0, decide: 0 });
    const seen: number[] = [];
    const progress = ({ done }: { done: number }): void => void seen.push(done);
    await expect(run.apply(progress)).rejects.toThrow('The answer was lost');
    const result = await run.apply(progress);
    expect(result.sentence).toBe('Imported 20,000 tracking rows.');
    expect(parts.length).toBeGreaterThan(5);
    expect(Math.max(...parts)).toBeLessThan(1_000_000);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(ROWS);
    expect(book.show('Shipments').every((row) => row.Status === 'shipped')).toBe(true);
    expect(book.show('Activity')).toHaveLength(1);
  }, 120_000);
});
