/** States and provinces by any of their names, and by postal code. */
import { plainName } from './countries.ts';
import { STATE_LINES } from './state-table.ts';

export interface State {
  /** As the country's post writes it; empty for a name that is accepted but is no state of its own. */
  readonly form: string;
  /** The first form that is written in Latin letters, else the form. */
  readonly latin: string;
  /** For the beginning of a postal code without spaces and dashes; null where that is not known. */
  readonly postal: RegExp | null;
}

interface States {
  readonly all: readonly State[];
  readonly byName: ReadonlyMap<string, State>;
}

/** Where the state is written as a code, on every label. */
const CODED = new Set(['US', 'CA', 'AU', 'BR', 'IT']);
/** Where the table holds all that people write, so that anything else is wrong. */
const COMPLETE = new Set(['US', 'CA', 'AU', 'BR', 'MX', 'IN', 'JP']);

const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};
const FOLDED = /[łđøıßæœ]/g;
/** Words for "province" before or behind the name, as `fold` leaves them. */
const KIND =
  /^(?:province of|provincia de|provincia di|state of|estado de|county|co|республика|respublika|місто) | (?:province|prefecture|state|territory|oblast|krai|kray|region|city|county|sheng|shi|ken|fu|to|do|si|область|краи|республика)$/;

const fold = (text: string): string => plainName(text).replace(FOLDED, (letter) => LETTERS[letter] ?? letter);

/** "n y" as "ny"; a longer text is no short form. */
const dotless = (folded: string): string => (folded.length < 8 ? folded.replaceAll(' ', '') : folded);

const lines = new Map<string, string>();
const read = new Map<string, States>();
const NONE: States = { all: [], byName: new Map() };

function statesOf(country: string): States {
  const known = read.get(country);
  if (known) return known;
  if (lines.size === 0) {
    for (const line of STATE_LINES.split('\n')) if (line !== '') lines.set(line.slice(0, 2), line.slice(3));
  }
  const line = lines.get(country);
  if (line === undefined) return NONE;
  const all: State[] = [];
  const byName = new Map<string, State>();
  const bare: [string, State][] = [];
  for (const entry of line.split('~')) {
    const [names = '', postal] = entry.split(':');
    const forms = names.split('=');
    const state: State = {
      form: forms[0] ?? '',
      latin: forms.find((form) => /^[ -\u024f]+$/.test(form)) ?? forms[0] ?? '',
      postal: postal === undefined ? null : new RegExp(`^(?:${postal})`),
    };
    all.push(state);
    for (const form of forms) {
      const folded = fold(form);
      if (folded === '') continue;
      if (!byName.has(folded)) byName.set(folded, state);
      byName.set(form, state);
      bare.push([folded.replace(KIND, ''), state], [dotless(folded), state]);
    }
  }
  // "Taipei City" and "Taipei County" are two: the bare name stays with the first, and with a state that is called so.
  for (const [name, state] of bare) if (!byName.has(name)) byName.set(name, state);
  const made = { all, byName };
  read.set(country, made);
  return made;
}

/** The state that a text names in a country, by code or by name; null when it is none, or the country has no table. */
export function stateOf(country: string, text: string): State | null {
  const { byName } = statesOf(country);
  if (byName.size === 0) return null;
  const found = byName.get(text);
  if (found) return found;
  const folded = fold(text);
  return byName.get(folded) ?? byName.get(dotless(folded)) ?? byName.get(folded.replace(KIND, '')) ?? null;
}

/** The one state whose postal codes begin so; null when none does, or several do. */
export function stateByPostal(country: string, compactPostal: string): State | null {
  let found: State | null = null;
  for (const state of statesOf(country).all) {
    if (!state.postal?.test(compactPostal)) continue;
    if (found) return null;
    found = state;
  }
  return found;
}

/** The state is written as a code there: US, CA, AU, BR, IT. */
export const writesStateCode = (country: string): boolean => CODED.has(country);

/** Every name that is no state there is wrong. */
export const knowsAllStates = (country: string): boolean => COMPLETE.has(country);
