/** The campaign's tabs as the shared model reads them, by the Sheets API. */
import { fewRuns } from '../../shared/tabs/blocks.ts';
import { type Cell, type Table, text } from '../../shared/tabs/table.ts';
import type { TabName } from '../../shared/tabs/tabs.ts';
import { a1, headerTexts, type OpenFile, type Place, placeOf, quoted } from './columns.ts';
import type { Sheets, Value } from './port.ts';
import { SheetsProblem } from './problem.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

/** As the add-on reads cells: text without blanks around it. */
const cellOf = (value: Value | undefined): Cell => (typeof value === 'string' ? value.trim() : (value ?? ''));

/** A table of the columns that a snapshot holds. */
export function tableIn(snapshot: Snapshot, tab: TabName, columns: readonly string[]): Table {
  const made = new Map<string, readonly Cell[]>();
  for (const name of new Set(columns)) {
    const cells = snapshot.cells.get(name);
    if (cells !== undefined) made.set(name, cells.map(cellOf));
  }
  return {
    tab,
    n: snapshot.n,
    columns: made,
    missing: columns.filter((name) => !made.has(name)),
    rows: null,
  };
}

/** Whole columns of a tab. */
export async function readTable(
  sheets: Sheets,
  file: OpenFile,
  tab: TabName,
  columns: readonly string[],
): Promise<Table> {
  const place = placeOf(file, tab);
  const [key = ''] = columns;
  const render = 'UNFORMATTED_VALUE';
  return tableIn(
    await takeSnapshot(sheets, file.spreadsheetId, place, key, columns, undefined, render),
    tab,
    columns,
  );
}

/** Separate runs of rows of one request: its address holds no more. */
const MOST_RUNS = 100;

/** Of a tab the rows with these keys (of `keys`, which was read just now), with these columns. */
export async function readRows(
  sheets: Sheets,
  spreadsheetId: string,
  keys: Snapshot<Place>,
  keyColumn: string,
  wanted: ReadonlySet<string>,
  columns: readonly string[],
): Promise<Table> {
  const { place } = keys;
  const column = keys.cells.get(keyColumn) ?? [];
  const rows = column.flatMap((cell, row) => (wanted.has(text(cell).trim()) ? [row] : []));
  const positions = columns.flatMap((name) => place.positions.get(name) ?? []);
  const missing = columns.filter((name) => !place.positions.has(name));
  const made = new Map<string, Cell[]>(
    columns.filter((name) => !missing.includes(name)).map((name) => [name, []]),
  );
  if (rows.length === 0 || positions.length === 0)
    return { tab: place.tab.name, n: 0, columns: made, missing, rows: [] };
  const left = Math.min(...positions);
  const right = Math.max(...positions) + 1;
  const runs = fewRuns(rows, MOST_RUNS);
  const answer = await sheets.read(
    spreadsheetId,
    runs.map(({ from, to }) =>
      a1(place.title, { row: from + 1, column: left, toRow: to + 1, toColumn: right }),
    ),
    'UNFORMATTED_VALUE',
  );
  for (const [r, run] of runs.entries()) {
    for (const row of rows) {
      if (row < run.from || row >= run.to) continue;
      const line = answer[r]?.[row - run.from] ?? [];
      for (const [name, cells] of made) cells.push(cellOf(line[(place.positions.get(name) ?? 0) - left]));
    }
  }
  const found = made.get(keyColumn) ?? [];
  if (rows.some((row, at) => text(found[at]) !== text(column[row]).trim()))
    throw new SheetsProblem('sheet.moved');
  return { tab: place.tab.name, n: rows.length, columns: made, missing, rows };
}

/** The small tabs whole, in one request; a tab that is not there is left out. */
export async function readSmall(
  sheets: Sheets,
  file: OpenFile,
  tabs: readonly TabName[],
): Promise<Map<TabName, Table>> {
  const places = tabs.flatMap((tab): Place[] => {
    const place = file.places.get(tab);
    return place === undefined ? [] : [place];
  });
  if (places.length === 0) return new Map();
  const answer = await sheets.read(
    file.spreadsheetId,
    places.map(({ title }) => quoted(title)),
    'UNFORMATTED_VALUE',
  );
  const made = new Map<TabName, Table>();
  for (const [at, place] of places.entries()) {
    const lines = answer[at] ?? [];
    const isTable = place.tab.columns.length > 0;
    if (isTable && headerTexts(lines).join('\u0001') !== place.header.join('\u0001'))
      throw new SheetsProblem('sheet.moved');
    const body = lines.slice(isTable ? 1 : 0);
    const columns = new Map<string, readonly Cell[]>();
    for (const [name, position] of place.positions)
      columns.set(
        name,
        body.map((line) => cellOf(line[position])),
      );
    // Overview is a page: its columns have no names.
    if (!isTable)
      for (let position = 0; position < place.columns; position++)
        columns.set(
          String(position),
          body.map((line) => cellOf(line[position])),
        );
    made.set(place.tab.name, { tab: place.tab.name, n: body.length, columns, missing: [], rows: null });
  }
  return made;
}
