/** The engine's Book over SpreadsheetApp: reads columns in blocks, writes what changed in blocks, keeps text text. */

import { type Book, Refused } from '../../shared/plan/book.ts';
import { LEASE } from '../../shared/plan/lease.ts';
import { fewRuns, runsOf } from '../../shared/tabs/blocks.ts';
import { type Cell, type Table, text } from '../../shared/tabs/table.ts';
import type { TabName } from '../../shared/tabs/tabs.ts';
import { timeText } from './cells.ts';
import { type Grid, openGrid, placeOf } from './grid.ts';
import { addColumns, deleteRun, formatRows, growRows, needRoomFor } from './grow.ts';
import { layOutRows } from './lay-out.ts';
import { readColumns } from './read-columns.ts';
import { markRun } from './run-mark.ts';
import { findSheet, tabNameOf } from './sheets.ts';
import { writeCells } from './write-cells.ts';

/** Separate runs of rows for one read by keys. */
const MOST_RUNS = 4;

/** Opens the active spreadsheet. One book serves one execution. */
export function openBook(app: GoogleAppsScript.Spreadsheet.SpreadsheetApp): Book {
  const spreadsheet = app.getActiveSpreadsheet();
  const grids = new Map<TabName, Grid | null>();

  const grid = (tab: TabName): Grid | null => {
    const known = grids.get(tab);
    if (known !== undefined) return known;
    const made = openGrid(spreadsheet, tab);
    grids.set(tab, made);
    return made;
  };
  const needed = (tab: TabName): Grid => {
    const found = grid(tab);
    if (found === null) {
      throw new Refused(
        'sheet.tab-missing',
        `The tab ${tab} is missing. Run Tools, Repair Sheets. Nothing was written.`,
      );
    }
    return found;
  };
  const ready = (tab: TabName, names: Iterable<string>): Grid => {
    const found = needed(tab);
    const missing = [...names].filter((name) => !found.positions.has(name));
    if (missing.length === 0) return found;
    addColumns(spreadsheet, found.sheet, tab, missing);
    grids.delete(tab);
    return needed(tab);
  };

  const read = (tab: TabName, columns: readonly string[], rows?: { from: number; count: number }): Table => {
    const found = grid(tab);
    if (found === null) return { tab, n: 0, columns: new Map(), missing: [...columns], rows: null };
    const from = rows?.from ?? 0;
    const n = Math.max(0, Math.min(found.rows - 1 - from, rows?.count ?? Number.POSITIVE_INFINITY));
    return {
      tab,
      n,
      columns: readColumns(found, columns, from, n),
      missing: columns.filter((name) => placeOf(found, name) === undefined),
      rows: rows === undefined ? null : Array.from({ length: n }, (_, i) => from + i),
    };
  };

  return {
    read,
    renew: (tab) => void grids.delete(tab),
    readKeys(tab, keyColumn, keys, columns) {
      const all = read(tab, [keyColumn]);
      const cells = all.columns.get(keyColumn) ?? [];
      const rows: number[] = [];
      for (let i = 0; i < all.n; i++) if (keys.has(text(cells[i]))) rows.push(i);
      const found = grid(tab);
      const made = new Map<string, Cell[]>(columns.map((name) => [name, []]));
      if (found !== null) {
        for (const run of fewRuns(rows, MOST_RUNS)) {
          const block = readColumns(found, columns, run.from, run.to - run.from);
          for (const row of rows) {
            if (row < run.from || row >= run.to) continue;
            for (const name of columns) made.get(name)?.push(block.get(name)?.[row - run.from] ?? '');
          }
        }
      }
      const missing = columns.filter((name) => found === null || placeOf(found, name) === undefined);
      for (const name of missing) made.delete(name);
      return { tab, n: rows.length, columns: made, missing, rows };
    },
    write(tab, rows, columns, current) {
      // A column that was put in or taken out since the header was read would send each cell to its neighbour.
      const known = grids.get(tab);
      if (known && known.columns !== Math.max(1, known.sheet.getLastColumn())) grids.delete(tab);
      const found = ready(tab, columns.keys());
      writeCells(found, tab, rows, columns, current);
      if (found.values !== null) grids.set(tab, { ...found, values: null });
    },
    makeRoom(adds) {
      needRoomFor(
        spreadsheet,
        adds.map(({ tab, rows, columns }) => {
          const { sheet, positions } = needed(tab);
          return { tab, sheet, rows, columns: columns.filter((name) => !positions.has(name)).length };
        }),
      );
    },
    append(tab, columns) {
      const n = Math.max(0, ...[...columns.values()].map((cells) => cells.length));
      if (n === 0) return;
      const found = ready(tab, columns.keys());
      const start = found.sheet.getLastRow() + 1;
      growRows(spreadsheet, found, tab, start + n - 1);
      formatRows(found, tab, start, n);
      const rows = Array.from({ length: n }, (_, i) => start - 2 + i);
      writeCells(found, tab, rows, columns);
      grids.set(tab, { ...found, rows: start + n - 1, values: null });
    },
    remove(tab, rows) {
      const { sheet } = needed(tab);
      for (const run of runsOf(rows).reverse()) deleteRun(sheet, run.from + 2, run.to - run.from);
      grids.delete(tab);
    },
    layOut(tab, rows, styles) {
      const sheet = findSheet(spreadsheet, tab);
      if (sheet === null) return;
      growRows(spreadsheet, { sheet }, tab, rows.length + 1);
      layOutRows(sheet, rows, styles);
    },
    flush: () => app.flush(),
    selectedRows(limit) {
      const front = spreadsheet.getActiveSheet();
      if (tabNameOf(spreadsheet, front) !== 'Orders') return null;
      const last = front.getLastRow();
      const rows: number[] = [];
      for (const range of spreadsheet.getActiveRangeList()?.getRanges() ?? []) {
        const end = Math.min(range.getLastRow(), last);
        for (let row = Math.max(2, range.getRow()); row <= end; row++) rows.push(row - 2);
      }
      // A selection drawn over a filtered list spans the rows between, which nobody sees and nobody means.
      if (rows.length < 2 || front.getFilter() === null) return rows;
      if (rows.length > limit) return 'too many';
      return rows.filter((row) => !front.isRowHiddenByFilter(row + 2));
    },
    visibleRows(limit) {
      const sheet = needed('Orders').sheet;
      const last = sheet.getLastRow();
      if (last - 1 > limit) return null;
      const rows: number[] = [];
      for (let row = 2; row <= last; row++) {
        if (!sheet.isRowHiddenByFilter(row) && !sheet.isRowHiddenByUser(row)) rows.push(row - 2);
      }
      return rows;
    },
    now: () => timeText(new Date()),
    clock: () => Date.now(),
    user: () => Session.getActiveUser().getEmail(),
    property: (name) => PropertiesService.getDocumentProperties().getProperty(name),
    setProperty(name, value) {
      const properties = PropertiesService.getDocumentProperties();
      try {
        if (value === null) properties.deleteProperty(name);
        else properties.setProperty(name, value);
        if (name === LEASE && properties.getProperty('worker') !== null) markRun(spreadsheet, value);
      } catch (error) {
        // The lease of a run is the first thing that is written: who may only look is refused before any cell changes.
        if (!/permission|access/i.test(String(error))) throw error;
        throw new Refused(
          'sheet.not-allowed',
          'You may look at this spreadsheet, but not change it. Ask its owner to share it with you as an editor. Nothing was written.',
        );
      }
    },
    exclusive(work) {
      const lock = LockService.getDocumentLock();
      if (!lock.tryLock(20_000)) {
        throw new Refused(
          'run.busy',
          'Somebody else is starting a run in this spreadsheet. Try again in a moment.',
        );
      }
      try {
        return work();
      } finally {
        lock.releaseLock();
      }
    },
  };
}
