/** Builds a plan column by column. One builder a plan; the engine hashes, previews and applies what comes out. */
import type { Refusal } from '../order/guards.ts';
import type { Cell } from '../tabs/table.ts';
import type { TabName } from '../tabs/tabs.ts';
import type { ReasonCode } from './reasons.ts';
import {
  type AddedRows,
  ALREADY,
  type CellChanges,
  CHANGE,
  DECIDE,
  type Figures,
  LEFT,
  type Notice,
  type Plan,
  type Question,
} from './types.ts';

export interface PlanBuilder {
  readonly n: number;
  /** Each subject gets exactly one outcome; the last word counts. A change may carry a remark. */
  change(subject: number, code?: ReasonCode | null, detail?: string): void;
  already(subject: number, code?: ReasonCode, detail?: string): void;
  left(subject: number, refusal: NonNullable<Refusal>): void;
  decide(subject: number, refusal: NonNullable<Refusal>): void;
  outcomeOf(subject: number): number;
  /** Sets cells of a row that exists: values in the order of the columns named when the setter was made. */
  cells(
    tab: TabName,
    columns: readonly string[],
    accepts?: 'accepts',
  ): (subject: number, key: string, row: number, values: readonly (Cell | undefined)[]) => void;
  /** Adds rows to a tab: values in the order of the columns, the key column among them. */
  rows(
    tab: TabName,
    columns: readonly string[],
  ): (subject: number, key: string, values: readonly Cell[]) => void;
  /** Takes rows out again. */
  remove(tab: TabName): (subject: number, key: string, row: number) => void;
  notice(level: Notice['level'], text: string): void;
  figures(figures: Figures): void;
  question(question: Question): void;
  build(): Plan;
}

/** A builder for subjects with these keys and orders (-1: none); each starts as already done. */
export function planBuilder(keys: readonly string[], order: readonly number[]): PlanBuilder {
  const n = keys.length;
  const outcome = new Uint8Array(n).fill(ALREADY);
  const reason = new Array<ReasonCode | null>(n).fill(null);
  const detail = new Array<string>(n).fill('');
  const changes: CellChanges[] = [];
  const added: AddedRows[] = [];
  const removed: { tab: TabName; subject: number[]; key: string[]; row: number[] }[] = [];
  const notices: Notice[] = [];
  const figures: Figures[] = [];
  const questions: Question[] = [];
  const say = (subject: number, what: number, code: ReasonCode | null, more: string): void => {
    outcome[subject] = what;
    reason[subject] = code;
    detail[subject] = more;
  };
  return {
    n,
    change: (subject, code = null, more = '') => say(subject, CHANGE, code, more),
    already: (subject, code = 'already.done', more = '') => say(subject, ALREADY, code, more),
    left: (subject, refusal) => say(subject, LEFT, refusal.code, refusal.detail),
    decide: (subject, refusal) => say(subject, DECIDE, refusal.code, refusal.detail),
    outcomeOf: (subject) => outcome[subject] ?? ALREADY,
    cells(tab, names, accepts) {
      const columns = names.map((): (Cell | undefined)[] => []);
      const made: CellChanges = {
        tab,
        subject: [],
        key: [],
        row: [],
        columns: new Map(names.map((name, at) => [name, columns[at] ?? []])),
        accepts: accepts === 'accepts',
      };
      changes.push(made);
      return (subject, key, row, values) => {
        made.subject.push(subject);
        made.key.push(key);
        made.row.push(row);
        for (let at = 0; at < columns.length; at++) columns[at]?.push(values[at]);
      };
    },
    rows(tab, names) {
      const columns = names.map((): Cell[] => []);
      const made: AddedRows = {
        tab,
        subject: [],
        key: [],
        columns: new Map(names.map((name, at) => [name, columns[at] ?? []])),
      };
      added.push(made);
      return (subject, key, values) => {
        made.subject.push(subject);
        made.key.push(key);
        for (let at = 0; at < columns.length; at++) columns[at]?.push(values[at] ?? '');
      };
    },
    remove(tab) {
      const made = { tab, subject: [] as number[], key: [] as string[], row: [] as number[] };
      removed.push(made);
      return (subject, key, row) => {
        made.subject.push(subject);
        made.key.push(key);
        made.row.push(row);
      };
    },
    notice: (level, text) => void notices.push({ level, text }),
    figures: (made) => void figures.push(made),
    question: (made) => void questions.push(made),
    build: () => ({
      n,
      key: keys,
      outcome,
      reason,
      detail,
      order,
      changes: changes.filter((made) => made.key.length > 0),
      added: added.filter((made) => made.key.length > 0),
      removed: removed.filter((made) => made.key.length > 0),
      notices,
      figures,
      questions,
    }),
  };
}
