/** Proposals for the street lines, the letters and the lengths. */
import { limitsOf } from './carrier-limits.ts';
import { isTidy } from './clean.ts';
import { plainName } from './countries.ts';
import { type AddressField, COLUMN_OF, type Finding, warning } from './finding.ts';
import { isIn, type Letters, scriptOf, toLatin } from './latin.ts';
import { isFiller } from './placeholder.ts';
import type { Reviewed } from './reviewed.ts';
import { wrapLines } from './wrap.ts';

/** Where an address without a house number is hardly one. Others know house names and numberless villages. */
const NUMBERED = new Set('AT AU BE BR CA CH CZ DE DK ES FI HU IT NL NO PL PT SE SK US'.split(' '));
/** "Without number", as it is written; and numbers in words. */
const NUMBERLESS = /\b(?:s\/?n|snc|sn|senza numero|one|two|three|four|five|six|seven|eight|nine|ten)\b/i;
const ELSEWHERE = new Set(['po-box', 'locker', 'locker-number', 'military', 'placeholder', 'missing']);

export function reviewLines({ address, country }: Reviewed, findings: Finding[]): void {
  const { line1, line2 } = address;
  if (line2 !== '') {
    if (isFiller(line2)) {
      findings.push(
        warning('Address 2', 'placeholder', 'address.suspicious', line2, { 'Address 2': '' }, true),
      );
    } else if (repeats(line2, address)) {
      findings.push(
        warning(
          'Address 2',
          'line-repeated',
          'address.form',
          `${line2} stands there twice`,
          { 'Address 2': '' },
          true,
        ),
      );
    }
  }
  if (!NUMBERED.has(country.code) || /\p{N}/u.test(line1) || /\p{N}/u.test(line2)) return;
  if (line1 === '' || NUMBERLESS.test(line1) || NUMBERLESS.test(line2)) return;
  if (findings.some((f) => ELSEWHERE.has(f.kind) && f.field !== 'Name')) return;
  findings.push(warning('Address 1', 'house-number', 'address.house-number', line1));
}

function repeats(line2: string, { line1, city, postal, name }: Reviewed['address']): boolean {
  // Most second lines are a flat: nothing of them stands elsewhere.
  const [first = ''] = line2.toLowerCase().split(/[^\p{L}\p{N}]+/u, 1);
  if (!`${line1} ${city} ${name} ${postal}`.toLowerCase().includes(first)) return false;
  const said = plainName(line2);
  if (said === '') return false;
  if (said.length > 2 && plainName(line1).endsWith(` ${said}`)) return true;
  return [line1, city, name, `${city} ${postal}`, `${postal} ${city}`].some(
    (text) => plainName(text) === said,
  );
}

const WRITTEN = ['name', 'line1', 'line2', 'city', 'state'] as const;

/** Letters that a carrier refuses (D20): the whole address in one proposal, where each of its letters has a table. */
export function reviewLetters({ address, country }: Reviewed, letters: Letters, findings: Finding[]): void {
  const proposal: Partial<Record<AddressField, string>> = {};
  const other: AddressField[] = [];
  let sample = '';
  for (const field of WRITTEN) {
    const text = address[field];
    if (isTidy(text) || isIn(letters, text)) continue;
    const latin = toLatin(text, country.code, letters);
    if (latin !== null) proposal[COLUMN_OF[field]] = latin;
    else {
      other.push(COLUMN_OF[field]);
      sample ||= text;
    }
  }
  const [first] = WRITTEN.map((field) => COLUMN_OF[field]).filter((column) => proposal[column] !== undefined);
  if (first !== undefined) {
    const words = Object.values(proposal).join(', ');
    findings.push(warning(first, 'letters-not-latin', 'address.letters', words, proposal, true));
  }
  const [where] = other;
  if (where !== undefined) {
    findings.push(
      warning(
        where,
        'letters-no-table',
        'address.letters',
        `${other.join(', ')} in ${scriptOf(sample)} letters`,
      ),
    );
  }
}

/** Lengths that the carrier takes: lines are wrapped, a long name is parted; nothing is cut (D21). */
export function reviewLengths({ address }: Reviewed, carrier: string | undefined, findings: Finding[]): void {
  const limits = limitsOf(carrier);
  const { name, line1, line2, city } = address;
  if (line1.length > limits.line || line2.length > limits.line) {
    const wrapped = wrapLines(line1, line2, limits.line);
    const proposal = wrapped && { 'Address 1': wrapped.line1, 'Address 2': wrapped.line2 };
    const field = line1.length > limits.line ? 'Address 1' : 'Address 2';
    const length = Math.max(line1.length, line2.length);
    const detail = `${field} has ${length} characters, ${limits.line} are allowed`;
    findings.push(
      warning(
        field,
        'line-too-long',
        'address.too-long',
        detail,
        proposal,
        wrapped !== null && !wrapped.shortened,
      ),
    );
  }
  if (name.length > limits.name) {
    const detail = `Name has ${name.length} characters, ${limits.name} are allowed`;
    findings.push(
      warning('Name', 'name-too-long', 'address.too-long', detail, partName(name, line1, line2, limits)),
    );
  }
  if (city.length > limits.city) {
    const detail = `City has ${city.length} characters, ${limits.city} are allowed`;
    findings.push(warning('City', 'city-too-long', 'address.too-long', detail));
  }
}

/** What stands behind a comma, "c/o" or a dash moves into a free second line. */
function partName(name: string, line1: string, line2: string, limits: { name: number; line: number }) {
  const found = /^(.+?)(?:,\s+|\s+(?=c\/o\b)|\s+[-–]\s+)(.+)$/i.exec(name);
  const [head = '', rest = ''] = [found?.[1], found?.[2]];
  if (line2 !== '' || line1 === '' || head === '' || head.length > limits.name || rest.length > limits.line)
    return null;
  return { Name: head, 'Address 2': rest };
}
