/**
 * The hidden tab Segment members: for each segment who was in it when a run last used it, and the rule that its filter
 * was read to. Parts of the rule are numbered `r0`, `r1`, those of the members `m0`, `m1`.
 */
import * as z from 'zod/mini';
import type { Book } from '../plan/book.ts';
import { jsonOf } from '../plan/json.ts';
import { type Cell, text } from '../tabs/table.ts';
import { cellParts, packMembers } from './members.ts';
import { RULE, type Rule } from './rule.ts';

const TAB = 'Segment members';

export interface Kept {
  readonly members: readonly string[];
  /** The rule, when it was made of this very filter. */
  ruleOf(filter: string): Rule | null;
}

const kept = z.object({ filter: z.string(), rule: RULE });

/** What is kept of each segment, by its name in lower case. */
export function readStore(book: Pick<Book, 'read'>): Map<string, Kept> {
  const table = book.read(TAB, ['Segment', 'Part', 'Data']);
  const cell = (column: string, i: number): string => text(table.columns.get(column)?.[i]);
  const parts = new Map<string, { m: string[]; r: string[] }>();
  for (let i = 0; i < table.n; i++) {
    const name = cell('Segment', i).toLowerCase();
    const lists = parts.get(name) ?? { m: [], r: [] };
    parts.set(name, lists);
    const part = cell('Part', i);
    lists[part.startsWith('r') ? 'r' : 'm'][Number(part.slice(1))] = cell('Data', i);
  }
  return new Map(
    [...parts].map(([name, { m, r }]): [string, Kept] => [
      name,
      {
        members: m,
        ruleOf(filter) {
          const parsed = z.safeParse(kept, jsonOf(r.join('')));
          return parsed.success && parsed.data.filter === filter ? parsed.data.rule : null;
        },
      },
    ]),
  );
}

/** Rows of a segment: all of them, or those of its members or its rule. */
function rowsOf(book: Book, name: string, kind: '' | 'm' | 'r'): number[] {
  const table = book.read(TAB, ['Segment', 'Part']);
  const rows: number[] = [];
  for (let row = 0; row < table.n; row++) {
    const own = text(table.columns.get('Segment')?.[row]).toLowerCase() === name.toLowerCase();
    if (own && text(table.columns.get('Part')?.[row]).startsWith(kind)) rows.push(row);
  }
  return rows;
}

function write(book: Book, name: string, kind: 'm' | 'r', parts: readonly string[]): void {
  // An older layout has no such tab until Repair Sheets makes it; the run that asks has written its orders already.
  if (book.read(TAB, ['Segment']).missing.length > 0) return;
  forget(book, name, kind);
  book.append(
    TAB,
    new Map<string, Cell[]>([
      ['Segment', parts.map(() => name)],
      ['Part', parts.map((_, at) => `${kind}${at}`)],
      ['Data', [...parts]],
    ]),
  );
}

/** Writes down who is in a segment while a run uses it, in place of who was. */
export function keepMembers(book: Book, name: string, ids: readonly string[]): void {
  write(book, name, 'm', packMembers(ids));
}

/** Keeps what a filter was read to. */
export function keepRule(book: Book, name: string, filter: string, rule: Rule): void {
  write(book, name, 'r', cellParts(JSON.stringify({ filter, rule })));
}

/** Forgets all of a segment, or its members or its rule. */
export function forget(book: Book, name: string, kind: '' | 'm' | 'r' = ''): void {
  const rows = rowsOf(book, name, kind);
  if (rows.length > 0) book.remove(TAB, rows);
}

/** A segment got another name: what is kept stays known. */
export function rename(book: Book, from: string, to: string): void {
  const rows = rowsOf(book, from, '');
  if (rows.length > 0) book.write(TAB, rows, new Map([['Segment', rows.map(() => to)]]));
}
