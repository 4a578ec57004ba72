import { describe, expect, it } from 'vitest';
import type { Context, RewardRow } from '../../../addon/api.ts';
import type { Args, Call, Value } from '../../../addon/sidebar/call.ts';
import type { AnswersInput, OrdersInput } from '../../../addon/sidebar/file-run.ts';
import { INTENT_ACTIONS } from '../../../shared/actions/index.ts';
import { wordsOf } from '../../../shared/plan/reasons.ts';
import { countedBy } from '../../../shared/source/counted.ts';
import { layoutOf, suggestMapping } from '../../../shared/source/mapping.ts';
import { readBackers } from '../../../shared/source/read.ts';
import { recogniseReport } from '../../../shared/source/recognise.ts';
import { TAB_NAMES } from '../../../shared/tabs/tabs.ts';
import { SETTINGS } from '../../shared/actions/import-support.ts';
import { reportRows } from '../../shared/source/kickstarter/reports.ts';
import { fileRuns } from '../../support/file-runs.ts';
import { type MemoryBook, memoryBook } from '../../support/memory-book.ts';

const EMPTY: Omit<Context, 'campaign'> = {
  user: 'ana@example.com',
  orders: 0,
  selected: [],
  requests: {},
  stages: [],
  countries: [],
  rewards: [],
  skus: [],
  channels: [],
  batches: [],
  segments: [],
  runs: [],
  openRun: null,
  settings: { campaignName: '', prefix: 'LH', lockDownDate: '', noNumberDays: 5 },
};

interface Server {
  readonly call: Call;
  readonly sizes: number[];
  /** The n-th applyPart from now writes and then loses its answer. */
  lose(n: number): void;
}

/** The add-on's functions that file runs call, over a book; everything goes through JSON. */
function serverOf(book: MemoryBook): Server {
  const sizes: number[] = [];
  let lost = 0;
  const answers = {
    context: () => ({ ...EMPTY, campaign: { name: SETTINGS.campaignName, prefix: SETTINGS.prefix } }),
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
      sizes.push(JSON.stringify(args).length);
      const run = INTENT_ACTIONS[args.action];
      if (run === undefined) throw new Error(`No action ${args.action}`);
      const progress = run(book, SETTINGS, args);
      lost--;
      if (lost !== 0) return progress;
      throw new Error('The connection was lost');
    },
  };
  const call: Call = async (fn, args) => {
    const found: unknown = Reflect.get(answers, fn);
    if (typeof found !== 'function') throw new Error(`The script has no function ${fn}`);
    const value: unknown = found(JSON.parse(JSON.stringify(args)));
    return JSON.parse(JSON.stringify(value)) as Value<typeof fn>;
  };
  return {
    call,
    sizes,
    lose: (n) => {
      lost = n;
    },
  };
}

const REWARDS: readonly RewardRow[] = [
  { title: 'All In', platformId: 'reward:502', items: '-', orders: 0 },
  { title: 'Field Guide', platformId: 'reward:501', items: '-', orders: 0 },
  { title: 'Field Guide', platformId: 'item:Field Guide', items: 'BOOK x1', orders: 0 },
  { title: 'Wooden Insert', platformId: 'item:Wooden Insert', items: 'INSERT x1', orders: 0 },
];

/** A report of 2024 with items, as the panel reads it. */
function input(
  count: number,
  more: Partial<OrdersInput> = {},
  change?: (rows: string[][]) => void,
): OrdersInput {
  const [header = [], ...rows] = reportRows('2024', count);
  const [layout] = recogniseReport(header);
  if (layout === undefined) throw new Error('Not a report');
  change?.(rows);
  const backers = readBackers(rows, layout);
  const counter = countedBy(layout);
  for (const backer of backers) counter.add(backer);
  return {
    fileName: 'report.csv',
    fileHash: 'h1',
    file: { layout, backers, counted: counter.result() },
    rewards: REWARDS,
    answers: {},
    ...more,
  };
}
const silent = (): void => {};

describe('Import Orders as a run', () => {
  it('imports a report and remembers its rewards and new SKUs', async () => {
    const book = memoryBook();
    const { call } = serverOf(book);
    const run = await fileRuns.prepareOrders(call, input(40));
    expect(run.preview.counts).toEqual({ change: 40, already: 0, left: 0, decide: 0 });
    expect(run.preview.button).toBe('Import 40 orders');
    expect(run.preview.notices.map(({ text }) => text)).toContain('Rewards remembers 4 titles of this file.');
    expect(run.rows[0]).toMatchObject({ line: 2, file: 0, key: 'LH-3', outcome: 'change' });
    const seen: number[] = [];
    const result = await run.apply(({ done }) => seen.push(done));
    expect(result).toMatchObject({ sentence: 'Imported 40 orders.', moved: [], undoable: true });
    expect(seen.at(-1)).toBe(40);
    expect(book.show('Rewards')).toHaveLength(4);
    expect(book.show('Products').map(({ SKU }) => SKU)).toEqual(['BOOK', 'INSERT']);
    expect(book.show('Orders')[2]).toMatchObject({ Items: 'BOOK x1; INSERT x2', Stage: 'Open' });
    expect(book.show('Activity').map((row) => row.Action)).toEqual(['Rewards', 'Import Orders']);
  });

  it('A10: the same file again changes nothing', async () => {
    const book = memoryBook();
    const { call } = serverOf(book);
    await (await fileRuns.prepareOrders(call, input(30))).apply(silent);
    const again = await fileRuns.prepareOrders(call, input(30));
    expect(again.preview.counts).toEqual({ change: 0, already: 30, left: 0, decide: 0 });
    expect(again.preview.questions).toEqual([]);
  });

  it('A11: knows a file that a later import has superseded', async () => {
    const book = memoryBook();
    const { call } = serverOf(book);
    await (await fileRuns.prepareOrders(call, input(10))).apply(silent);
    const newer = input(10, { fileHash: 'h2' }, (rows) => {
      for (const row of rows) row[3] = 'new@example.com';
    });
    await (await fileRuns.prepareOrders(call, newer)).apply(silent);
    const old = await fileRuns.prepareOrders(call, input(10));
    expect(old.preview.counts).toMatchObject({ change: 0, left: 10 });
    expect(old.preview.questions.map(({ id }) => id)).toEqual(['older']);
    expect((await fileRuns.prepareOrders(call, newer)).preview.counts.already).toBe(10);
  });

  it('goes in parts of at most 1 MB, with one row in Activity', async () => {
    const book = memoryBook();
    const server = serverOf(book);
    const run = await fileRuns.prepareOrders(server.call, input(6000));
    const result = await run.apply(silent);
    expect(server.sizes.length).toBeGreaterThan(2);
    expect(Math.max(...server.sizes)).toBeLessThan(1_000_000);
    expect(result.counts.change).toBe(6000);
    expect(book.show('Orders')).toHaveLength(6000);
    expect(book.show('Activity').map((row) => row.Changed)).toEqual([4, 6000]);
  });

  it('goes on after a lost answer without writing anything twice', async () => {
    const book = memoryBook();
    const server = serverOf(book);
    const run = await fileRuns.prepareOrders(server.call, input(6000));
    server.lose(3);
    await expect(run.apply(silent)).rejects.toThrow('lost');
    const result = await run.apply(silent);
    expect(book.show('Orders')).toHaveLength(6000);
    expect(new Set(book.show('Orders').map((row) => row['Order ID'])).size).toBe(6000);
    expect(result.counts.change).toBe(6000);
  });

  it('names what moved in the first of several parts', async () => {
    const book = memoryBook();
    const server = serverOf(book);
    const run = await fileRuns.prepareOrders(server.call, input(6000));
    // Meanwhile somebody types the first order by hand.
    book.append(
      'Orders',
      new Map([
        ['Order ID', ['LH-3']],
        ['Name', ['By hand']],
      ]),
    );
    const result = await run.apply(silent);
    expect(server.sizes.length).toBeGreaterThan(2);
    // What shares its bucket of the sums waits with it, and is named.
    expect(result.moved.length).toBeGreaterThan(0);
    expect(result.counts.change).toBe(6000 - 1 - result.moved.length);
    expect(book.show('Orders').filter((row) => row['Order ID'] === 'LH-3')).toHaveLength(1);
  });

  it('makes optional columns in the first part and still finds the orders of the others unmoved', async () => {
    const ids = Array.from({ length: 6000 }, (_, n) => `LH-${(n + 1) * 3}`);
    const book = memoryBook({ Orders: { 'Order ID': ids.slice(3000) } });
    const server = serverOf(book);
    const run = await fileRuns.prepareOrders(server.call, input(6000));
    const result = await run.apply(silent);
    expect(server.sizes.length).toBeGreaterThan(2);
    expect(result.moved).toEqual([]);
    expect(book.header('Orders')).toContain('Reward');
    expect(book.show('Orders').every((row) => row.Name !== '')).toBe(true);
  });

  it('never counts a reward and its item columns both without being told', async () => {
    const book = memoryBook();
    const { call } = serverOf(book);
    const rewards = REWARDS.map((row) =>
      row.platformId === 'reward:502' ? { ...row, items: 'BOX x1' } : row,
    );
    const asked = await fileRuns.prepareOrders(call, input(10, { rewards }));
    expect(asked.preview.counts).toMatchObject({ change: 5, decide: 5 });
    expect(asked.preview.questions.map(({ id }) => id)).toEqual(['counted-twice']);
    const told = await fileRuns.prepareOrders(
      call,
      input(10, { rewards, answers: { 'counted-twice': 'both' } }),
    );
    await told.apply(silent);
    expect(book.show('Orders')[0]?.Items).toBe('BOX x1; BOOK x1');
    const later = await fileRuns.prepareOrders(call, input(10, { rewards }));
    expect(later.preview.questions).toEqual([]);
    expect(later.preview.counts.already).toBe(10);
  });

  it('refuses a sheet that lacks a column', async () => {
    const book = memoryBook();
    const { call } = serverOf(book);
    const renamed: Call = async (fn, args) => {
      const answer = await call(fn, args);
      if (fn !== 'readColumns') return answer;
      return { ...answer, missing: ['Items'] };
    };
    await expect(fileRuns.prepareOrders(renamed, input(1))).rejects.toThrow('lacks the column');
  });
});

describe('what the preview of an import says', () => {
  it('A10: counts nothing new and nothing changed', async () => {
    const book = memoryBook();
    const { call } = serverOf(book);
    await (await fileRuns.prepareOrders(call, input(30))).apply(silent);
    const again = await fileRuns.prepareOrders(call, input(30));
    expect(again.preview.notices.map(({ text }) => text)).toContain('0 new, 0 changed');
  });

  it('groups new and changed orders, and shows before and after of what changed', async () => {
    const book = memoryBook();
    const { call } = serverOf(book);
    await (await fileRuns.prepareOrders(call, input(10))).apply(silent);
    const more = input(12, { fileHash: 'h2' }, (rows) => {
      const [first = []] = rows;
      first[3] = 'new@example.com';
    });
    const { preview } = await fileRuns.prepareOrders(call, more);
    expect(preview.reasons.filter(({ outcome }) => outcome === 'change')).toMatchObject([
      { code: 'source.new', count: 2 },
      { code: 'source.changed', count: 1, samples: [{ detail: expect.stringMatching(/^Email: .* → new@/) }] },
    ]);
    expect(preview.figures.find(({ title }) => title === 'Fields that change')?.rows).toEqual([['Email', 1]]);
  });

  it('A9: holds orders that a full report lacks, for a decision, and cancels them when told', async () => {
    const book = memoryBook();
    const { call } = serverOf(book);
    await (await fileRuns.prepareOrders(call, input(10))).apply(silent);
    const fewer = (answers: Record<string, string>) =>
      input(10, { fileHash: 'h2', answers }, (rows) => {
        rows.splice(4, 1);
      });
    const asked = await fileRuns.prepareOrders(call, fewer({}));
    expect(asked.preview.counts).toEqual({ change: 0, already: 9, left: 0, decide: 1 });
    expect(asked.preview.questions.map(({ id }) => id)).toContain('vanished');
    expect(asked.preview.which).toContain('9 rows');
    const told = await fileRuns.prepareOrders(call, fewer({ vanished: 'cancel' }));
    const result = await told.apply(silent);
    expect(result.counts.change).toBe(1);
    expect(book.show('Orders')[4]?.Stage).toBe('Cancelled');
  });

  it('names what waits for SKUs by the titles of the file, before Rewards has them', async () => {
    const book = memoryBook();
    const { call } = serverOf(book);
    const open = [
      { title: 'The big box', platformId: 'reward:502', items: '', orders: 0 },
      ...REWARDS.slice(1),
    ];
    const { preview } = await fileRuns.prepareOrders(call, input(10, { rewards: open }));
    const waits = preview.reasons.find(({ code }) => code === 'reward.unmapped');
    expect(waits && wordsOf(waits).sentence).toBe('The reward or item The big box has no SKU yet.');
    const figures = preview.figures.find(({ title }) => title === 'Rewards and items without SKUs');
    expect(figures?.rows[0]?.[0]).toBe('The big box');
  });
});

describe('Import Answers as a run', () => {
  const HEADER = ['Timestamp', 'Order ID', 'Street', 'City', 'Zip', 'Country', 'Shirt M', 'Shirt L'];
  const rows = [
    ['2026-04-20 12:00:00Z', 'LH-1', '2 New St', 'Troy', '12180', 'US', '1', ''],
    ['2026-04-20 12:05:00Z', 'LH-9', 'Weg 2', 'Ulm', '89073', 'DE', '', '1'],
    ['2026-04-21 12:05:00Z', 'LH-1', '3 New St', 'Troy', '12180', 'US', '', '2'],
  ];
  function answers(more: Partial<AnswersInput> = {}): AnswersInput {
    const { mapping } = suggestMapping(HEADER, { rows, prefix: 'LH' });
    const layout = layoutOf(
      HEADER,
      {
        ...mapping,
        fields: { ...mapping.fields, surveyAt: 0 },
        items: { form: 'columns', columns: [6, 7], skus: false },
      },
      rows,
    );
    const backers = readBackers(rows, layout);
    const counter = countedBy(layout);
    for (const backer of backers) counter.add(backer);
    return {
      fileName: 'Form Responses 1',
      fileHash: 'h',
      file: { layout, backers, counted: counter.result() },
      rewards: [
        { title: 'Shirt M', platformId: 'item:Shirt M', items: 'SHIRT-M x1', orders: 1 },
        { title: 'Shirt L', platformId: 'item:Shirt L', items: 'SHIRT-L x1', orders: 2 },
      ],
      answers: {},
      useEmail: false,
      ...more,
    };
  }

  it('takes the newest answer of each order, remembers what the items are, and adds nobody', async () => {
    const book = memoryBook({ Orders: { 'Order ID': ['LH-1', 'LH-2'], Items: ['GAME x1', 'GAME x1'] } });
    const { call } = serverOf(book);
    const run = await fileRuns.prepareAnswers(call, answers());
    expect(run.rows.map(({ line, outcome, code }) => [line, outcome, code])).toEqual([
      [2, 'left', 'answer.superseded'],
      [3, 'left', 'match.none'],
      [4, 'change', 'source.changed'],
    ]);
    const result = await run.apply(silent);
    expect(result.sentence).toBe('Took 1 answer.');
    expect(book.show('Orders')).toHaveLength(2);
    expect(book.show('Orders')[0]).toMatchObject({
      'Address 1': '3 New St',
      Items: 'SHIRT-L x2',
      'Survey at': '2026-04-21 12:05:00Z',
    });
    expect(book.show('Products').map(({ SKU }) => SKU)).toEqual(['SHIRT-M', 'SHIRT-L']);
    expect(book.show('Activity').map((row) => row.Action)).toEqual(['Rewards', 'Import Answers']);
    const again = await fileRuns.prepareAnswers(call, answers());
    expect(again.preview.counts).toEqual({ change: 0, already: 1, left: 2, decide: 0 });
  });
});

describe('Rewards as a run', () => {
  it('gives the orders that wait their SKUs', async () => {
    const book = memoryBook();
    const { call } = serverOf(book);
    const open = REWARDS.map((row) => ({ ...row, items: row.items === '-' ? '-' : '' }));
    await (await fileRuns.prepareOrders(call, input(20, { rewards: open }))).apply(silent);
    expect(book.show('Orders')[2]?.Items).toBe('item:Field Guide x1; item:Wooden Insert x2');
    expect(book.show('Rewards').map((row) => row.Items)).toEqual(['-', '-', '', '']);
    const run = await fileRuns.prepareRewards(call, { rewards: REWARDS.slice(2) });
    expect(run.preview.button).toBe('Map 2 rewards');
    const result = await run.apply(silent);
    expect(result).toMatchObject({ sentence: 'Mapped 2 rewards.', moved: [] });
    // Sent orders are locked: what they hold stays.
    const rows = book.show('Orders');
    expect(rows.filter((row) => row['Locked at'] === '').map((row) => row.Items)).not.toContain(
      'item:Field Guide x1',
    );
    expect(rows[2]?.Items).toBe('BOOK x1; INSERT x2');
    expect((await fileRuns.prepareOrders(call, input(20))).preview.counts.already).toBeGreaterThan(15);
  });
});

describe('Record Payments from a file as a run', () => {
  it('finds orders by id and backer number, and says which rows fit none', async () => {
    const book = memoryBook({
      Orders: {
        'Order ID': ['LH-1', 'LH-2', 'LH-3'],
        'Backer number': ['1', '2', '2'],
        Email: ['a@example.com', 'b@example.com', 'c@example.com'],
      },
    });
    const { call } = serverOf(book);
    const row = (line: number, id: string, email = '') => ({
      line,
      id,
      email,
      payment: 'paid' as const,
      reason: '',
      amountDue: '0',
    });
    const rows = [row(2, 'LH-2'), row(3, '1'), row(4, '2'), row(5, '99'), row(6, '', 'C@example.com')];
    const run = await fileRuns.preparePayments(call, {
      fileName: 'payments.csv',
      rows,
      useEmail: true,
      options: {},
    });
    expect(run.rows.map(({ line, outcome, code }) => [line, outcome, code])).toEqual([
      [2, 'change', null],
      [3, 'change', null],
      [4, 'left', 'match.none'],
      [5, 'left', 'match.none'],
      [6, 'change', null],
    ]);
    const result = await run.apply(silent);
    expect(result.counts).toMatchObject({ change: 3, left: 2 });
    expect(book.show('Orders').map((order) => order.Payment)).toEqual(['paid', 'paid', 'paid']);
  });
});
