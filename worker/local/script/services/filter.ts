import type { GridRange } from '../../core/types.ts';
import type { ScriptFilter } from '../backend.ts';
import type { Context } from './context.ts';
import { badParameters, integer, only } from './only.ts';

/** The one basic filter of a sheet. Columns of criteria count from 1 on the sheet, as in Apps Script. */
export function filter(context: Context, sheetId: number, range: GridRange): object {
  const now = (): ScriptFilter => context.backend.filter(sheetId) ?? { range, hiddenValues: [] };
  const without = (column: number): ScriptFilter['hiddenValues'] =>
    now().hiddenValues.filter(([other]) => other !== column);
  const set = (hiddenValues: ScriptFilter['hiddenValues']): object => {
    context.backend.setFilter(sheetId, { range: now().range, hiddenValues });
    return self;
  };
  const self: object = only('Filter', {
    getRange: () => context.range(sheetId, now().range),
    remove: () => context.backend.setFilter(sheetId, null),
    getColumnFilterCriteria(position: unknown): object | null {
      const column = integer(position, 'SpreadsheetApp.Filter.getColumnFilterCriteria') - 1;
      const found = now().hiddenValues.find(([other]) => other === column);
      return found === undefined ? null : criteria(context, found[1]);
    },
    setColumnFilterCriteria(position: unknown, value: unknown): object {
      const method = 'SpreadsheetApp.Filter.setColumnFilterCriteria';
      const column = integer(position, method) - 1;
      if (value === null) return set(without(column));
      const hidden = context.known.recall(value, 'criteria');
      if (hidden === undefined) throw badParameters(method, [position, value]);
      return set([...without(column), [column, hidden]]);
    },
    removeColumnFilterCriteria: (position: unknown) =>
      set(without(integer(position, 'SpreadsheetApp.Filter.removeColumnFilterCriteria') - 1)),
    sort(position: unknown, ascending: unknown): object {
      const area = now().range;
      const column = integer(position, 'SpreadsheetApp.Filter.sort') - 1;
      // The first row of a filter is its header and stays.
      const rows = { ...area, row: area.row + 1, rows: area.rows - 1 };
      if (rows.rows > 0) context.backend.sort(sheetId, rows, [{ column, ascending: ascending !== false }]);
      return self;
    },
  });
  return self;
}

function criteria(context: Context, hidden: readonly string[]): object {
  return context.known.remember(
    only('FilterCriteria', {
      getHiddenValues: () => [...hidden],
      copy: () => criteriaBuilder(context, hidden),
    }),
    'criteria',
    hidden,
  );
}

/** SpreadsheetApp.newFilterCriteria(): hiding values is the one kind here. */
export function criteriaBuilder(context: Context, start: readonly string[] = []): object {
  let hidden = start;
  const builder: object = only('FilterCriteriaBuilder', {
    setHiddenValues(values: unknown): object {
      if (!Array.isArray(values))
        throw badParameters('SpreadsheetApp.FilterCriteriaBuilder.setHiddenValues', [values]);
      hidden = values.map(String);
      return builder;
    },
    getHiddenValues: () => [...hidden],
    build: () => criteria(context, hidden),
  });
  return builder;
}
