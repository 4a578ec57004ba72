/** Writes scattered cells in few blocks. */
import type { Cell, Table } from '../../shared/tabs/table.ts';
import type { Column, TabName } from '../../shared/tabs/tabs.ts';
import { fewRuns, runsOf } from './blocks.ts';
import { cellOf, needsRichText } from './cells.ts';
import type { Grid } from './grid.ts';
import { tabOf } from './headers.ts';

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
  for (const columnRun of runsOf(positions)) {
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
  const block: Cell[][] = [];
  const holes: { row: number; column: number }[] = [];
  for (let i = 0; i < count; i++) {
    const k = index.get(from + i);
    const line: Cell[] = [];
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
  const formulas = holes.length > 0 ? fillHoles(range, block, holes) : new Set<string>();
  setBlock(range, block, formulas);
}

/** Fills the holes with what stands there now; answers which of them are a person's own formulas. */
function fillHoles(
  range: GoogleAppsScript.Spreadsheet.Range,
  block: Cell[][],
  holes: readonly { row: number; column: number }[],
): Set<string> {
  const values = range.getValues();
  const formulas = range.getFormulas();
  const kept = new Set<string>();
  for (const { row, column } of holes) {
    const line = block[row];
    if (line === undefined) continue;
    const formula = formulas[row]?.[column] ?? '';
    line[column] = formula === '' ? cellOf(values[row]?.[column]) : formula;
    if (formula !== '') kept.add(`${row} ${column}`);
  }
  return kept;
}

/** Writes a block so that text stays text: what begins with = or an apostrophe goes as rich text. */
function setBlock(
  range: GoogleAppsScript.Spreadsheet.Range,
  block: Cell[][],
  formulas: ReadonlySet<string>,
): void {
  const special = new Map<number, Map<number, string>>();
  for (const [row, line] of block.entries()) {
    for (let column = 0; column < line.length; column++) {
      const value = line[column] ?? '';
      if (!needsRichText(value) || formulas.has(`${row} ${column}`)) continue;
      const cells = special.get(column) ?? new Map<number, string>();
      special.set(column, cells.set(row, String(value)));
      line[column] = '';
    }
  }
  range.setValues(block);
  for (const [column, cells] of special) {
    for (const run of runsOf([...cells.keys()])) {
      const texts: GoogleAppsScript.Spreadsheet.RichTextValue[][] = [];
      for (let row = run.from; row < run.to; row++) {
        texts.push([
          SpreadsheetApp.newRichTextValue()
            .setText(cells.get(row) ?? '')
            .build(),
        ]);
      }
      range.offset(run.from, column, run.to - run.from, 1).setRichTextValues(texts);
    }
  }
}
