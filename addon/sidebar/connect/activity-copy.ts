/**
 * The worker's copy of Activity (case J28): what it keeps stays as it was, whatever becomes of the tab. Syncing gives it
 * the new rows, and tells where tab and copy differ.
 */
import * as z from 'zod/mini';
import { text } from '../../../shared/tabs/table.ts';
import { ACTIVITY } from '../../../shared/tabs/tabs.ts';
import type { Call } from '../call.ts';
import { button, message } from '../widgets/basics.ts';
import { downloadCsv } from '../widgets/download.ts';
import { counted } from '../words.ts';

const COLUMNS = ACTIVITY.columns.map(({ name }) => name);
/** Rows of the tab that one call reads, and that one gives to the worker. */
const A_CALL = 2000;
const A_REQUEST = 500;

const PAGE = z.object({
  rows: z.array(z.object({ cells: z.array(z.string()) })),
  next: z.nullable(z.number()),
});

export interface ActivityCopy {
  /** All that the worker keeps, cells in the order of the tab's columns. */
  readonly rows: readonly (readonly string[])[];
  /** Kept rows that the tab has no more, and those whose cells were changed there. */
  readonly gone: number;
  readonly edited: number;
}

/** Compares the tab with the worker's copy, and gives it the rows that it lacks. A row is known by its hash, its last cell. */
export async function keepActivity(call: Call): Promise<ActivityCopy> {
  const [tab, kept] = [await readTab(call), await readCopy(call)];
  const there = new Map(tab.map((row) => [row.at(-1) ?? '', row]));
  const known = new Set(kept.map((row) => row.at(-1) ?? ''));
  const fresh = tab.filter((row) => row.at(-1) !== '' && !known.has(row.at(-1) ?? ''));
  for (let at = 0; at < fresh.length; at += A_REQUEST) {
    const rows = fresh.slice(at, at + A_REQUEST);
    await call('askWorker', { method: 'POST', path: '/v1/activity', body: { rows } });
  }
  let [gone, edited] = [0, 0];
  for (const row of kept) {
    const now = there.get(row.at(-1) ?? '');
    if (now === undefined) gone++;
    else if (now.some((cell, i) => cell !== row[i])) edited++;
  }
  return { rows: [...kept, ...fresh], gone, edited };
}

async function readTab(call: Call): Promise<string[][]> {
  const rows: string[][] = [];
  for (let from = 0; ; from += A_CALL) {
    const block = await call('readColumns', { tab: 'Activity', columns: COLUMNS, from, count: A_CALL });
    const columns = block.missing.length > 0 ? [] : block.columns;
    for (let i = 0; i < block.n; i++) rows.push(columns.map((column) => text(column[i])));
    if (block.n < A_CALL) return rows;
  }
}

async function readCopy(call: Call): Promise<string[][]> {
  const rows: string[][] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page = await copyPage(call, after);
    for (const { cells } of page.rows) rows.push(cells);
    after = page.next;
  }
  return rows;
}

async function copyPage(call: Call, after: number): Promise<z.infer<typeof PAGE>> {
  const { body } = await call('askWorker', {
    method: 'GET',
    path: `/v1/activity?after=${after}`,
    body: null,
  });
  return z.parse(PAGE, body);
}

/** Says where the tab differs from the copy, with the copy to download; null when it does not. */
export function activityNotice({ rows, gone, edited }: ActivityCopy): HTMLElement | null {
  if (gone + edited === 0) return null;
  const parts = [
    ...(gone > 0 ? [`${counted(gone, 'row')} gone`] : []),
    ...(edited > 0 ? [`${counted(edited, 'row')} edited`] : []),
  ];
  return message(
    'warning',
    `Activity differs from the copy that the worker keeps: ${parts.join(', ')}. The copy is what happened. `,
    button(
      'Download the copy',
      () => downloadCsv('activity-copy.csv', [COLUMNS, ...rows]),
      'link',
      'download',
    ),
  );
}
