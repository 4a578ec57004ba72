import { sheetOf } from './apply.ts';
import { checkFrozen, checkGrowth, checkName, checkRemaining, checkSize } from './check.ts';
import { newId } from './ids.ts';
import { checkFrozenMerges } from './merges.ts';
import { infoOf } from './read.ts';
import { blankSheet, copyOfSheet, type Sheet } from './state.ts';
import type { Transactions } from './transaction.ts';
import { type Metadata, type SheetInfo, type Workbook, WorkbookError } from './types.ts';

type Sheets = Pick<
  Workbook,
  | 'sheets'
  | 'sheet'
  | 'sheetByName'
  | 'addSheet'
  | 'deleteSheet'
  | 'copySheet'
  | 'updateSheet'
  | 'addMetadata'
  | 'updateMetadata'
  | 'removeMetadata'
>;

/** A sheet on its way from one workbook to another. */
interface Receiver extends Workbook {
  receiveSheet(sheet: Sheet, name: string, metadata: readonly Metadata[], newId?: number): SheetInfo;
}

function isReceiver(workbook: Workbook): workbook is Receiver {
  return 'receiveSheet' in workbook && typeof workbook.receiveSheet === 'function';
}

export function sheetMethods(store: Transactions): Sheets & Pick<Receiver, 'receiveSheet'> {
  const find = (id: number) => sheetOf(store.state(), id);
  const info = (id: number) => infoOf(find(id), store.state().sheets.indexOf(find(id)));
  const clampIndex = (index: number | undefined, most: number) =>
    index === undefined ? most : Math.max(0, Math.min(index, most));

  const freeSheetId = (wanted: number | undefined): number => {
    const state = store.state();
    if (wanted === undefined) return newId(state);
    if (!Number.isInteger(wanted) || wanted < 0 || wanted > 2 ** 31 - 1) {
      throw new WorkbookError('value.invalid', `A sheet cannot have the id ${wanted}.`);
    }
    if (state.sheets.some((sheet) => sheet.id === wanted)) {
      throw new WorkbookError('value.invalid', `A sheet with the id ${wanted} already exists.`);
    }
    return wanted;
  };

  const resize = (sheet: Sheet, axis: 'rows' | 'columns', wanted: number | undefined) => {
    const size = axis === 'rows' ? sheet.rows : sheet.columns.length;
    if (wanted === undefined || wanted === size) return;
    if (wanted > size) {
      const other = axis === 'rows' ? sheet.columns.length : sheet.rows;
      const columns = axis === 'columns' ? wanted : sheet.columns.length;
      checkGrowth(store.state(), (wanted - size) * other, columns);
      store.run({ do: 'insert', sheet: sheet.id, axis, at: size, count: wanted - size, inherit: 'before' });
    } else {
      checkRemaining(sheet, axis, wanted, size - wanted);
      store.run({ do: 'delete', sheet: sheet.id, axis, at: wanted, count: size - wanted });
    }
  };

  return {
    sheets: () => store.state().sheets.map(infoOf),
    sheet: info,
    sheetByName(name) {
      const sheets = store.state().sheets;
      const index = sheets.findIndex((sheet) => sheet.name === name);
      const sheet = sheets[index];
      return sheet === undefined ? undefined : infoOf(sheet, index);
    },
    addSheet({ name, rows = 1000, columns = 26, index, id }) {
      const state = store.state();
      checkName(state, name);
      checkSize(rows, columns);
      checkGrowth(state, rows * columns, columns);
      const sheet = blankSheet(freeSheetId(id), name, rows, columns);
      store.run({ do: 'add-sheet', index: clampIndex(index, state.sheets.length), sheet });
      return info(sheet.id);
    },
    deleteSheet(id) {
      const sheet = find(id);
      const visible = store.state().sheets.filter((other) => !other.hidden && other !== sheet);
      if (visible.length === 0) {
        throw new WorkbookError('last-sheet', "You can't remove all the visible sheets of a workbook.");
      }
      store.run({ do: 'delete-sheet', sheet: id });
    },
    copySheet(id, to, name, wanted) {
      const sheet = find(id);
      const ours = store
        .state()
        .metadata.filter(({ location }) => location.type !== 'spreadsheet' && location.sheetId === id);
      if (!isReceiver(to)) throw new Error('Only a workbook of this core can take in a sheet.');
      return to.receiveSheet(sheet, name ?? `Copy of ${sheet.name}`, ours, wanted);
    },
    receiveSheet(given, name, metadata, wanted) {
      const state = store.state();
      let free = name;
      const taken = new Set(state.sheets.map((sheet) => sheet.name.toLowerCase()));
      for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name} ${n}`;
      checkGrowth(state, given.rows * given.columns.length, given.columns.length);
      const id = freeSheetId(wanted);
      return store.batch(() => {
        const sheet = { ...copyOfSheet(given), id, name: free, hidden: false, protections: [] };
        store.run({ do: 'add-sheet', index: state.sheets.length, sheet });
        for (const protection of given.protections) {
          const copy = { ...protection, id: newId(store.state()) };
          store.run({ do: 'protect', sheet: id, protection: copy });
        }
        for (const { location, ...entry } of metadata) {
          if (location.type === 'spreadsheet') continue;
          const copy = { ...entry, id: newId(store.state()), location: { ...location, sheetId: id } };
          store.run({ do: 'add-metadata', metadata: copy });
        }
        return info(id);
      });
    },
    updateSheet(id, props) {
      const state = store.state();
      const sheet = find(id);
      if (props.name !== undefined) checkName(state, props.name, id);
      if (props.hidden === true && !state.sheets.some((other) => !other.hidden && other !== sheet)) {
        throw new WorkbookError('last-sheet', "You can't hide all the sheets of a workbook.");
      }
      store.batch(() => {
        // The grid may be about to shrink below the old frozen part: that is set first when it is given.
        const { name, hidden, frozenRows, frozenColumns, tabColor } = props;
        checkFrozen(props.rowCount ?? sheet.rows, frozenRows ?? 0, 'rows');
        checkFrozen(props.columnCount ?? sheet.columns.length, frozenColumns ?? 0, 'columns');
        checkFrozenMerges(sheet.merges, frozenRows ?? sheet.frozenRows, frozenColumns ?? sheet.frozenColumns);
        if ([name, hidden, frozenRows, frozenColumns, tabColor].some((value) => value !== undefined)) {
          store.run({
            do: 'sheet',
            sheet: id,
            props: {
              ...(name === undefined ? {} : { name }),
              ...(hidden === undefined ? {} : { hidden }),
              ...(frozenRows === undefined ? {} : { frozenRows }),
              ...(frozenColumns === undefined ? {} : { frozenColumns }),
              ...(tabColor === undefined ? {} : { tabColor }),
            },
          });
        }
        checkSize(props.rowCount ?? 1, props.columnCount ?? 1);
        resize(find(id), 'rows', props.rowCount);
        resize(find(id), 'columns', props.columnCount);
        const index = clampIndex(props.index, state.sheets.length - 1);
        if (props.index !== undefined && index !== info(id).index) {
          store.run({ do: 'move-sheet', sheet: id, index });
        }
      });
    },
    addMetadata(given) {
      const at = given.location;
      if (at.type !== 'spreadsheet') {
        const sheet = find(at.sheetId);
        const size = at.type === 'row' ? sheet.rows : sheet.columns.length;
        if (at.type !== 'sheet' && !(Number.isInteger(at.index) && at.index >= 0 && at.index < size)) {
          throw new WorkbookError('range.outside', `There is no ${at.type} ${at.index} in "${sheet.name}".`);
        }
      }
      if (given.key === '') throw new WorkbookError('value.invalid', 'Metadata needs a key.');
      if (given.id !== undefined && store.state().metadata.some(({ id }) => id === given.id)) {
        throw new WorkbookError('value.invalid', `There is metadata with the id ${given.id} already.`);
      }
      const metadata = { ...given, id: given.id ?? newId(store.state()) };
      store.run({ do: 'add-metadata', metadata });
      return metadata;
    },
    updateMetadata(id, value) {
      checkMetadata(store, id);
      store.run({ do: 'metadata-value', id, value });
    },
    removeMetadata(id) {
      checkMetadata(store, id);
      store.run({ do: 'remove-metadata', id });
    },
  };
}

function checkMetadata(store: Transactions, id: number): void {
  if (store.state().metadata.some((entry) => entry.id === id)) return;
  throw new WorkbookError('value.invalid', `There is no developer metadata with the id ${id}.`);
}
