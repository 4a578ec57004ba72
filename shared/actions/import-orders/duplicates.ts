/** Orders that share an e-mail address or an address: pointed out, never merged (cases A4, A5). */
import { mixed } from '../../order/source-check.ts';

/** Orders as they will stand after the import, by number. */
export interface People {
  readonly n: number;
  /** "" where there is none. */
  email(i: number): string;
  /** Street, postal code or city, and country: "" where there is no street. */
  address(i: number): string;
}

/** Numbers of orders that have the same text, in their order; the text is what `textOf` gives, blanks aside. */
function alike(n: number, textOf: (i: number) => string): number[][] {
  // A table of places: 220,000 texts in a map would be slow.
  let size = 16;
  while (size < 2 * n) size *= 2;
  const places = new Int32Array(size).fill(-1);
  const hashes = new Int32Array(n);
  const groups = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const given = textOf(i);
    if (given === '') continue;
    const hash = mixed(given, true) | 0;
    hashes[i] = hash;
    let at = hash & (size - 1);
    let first = places[at] ?? -1;
    while (first >= 0 && !(hashes[first] === hash && textOf(first).toLowerCase() === given.toLowerCase())) {
      at = (at + 1) & (size - 1);
      first = places[at] ?? -1;
    }
    if (first < 0) places[at] = i;
    else {
      const group = groups.get(first);
      if (group === undefined) groups.set(first, [first, i]);
      else group.push(i);
    }
  }
  return [...groups.values()];
}

export interface Duplicates {
  readonly sameEmail: readonly (readonly number[])[];
  /** Only where the e-mail addresses differ: the others are told already. */
  readonly sameAddress: readonly (readonly number[])[];
  readonly relays: readonly number[];
}

const RELAY = '@privaterelay.appleid.com';

/** An address that Apple makes to hide the real one: it tells nothing of who it is (case A7). */
export const isRelay = (email: string): boolean => email.trim().toLowerCase().endsWith(RELAY);

export function duplicatesOf(people: People): Duplicates {
  const email = (i: number): string => people.email(i).trim();
  const relays: number[] = [];
  for (let i = 0; i < people.n; i++) if (isRelay(people.email(i))) relays.push(i);
  return {
    sameEmail: alike(people.n, email),
    sameAddress: alike(people.n, people.address).filter(
      (group) => new Set(group.map((i) => email(i).toLowerCase())).size > 1,
    ),
    relays,
  };
}
