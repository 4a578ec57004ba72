/** What the menus of the page do, by name. */

import type { WorkbookWire } from '../http/wire.ts';
import type { Editing } from './editing.ts';
import type { GridView } from './grid/grid.ts';
import type { Api } from './lib/api.ts';
import type { Commands } from './menus.ts';
import * as workbooks from './workbook-actions.ts';

export interface CommandParts {
  readonly view: GridView;
  readonly api: Api;
  readonly editing: Editing;
  /** Shows what the server refuses. */
  told(work: Promise<unknown>): void;
  /** Reads the shape of the sheet again. */
  reshape(): Promise<void>;
  /** Reads the list of sheets again. */
  reread(): Promise<void>;
  showSheet(id: number): Promise<void>;
  workbook(): WorkbookWire;
  rename(): void;
  find(): void;
  runScript(functionName: string, label: string): Promise<void>;
}

export function createCommands(parts: CommandParts): Commands {
  const { view, api, editing, told, reshape, reread, showSheet } = parts;
  const sheetId = (): number => view.shape().sheet.id;
  const clear = (): void => told(editing.clear(view.selection().ranges));
  const changeShape = (work: Promise<unknown>): void => {
    editing.forgetSteps();
    told(work.then(reshape));
  };
  return {
    newWorkbook: () => told(workbooks.newWorkbook()),
    open: () => told(workbooks.chooseWorkbook(parts.workbook().id)),
    copy: () => told(workbooks.copyWorkbook(api)),
    rename: parts.rename,
    resetDemo: () => told(workbooks.resetDemo(api)),
    downloadCsv: () => workbooks.downloadCsv(api.csvUrl(sheetId())),
    deleteWorkbook: () => told(workbooks.removeWorkbook(parts.workbook().id, parts.workbook().title)),
    undo: editing.undo,
    redo: editing.redo,
    canUndo: editing.canUndo,
    canRedo: editing.canRedo,
    find: parts.find,
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
    sort: (column, ascending) => changeShape(api.sort(sheetId(), column, ascending)),
    toggleFilter: () =>
      told((view.shape().filter ? api.dropFilter(sheetId()) : api.makeFilter(sheetId())).then(reshape)),
    runScript: (name, label) => told(parts.runScript(name, label)),
  };
}
