import { sheetOf } from './apply.ts';
import { checkRange } from './check.ts';
import { contentOf, NO_FORMAT, readDisplay, readFormulas, readRuns, readValues } from './read.ts';
import { rowsOf } from './runs.ts';
import type { Transactions } from './transaction.ts';
import type { Format, GridRange, Validation, Workbook } from './types.ts';

type Reads = Pick<
  Workbook,
  | 'contentSize'
  | 'values'
  | 'displayValues'
  | 'formulas'
  | 'formats'
  | 'formatRuns'
  | 'notes'
  | 'validations'
  | 'protections'
  | 'merges'
  | 'columnWidths'
  | 'hiddenColumns'
  | 'hiddenRows'
  | 'filter'
  | 'metadata'
>;

export function readMethods(store: Transactions): Reads {
  const find = (id: number) => sheetOf(store.state(), id);
  const ranged = (id: number, range: GridRange) => {
    const sheet = find(id);
    checkRange(sheet, range);
    return sheet;
  };
  return {
    contentSize: (id) => contentOf(find(id)),
    values: (id, range) => readValues(ranged(id, range), range),
    displayValues: (id, range) => readDisplay(ranged(id, range), range),
    formulas: (id, range) => readFormulas(ranged(id, range), range),
    formats: (id, range) => readRuns<Format>(ranged(id, range), range, NO_FORMAT, (column) => column.formats),
    formatRuns: (id) =>
      find(id).columns.flatMap(({ formats }, column) =>
        formats.map(({ start, end, value }) => ({
          range: { row: start, column, rows: end - start, columns: 1 },
          format: value,
        })),
      ),
    notes: (id, range) => readRuns<string>(ranged(id, range), range, '', (column) => column.notes),
    validations: (id, range) =>
      readRuns<Validation | null>(ranged(id, range), range, null, (column) => column.validations),
    protections: (id) => [...find(id).protections],
    merges: (id) => [...find(id).merges],
    columnWidths: (id) => find(id).columns.map(({ width }) => width),
    hiddenColumns: (id) => find(id).columns.flatMap(({ hidden }, i) => (hidden ? [i] : [])),
    hiddenRows: (id) => {
      const sheet = find(id);
      return { byUser: rowsOf(sheet.hiddenRows), byFilter: rowsOf(sheet.filteredRows) };
    },
    filter: (id) => {
      const { filter } = find(id);
      if (filter === null) return null;
      const hiddenValues = new Map(filter.hidden.map(([column, values]) => [column, new Set(values)]));
      return { range: filter.range, hiddenValues };
    },
    metadata: () => [...store.state().metadata],
  };
}
