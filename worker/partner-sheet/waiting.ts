/** What a partner typed and the creator has to answer or to mend: it stays, whatever becomes of its row. Pure. */
import { PARTNER_COLUMNS, type PartnerColumn } from '../../shared/partner-sheet/columns.ts';
import type { Entry, PartnerRead } from './contract.ts';
import type { PartnerRow, SheetParcel } from './load.ts';

/** What says that a parcel has left; Seen and remarks need no plan. */
export const PLANNED = ['number', 'carrier', 'shippedAt', 'quantity'] as const satisfies PartnerColumn[];

/** What follows from the cell alone stays as it is until the cell changes. */
const OF_THE_CELL =
  /^(tracking\.(?!other-number|same-number|extra-box|channel-needed)|qty\.|sku\.not-in-order|cell\.|row\.twice|date\.)/;

/** The partner puts it right by itself, told by the note; its creator has nothing to do. */
export const isOfTheCell = (code: string): boolean => OF_THE_CELL.test(code);

/** Something was typed that only the creator can answer, or can make right in the order. */
export const isWaiting = (row: PartnerRow | null): row is PartnerRow =>
  row !== null &&
  row.refusal !== null &&
  row.answer !== 'keep' &&
  (row.refusal.decide || !isOfTheCell(row.refusal.code));

/** What the partner's columns begin with when a row is made again: what waits, otherwise what was taken; and its remark. */
export function typedAgain(row: PartnerRow): PartnerRow['taken'] {
  const { said, taken } = row;
  const numbers = isWaiting(row) ? PLANNED.flatMap((key) => told(said, key)) : Object.entries(taken);
  return Object.fromEntries([...numbers, ...told(said, 'remark')]);
}

const told = (said: PartnerRow['said'], key: PartnerColumn): [string, string][] => {
  const text = said[key];
  return text === undefined ? [] : [[key, text]];
};

/** Rows that are gone, and whose words are still to be answered: as they last stood there. */
export function goneWaiting(
  parcels: ReadonlyMap<string, SheetParcel>,
  { absent, entries }: Pick<PartnerRead, 'absent' | 'entries'>,
): Entry[] {
  // Rows of a plan are told apart by their lines.
  const last = entries.reduce((most, { line }) => Math.max(most, line), 0);
  return absent
    .filter((id) => isWaiting(parcels.get(id)?.row ?? null))
    .map((id, i) => {
      const said = parcels.get(id)?.row?.said ?? {};
      const typed = PARTNER_COLUMNS.map(
        (key) => [key, { text: said[key] ?? '', isNumber: false, isMerged: false }] as const,
      );
      return { id, line: last + 1 + i, typed: Object.fromEntries(typed), edited: {}, times: 1 };
    });
}
