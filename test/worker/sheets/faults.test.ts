/** Google answers late, with errors, or not at all, at any call. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Workbook } from '../../../worker/local/core/types.ts';
import { project } from '../../../worker/sheets/project.ts';
import type { WantedRow } from '../../../worker/sheets/wanted.ts';
import {
  arrivals,
  cellsOf,
  demoTables,
  type Fault,
  fillCampaign,
  type Google,
  rowOf,
  rowsOf,
  sortBy,
  startGoogle,
  wantedOf,
  wantedRow,
} from './support.ts';

let google: Google;
let book: Workbook;
let rows: WantedRow[];
const tables = demoTables(40);
const NOW = Date.UTC(2026, 2, 2, 9, 30, 0);
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(async () => {
  expect(google.api.faults).toEqual([]);
  await google.close();
});
const fresh = (): void => {
  google.between = () => undefined;
  book = google.api.book(google.api.fresh());
  fillCampaign(book, tables);
  google.forget();
  rows = arrivals(book, 4);
  const [first] = rows;
  if (first === undefined) throw new Error('There is a shipment');
  const part = {
    Contents: '-',
    'Pushed at': '2026-03-01 10:00:00Z',
    'Tracking number': '1Z999AA10000000077',
  };
  rows.push(wantedRow(`${first.id}.1`, part, { orderId: first.orderId, add: true }));
};
beforeEach(fresh);
afterEach(() => {
  google.between = () => undefined;
});
const run = (sheets = google.client()) =>
  project(sheets, book.id, wantedOf(rows, { channels: [channel()] }), { clock: () => NOW });
const channel = () => ({
  name: rowsOf(book, 'Channels')[0]?.Channel ?? '',
  cells: { 'Last sync': 'now', 'Next sync': 'later', 'Last error': '' },
});
/** All tabs that hold data, as texts. */
const everything = (): unknown =>
  ['Orders', 'Shipments', 'Channels', 'Needs attention', 'Overview'].map((tab) => cellsOf(book, tab));

const FAULTS: readonly Fault[] = [
  { status: 429, retryAfter: '0' },
  { status: 500 },
  { status: 503 },
  'lost before',
  'lost after',
];

describe('a fault at any call', () => {
  it('429, 500, 503 and lost answers: the outcome is the same as without', async () => {
    await run();
    const wanted = everything();
    const calls = [...google.log];
    expect(calls.length).toBeGreaterThan(10);
    for (const { n: nth, kind } of calls) {
      const one = FAULTS.slice(nth % FAULTS.length).slice(0, 1);
      const some = kind === 'write' ? new Set<Fault>([...one, 'lost before', 'lost after']) : one;
      for (const fault of some) {
        fresh();
        google.between = ({ n }) => (n === nth ? fault : undefined);
        const where = `${JSON.stringify(fault)} at call ${nth}`;
        expect(await run(), where).toMatchObject({ stopped: null, conflicts: [], missing: [] });
        expect(everything(), where).toEqual(wanted);
      }
    }
  }, 60_000);

  it('with rows that are sorted while it waits: what is sent again is looked at again', async () => {
    for (const fault of ['lost after', 'lost before'] as const) {
      fresh();
      const kept = new Map(
        rowsOf(book, 'Shipments')
          .filter((row) => !rows.some(({ id }) => id === row['Shipment ID']))
          .map((row) => [row['Shipment ID'], row]),
      );
      let hits = 0;
      google.between = ({ path }) => {
        if (path !== '/values:batchUpdate' || ++hits > 2) return undefined;
        sortBy(book, 'Shipments', 'Contents', hits === 1);
        return fault;
      };
      expect(await run()).toMatchObject({ stopped: null });
      for (const { id, cells } of rows) expect(rowOf(book, 'Shipments', id)).toMatchObject(cells);
      for (const [id = '', row] of kept) expect(rowOf(book, 'Shipments', id)).toEqual(row);
    }
  });
});

describe('when it does not end', () => {
  it('what is done until then is said, and the next time goes on from there', async () => {
    const [first, ...rest] = rows;
    if (first === undefined) throw new Error('There is a shipment');
    expect(await project(google.client(), book.id, wantedOf([first]))).toMatchObject({ settled: [first.id] });
    google.forget();
    google.between = ({ path }) => (path === '/values:batchUpdate' ? { status: 503 } : undefined);
    const done = await run();
    expect(done.stopped).toEqual({ code: 'sheet.unreachable', retryAfterMs: 0 });
    expect(done.settled).toEqual([]);
    expect(done.wrote.filter(({ id }) => id === rest[0]?.id)).not.toEqual([]);
    google.between = () => undefined;
    const next = await run();
    expect(next.stopped).toBeNull();
    expect([...next.settled].sort()).toEqual(rows.map(({ id }) => id).sort());
  });

  it('rows whose orders could not be brought up to date are not settled', async () => {
    let writes = 0;
    google.between = ({ path }) =>
      path === '/values:batchUpdate' && ++writes > 1 ? { status: 500 } : undefined;
    const done = await run();
    expect(done.stopped).toMatchObject({ code: 'sheet.unreachable' });
    expect(done.settled).toEqual([]);
    expect(rowOf(book, 'Shipments', rows[0]?.id ?? '').Carrier).toBe('UPS');
  });

  it('a file that is not shared or gone is said at once, in code and words', async () => {
    for (const [status, code] of [
      [403, 'sheet.no-access'],
      [404, 'sheet.gone'],
      [400, 'sheet.refused'],
    ] as const) {
      google.forget();
      google.between = () => ({ status });
      expect((await run()).stopped).toEqual({ code, retryAfterMs: 0 });
      expect(google.log).toHaveLength(1);
    }
  });

  it('a wait that Google asks for is waited, and one that is too long is handed on', async () => {
    google.between = ({ n }) => (n === 2 ? { status: 429, retryAfter: '1' } : undefined);
    const started = Date.now();
    expect((await run()).stopped).toBeNull();
    expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
    google.between = () => ({ status: 429, retryAfter: '600' });
    expect((await run()).stopped).toEqual({ code: 'sheet.quota', retryAfterMs: 600_000 });
  });

  it('rows that never keep still end it after some rounds, with nothing of ours in a wrong place', async () => {
    const kept = new Map(
      rowsOf(book, 'Shipments')
        .filter((row) => !rows.some(({ id }) => id === row['Shipment ID']))
        .map((row) => [row['Shipment ID'], row]),
    );
    let turn = 0;
    google.between = ({ path }) => {
      if (path === '/values:batchUpdate' && turn < 9)
        sortBy(book, 'Shipments', turn % 2 === 0 ? 'Contents' : 'Shipment ID', turn++ % 3 === 0);
      return undefined;
    };
    await run();
    for (const [id = '', row] of kept) expect(rowOf(book, 'Shipments', id)).toEqual(row);
  });
});

describe('the quota', () => {
  it('is taken for reads and writes apart, one for each request', async () => {
    const taken = { read: 0, write: 0 };
    const sheets = google.client(async (kind) => {
      taken[kind]++;
      return { waitMs: 0 };
    });
    const done = await run(sheets);
    const writes = google.log.filter(({ kind }) => kind === 'write').length;
    expect(taken).toEqual({ read: google.log.length - writes, write: writes });
    expect(done.calls).toBe(google.log.length);
  });

  it('is waited for when it is short, and stops the projection when it is long', async () => {
    let asked = 0;
    const waits = google.client(async () => ({ waitMs: asked++ % 2 === 0 ? 3 : 0 }));
    expect((await run(waits)).stopped).toBeNull();
    fresh();
    const blocked = google.client(async () => ({ waitMs: 3_600_000 }));
    expect((await run(blocked)).stopped).toEqual({ code: 'sheet.quota', retryAfterMs: 3_600_000 });
    expect(google.log).toEqual([]);
  });
});
