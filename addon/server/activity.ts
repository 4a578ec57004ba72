/** The last runs, and which of them were undone. */
import type { Book } from '../../shared/plan/book.ts';
import { text, textColumn } from '../../shared/tabs/table.ts';
import type { RunEntry } from '../api.ts';

const MOST_RUNS = 20;
const UNDONE = 'undone-runs';

/** The last runs of Activity, newest first. Undoable: the journal still holds them. */
export function readRuns(book: Book): RunEntry[] {
  const activity = book.read('Activity', ['Run ID', 'When', 'Who', 'Action', 'Changed']);
  const journal = new Set(textColumn(book.read('Journal', ['Run ID']), 'Run ID'));
  const undone = undoneRuns(book);
  const entries: RunEntry[] = [];
  for (let i = activity.n - 1; i >= 0 && entries.length < MOST_RUNS; i--) {
    const cell = (name: string): string => text(activity.columns.get(name)?.[i]);
    const runId = cell('Run ID');
    if (runId === '' || entries.some((entry) => entry.runId === runId)) continue;
    entries.push({
      runId,
      label: cell('Action'),
      when: cell('When'),
      who: cell('Who'),
      changed: Number(cell('Changed')) || 0,
      undoable: journal.has(runId) && !undone.includes(runId),
    });
  }
  return entries;
}

function undoneRuns(book: Book): string[] {
  return (book.property(UNDONE) ?? '').split(' ').filter((id) => id !== '');
}

/** Notes that a run was taken back, so that "the last run" is the one before it. */
export function rememberUndone(book: Book, runId: string): void {
  book.setProperty(UNDONE, [...undoneRuns(book).filter((id) => id !== runId), runId].slice(-50).join(' '));
}
