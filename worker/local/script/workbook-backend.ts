import type { Workbook } from '../core/types.ts';
import type { About, Counters, SpreadsheetBackend } from './backend.ts';
import { cellMethods } from './workbook-cells.ts';

/** The spreadsheet half of a backend, over the workbook core. */
export function workbookBackend(
  workbook: Workbook,
  about: Pick<About, 'url' | 'addonName'>,
  counters: Counters,
): SpreadsheetBackend {
  const hidden = hiddenRows(workbook);
  const newName = (): string => {
    let number = workbook.sheets().length + 1;
    while (workbook.sheetByName(`Sheet${number}`) !== undefined) number += 1;
    return `Sheet${number}`;
  };
  return {
    ...cellMethods(workbook, counters),
    about: () => ({
      ...about,
      id: workbook.id,
      title: workbook.title,
      locale: workbook.locale,
      timeZone: workbook.timeZone,
    }),
    setTitle(title) {
      workbook.title = title;
    },
    sheets: () => workbook.sheets(),
    sheet: (id) => workbook.sheet(id),
    sheetExists: (id) => workbook.sheets().some((sheet) => sheet.id === id),
    sheetByName: (name) => workbook.sheetByName(name),
    addSheet: (name, index) =>
      workbook.addSheet({ name: name ?? newName(), ...(index === undefined ? {} : { index }) }),
    copySheet: (id, name) => workbook.copySheet(id, workbook, name),
    deleteSheet: (id) => workbook.deleteSheet(id),
    updateSheet: (id, props) => workbook.updateSheet(id, props),
    contentSize: (id) => workbook.contentSize(id),

    formats: (id, range) => workbook.formats(id, range),
    setFormat: (id, ranges, change) =>
      workbook.batch(() => {
        for (const range of ranges) workbook.setFormat(id, range, change);
      }),
    setFormats: (id, row, column, changes) =>
      workbook.batch(() =>
        eachRun(changes, row, column, (range, change) => workbook.setFormat(id, range, change)),
      ),
    notes: (id, range) => workbook.notes(id, range),
    setNotes: (id, row, column, notes) =>
      workbook.batch(() => eachRun(notes, row, column, (range, note) => workbook.setNote(id, range, note))),
    setNote: (id, ranges, note) =>
      workbook.batch(() => {
        for (const range of ranges) workbook.setNote(id, range, note);
      }),
    validations: (id, range) => workbook.validations(id, range),
    setValidation: (id, ranges, validation) =>
      workbook.batch(() => {
        for (const range of ranges) workbook.setValidation(id, range, validation);
      }),
    setValidations: (id, row, column, rules) =>
      workbook.batch(() =>
        eachRun(rules, row, column, (range, rule) => workbook.setValidation(id, range, rule)),
      ),
    protections: (id) => workbook.protections(id),
    addProtection: (id, protection) => workbook.addProtection(id, protection),
    updateProtection: (id, protectionId, protection) =>
      workbook.updateProtection(id, protectionId, protection),
    removeProtection: (id, protectionId) => workbook.removeProtection(id, protectionId),

    columnWidth: (id, column) => workbook.columnWidths(id)[column] ?? 0,
    setColumnWidth: (id, column, columns, pixels) => workbook.setColumnWidth(id, column, columns, pixels),
    columnHidden: (id, column) => workbook.hiddenColumns(id).includes(column),
    setColumnsHidden: (id, column, columns, hide) => workbook.setColumnsHidden(id, column, columns, hide),
    rowHidden: (id, row) => hidden(id, row),
    setRowsHidden: (id, row, rows, hide) => workbook.setRowsHidden(id, row, rows, hide),

    insertRows: (id, row, rows, inherit) => workbook.insertRows(id, row, rows, inherit),
    deleteRows: (id, row, rows) => workbook.deleteRows(id, row, rows),
    insertColumns: (id, column, columns, inherit) => workbook.insertColumns(id, column, columns, inherit),
    deleteColumns: (id, column, columns) => workbook.deleteColumns(id, column, columns),
    moveColumns: (id, column, columns, to) => workbook.moveColumns(id, column, columns, to),
    sort: (id, range, keys) => workbook.sort(id, range, keys),
    filter(id) {
      const found = workbook.filter(id);
      if (found === null) return null;
      return {
        range: found.range,
        hiddenValues: [...found.hiddenValues].map(([at, values]) => [at, [...values]]),
      };
    },
    setFilter(id, filter) {
      if (filter === null) return workbook.setFilter(id, null);
      const hiddenValues = new Map(filter.hiddenValues.map(([column, values]) => [column, new Set(values)]));
      workbook.setFilter(id, { range: filter.range, hiddenValues });
    },

    metadata: () => workbook.metadata(),
    addMetadata: (metadata) => workbook.addMetadata(metadata),
    updateMetadata: (id, value) => workbook.updateMetadata(id, value),
    removeMetadata: (id) => workbook.removeMetadata(id),
  };
}

/** Hidden rows as sets, kept while the workbook stays as it is: scripts ask row by row. */
function hiddenRows(
  workbook: Workbook,
): (sheetId: number, row: number) => { byUser: boolean; byFilter: boolean } {
  let revision = -1;
  const sheets = new Map<number, { byUser: Set<number>; byFilter: Set<number> }>();
  return (sheetId, row) => {
    if (workbook.revision !== revision) sheets.clear();
    revision = workbook.revision;
    let rows = sheets.get(sheetId);
    if (rows === undefined) {
      const { byUser, byFilter } = workbook.hiddenRows(sheetId);
      rows = { byUser: new Set(byUser), byFilter: new Set(byFilter) };
      sheets.set(sheetId, rows);
    }
    return { byUser: rows.byUser.has(row), byFilter: rows.byFilter.has(row) };
  };
}

/** Calls set once for each run of equal cells down a column: looks and rules repeat far more than they differ. */
function eachRun<T>(
  cells: readonly (readonly T[])[],
  row: number,
  column: number,
  set: (range: { row: number; column: number; rows: number; columns: 1 }, value: T) => void,
): void {
  const columns = cells[0]?.length ?? 0;
  for (let right = 0; right < columns; right++) {
    let start = 0;
    for (let down = 1; down <= cells.length; down++) {
      const value = cells[start]?.[right];
      if (down < cells.length && cells[down]?.[right] === value) continue;
      if (value !== undefined)
        set({ row: row + start, column: column + right, rows: down - start, columns: 1 }, value);
      start = down;
    }
  }
}
