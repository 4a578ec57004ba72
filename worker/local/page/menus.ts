/** The menus of the page itself and, from the add-on, its own beside them. */

import type { MenuEntryWire, MenuWire, RangeWire } from '../http/wire.ts';
import type { Mode } from './access.ts';
import type { GridView } from './grid/grid.ts';
import type { Look, MergeKind } from './lib/api.ts';
import { formatItems } from './menus-format.ts';
import { columnName, rangeName } from './model/a1.ts';
import type { MenuItem, MenuItems } from './ui/menu.ts';
import type { TopMenu } from './ui/menubar.ts';

export interface Commands {
  newWorkbook(): void;
  open(): void;
  copyWorkbook(): void;
  rename(): void;
  resetDemo(): void;
  downloadCsv(): void;
  deleteWorkbook(): void;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
  find(): void;
  replace(): void;
  copy(): void;
  cut(): void;
  paste(): void;
  fill(along: 'down' | 'right'): void;
  shortcuts(): void;
  /** `to` counts as before the move. */
  move(axis: 'rows' | 'columns', at: number, count: number, to: number): void;
  duplicateSheet(id: number): void;
  /** The filter stays, and hides nothing. */
  clearFilter(): void;
  clear(): void;
  insert(axis: 'rows' | 'columns', at: number, count: number): void;
  remove(axis: 'rows' | 'columns', at: number, count: number): void;
  hide(axis: 'rows' | 'columns', at: number, count: number, hidden: boolean): void;
  freeze(rows: number | undefined, columns: number | undefined): void;
  addSheet(): void;
  /** Without a range: the whole sheet below its header. */
  sort(column: number, ascending: boolean, range?: RangeWire): void;
  toggleFilter(): void;
  format(look: Look): void;
  /** On where the active cell has it not, off where it has. */
  mark(mark: Mark): void;
  plainLook(): void;
  merge(kind: MergeKind): void;
  unmerge(): void;
  runScript(functionName: string, label: string): void;
}

export type Mark = 'bold' | 'italic' | 'strikethrough';

const many = (count: number, one: string): string => (count === 1 ? one : `${count} ${one}s`);

/** The part of the selection that row and column commands are about. */
function spans(view: GridView) {
  const range = view.selection().ranges.at(-1) ?? { row: 0, column: 0, rows: 1, columns: 1 };
  return { row: range.row, rows: range.rows, column: range.column, columns: range.columns };
}

function insertItems(view: GridView, commands: Commands): MenuItems {
  const { row, rows, column, columns } = spans(view);
  return [
    { label: `${many(rows, 'row')} above`, run: () => commands.insert('rows', row, rows) },
    { label: `${many(rows, 'row')} below`, run: () => commands.insert('rows', row + rows, rows) },
    'separator',
    { label: `${many(columns, 'column')} left`, run: () => commands.insert('columns', column, columns) },
    {
      label: `${many(columns, 'column')} right`,
      run: () => commands.insert('columns', column + columns, columns),
    },
  ];
}

function deleteItems(view: GridView, commands: Commands): MenuItems {
  const { row, rows, column, columns } = spans(view);
  const { rowCount, columnCount } = view.layout();
  return [
    {
      label: rows === 1 ? `Delete row ${row + 1}` : `Delete rows ${row + 1} to ${row + rows}`,
      disabled: rows >= rowCount,
      run: () => commands.remove('rows', row, rows),
    },
    {
      label:
        columns === 1
          ? `Delete column ${columnName(column)}`
          : `Delete columns ${columnName(column)} to ${columnName(column + columns - 1)}`,
      disabled: columns >= columnCount,
      run: () => commands.remove('columns', column, columns),
    },
  ];
}

/** By keyboard: whole columns where whole columns are selected, otherwise the rows of the selection. */
export function insertOrRemove(view: GridView, commands: Commands, act: 'insert' | 'remove'): void {
  const { row, rows, column, columns } = spans(view);
  const { rowCount, columnCount } = view.layout();
  const whole = rows >= rowCount && columns < columnCount;
  if (whole) commands[act]('columns', column, columns);
  else if (act === 'insert' || rows < rowCount) commands[act]('rows', row, rows);
}

/** For a block of several rows: only it is sorted, by the column of the active cell. */
function sortRangeItems(view: GridView, commands: Commands): MenuItem[] {
  const { active, ranges } = view.selection();
  const range = ranges.at(-1);
  const { rowCount, columnCount } = view.layout();
  if (range === undefined || range.rows < 2) return [];
  const name = rangeName(range, rowCount, columnCount);
  const by = columnName(active.column);
  // A whole column or sheet begins with its header, which stays where it is.
  const head = Math.max(range.row, view.shape().sheet.frozenRows);
  const body = { ...range, row: head, rows: range.row + range.rows - head };
  if (body.rows < 2) return [];
  return [
    {
      label: `Sort range ${name} by column ${by}, A to Z`,
      run: () => commands.sort(active.column, true, body),
    },
    {
      label: `Sort range ${name} by column ${by}, Z to A`,
      run: () => commands.sort(active.column, false, body),
    },
  ];
}

export function cellMenu(view: GridView, commands: Commands): MenuItems {
  const sortRange = sortRangeItems(view, commands);
  return [
    { label: 'Cut', hint: 'Ctrl+X', run: commands.cut },
    { label: 'Copy', hint: 'Ctrl+C', run: commands.copy },
    { label: 'Paste', hint: 'Ctrl+V', run: commands.paste },
    { label: 'Fill down', hint: 'Ctrl+D', run: () => commands.fill('down') },
    'separator',
    { label: 'Insert', items: insertItems(view, commands) },
    'separator',
    ...deleteItems(view, commands),
    { label: 'Delete values', hint: 'Delete', run: () => commands.clear() },
    'separator',
    ...sortRange,
    { label: view.shape().filter ? 'Remove filter' : 'Create a filter', run: commands.toggleFilter },
  ];
}

export function rowMenu(view: GridView, commands: Commands): MenuItems {
  const { row, rows } = spans(view);
  const hiddenInside = Array.from({ length: Math.min(rows, 100_000) }, (_, step) => row + step).some((at) =>
    view.layout().isRowHidden(at),
  );
  return [
    { label: `Insert ${many(rows, 'row')} above`, run: () => commands.insert('rows', row, rows) },
    { label: `Insert ${many(rows, 'row')} below`, run: () => commands.insert('rows', row + rows, rows) },
    'separator',
    {
      label: `Delete ${many(rows, 'row')}`,
      disabled: rows >= view.layout().rowCount,
      run: () => commands.remove('rows', row, rows),
    },
    { label: 'Delete values', hint: 'Delete', run: () => commands.clear() },
    'separator',
    {
      label: `Move ${many(rows, 'row')} up`,
      disabled: row === 0,
      run: () => commands.move('rows', row, rows, row - 1),
    },
    {
      label: `Move ${many(rows, 'row')} down`,
      disabled: row + rows >= view.layout().rowCount,
      run: () => commands.move('rows', row, rows, row + rows + 1),
    },
    'separator',
    { label: `Hide ${many(rows, 'row')}`, run: () => commands.hide('rows', row, rows, true) },
    ...(hiddenInside
      ? [{ label: 'Show hidden rows', run: () => commands.hide('rows', row, rows, false) }]
      : []),
  ];
}

export function columnMenu(view: GridView, commands: Commands, column: number): MenuItems {
  const { column: first, columns } = spans(view);
  const inside = column >= first && column < first + columns;
  const at = inside ? first : column;
  const count = inside ? columns : 1;
  const layout = view.layout();
  const near = Array.from({ length: count + 2 }, (_, step) => at - 1 + step).filter(
    (other) => other >= 0 && other < layout.columnCount && layout.isColumnHidden(other),
  );
  const from = near[0];
  return [
    { label: 'Sort sheet A to Z', run: () => commands.sort(column, true) },
    { label: 'Sort sheet Z to A', run: () => commands.sort(column, false) },
    'separator',
    {
      label: `Move ${many(count, 'column')} left`,
      disabled: at === 0,
      run: () => commands.move('columns', at, count, at - 1),
    },
    {
      label: `Move ${many(count, 'column')} right`,
      disabled: at + count >= layout.columnCount,
      run: () => commands.move('columns', at, count, at + count + 1),
    },
    'separator',
    { label: `Insert ${many(count, 'column')} left`, run: () => commands.insert('columns', at, count) },
    {
      label: `Insert ${many(count, 'column')} right`,
      run: () => commands.insert('columns', at + count, count),
    },
    'separator',
    {
      label: `Delete ${many(count, 'column')}`,
      disabled: count >= layout.columnCount,
      run: () => commands.remove('columns', at, count),
    },
    {
      label: `Hide ${many(count, 'column')}`,
      disabled: count >= layout.columns.length,
      run: () => commands.hide('columns', at, count, true),
    },
    ...(from === undefined
      ? []
      : [
          {
            label: 'Show hidden columns',
            run: () => commands.hide('columns', from, (near.at(-1) ?? from) - from + 1, false),
          },
        ]),
  ];
}

/** `1` and `2` rows as Sheets offers them, and up to the active cell. */
function freezeItems(view: GridView, commands: Commands): MenuItems {
  const { frozenRows, frozenColumns } = view.shape().sheet;
  const rows = (count: number): MenuItem => ({
    label: count === 0 ? 'No rows' : many(count, 'row'),
    checked: frozenRows === count,
    run: () => commands.freeze(count, undefined),
  });
  const columns = (count: number): MenuItem => ({
    label: count === 0 ? 'No columns' : many(count, 'column'),
    checked: frozenColumns === count,
    run: () => commands.freeze(undefined, count),
  });
  return [rows(0), rows(1), rows(2), 'separator', columns(0), columns(1), columns(2)];
}

function scriptItems(entries: readonly MenuEntryWire[], commands: Commands): (MenuItem | 'separator')[] {
  return entries.map((entry) => {
    if (entry.type === 'separator') return 'separator';
    if (entry.type === 'submenu') return { label: entry.label, items: scriptItems(entry.entries, commands) };
    return { label: entry.label, run: () => commands.runScript(entry.functionName, entry.label) };
  });
}

/** `demo: false`: the workbook belongs to a partner, and is nobody's demo. */
function fileItems(commands: Commands, mode: Mode, demo: boolean): MenuItems {
  const download: MenuItem = { label: 'Download this sheet as CSV', run: commands.downloadCsv };
  const rename: MenuItem = { label: 'Rename', run: commands.rename };
  if (mode === 'reader') return [download];
  if (mode === 'writer') return [rename, download];
  return [
    { label: 'New workbook', run: commands.newWorkbook },
    { label: 'Open ...', run: commands.open },
    { label: 'Make a copy', run: commands.copyWorkbook },
    'separator',
    rename,
    download,
    'separator',
    ...(demo ? [{ label: 'Reset the demo ...', run: commands.resetDemo }] : []),
    { label: 'Delete workbook ...', run: commands.deleteWorkbook },
  ];
}

/** What one who may only look can do with cells. */
export function lookItems(commands: Commands): MenuItems {
  return [
    { label: 'Copy', hint: 'Ctrl+C', run: commands.copy },
    'separator',
    { label: 'Find in sheet', hint: 'Ctrl+F', run: commands.find },
  ];
}

export interface TopMenuParts {
  readonly addon: readonly MenuWire[];
  readonly mode: Mode;
  readonly demo: boolean;
}

export function topMenus(view: GridView, commands: Commands, { addon, mode, demo }: TopMenuParts): TopMenu[] {
  const help: TopMenu = {
    label: 'Help',
    items: () => [{ label: 'Keyboard shortcuts', hint: 'Ctrl+/', run: commands.shortcuts }],
  };
  const file: TopMenu = { label: 'File', items: () => fileItems(commands, mode, demo) };
  if (mode === 'reader') return [file, { label: 'Edit', items: () => lookItems(commands) }, help];
  const hiddenColumns = (): [number, number] | undefined => {
    const hidden = view.shape().hiddenColumns;
    const [first] = hidden;
    return first === undefined ? undefined : [first, (hidden.at(-1) ?? first) - first + 1];
  };
  const column = (): number => view.selection().active.column;
  return [
    file,
    {
      label: 'Edit',
      items: () => [
        { label: 'Undo', hint: 'Ctrl+Z', disabled: !commands.canUndo(), run: commands.undo },
        { label: 'Redo', hint: 'Ctrl+Y', disabled: !commands.canRedo(), run: commands.redo },
        'separator',
        { label: 'Cut', hint: 'Ctrl+X', run: commands.cut },
        { label: 'Copy', hint: 'Ctrl+C', run: commands.copy },
        { label: 'Paste', hint: 'Ctrl+V', run: commands.paste },
        { label: 'Fill down', hint: 'Ctrl+D', run: () => commands.fill('down') },
        { label: 'Fill right', hint: 'Ctrl+R', run: () => commands.fill('right') },
        'separator',
        {
          label: 'Delete',
          items: [{ label: 'Values', hint: 'Delete', run: commands.clear }, ...deleteItems(view, commands)],
        },
        'separator',
        { label: 'Find in sheet', hint: 'Ctrl+F', run: commands.find },
        { label: 'Find and replace', hint: 'Ctrl+H', run: commands.replace },
      ],
    },
    {
      label: 'View',
      items: () => {
        const hidden = hiddenColumns();
        return [
          { label: 'Freeze', items: freezeItems(view, commands) },
          {
            label: 'Show all hidden columns',
            disabled: hidden === undefined,
            run: () => hidden && commands.hide('columns', hidden[0], hidden[1], false),
          },
          {
            label: 'Show all hidden rows',
            disabled: view.shape().hiddenRows.length === 0,
            run: () => {
              if (view.shape().filter) commands.clearFilter();
              commands.hide('rows', 0, view.layout().rowCount, false);
            },
          },
        ];
      },
    },
    {
      label: 'Insert',
      items: () => [...insertItems(view, commands), 'separator', { label: 'Sheet', run: commands.addSheet }],
    },
    { label: 'Format', items: () => formatItems(view, commands) },
    {
      label: 'Data',
      items: () => [
        {
          label: `Sort sheet by column ${columnName(column())}, A to Z`,
          run: () => commands.sort(column(), true),
        },
        {
          label: `Sort sheet by column ${columnName(column())}, Z to A`,
          run: () => commands.sort(column(), false),
        },
        ...sortRangeItems(view, commands),
        'separator',
        { label: view.shape().filter ? 'Remove filter' : 'Create a filter', run: commands.toggleFilter },
        {
          label: 'Show all rows of the filter',
          disabled: (view.shape().filter?.columns.length ?? 0) === 0,
          run: commands.clearFilter,
        },
      ],
    },
    help,
    ...addon.map((menu) => ({
      label: menu.label,
      addon: true,
      items: () => scriptItems(menu.entries, commands),
    })),
  ];
}
