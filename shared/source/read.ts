/** Reads the rows of a file into orders: one a row, or the rows of one order together. */
import { cleanId } from '../tracking/ids.ts';
import type { Backer, BackerItem, BackerProblem } from './backer.ts';
import type { ItemCells, Layout, OrderField } from './layout.ts';
import { cellReader, summed } from './read-items.ts';
import { orderReader } from './read-order.ts';

export interface BackerReader {
  /** `line`: row number in the file as a spreadsheet shows it. */
  row(cells: readonly string[], line: number): void;
  /** After the last row, once: gives what is still held. */
  end(): void;
}

/**
 * Gives each order of a file to `take`. With a row an order, at once and in the order of the rows, so that a
 * file of any size can be streamed through it. With a row an item, at the end, in the order of first rows:
 * the rows of one order need not stand together.
 */
export function backerReader(layout: Layout, take: (backer: Backer) => void): BackerReader {
  const read = orderReader(layout);
  if (layout.itemCells !== null) return groupReader(layout, layout.itemCells, read, take);
  return {
    row(cells, line) {
      take(read(cells, line));
    },
    end() {},
  };
}

/** All rows of a small file at once; `lines` are their row numbers in the file. */
export function readBackers(
  rows: readonly (readonly string[])[],
  layout: Layout,
  lines: readonly number[] = [],
): Backer[] {
  const backers: Backer[] = [];
  const reader = backerReader(layout, (backer) => backers.push(backer));
  rows.forEach((cells, i) => {
    reader.row(cells, lines[i] ?? i + 2);
  });
  reader.end();
  return backers;
}

/**
 * What must be the same on all rows of one order, where it is given: who gets it, where, and how it stands.
 */
const SAME: readonly OrderField[] = [
  ...(['name', 'email', 'addressName', 'line1', 'line2', 'city', 'state', 'postal'] as const),
  ...(['countryName', 'countryCode', 'phone', 'status', 'sent'] as const),
];

interface Group {
  readonly line: number;
  /** Of each column the first filled cell. */
  readonly cells: string[];
  readonly items: BackerItem[];
  readonly problems: BackerProblem[];
}

function groupReader(
  layout: Layout,
  itemCells: ItemCells,
  read: (cells: readonly string[], line: number) => Backer,
  take: (backer: Backer) => void,
): BackerReader {
  const { fields, header } = layout;
  const readItem = cellReader(itemCells);
  const ids = [fields.get('orderId'), fields.get('backerNumber')].filter((column) => column !== undefined);
  const columns = [...new Set(fields.values())];
  const same = SAME.flatMap((field) => fields.get(field) ?? []);
  const groups: Group[] = [];
  const byId = new Map<string, Group>();
  let last: Group | null = null;

  const groupOf = (cells: readonly string[], line: number): Group => {
    const id = ids.map((column) => cleanId(cells[column] ?? '').text).join('\n');
    const found = id.trim() === '' ? continued(cells) : byId.get(id);
    if (found) return found;
    const group: Group = { line, cells: [], items: [], problems: [] };
    groups.push(group);
    if (id.trim() !== '') byId.set(id, group);
    return group;
  };
  /** A row without an id and without anything else of an order belongs to the row above. */
  const continued = (cells: readonly string[]): Group | null =>
    columns.every((column) => (cells[column] ?? '').trim() === '') ? last : null;

  const merge = (group: Group, cells: readonly string[]): void => {
    for (const column of columns) {
      const cell = cells[column] ?? '';
      const held = group.cells[column] ?? '';
      if (held === '') group.cells[column] = cell;
      else if (cell !== '' && cell.trim() !== held.trim() && same.includes(column)) {
        if (group.problems.some(({ code }) => code === 'rows.differ')) continue;
        group.problems.push({
          code: 'rows.differ',
          column: header[column] ?? '',
          value: `${held} | ${cell}`,
        });
      }
    }
    for (const { column } of layout.questions) group.cells[column] ||= cells[column] ?? '';
  };

  return {
    row(cells, line) {
      const group = groupOf(cells, line);
      last = group;
      merge(group, cells);
      const item = readItem(cells, (code, column, value) => {
        group.problems.push({ code, column: header[column] ?? '', value });
      });
      if (item !== null) group.items.push(item);
    },
    end() {
      for (const { cells, line, items, problems } of groups) {
        const backer = read(cells, line);
        take({
          ...backer,
          items: summed([...backer.items, ...items]),
          problems: problems.length === 0 ? backer.problems : [...backer.problems, ...problems],
        });
      }
      groups.length = 0;
    },
  };
}
