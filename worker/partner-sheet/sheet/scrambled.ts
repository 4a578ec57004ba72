/**
 * Whether the partner's columns were sorted without the others: then a number that was taken for one shipment stands in the
 * row of another, and its own row has lost it. Nobody can say whose the numbers are that were typed since. Pure.
 */

export interface NumberRow {
  readonly id: string;
  /** What stands in the column of numbers. */
  readonly number: string;
  /** Anything of the partner stands in the row. */
  readonly typed: boolean;
}

/** Blanks and signs are typed as people like. */
const plain = (number: string): string => number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** So many numbers in their places tell that a column was not sorted, when one has moved. */
const LEAST_HELD = 3;

/**
 * One number was typed into a wrong row, taken, and put into another. Whose it is then, and what of the row that lost it,
 * the plan asks the creator. Others that are new need not wait for that where it cannot have been a sort, which leaves no
 * blank row in front of one with a number.
 */
function isPutRight(
  rows: readonly NumberRow[],
  lost: ReadonlySet<string>,
  holders: readonly NumberRow[],
  inPlace: (row: NumberRow) => boolean,
  held: number,
): boolean {
  const [id, ...others] = lost;
  const [holder, ...more] = holders;
  if (id === undefined || others.length > 0 || holder === undefined || more.length > 0) return false;
  const isSure = (row: NumberRow): boolean => row === holder || row.id === id || !row.typed || inPlace(row);
  if (rows.every(isSure)) return true;
  if (held < LEAST_HELD || rows.some((row) => row.id === id && row.typed)) return false;
  const before = rows.slice(
    0,
    rows.findIndex((row) => row.id === id),
  );
  return !before.includes(holder) || before.every(isSure);
}

/**
 * The rows (as given) that cannot be believed: all with something typed where not the number stands that was taken for
 * them, and those that lost theirs. None, as long as no taken number moved.
 * @param taken Numbers that were taken, by shipment
 */
export function scrambledRows(
  rows: readonly NumberRow[],
  taken: ReadonlyMap<string, string>,
): ReadonlySet<number> {
  const own = (id: string): string => plain(taken.get(id) ?? '');
  const inPlace = (row: NumberRow): boolean => {
    const number = own(row.id);
    return number !== '' && plain(row.number).includes(number);
  };
  const standsIn = new Map<string, NumberRow[]>();
  const held = new Set<string>();
  for (const row of rows) {
    if (inPlace(row)) held.add(row.id);
    const number = plain(row.number);
    const list = standsIn.get(number);
    if (list === undefined) standsIn.set(number, [row]);
    else list.push(row);
  }
  const lost = new Set<string>();
  for (const { id } of rows) {
    const number = own(id);
    if (number === '' || held.has(id)) continue;
    if ((standsIn.get(number) ?? []).some((row) => row.id !== id && own(row.id) !== number)) lost.add(id);
  }
  if (lost.size === 0) return new Set();
  const holders = standsIn.get(own([...lost][0] ?? '')) ?? [];
  if (isPutRight(rows, lost, holders, inPlace, held.size)) return new Set();
  return new Set(rows.flatMap((row, at) => ((row.typed && !inPlace(row)) || lost.has(row.id) ? [at] : [])));
}
