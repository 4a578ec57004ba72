import { expect, test } from 'vitest';
import { historyOf, type Run } from '../../../shared/order/history.ts';
import type { JournalRow } from '../../../shared/plan/journal.ts';

const run = (runId: string, when: string, action: string): Run => ({ runId, when, action, who: 'ana' });
const set = (key: string, columns: Record<string, [string, string]>): JournalRow => ({
  kind: 'set',
  tab: 'Orders',
  key,
  columns: new Map(Object.entries(columns).map(([name, [before, after]]) => [name, { before, after }])),
});
const LOCKED = '2026-03-01 10:00:00Z';
const RUNS = [run('R1', LOCKED, 'Lock Down'), run('R2', '2026-03-02 10:00:00Z', 'Hold')];

test('what a run changed is told with its action and person, views left out, the newest first', () => {
  const changes = new Map([
    ['R1', [set('A-1', { 'Locked at': ['', LOCKED], Stage: ['Open', 'Locked down'] })]],
    ['R2', [set('A-1', { Hold: ['', 'address'] })]],
  ]);
  expect(historyOf(RUNS, changes, [])).toEqual([
    { when: '2026-03-02 10:00:00Z', what: 'Hold by ana: Hold: address' },
    { when: LOCKED, what: `Lock Down by ana: Locked at: ${LOCKED}` },
  ]);
});

test('what the journal no longer holds is told by the order’s own facts, with the run of that time', () => {
  const facts = [
    { when: '2026-02-01 08:00:00Z', what: 'Survey answered' },
    { when: LOCKED, what: 'Locked down' },
    { when: '', what: 'Address finalized' },
  ];
  expect(historyOf(RUNS, new Map(), facts)).toEqual([
    { when: LOCKED, what: 'Lock Down by ana: Locked down' },
    { when: '2026-02-01 08:00:00Z', what: 'Survey answered' },
  ]);
});

test('nothing is told twice: a fact that a journalled run wrote is its own', () => {
  const changes = new Map([['R1', [set('A-1', { 'Locked at': ['', LOCKED] })]]]);
  expect(historyOf(RUNS, changes, [{ when: LOCKED, what: 'Locked down' }])).toHaveLength(1);
});

test('runs that only touched other orders, or views alone, are not told', () => {
  const changes = new Map([['R1', [set('A-1', { Stage: ['Open', 'Locked down'] })]]]);
  expect(historyOf(RUNS, changes, [])).toEqual([]);
});
