/** Which formats a tracking number fits. */
import { checkCharacter } from './check-digit.ts';
import { FORMATS, type Format } from './formats.ts';
import { MORE_FORMATS } from './formats-more.ts';
import { postOf } from './posts.ts';

/** right: the check digit fits. none: the format has no check digit. wrong: it does not fit. Best first. */
export const CHECKS = ['right', 'none', 'wrong'] as const;
export type Check = (typeof CHECKS)[number];

export interface Candidate {
  readonly format: string;
  /** A name of the carriers table, or `Post (XX)`. */
  readonly carrier: string;
  readonly check: Check;
  /** Only a form that many numbers have: it names no carrier by itself. */
  readonly weak: boolean;
}

/** Every format that is known. */
export const ALL_FORMATS: readonly Format[] = [...FORMATS, ...MORE_FORMATS];

const BY_LENGTH: readonly (readonly Format[])[] = (() => {
  const longest = Math.max(...ALL_FORMATS.flatMap((f) => f.lengths));
  return Array.from({ length: longest + 1 }, (_, n) => ALL_FORMATS.filter((f) => f.lengths.includes(n)));
})();

const NONE: readonly Candidate[] = [];

/**
 * Formats that a cleaned number fits, best first: check digit right, then formats without one (the bare forms last), then
 * check digit wrong; ties as in the table. Many numbers fit several carriers, so a carrier that a file states wins over this.
 */
export function detect(number: string): readonly Candidate[] {
  const formats = BY_LENGTH[number.length];
  if (!formats || formats.length === 0) return NONE;
  let found: Candidate[] | null = null;
  const begins = number.slice(0, 2);
  for (const format of formats) {
    if (format.begins && !format.begins.includes(begins)) continue;
    const match = format.pattern.exec(number);
    if (!match) continue;
    const carrier = format.id === 's10' ? postOf(number.slice(-2)) : format.carrier;
    if (carrier === null) continue;
    const check = checkOf(format, match[1] ?? '', match[2] ?? '');
    const candidate = { format: format.id, carrier, check, weak: format.weak === true };
    if (found) found.push(candidate);
    else found = [candidate];
  }
  if (!found) return NONE;
  if (found.length > 1) found.sort((a, b) => rank(a) - rank(b));
  return found;
}

const RANK: Readonly<Record<Check, number>> = { right: 0, none: 1, wrong: 3 };
const rank = ({ check, weak }: Candidate): number => RANK[check] + (weak ? 1 : 0);

function checkOf(format: Format, serial: string, given: string): Check {
  if (!format.check) return 'none';
  const { prepend } = format;
  const counted = prepend !== undefined && !serial.startsWith(prepend) ? prepend + serial : serial;
  return checkCharacter(counted, format.check) === given ? 'right' : 'wrong';
}

/**
 * The one carrier whose formats the number fits (wrong check digits do not count), else null: among several nothing
 * is guessed, and a bare form names nobody.
 */
export function onlyCarrier(number: string): string | null {
  let carrier: string | null = null;
  let bare = true;
  for (const candidate of detect(number)) {
    if (candidate.check === 'wrong') break;
    if (carrier !== null && candidate.carrier !== carrier) return null;
    carrier = candidate.carrier;
    bare &&= candidate.weak;
  }
  return bare ? null : carrier;
}

/** Most zeros that a spreadsheet program is believed to have taken away. */
const MOST_ZEROS = 3;

/**
 * The number with zeros put back in front, where that makes a check digit right and the number as it stands fits no
 * format (G6): the shortest first. With a carrier, only formats of its house count. Never applied by itself.
 */
export function withLostZeros(number: string, carrier = ''): readonly string[] {
  if (!/^\d{7,33}$/.test(number)) return [];
  const ours = (c: Candidate): boolean => carrier === '' || sameHouse(c.carrier, carrier);
  if (detect(number).some((c) => c.check !== 'wrong' && ours(c))) return [];
  const found: string[] = [];
  for (let zeros = 1; zeros <= MOST_ZEROS; zeros++) {
    const longer = '0'.repeat(zeros) + number;
    if (detect(longer).some((c) => c.check === 'right' && ours(c))) found.push(longer);
  }
  return found;
}

/** Carriers of one group, which hand numbers to each other. */
const HOUSES: readonly (readonly string[])[] = [
  ['Deutsche Post', 'DHL', 'DHL Express', 'DHL eCommerce'],
  ['Royal Mail', 'Parcelforce'],
  ['La Poste', 'Chronopost', 'DPD', 'DPD UK'],
  ['OnTrac', 'LaserShip'],
];

/** Whether a number of the one may well be called a number of the other. */
export const sameHouse = (a: string, b: string): boolean =>
  a === b || HOUSES.some((house) => house.includes(a) && house.includes(b));
