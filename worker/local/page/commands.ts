/** What the menus of the page do, by name. */

import type { WorkbookWire } from '../http/wire.ts';
import type { Editing } from './editing.ts';
import { fill } from './fill.ts';
import type { GridView } from './grid/grid.ts';
import type { Api } from './lib/api.ts';
import type { Commands } from './menus.ts';
import { PLAIN } from './menus-format.ts';
import { mergeSelection } from './merging.ts';
import type { Steps } from './steps.ts';
import { showShortcuts } from './ui/shortcuts.ts';
import * as workbooks from './workbook-actions.ts';

export interface CommandParts {
  readonly view: GridView;
  readonly api: Api;
  readonly editing: Editing;
  readonly steps: Steps;
  /** Shows what the server refuses. */
  told(work: Promise<unknown>): void;
  /** Reads the shape of the sheet again. */
  reshape(): Promise<void>;
  /** Reads the list of sheets again. */
  reread(): Promise<void>;
  showSheet(id: number): Promise<void>;
  workbook(): WorkbookWire;
  rename(): void;
  find(replace: boolean): void;
  paste(): void;
  runScript(functionName: string, label: string): Promise<void>;
}

export function createCommands(parts: CommandParts): Commands {
  const { view, api, editing, steps, told, reshape, reread, showSheet } = parts;
  const sheetId = (): number => view.shape().sheet.id;
  const clear = (): void => told(editing.clear(view.selection().ranges));
  const changeShape = (work: Promise<unknown>): void => told(work.then(reshape));
  return {
    newWorkbook: () => told(workbooks.newWorkbook()),
    open: () => told(workbooks.chooseWorkbook(parts.workbook().id)),
    copyWorkbook: () => told(workbooks.copyWorkbook(api)),
    rename: parts.rename,
    resetDemo: () => told(workbooks.resetDemo(api)),
    downloadCsv: () => workbooks.downloadCsv(api.csvUrl(sheetId())),
    deleteWorkbook: () => told(workbooks.removeWorkbook(parts.workbook().id, parts.workbook().title)),
    undo: steps.undo,
    redo: steps.redo,
    canUndo: steps.canUndo,
    canRedo: steps.canRedo,
    find: () => parts.find(false),
    replace: () => parts.find(true),
    // The page's own handlers of these events do the work.
    copy: () => void document.execCommand('copy'),
    cut: () => void document.execCommand('cut'),
    paste: parts.paste,
    fill: (along) => told(fill(view, editing, along)),
    shortcuts: () => told(showShortcuts().then(() => view.focus())),
    move: (axis, at, count, to) => changeShape(api.move(sheetId(), axis, at, count, to)),
    duplicateSheet: (id) =>
      told(
        api.duplicateSheet(id).then(async ({ sheet }) => {
          await reread();
          await showSheet(sheet.id);
        }),
      ),
    clearFilter: () => {
      const { filter } = view.shape();
      if (filter) told(api.makeFilter(sheetId(), filter.range).then(reshape));
    },
    clear,
    insert: (axis, at, count) => changeShape(api.insert(sheetId(), axis, at, count)),
    remove: (axis, at, count) => changeShape(api.remove(sheetId(), axis, at, count)),
    hide: (axis, at, count, hidden) => told(api.hide(sheetId(), axis, at, count, hidden).then(reshape)),
    freeze: (rows, columns) =>
      told(
        api
          .changeSheet(sheetId(), {
            ...(rows !== undefined && { frozenRows: rows }),
            ...(columns !== undefined && { frozenColumns: columns }),
          })
          .then(reshape),
      ),
    addSheet: () =>
      told(
        api.addSheet().then(async ({ sheet }) => {
          await reread();
          await showSheet(sheet.id);
        }),
      ),
    sort: (column, ascending, range) => changeShape(api.sort(sheetId(), column, ascending, range)),
    toggleFilter: () =>
      told((view.shape().filter ? api.dropFilter(sheetId()) : api.makeFilter(sheetId())).then(reshape)),
    format: (look) => told(api.format(sheetId(), view.selection().ranges, look)),
    mark: (mark) => {
      const { active, ranges } = view.selection();
      const on = view.cache().row(active.row)?.formats[active.column]?.[mark] === true;
      told(api.format(sheetId(), ranges, { [mark]: !on }));
    },
    plainLook: () => told(api.format(sheetId(), view.selection().ranges, PLAIN)),
    merge: (kind) => told(mergeSelection(view, api, kind).then(reshape)),
    unmerge: () => {
      const range = view.selection().ranges.at(-1);
      if (range) changeShape(api.unmerge(sheetId(), range));
    },
    runScript: (name, label) => told(parts.runScript(name, label)),
  };
}
