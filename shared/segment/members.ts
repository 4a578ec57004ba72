/**
 * Who was in a segment, small enough for cells: ids that end in a number as their differences, the others as they are.
 * `KS-1` to `KS-100` and `KS-105` are `["KS-","1+2r 5"]`: a step from the number before and, after `+`, how many follow
 * without a gap, both to the base of 36.
 */
import * as z from 'zod/mini';
import { jsonOf } from '../plan/json.ts';

/** Google Sheets takes 50,000 characters a cell; some room is left. */
const PART_LENGTH = 45_000;

const packed = z.object({
  groups: z.array(z.object({ prefix: z.string(), steps: z.string() })),
  others: z.array(z.string()),
});

/** A number without zeros before it, of at most 15 digits: it comes back as it was. */
const NUMBERED = /^(.*?)(0|[1-9]\d{0,14})$/s;

/** The parts for cells, in order. Each id once; their order is not kept. */
export function packMembers(ids: Iterable<string>): string[] {
  const groups = new Map<string, number[]>();
  const others: string[] = [];
  for (const id of new Set(ids)) {
    const found = NUMBERED.exec(id);
    const prefix = found?.[1] ?? '';
    if (found === null || /\d$/.test(prefix)) {
      others.push(id);
      continue;
    }
    const numbers = groups.get(prefix);
    if (numbers === undefined) groups.set(prefix, [Number(found[2])]);
    else numbers.push(Number(found[2]));
  }
  const said = JSON.stringify({
    groups: [...groups].map(([prefix, numbers]) => ({ prefix, steps: stepsOf(numbers) })),
    others,
  });
  return cellParts(said);
}

/** JSON in pieces that each fit a cell. */
export function cellParts(said: string): string[] {
  const parts: string[] = [];
  // Letters that take two units must not be parted: JSON escapes them instead.
  const plain = said.replace(/[\ud800-\udfff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
  for (let from = 0; from < plain.length; from += PART_LENGTH)
    parts.push(plain.slice(from, from + PART_LENGTH));
  return parts;
}

function stepsOf(numbers: number[]): string {
  numbers.sort((a, b) => a - b);
  const steps: string[] = [];
  let before = 0;
  for (let at = 0; at < numbers.length; ) {
    const first = numbers[at] ?? 0;
    let more = 0;
    while (numbers[at + more + 1] === first + more + 1) more++;
    steps.push((first - before).toString(36) + (more === 0 ? '' : `+${more.toString(36)}`));
    before = first + more;
    at += more + 1;
  }
  return steps.join(' ');
}

/** The ids of parts; null when they were edited by hand. */
export function unpackMembers(parts: readonly string[]): Set<string> | null {
  const parsed = z.safeParse(packed, jsonOf(parts.join('')));
  if (!parsed.success) return null;
  const ids = new Set(parsed.data.others);
  for (const { prefix, steps } of parsed.data.groups) {
    let last = 0;
    for (const step of steps.split(' ')) {
      const [gap = '', more = '0'] = step.split('+');
      last += Number.parseInt(gap, 36);
      const end = last + Number.parseInt(more, 36);
      for (; last <= end; last++) ids.add(`${prefix}${last}`);
      last = end;
    }
  }
  return ids;
}

/** `+12/-3`: who came and who went. */
export function changeSince(before: ReadonlySet<string>, now: readonly string[]): string {
  const stayed = now.reduce((count, id) => count + (before.has(id) ? 1 : 0), 0);
  return `+${now.length - stayed}/-${before.size - stayed}`;
}
