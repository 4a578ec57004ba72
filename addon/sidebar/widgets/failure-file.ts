/** Failure files: what was left alone or needs a decision, with the problem and what to do. */
import type { Table } from '../../../shared/csv/table.ts';
import { explain } from '../../../shared/plan/reasons.ts';
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

const words = (row: FileRow): [string, string] => {
  const { sentence, next } = explain(row.code, row.detail);
  return [sentence, next];
};

/** Of a file whose own rows are of no use to the one who corrects it: row number, key, problem, what to do. */
export const listFile = (run: FileRun, name: string, keyName: string): FailureFile => ({
  of: '',
  write: () =>
    downloadCsv(`${fileName(baseOf(name))}-problems.csv`, [
      ['Row', keyName, 'Problem', 'What to do'],
      ...run.rows.filter(failed).map((row) => [String(row.line), row.key, ...words(row)]),
    ]),
});

export interface Source {
  readonly name: string;
  readonly table: Table;
}

/**
 * One file for each source with problems: its own columns in their own order, then Problem and What to do, so that it
 * can be mailed back as it is.
 */
export function returnFiles(run: FileRun, sources: readonly Source[]): FailureFile[] {
  const bad = run.rows.filter(failed);
  const withProblems = sources.filter((_, file) => bad.some((row) => row.file === file));
  return withProblems.map(({ name, table }) => ({
    of: withProblems.length > 1 ? name : '',
    write: () => {
      const file = sources.findIndex((source) => source.table === table);
      const at = new Map(table.lines.map((line, index) => [line, index]));
      const width = table.header.length;
      const rows = bad
        .filter((row) => row.file === file)
        .map((row) => {
          const cells = table.rows[at.get(row.line) ?? -1] ?? [];
          return [...Array.from({ length: width }, (_, i) => cells[i] ?? ''), ...words(row)];
        });
      const header = [...table.header, 'Problem', 'What to do'];
      downloadCsv(`${fileName(baseOf(name))}-problems.csv`, [header, ...rows], table.source.delimiter);
    },
  }));
}

const baseOf = (name: string): string => name.replace(/\.[a-z0-9]{2,4}$/i, '');
