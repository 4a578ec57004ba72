/** Which formats a tracking number fits. */
import { checkCharacter } from './check-digit.ts';
import { FORMATS, type Format } from './formats.ts';
import { postOf } from './posts.ts';

/** right: the check digit fits. none: the format has no check digit. wrong: it does not fit. Best first. */
export const CHECKS = ['right', 'none', 'wrong'] as const;
export type Check = (typeof CHECKS)[number];

export interface Candidate {
  readonly format: string;
  /** A name of the carriers table, or `Post (XX)`. */
  readonly carrier: string;
  readonly check: Check;
}

const BY_LENGTH: readonly (readonly Format[])[] = (() => {
  const longest = Math.max(...FORMATS.flatMap((f) => f.lengths));
  return Array.from({ length: longest + 1 }, (_, n) => FORMATS.filter((f) => f.lengths.includes(n)));
})();

const NONE: readonly Candidate[] = [];

/**
 * Formats that a cleaned number fits, best first: check digit right, then formats without one, then check digit
 * wrong; ties as in the table. Many numbers fit several carriers, so a carrier that a file states wins over this.
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
    const candidate = { format: format.id, carrier, check: checkOf(format, match[1] ?? '', match[2] ?? '') };
    if (found) found.push(candidate);
    else found = [candidate];
  }
  if (!found) return NONE;
  if (found.length > 1) found.sort((a, b) => RANK[a.check] - RANK[b.check]);
  return found;
}

const RANK: Readonly<Record<Check, number>> = { right: 0, none: 1, wrong: 2 };

function checkOf(format: Format, serial: string, given: string): Check {
  if (!format.check) return 'none';
  const { prepend } = format;
  const counted = prepend !== undefined && !serial.startsWith(prepend) ? prepend + serial : serial;
  return checkCharacter(counted, format.check) === given ? 'right' : 'wrong';
}

/**
 * The one carrier whose formats the number fits (wrong check digits do not count), else null: among several nothing
 * is guessed.
 */
export function onlyCarrier(number: string): string | null {
  let carrier: string | null = null;
  for (const candidate of detect(number)) {
    if (candidate.check === 'wrong') break;
    if (carrier !== null && candidate.carrier !== carrier) return null;
    carrier = candidate.carrier;
  }
  return carrier;
}

/**
 * The number with zeros put back in front that make a check digit right, or null (G6). Never applied by itself.
 * `fits`: what `detect` said of the number, where the caller has it.
 */
export function withLostZeros(number: string, fits: readonly Candidate[] = detect(number)): string | null {
  if (fits.some((c) => c.check !== 'wrong') || !/^\d{8,33}$/.test(number)) return null;
  for (const zeros of ['0', '00']) {
    const longer = zeros + number;
    if (detect(longer).some((c) => c.check === 'right')) return longer;
  }
  return null;
}
