/** Opens a partner's file: finds the tab and its columns, and makes what is not there. */
import { randomInt } from 'node:crypto';
import type { PartnerColumn, SheetColumn } from '../../../shared/partner-sheet/columns.ts';
import { a1, type Grid, idsOf, quoted } from '../../sheets/columns.ts';
import type { Area, LineMark, Sheets } from '../../sheets/port.ts';
import { SheetsProblem } from '../../sheets/problem.ts';
import type { PartnerFile } from '../contract.ts';
import { headOf, type OtherTab, othersIn } from './copies.ts';
import { headRows, type Located, locate, tabIn } from './locate.ts';
import { repairs, tabRequests } from './make.ts';
import { LINE_MARK } from './marks.ts';

/** A partner's tab with all columns of the preset. */
export interface PartnerTab {
  readonly grid: Grid;
  readonly columns: ReadonlyMap<SheetColumn, number>;
  readonly merges: readonly Area[];
  /** From 0. */
  readonly topRow: number;
  /** What stands in the summary's row. */
  readonly topTexts: readonly string[];
  /** Columns of the partner that were gone and are there again, blank. */
  readonly gone: readonly PartnerColumn[];
  /** The beginnings of the file's other tabs. */
  readonly others: readonly OtherTab[];
}

/** Rows, columns and headers are put right one after the other, and each time somebody may be at work in between. */
const MOST_STEPS = 10;
const MOST_SHEET_ID = 2 ** 31 - 1;

type Looked =
  | { readonly tab: Located; readonly others: readonly OtherTab[] }
  /** No tab yet: the requests that make one. */
  | { readonly tab: null; readonly make: readonly object[] };

async function look(sheets: Sheets, { fileId, sheetId, preset }: PartnerFile): Promise<Looked> {
  const shape = await sheets.shape(fileId);
  const marks = await sheets.lineMarks(fileId, LINE_MARK);
  const sheet = tabIn(shape, sheetId, marks);
  const [first] = shape.sheets;
  const taken = new Set(shape.sheets.map(({ title }) => title));
  if (sheet === null) {
    if (sheetId === null && first !== undefined) {
      const [cells = []] = await sheets.read(fileId, [quoted(first.title)], 'FORMULA');
      // What somebody put there is not ours to cut off.
      if (cells.length === 0)
        return { tab: null, make: tabRequests(first.sheetId, preset, { add: false, taken }) };
    }
    return { tab: null, make: tabRequests(1 + randomInt(MOST_SHEET_ID), preset, { add: true, taken }) };
  }
  const others = othersIn(shape, sheet);
  const own = a1(sheet.title, {
    row: 0,
    column: 0,
    toRow: Math.min(sheet.rowCount, headRows(sheet, marks)),
    toColumn: Math.max(1, sheet.columnCount),
  });
  const [head = [], ...heads] = await sheets.read(fileId, [own, ...others.map(headOf)], 'UNFORMATTED_VALUE');
  const tab = locate(sheet, marks, head, preset);
  // Marks and cells come in two answers: where the headers are not those that belong to the marks, columns may have moved in
  // between, and numbers of the partner would be written over.
  if (!isAsWritten(tab) && !same(marks, await sheets.lineMarks(fileId, LINE_MARK)))
    throw new SheetsProblem('sheet.moved');
  return { tab, others: others.map(({ title }, i) => ({ title, rows: heads[i] ?? [] })) };
}

const isAsWritten = ({ positions, header, written }: Located): boolean =>
  written !== null && [...positions].every(([key, at]) => written.headers[key] === header[at]);

function same(a: readonly LineMark[], b: readonly LineMark[]): boolean {
  const signs = (marks: readonly LineMark[]): string =>
    marks
      .map(({ id, sheetId, dimension, index, value }) => [id, sheetId, dimension, index, value].join())
      .sort()
      .join(';');
  return signs(a) === signs(b);
}

/** Throws SheetsProblem. */
export async function openPartner(sheets: Sheets, file: PartnerFile): Promise<PartnerTab> {
  const gone = new Set<PartnerColumn>();
  for (let step = 0; step < MOST_STEPS; step++) {
    try {
      const tab = await sheets.again(async (): Promise<PartnerTab | null> => {
        const looked = await look(sheets, file);
        if (looked.tab === null) {
          await sheets.change(file.fileId, looked.make);
          return null;
        }
        for (const key of looked.tab.gone) gone.add(key);
        const requests = repairs(looked.tab, file.preset);
        if (requests.length === 0) return tabOf(looked.tab, [...gone], looked.others);
        await sheets.change(file.fileId, requests);
        return null;
      });
      if (tab !== null) return tab;
    } catch (problem) {
      if (!(problem instanceof SheetsProblem) || problem.code !== 'sheet.moved') throw problem;
    }
  }
  throw new SheetsProblem('sheet.restless');
}

function tabOf(found: Located, gone: readonly PartnerColumn[], others: PartnerTab['others']): PartnerTab {
  const { sheet, headerRow, topRow, header, positions, topTexts } = found;
  return {
    grid: {
      sheetId: sheet.sheetId,
      title: sheet.title,
      rows: sheet.rowCount,
      columns: sheet.columnCount,
      top: (headerRow ?? 0) + 1,
      header,
      positions,
      ids: idsOf(header, positions, sheet.columnCount),
    },
    columns: positions,
    merges: sheet.merges,
    topRow: topRow ?? 0,
    topTexts,
    gone,
    others,
  };
}
