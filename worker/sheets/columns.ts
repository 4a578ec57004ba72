/** Opens a campaign's file: which of its tabs are ours, and where their columns stand, as the add-on finds them. */
import { RUN_MARK } from '../../shared/sync/marks.ts';
import { COLUMN_MARK, FILE_MARK, mapHeaders, TAB_MARK, tabOf } from '../../shared/tabs/headers.ts';
import { text } from '../../shared/tabs/table.ts';
import { TABS, type Tab, type TabName } from '../../shared/tabs/tabs.ts';
import type { FileShape, SheetShape, Sheets, Value } from './port.ts';
import { SheetsProblem } from './problem.ts';

/** A tab with a header, as it stands in a file. */
export interface Grid {
  readonly sheetId: number;
  /** As people call it now. */
  readonly title: string;
  /** Of the grid, blank rows included. */
  readonly rows: number;
  readonly columns: number;
  /** Rows down to the header, itself included: 1 where it is the first. */
  readonly top: number;
  readonly header: readonly string[];
  /** Our columns by name. */
  readonly positions: ReadonlyMap<string, number>;
  /**
   * For each position what tells the column from others: our name, or the person's header with its number among equal
   * ones. A column that moved keeps it.
   */
  readonly ids: readonly string[];
}

/** A tab of ours. */
export interface Place extends Grid {
  readonly tab: Tab;
}

export interface OpenFile {
  readonly spreadsheetId: string;
  readonly shape: FileShape;
  readonly places: ReadonlyMap<TabName, Place>;
}

/** A run without a heartbeat for so long is dead: as for the lease of the add-on. */
const STALE_AFTER_MS = 7 * 60_000;
const LOOK_AGAIN_MS = 30_000;

/** Throws `sheet.busy` while a run of a person writes, and `sheet.copy` where the file was copied from another (J20). */
export function refuseBusy(spreadsheetId: string, shape: FileShape, now: number): void {
  const file = shape.marks.find(({ key }) => key === FILE_MARK);
  if (file !== undefined && file.value !== spreadsheetId) throw new SheetsProblem('sheet.copy');
  for (const { key, value } of shape.marks) {
    if (key !== RUN_MARK) continue;
    const beat = Number(value.slice(value.lastIndexOf(' ') + 1));
    if (Number.isFinite(beat) && now - beat <= STALE_AFTER_MS)
      throw new SheetsProblem('sheet.busy', LOOK_AGAIN_MS);
  }
}

/** The tab of this name; else the one tab that was renamed from it. A copy of a tab carries the mark too, so two are none. */
function sheetOf(shape: FileShape, tab: TabName): SheetShape | null {
  const named = shape.sheets.find(({ title }) => title === tab);
  if (named !== undefined) return named;
  const marked = shape.sheets.filter(
    ({ title, marks }) =>
      TABS.every((other) => other.name !== title) &&
      marks.some(({ key, value }) => key === TAB_MARK && value === tab),
  );
  const [only] = marked;
  return only !== undefined && marked.length === 1 ? only : null;
}

/** `'It''s'!A1:C3` from 0-based, half-open bounds; an end that is absent stays open. */
export function a1(
  title: string,
  at: { readonly row: number; readonly column: number; readonly toRow?: number; readonly toColumn: number },
): string {
  const last = at.toRow === undefined ? '' : String(at.toRow);
  const from = `${letters(at.column)}${at.row + 1}`;
  return `${quoted(title)}!${from}:${letters(at.toColumn - 1)}${last}`;
}

export const quoted = (title: string): string => `'${title.replaceAll("'", "''")}'`;

function letters(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/**
 * Looks where the tabs and their columns are: two calls, three when a header of ours is not there by name. `evenBusy`: to
 * put right what we hit, no run is waited for.
 */
export async function openFile(
  sheets: Sheets,
  spreadsheetId: string,
  tabs: readonly TabName[],
  now: number,
  evenBusy = false,
): Promise<OpenFile> {
  const shape = await sheets.shape(spreadsheetId);
  if (!evenBusy) refuseBusy(spreadsheetId, shape, now);
  const there = tabs.flatMap((name) => {
    const sheet = sheetOf(shape, name);
    return sheet === null ? [] : [{ tab: tabOf(name), sheet }];
  });
  const places = new Map<TabName, Place>();
  if (there.length === 0) return { spreadsheetId, shape, places };
  const headers = await sheets.read(
    spreadsheetId,
    there.map(({ sheet }) => headerRange(sheet.title)),
    'UNFORMATTED_VALUE',
  );
  const found = there.map(({ tab, sheet }, at) => {
    const header = headerTexts(headers[at]);
    return { tab, sheet, header, positions: mapHeaders(tab, header) };
  });
  const renamed = found.some(({ tab, positions }) =>
    tab.columns.some((column) => column.optional !== true && !positions.has(column.name)),
  );
  const marks = renamed ? await sheets.columnMarks(spreadsheetId, COLUMN_MARK) : [];
  for (const { tab, sheet, header, positions } of found) {
    const taken = new Set(positions.values());
    for (const { sheetId, column, value } of marks) {
      if (sheetId !== sheet.sheetId || taken.has(column) || positions.has(value)) continue;
      if (tab.columns.some(({ name, optional }) => name === value && optional !== true))
        positions.set(value, column);
    }
    places.set(tab.name, {
      tab,
      sheetId: sheet.sheetId,
      title: sheet.title,
      rows: sheet.rowCount,
      columns: sheet.columnCount,
      top: 1,
      header,
      positions,
      ids: idsOf(header, positions, sheet.columnCount),
    });
  }
  return { spreadsheetId, shape, places };
}

export const headerRange = (title: string, row = 1): string => `${quoted(title)}!${row}:${row}`;

export const headerTexts = (rows: readonly (readonly Value[])[] | undefined): string[] =>
  (rows?.[0] ?? []).map((cell) => text(cell).trim());

/** `Grid.ids` of a header. */
export function idsOf(
  header: readonly string[],
  positions: ReadonlyMap<string, number>,
  columns: number,
): string[] {
  const ours = new Map([...positions].map(([name, at]) => [at, name]));
  const seen = new Map<string, number>();
  return Array.from({ length: Math.max(columns, header.length) }, (_, at) => {
    const own = ours.get(at);
    if (own !== undefined) return own;
    const name = header[at] ?? '';
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    // No column of ours begins so.
    return `\u0001${name}\u0001${nth}`;
  });
}

/** The tab, or a refusal that names it. */
export function placeOf(file: OpenFile, tab: TabName): Place {
  const place = file.places.get(tab);
  if (place === undefined) throw new SheetsProblem('sheet.tab-missing');
  return place;
}
