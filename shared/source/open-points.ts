/**
 * What the first rows of a file leave open: which of two columns counts, which number of a date is the month,
 * which sign parts the cents.
 */
import { type DayOrder, parseDate } from './dates.ts';
import { type Layout, type LayoutAsk, labelOf, type OrderField } from './layout.ts';
import { type DecimalSign, parseMoney } from './money.ts';
import { tidy } from './tidy.ts';

const DATES: readonly OrderField[] = ['pledgedAt', 'surveyAt'];
const AMOUNTS: readonly OrderField[] = ['pledged', 'amountDue', 'amountPaid'];

type Rows = readonly (readonly string[])[];

/**
 * The layout with repeated columns told apart, and with the form of its dates and amounts, as far as `rows`
 * show it: one date such as 25/03/2025 tells the order of all. Where every date could be read two ways, and
 * where amounts end in exactly three digits behind their only sign, it is asked.
 */
export function withOpen(given: Layout, rows: Rows): Layout {
  const layout = withoutWords(withRepeated(given, rows), rows);
  const asks: LayoutAsk[] = [...layout.asks];
  const days = layout.dayOrder === null ? dayOrderOf(layout, rows) : null;
  // Platforms write their own form: two decimals, or none where the currency has none.
  const decimal = layout.decimal === null && layout.platform === 'other' ? decimalOf(layout, rows) : null;
  if (typeof days === 'object' && days !== null) asks.push({ kind: 'day-order', id: 'day-order', ...days });
  if (typeof decimal === 'object' && decimal !== null)
    asks.push({ kind: 'decimal', id: 'decimal', ...decimal });
  return {
    ...layout,
    label: labelOf(layout.title, layout.items),
    dayOrder: typeof days === 'string' ? days : layout.dayOrder,
    decimal: typeof decimal === 'string' ? decimal : layout.decimal,
    asks,
    sure: asks.length === 0,
  };
}

/**
 * Headers repeat (Indiegogo). Of the columns of one name the one that is filled counts; where several are
 * filled and differ, it is asked.
 */
function withRepeated(layout: Layout, rows: Rows): Layout {
  if (layout.repeated.length === 0) return layout;
  const fields = new Map(layout.fields);
  const asks: LayoutAsk[] = [...layout.asks];
  const unknown = [...layout.unknown];
  for (const { field, columns } of layout.repeated) {
    const cells = (column: number): string[] => rows.map((row) => tidy(row[column] ?? ''));
    const filled = columns.filter((column) => cells(column).some((text) => text !== ''));
    const [first] = filled;
    if (first === undefined) continue;
    const same = filled.every((column) => cells(column).join('\n') === cells(first).join('\n'));
    if (filled.length === 1 || same) {
      fields.set(field, first);
      for (const column of columns)
        if (column !== first) unknown.push({ column, name: layout.header[column] ?? '' });
    } else {
      fields.delete(field);
      asks.push({ kind: 'column', id: `column:${field}`, field, columns: filled });
    }
  }
  return { ...layout, fields, asks, unknown };
}

/** Filled cells that it takes to say what a column holds. */
const ENOUGH = 3;
/** Neither a number nor a number with a sign for "times". */
const NO_QUANTITY = /[^\d\s.,x×*-]/i;

/** Columns of no known name that stand among items but hold words or money are none: shown, not read. */
function withoutWords(layout: Layout, rows: Rows): Layout {
  const odd = layout.items.filter(({ column, kind }) => {
    if (kind === 'addon') return false;
    const cells = rows.map((row) => tidy(row[column] ?? '')).filter((text) => text !== '');
    return cells.length >= ENOUGH && cells.every((text) => NO_QUANTITY.test(text));
  });
  if (odd.length === 0) return layout;
  const columns = new Set(odd.map(({ column }) => column));
  return {
    ...layout,
    items: layout.items.filter(({ column }) => !columns.has(column)),
    unknown: [...layout.unknown, ...odd.map(({ column, title }) => ({ column, name: title }))],
  };
}

interface Open {
  readonly column: number;
  readonly sample: string;
}

function cellsOf(layout: Layout, rows: Rows, fields: readonly OrderField[]): Open[] {
  return fields.flatMap((field) => {
    const column = layout.fields.get(field);
    if (column === undefined) return [];
    return rows.flatMap((cells) => {
      const sample = tidy(cells[column] ?? '');
      return sample === '' ? [] : [{ column, sample }];
    });
  });
}

/** The order that the dates show; what is open when they show none or two. */
function dayOrderOf(layout: Layout, rows: Rows): DayOrder | Open | null {
  let open: Open | null = null;
  const seen = new Set<DayOrder>();
  for (const cell of cellsOf(layout, rows, DATES)) {
    const read = parseDate(cell.sample);
    if (!read.ok && read.why === 'ambiguous') open ??= cell;
    if (!read.ok) continue;
    const parts = /^(\d{1,2})[-/](\d{1,2})[-/]/.exec(cell.sample);
    if (parts && Number(parts[1]) > 12) seen.add('dmy');
    else if (parts && Number(parts[2]) > 12) seen.add('mdy');
  }
  const [only] = seen;
  if (seen.size === 1 && only !== undefined) return only;
  return open;
}

/** The sign that amounts show; what is open when an amount could be read two ways and none shows it. */
function decimalOf(layout: Layout, rows: Rows): DecimalSign | Open | null {
  let open: Open | null = null;
  const seen = new Set<DecimalSign>();
  for (const cell of cellsOf(layout, rows, AMOUNTS)) {
    const comma = parseMoney(cell.sample, ',');
    const point = parseMoney(cell.sample, '.');
    if (comma === null && point === null) continue;
    if (comma !== null && point !== null) {
      if (comma.amount !== point.amount) open ??= cell;
    } else seen.add(comma === null ? '.' : ',');
  }
  const [only] = seen;
  if (open === null) return null;
  return seen.size === 1 && only !== undefined ? only : open;
}
