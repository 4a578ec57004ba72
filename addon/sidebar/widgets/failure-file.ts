/** Failure files: what was left alone or needs a decision, with the problem and what to do. */
import type { Table } from '../../../shared/csv/table.ts';
import { explain, type ReasonCode } from '../../../shared/plan/reasons.ts';
import type { Call } from '../call.ts';
import type { FileRow, FileRun } from '../file-run.ts';
import { type Asked, failureRows } from '../server-run.ts';
import { downloadCsv, fileName } from './download.ts';
import type { FailureFile } from './run.ts';

/** Of a run that the server planned. */
export const failureFile = (call: Call, label: string, asked: Asked): FailureFile => ({
  of: '',
  write: async () => downloadCsv(`${fileName(label)}-left-alone.csv`, await failureRows(call, asked)),
});

const failed = (row: FileRow): boolean => row.outcome === 'left' || row.outcome === 'decide';

/** Problem and what to do, for the one who gets the file. */
type Wording = (code: ReasonCode | null, detail: string) => readonly [problem: string, next: string];

const ownWords: Wording = (code, detail) => {
  const { sentence, next } = explain(code, detail);
  return [sentence, next];
};

/** Of a file whose own rows are of no use to the one who corrects it: row number, key, problem, what to do. */
export const listFile = (run: FileRun, name: string, keyName: string): FailureFile => ({
  of: '',
  write: () =>
    downloadCsv(`${fileName(baseOf(name))}-problems.csv`, [
      ['Row', keyName, 'Problem', 'What to do'],
      ...run.rows.filter(failed).map((row) => [String(row.line), row.key, ...ownWords(row.code, row.detail)]),
    ]),
});

export interface Source {
  readonly name: string;
  readonly table: Table;
  /** The first row that the last file of this partner did not have; 0 when all are new. */
  readonly newFrom?: number;
}

/**
 * One file for each source with problems: its own columns in their own order, then Problem and What to do, so that it can
 * be mailed back as it is, in `words` for the one who gets it. Where a file goes on from the last one, what is new comes first
 * and by itself: the rest was mailed back then.
 */
export function returnFiles(
  run: FileRun,
  sources: readonly Source[],
  words: Wording = ownWords,
): FailureFile[] {
  const bad = run.rows.filter(failed);
  const withProblems = sources.filter((_, file) => bad.some((row) => row.file === file));
  return withProblems.flatMap((source) => {
    const { name, table, newFrom = 0 } = source;
    const of = withProblems.length > 1 ? name : '';
    const rows = bad.filter((row) => row.file === sources.indexOf(source));
    const firstNew = table.lines[newFrom] ?? 0;
    const fresh = newFrom === 0 ? [] : rows.filter((row) => row.line >= firstNew);
    const some = fresh.length > 0 && fresh.length < rows.length;
    const write = (which: readonly FileRow[]) => (): void => writeReturn(name, table, which, words);
    return some
      ? [
          { of: of === '' ? 'the new rows' : `the new rows of ${of}`, write: write(fresh) },
          { of: of === '' ? 'all rows' : of, write: write(rows) },
        ]
      : [{ of, write: write(rows) }];
  });
}

function writeReturn(name: string, table: Table, bad: readonly FileRow[], words: Wording): void {
  const at = new Map(table.lines.map((line, index) => [line, index]));
  const width = table.header.length;
  const rows = bad.map((row) => {
    const cells = table.rows[at.get(row.line) ?? -1] ?? [];
    return [...Array.from({ length: width }, (_, i) => cells[i] ?? ''), ...words(row.code, row.detail)];
  });
  const header = [...table.header, 'Problem', 'What to do'];
  downloadCsv(`${fileName(baseOf(name))}-problems.csv`, [header, ...rows], table.source.delimiter);
}

const baseOf = (name: string): string => name.replace(/\.[a-z0-9]{2,4}$/i, '');
