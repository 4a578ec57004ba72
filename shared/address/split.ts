/** Finds city, state and postal code in text that holds several of them. */

import { type Country, countryCode } from './countries.ts';
import { type AddressRecord, type Finding, type Proposal, warning } from './finding.ts';
import { readPostal } from './postal.ts';
import { stateOf } from './states.ts';

export interface Place {
  readonly city: string;
  readonly postal: string;
  /** The state as it is written there; empty when there is none. */
  readonly state: string;
}

const DIGIT = /\d/;
const EDGES = /^[\s,.;-]+|[\s,.;-]+$/g;
const trimmed = (text: string): string => text.replace(EDGES, '');

/** "10115 Berlin", "Springfield, IL 62701", "London SW1A 1AA" in their parts; null where no postal code is in it. */
export function splitPlace(country: Country, text: string): Place | null {
  if (!country.postal || !DIGIT.test(text)) return null;
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  for (const count of [2, 1]) {
    if (words.length <= count) continue;
    for (const atEnd of [true, false]) {
      const part = atEnd ? words.slice(-count) : words.slice(0, count);
      // Two words are one code only where both belong to it: "1000 AB", not "Street 1000".
      if (count === 2 && !part.every((word) => DIGIT.test(word) || /^[A-Z]{1,4}$/i.test(word))) continue;
      if (!DIGIT.test(part.join(''))) continue;
      const reading = readPostal(country, part.join(' '), []);
      if (!reading || reading.how === 'digits' || reading.how === 'place') continue;
      const at = atEnd
        ? text.lastIndexOf(part[0] ?? '')
        : text.indexOf(part[count - 1] ?? '') + (part[count - 1] ?? '').length;
      const rest = trimmed(atEnd ? text.slice(0, at) : text.slice(at));
      if (!/\p{L}/u.test(rest)) continue;
      return { ...splitState(country.code, rest), postal: reading.form };
    }
  }
  return null;
}

/** "Seattle, WA" and "Seattle WA" in their parts; the whole text as the city where no state is in it. */
export function splitState(country: string, text: string): { city: string; state: string } {
  const found = /^(.*\S)\s*,\s*([^,]+)$/.exec(text) ?? /^(.*\S)\s+([A-Z]{2,3})$/.exec(text);
  const [city = '', state = ''] = [found?.[1], found?.[2]];
  return state !== '' && stateOf(country, state) ? { city: trimmed(city), state } : { city: text, state: '' };
}

const LINES = /\s*[\r\n\v\f\u2028\u2029]+\s*/;

/**
 * A whole address in the first street cell, or several lines in one cell (D22). Lines become Address 1 and Address 2;
 * where city and postal code are blank, the last lines are read as these and as the country.
 */
export function splitLines(address: AddressRecord, country: Country): Finding | null {
  const { line1, line2, city, postal } = address;
  const several = LINES.test(line1.trim()) || LINES.test(line2.trim());
  const whole = city.trim() === '' && postal.trim() === '';
  if (!several && !(whole && (line1.match(/,/g)?.length ?? 0) >= 1)) return null;
  const parts = (several ? `${line1}\n${line2}`.split(LINES) : line1.split(/\s*,\s*/))
    .map(trimmed)
    .filter((p) => p !== '');
  const said = parts.join(' / ');
  const proposal: Record<string, string> = {};
  if (whole) {
    if (parts.length > 2 && countryCode(parts.at(-1) ?? '') === country.code) parts.pop();
    let place = splitPlace(country, parts.at(-1) ?? '');
    const stateOnly = place !== null && parts.length > 2 && stateOf(country.code, place.city) !== null;
    if (place && !stateOnly) parts.pop();
    else if (parts.length > 2) {
      // "Springfield, IL 62701" was parted at its comma.
      place = splitPlace(country, parts.slice(-2).join(', '));
      if (place) parts.splice(-2);
    }
    if (place) {
      proposal.City = place.city;
      proposal['Postal code'] = place.postal;
      if (place.state !== '' && address.state.trim() === '') proposal['State/Province'] = place.state;
    } else if (!several) return null;
  }
  const [first = '', ...rest] = parts;
  if (first === '') return null;
  proposal['Address 1'] = first;
  proposal['Address 2'] =
    several || line2.trim() === '' ? rest.join(', ') : [...rest, line2.trim()].join(', ');
  const changed: Proposal = proposal;
  // Where the lines belong is a guess as soon as there are more than two, or the city was among them.
  const sure = rest.length < 2 && proposal.City === undefined;
  return warning('Address 1', 'newline', 'address.newline', said, changed, sure);
}
