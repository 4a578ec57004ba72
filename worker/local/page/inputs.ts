/** What the mouse and the keys do on the grid. */

import { VIEW_ONLY } from './access.ts';
import type { Editing } from './editing.ts';
import type { Editor } from './grid/editor.ts';
import type { GridView } from './grid/grid.ts';
import { attachKeys } from './grid/keys.ts';
import { attachMouse } from './grid/mouse.ts';
import type { Api } from './lib/api.ts';
import { type Commands, cellMenu, columnMenu, insertOrRemove, lookItems, rowMenu } from './menus.ts';
import type { Place } from './model/selection.ts';
import { openChoices } from './parts/choices.ts';
import { openFilter } from './parts/filter-popup.ts';
import { isCheckbox, turnTicks } from './ticks.ts';
import { type MenuItems, openMenu } from './ui/menu.ts';
import { toast } from './ui/toast.ts';

export interface InputParts {
  readonly view: GridView;
  readonly api: Api;
  readonly editing: Editing;
  readonly editor: Editor;
  readonly commands: Commands;
  /** false: one may only look. */
  readonly canType: boolean;
  /** Shows what the server refuses. */
  told(work: Promise<unknown>): void;
  /** Reads the shape of the sheet again. */
  reshape(): Promise<void>;
  /** What a person would type to get a cell. */
  inputAt(place: Place): string;
  /** To the menu bar. */
  leave(): void;
  /** To the sheet beside this one. */
  toSheet(step: 1 | -1): void;
}

export function attachInputs(parts: InputParts): void {
  const { view, api, editing, editor, commands, canType, told, reshape, inputAt } = parts;
  const refuse = (): void => void toast(VIEW_ONLY);
  const edit = (text: string | undefined): void => {
    const { active } = view.selection();
    if (canType) editor.open(active, text ?? inputAt(active), text !== undefined);
    else refuse();
  };
  const tick = (): boolean => {
    const turn = turnTicks(view, editing);
    if (turn !== false) told(turn());
    return turn !== false;
  };
  const choose = (place: Place): boolean => {
    if (isCheckbox(view, place)) return tick();
    const validation = view.cache().row(place.row)?.validations[place.column];
    const at = view.cellElement(place);
    if (!validation || !at || !canType) return false;
    const pick = (value: string): void => told(editing.write(place.row, place.column, [[value]]));
    openChoices(at, validation.values, inputAt(place), pick, () => view.focus());
    return true;
  };
  const open = (items: MenuItems, at: HTMLElement | { x: number; y: number }): void =>
    openMenu(canType ? items : lookItems(commands), at, { closed: () => view.focus() });

  attachMouse(view, {
    edit: () => edit(undefined),
    openChoices: (place) => void choose(place),
    tick,
    openFilter(column, at) {
      if (!canType) return refuse();
      const { id } = view.shape().sheet;
      told(
        openFilter(api, id, column, at, {
          sort: commands.sort,
          apply: (of, choice) => told(api.chooseValues(id, of, choice).then(reshape)),
        }),
      );
    },
    openColumnMenu: (column, at) => open(columnMenu(view, commands, column), at),
    openRowMenu: (_row, at) => open(rowMenu(view, commands), at),
    openCellMenu: (at) => open(cellMenu(view, commands), at),
  });
  attachKeys(view, {
    edit,
    openChoices: () => choose(view.selection().active),
    clear: commands.clear,
    undo: commands.undo,
    redo: commands.redo,
    find: commands.find,
    replace: commands.replace,
    fill: commands.fill,
    shortcuts: commands.shortcuts,
    mark: commands.mark,
    plain: commands.plainLook,
    tick,
    insert: () => insertOrRemove(view, commands, 'insert'),
    remove: () => insertOrRemove(view, commands, 'remove'),
    sheet: parts.toSheet,
    leave: parts.leave,
    openMenu() {
      const cell = view.cellElement(view.selection().active)?.getBoundingClientRect();
      if (cell) open(cellMenu(view, commands), { x: cell.left + 8, y: cell.bottom });
    },
  });
}
