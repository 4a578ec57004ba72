import {
  applyCells,
  applyClear,
  applyFormat,
  applyFormats,
  applyNote,
  applyNotes,
  applyReorder,
  applyValidation,
  mapColumns,
  replaceSheet,
} from './apply-cells.ts';
import { applyDelete, applyInsert, applyMove } from './apply-grid.ts';
import { intersects } from './merges.ts';
import type { Applied, Operation, Touched } from './operation.ts';
import { setRun } from './runs.ts';
import {
  copyOfSheet,
  internColumn,
  internFormat,
  internValidation,
  type Sheet,
  type State,
} from './state.ts';
import { WorkbookError } from './types.ts';

export function sheetOf(state: State, id: number): Sheet {
  const sheet = state.sheets.find((candidate) => candidate.id === id);
  if (sheet === undefined) throw new WorkbookError('sheet.unknown', `There is no sheet with the id ${id}.`);
  return sheet;
}

/** Ids that callers choose may be near the largest; ours go on from the smaller ones. */
function usedId(state: State, id: number): State {
  return id >= state.nextId && id < 1_000_000_000 ? { ...state, nextId: id + 1 } : state;
}

function changed(state: State, sheet: Sheet, touched: Touched): Applied {
  return { state: replaceSheet(state, sheet), touched };
}

/** Does one operation. It was checked when it was made: here nothing is refused but an unknown sheet. */
export function apply(state: State, op: Operation): Applied {
  switch (op.do) {
    case 'title':
      return { state: { ...state, title: op.title }, touched: { list: true } };
    case 'add-sheet': {
      const sheets = state.sheets.slice();
      const sheet = copyOfSheet(op.sheet);
      // Done again from disk, its looks must be the very objects of the core: runs of one look join by identity.
      sheets.splice(op.index, 0, { ...sheet, columns: sheet.columns.map(internColumn) });
      return {
        state: usedId({ ...state, sheets }, op.sheet.id),
        touched: { list: true, sheet: op.sheet.id },
      };
    }
    case 'all-metadata':
      return { state: { ...state, metadata: op.metadata }, touched: {} };
    case 'add-metadata':
      return {
        state: usedId({ ...state, metadata: [...state.metadata, op.metadata] }, op.metadata.id),
        touched: {},
      };
    case 'metadata-value': {
      const metadata = state.metadata.map((entry) =>
        entry.id === op.id ? { ...entry, value: op.value } : entry,
      );
      return { state: { ...state, metadata }, touched: {} };
    }
    case 'remove-metadata':
      return {
        state: { ...state, metadata: state.metadata.filter((entry) => entry.id !== op.id) },
        touched: {},
      };
    default:
      return applyToSheet(state, sheetOf(state, op.sheet), op);
  }
}

function framed(sheet: Sheet, op: Extract<Operation, { do: 'frame' }>): Sheet {
  const columns = sheet.columns.map((column, i) => {
    const look = op.columns[i];
    if (look === undefined) return column;
    // Looks that were read from the disk are other objects than the ones that are equal to them.
    const formats = look.formats.flatMap((run) => {
      const value = internFormat(run.value);
      return value === undefined ? [] : [{ ...run, value }];
    });
    const validations = look.validations.map((run) => ({ ...run, value: internValidation(run.value) }));
    return { ...look, formats, validations, values: column.values };
  });
  return { ...sheet, ...op.frame, columns };
}

type OnSheet = Extract<Operation, { sheet: number }>;

function applyToSheet(state: State, sheet: Sheet, op: OnSheet): Applied {
  const touched = { sheet: sheet.id };
  switch (op.do) {
    case 'delete-sheet': {
      const metadata = state.metadata.filter(
        ({ location }) => location.type === 'spreadsheet' || location.sheetId !== sheet.id,
      );
      const sheets = state.sheets.filter((other) => other.id !== sheet.id);
      return { state: { ...state, sheets, metadata }, touched: { list: true } };
    }
    case 'move-sheet': {
      const sheets = state.sheets.filter((other) => other.id !== sheet.id);
      sheets.splice(op.index, 0, sheet);
      return { state: { ...state, sheets }, touched: { list: true } };
    }
    case 'sheet':
      return changed(state, { ...sheet, ...op.props }, { ...touched, list: true });
    case 'cells':
      return applyCells(state, sheet, op);
    case 'clear':
      return applyClear(state, sheet, op);
    case 'format':
      return applyFormat(state, sheet, op);
    case 'formats':
      return applyFormats(state, sheet, op);
    case 'notes':
      return applyNotes(state, sheet, op);
    case 'note':
      return applyNote(state, sheet, op);
    case 'validation':
      return applyValidation(state, sheet, op);
    case 'merges': {
      const others = sheet.merges.filter((merge) => !intersects(merge, op.range));
      return changed(state, { ...sheet, merges: [...others, ...op.merges] }, touched);
    }
    case 'protect': {
      const others = sheet.protections.filter(({ id }) => id !== op.protection.id);
      const protections = [...others, op.protection].sort((a, b) => a.id - b.id);
      return changed(usedId(state, op.protection.id), { ...sheet, protections }, touched);
    }
    case 'unprotect': {
      const protections = sheet.protections.filter(({ id }) => id !== op.id);
      return changed(state, { ...sheet, protections }, touched);
    }
    case 'columns': {
      const look = {
        ...(op.width === undefined ? {} : { width: op.width }),
        ...(op.hidden === undefined ? {} : { hidden: op.hidden }),
      };
      const wide = mapColumns(sheet, op.column, op.columns, (column) => ({ ...column, ...look }));
      return changed(state, wide, touched);
    }
    case 'hide-rows': {
      const value = op.hidden ? true : undefined;
      const hiddenRows = setRun(sheet.hiddenRows, op.row, op.row + op.rows, value);
      return changed(state, { ...sheet, hiddenRows }, touched);
    }
    case 'filter':
      return changed(state, { ...sheet, filter: op.filter, filteredRows: op.rows }, touched);
    case 'frame':
      return changed(state, framed(sheet, op), { ...touched, list: true });
    case 'insert':
      return applyInsert(state, sheet, op);
    case 'delete':
      return applyDelete(state, sheet, op);
    case 'move-columns':
    case 'move-rows':
      return applyMove(state, sheet, op);
    case 'reorder':
      return applyReorder(state, sheet, op);
  }
}
