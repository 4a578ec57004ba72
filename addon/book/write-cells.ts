/** Writes scattered cells in few blocks. */
import { fewRuns, runsOf } from '../../shared/tabs/blocks.ts';
import { tabOf } from '../../shared/tabs/headers.ts';
import type { Cell, Table } from '../../shared/tabs/table.ts';
import type { Column, TabName } from '../../shared/tabs/tabs.ts';
import type { Grid } from './grid.ts';
import { type RawCell, rawCell, setTexts } from './set-texts.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Cells of one setValues call. */
const MOST_WRITTEN = 600_000;
/** Separate runs of rows for one block of columns; more are joined over the cells between. */
const MOST_RUNS = 4;

/** Writes cells: adjacent columns and rows together, holes filled from what was read or read again. */
export function writeCells(
  grid: Grid,
  tab: TabName,
  rows: readonly number[],
  columns: ReadonlyMap<string, readonly (Cell | undefined)[]>,
  current?: Table,
): void {
  const byPosition = new Map<number, { column: Column; values: readonly (Cell | undefined)[] }>();
  for (const [name, values] of columns) {
    const at = grid.positions.get(name);
    const column = tabOf(tab).columns.find((candidate) => candidate.name === name);
    if (at !== undefined && column !== undefined) byPosition.set(at, { column, values });
  }
  const positions = [...byPosition.keys()].sort((a, b) => a - b);
  const isMark = (at: number): boolean => byPosition.get(at)?.column.name.endsWith(' at') === true;
  const columnRuns = runsOf(positions).map((run) => ({
    ...run,
    marks: positions.some((at) => at >= run.from && at < run.to && isMark(at)),
  }));
  // Times such as Locked at tell that a row is done: they go last, so that a run that is killed finds its rows again.
  for (const columnRun of columnRuns.sort((a, b) => Number(a.marks) - Number(b.marks))) {
    const parts = positions
      .filter((at) => at >= columnRun.from && at < columnRun.to)
      .flatMap((at) => byPosition.get(at) ?? []);
    const touched: number[] = [];
    const index = new Map<number, number>();
    for (let k = 0; k < rows.length; k++) {
      if (!parts.some(({ values }) => values[k] !== undefined)) continue;
      touched.push(rows[k] ?? 0);
      index.set(rows[k] ?? 0, k);
    }
    for (const rowRun of fewRuns(touched, MOST_RUNS)) {
      const step = Math.max(1, Math.floor(MOST_WRITTEN / parts.length));
      for (let from = rowRun.from; from < rowRun.to; from += step) {
        writeBlock(grid.sheet, from, Math.min(step, rowRun.to - from), columnRun.from, parts, index, current);
      }
    }
  }
}

function writeBlock(
  sheet: Sheet,
  from: number,
  count: number,
  firstColumn: number,
  parts: readonly { column: Column; values: readonly (Cell | undefined)[] }[],
  index: ReadonlyMap<number, number>,
  current: Table | undefined,
): void {
  const range = sheet.getRange(from + 2, firstColumn + 1, count, parts.length);
  const block: RawCell[][] = [];
  const holes: { row: number; column: number }[] = [];
  for (let i = 0; i < count; i++) {
    const k = index.get(from + i);
    const line: RawCell[] = [];
    for (const [at, { column, values }] of parts.entries()) {
      const value = k === undefined ? undefined : values[k];
      // What the creator types may be a formula or a date: only cells of our own are written back as they were read.
      const known =
        column.owner === 'c' || current?.rows !== null
          ? undefined
          : current.columns.get(column.name)?.[from + i];
      if (value === undefined && known === undefined) holes.push({ row: i, column: at });
      line.push(value ?? known ?? '');
    }
    block.push(line);
  }
  if (holes.length === 0) {
    setTexts(range, block);
    return;
  }
  const { formulas, spilled } = fillHoles(range, block, holes);
  if (spilled.size === 0) {
    setTexts(range, block, formulas);
    return;
  }
  // What a formula elsewhere fills must not be written at all, or the formula breaks: such columns go run by run.
  const isHole = new Set(holes.map(({ row, column }) => `${row} ${column}`));
  for (let column = 0; column < parts.length; column++) {
    const rows = block
      .map((_, row) => row)
      .filter((row) => !(spilled.has(column) && isHole.has(`${row} ${column}`)));
    for (const run of runsOf(rows)) {
      const cells = block.slice(run.from, run.to).map((line) => [line[column] ?? '']);
      const own = new Set<string>();
      for (let row = run.from; row < run.to; row++)
        if (formulas.has(`${row} ${column}`)) own.add(`${row - run.from} 0`);
      setTexts(range.offset(run.from, column, cells.length, 1), cells, own);
    }
  }
}

/**
 * Fills the holes with what stands there now; answers which of them are a person's own formulas, and the columns in which
 * some formula from the top on may fill cells below it (ARRAYFORMULA and its like), so that their values are not known
 * to be anybody's own.
 */
function fillHoles(
  range: GoogleAppsScript.Spreadsheet.Range,
  block: RawCell[][],
  holes: readonly { row: number; column: number }[],
): { formulas: Set<string>; spilled: Set<number> } {
  const values = range.getValues();
  const top = range.getRow() - 1;
  // From the header down: the formula that fills a column stands above what it fills.
  const formulas = range.offset(-top, 0, top + block.length).getFormulas();
  const kept = new Set<string>();
  const spilled = new Set<number>();
  for (const { column } of holes)
    if (!spilled.has(column) && formulas.some((line) => SPILLS.test(line[column] ?? ''))) spilled.add(column);
  for (const { row, column } of holes) {
    const line = block[row];
    if (line === undefined) continue;
    const formula = formulas[top + row]?.[column] ?? '';
    // As it is, untrimmed, a date as a date: it is not ours to change.
    line[column] = formula === '' ? rawCell(values[row]?.[column]) : formula;
    if (formula !== '') kept.add(`${row} ${column}`);
  }
  return { formulas: kept, spilled };
}

/** Functions of Google Sheets whose result fills more than their own cell, and the array literal. */
const SPILLS =
  /\b(ARRAYFORMULA|ARRAY_CONSTRAIN|BYCOL|BYROW|CHOOSECOLS|CHOOSEROWS|FILTER|FLATTEN|HSTACK|IMPORT\w+|LET|MAKEARRAY|MAP|QUERY|RANDARRAY|REGEXEXTRACT|SCAN|SEQUENCE|SORT|SORTN|SPLIT|TOCOL|TOROW|TRANSPOSE|UNIQUE|VSTACK|WRAPCOLS|WRAPROWS)\s*\(|[{]/i;
