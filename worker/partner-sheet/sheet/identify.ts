/**
 * Whose a row is. A partner sorts one column alone, pastes over ids, copies rows: so a row is the shipment that most of what
 * stands in it says, each cell of ours compared by hash with what the worker wrote for each shipment. The id is one vote
 * among others, and breaks ties. Pure.
 */
import { OUR_COLUMNS, type OurColumn } from '../../../shared/partner-sheet/columns.ts';
import { hashOfCell } from '../../../shared/partner-sheet/row.ts';

/** A shipment as it may stand in the sheet: hashes of what was last written, and texts of what is being written. */
export interface Candidate {
  readonly id: string;
  readonly shown: Readonly<Partial<Record<OurColumn, string>>>;
  readonly wanted?: Readonly<Partial<Record<OurColumn, string>>>;
}
export type Verdict =
  | { readonly id: string }
  /** unknown: nothing says so much; scrambled: it looks like several at once. */
  | { readonly id: null; readonly why: 'unknown' | 'scrambled' };

/** `isTie`: as much says that it is another; the id alone has decided. */
type Decision = Verdict & { readonly isTie?: true };

/** Says whose a row is by its cells. Texts of `ignored` have no vote: they may just have been written to wrong rows. */
export type Identify = (cell: (column: OurColumn) => string, ignored?: ReadonlySet<string>) => Verdict;

/** They change by themselves and say nothing of whose a row is. */
const VOTELESS: ReadonlySet<OurColumn> = new Set(['status', 'change']);
const VOTING: readonly OurColumn[] = OUR_COLUMNS.filter((column) => !VOTELESS.has(column));

/** What stands in more rows than this proposes nobody; it still votes for those that others propose. */
const MOST_PROPOSED = 40;

const UNKNOWN: Verdict = { id: null, why: 'unknown' };
const SCRAMBLED: Verdict = { id: null, why: 'scrambled' };

/** @param columns Those that the sheet has */
export function identifier(candidates: readonly Candidate[], columns: ReadonlySet<OurColumn>): Identify {
  const voting = VOTING.filter((column) => columns.has(column));
  const byId = new Map(candidates.map(({ id }, i) => [id, i]));
  const written = candidates.map(({ id, shown }): Candidate => ({ id, shown }));
  const isWriting = candidates.some(({ wanted }) => wanted !== undefined);
  const lists = new Map<readonly Candidate[], Lists>();
  const listsFor = (some: readonly Candidate[]): Lists => {
    const made = lists.get(some) ?? listsOf(some, voting);
    lists.set(some, made);
    return made;
  };

  const says = (
    candidate: Candidate | undefined,
    column: OurColumn,
    text: string,
    hash: () => string,
  ): boolean => {
    if (candidate === undefined) return false;
    if (column === 'id') return candidate.id === text;
    return candidate.wanted?.[column] === text || candidate.shown[column] === hash();
  };
  /** Cells that a candidate may have, so that a row with few of them is not taken for it. */
  const cellsOf = (i: number): number => {
    const candidate = candidates[i];
    if (candidate === undefined) return 0;
    return voting.filter((column) => {
      if (column === 'id') return true;
      const shown = candidate.shown[column];
      if (shown !== undefined) return shown !== BLANK;
      return (candidate.wanted?.[column] ?? '') !== '';
    }).length;
  };

  /** Nearly all rows: all that stands there is what the id says. */
  const isWhole = (i: number, cell: (column: OurColumn) => string): boolean => {
    for (const column of voting) {
      const text = cell(column);
      if (text !== '' && !says(candidates[i], column, text, () => hashOfCell(text))) return false;
    }
    return true;
  };

  return (cell, ignored) => {
    const named = byId.get(cell('id'));
    const few = ignored === undefined || ignored.size === 0;
    if (named !== undefined && few && isWhole(named, cell)) return { id: candidates[named]?.id ?? '' };
    const all: { column: OurColumn; text: string; hash: () => string }[] = [];
    for (const column of voting) {
      const text = cell(column);
      if (text === '') continue;
      let hash: string | null = null;
      all.push({
        column,
        text,
        hash() {
          hash ??= hashOfCell(text);
          return hash;
        },
      });
    }
    if (all.length === 0) return UNKNOWN;

    const decideAmong = (some: readonly Candidate[], cells: typeof all): Decision => {
      const own = cells.some(({ column }) => column === 'id') ? named : undefined;
      if (own !== undefined && cells.every(({ column, text, hash }) => says(some[own], column, text, hash)))
        return { id: candidates[own]?.id ?? '' };
      // It was never recorded what stands there: nothing but its id can speak for it.
      if (own !== undefined && isBlank(some[own])) return { id: candidates[own]?.id ?? '' };
      const proposals = listsFor(some);
      const proposed = new Set<number>(own === undefined ? [] : [own]);
      let votes = 0;
      for (const { column, text, hash } of cells) {
        const list = proposals.get(column)?.get(column === 'id' ? text : hash());
        if (list === undefined) continue;
        votes++;
        if (list !== 'many') for (const i of list) proposed.add(i);
      }
      let best = 0;
      let first: number[] = [];
      for (const i of proposed) {
        const score = cells.filter(({ column, text, hash }) => says(some[i], column, text, hash)).length;
        if (score > best) {
          best = score;
          first = [i];
        } else if (score === best && score > 0) first.push(i);
      }
      const [one] = first;
      if (one === undefined) return UNKNOWN;
      const winner = own !== undefined && first.includes(own) ? own : first.length === 1 ? one : null;
      if (winner === null) return SCRAMBLED;
      const id = candidates[winner]?.id ?? '';
      if (winner === own && best * 2 < votes) return SCRAMBLED;
      if (winner === own) return first.length > 1 ? { id, isTie: true } : { id };
      if (best * 2 <= votes) return SCRAMBLED;
      // Without its id a row must hold most of what the shipment has: one equal country is no parcel.
      return best * 2 > cellsOf(winner) ? { id } : UNKNOWN;
    };

    // Where the cells that are being written and those that were written before say different things, one of two was brought
    // to what the other was, or the worker stopped after it had hit a wrong row: the id tells which.
    const decide = (cells: typeof all): Decision => {
      const now = decideAmong(candidates, cells);
      if (!isWriting || (named !== undefined && now.id === candidates[named]?.id)) return now;
      if (now.id !== null && named !== undefined && isBlank(written[named])) return now;
      const before = decideAmong(written, cells);
      const isNamed = named !== undefined && before.id === candidates[named]?.id;
      return before.id !== null && (now.id === null || (isNamed && before.isTie !== true)) ? before : now;
    };

    if (ignored !== undefined && ignored.size > 0) {
      const kept = all.filter(({ text }) => !ignored.has(text));
      if (kept.length > 0 && kept.length < all.length) {
        const { id, isTie } = decide(kept);
        // Without what was just written the rest may be too little to tell.
        if (id !== null && isTie !== true) return { id };
      }
    }
    const verdict = decide(all);
    return verdict.id === null ? verdict : { id: verdict.id };
  };
}

const BLANK = hashOfCell('');

const isBlank = (candidate: Candidate | undefined): boolean =>
  candidate?.wanted === undefined && Object.keys(candidate?.shown ?? {}).length === 0;

type Lists = ReadonlyMap<OurColumn, ReadonlyMap<string, readonly number[] | 'many'>>;

/** For each column who may have said a text, by its hash (the id by itself). */
function listsOf(candidates: readonly Candidate[], voting: readonly OurColumn[]): Lists {
  const lists = new Map<OurColumn, Map<string, number[] | 'many'>>();
  for (const column of voting) {
    const list = new Map<string, number[] | 'many'>();
    const add = (key: string, i: number): void => {
      const known = list.get(key);
      if (known === undefined) list.set(key, [i]);
      else if (known === 'many') return;
      else if (known.length >= MOST_PROPOSED) list.set(key, 'many');
      else if (known[known.length - 1] !== i) known.push(i);
    };
    for (const [i, { id, shown, wanted }] of candidates.entries()) {
      if (column === 'id') {
        add(id, i);
        continue;
      }
      const was = shown[column];
      if (was !== undefined) add(was, i);
      const text = wanted?.[column];
      if (text !== undefined && text !== '') add(hashOfCell(text), i);
    }
    lists.set(column, list);
  }
  return lists;
}
