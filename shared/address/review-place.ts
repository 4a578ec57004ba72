/** Proposals for country, state and city. */
import { compactPostal, countryCode } from './countries.ts';
import { type Finding, type Proposal, problem, warning } from './finding.ts';
import { isFiller } from './placeholder.ts';
import { find, type Reviewed, replace } from './reviewed.ts';
import { splitPlace, splitState } from './split.ts';
import { knowsAllStates, stateByPostal, stateOf, writesStateCode } from './states.ts';

/** The country's text becomes its code; another language or spelling is understood, likeness is not (D5). */
export function reviewCountry({ address, country }: Reviewed, findings: Finding[]): void {
  const text = address.country;
  if (text === country.code || text === country.name) return;
  findings.push(
    warning(
      'Country',
      'country-name',
      'address.form',
      `${text} is ${country.code}`,
      { Country: country.code },
      true,
    ),
  );
}

/** The state as the post writes it, from the postal code where it is blank, and against it where it is not (D24). */
export function reviewState({ address, country, postal }: Reviewed, findings: Finding[]): void {
  const text = address.state;
  const compact = postal ? compactPostal(postal.form) : '';
  /** The state that the postal code lies in, in the letters of the rest of the address; empty where that is not known. */
  const fromPostal = (): string => {
    const state = compact === '' ? null : stateByPostal(country.code, compact);
    return (state && (/^[ -~]*$/.test(address.city) ? state.latin : state.form)) ?? '';
  };
  const gone = find(findings, 'missing', 'State/Province');
  if (gone) {
    const named = fromPostal();
    if (named === '') return;
    const detail = `State/Province (${address.postal} is in ${named})`;
    replace(findings, gone, {
      kind: 'state-from-postal',
      detail,
      proposal: { 'State/Province': named },
      sure: true,
    });
    return;
  }
  if (text === '' || find(findings, 'country-postal')) return;
  if (isFiller(text)) {
    findings.push(
      warning('State/Province', 'placeholder', 'address.suspicious', text, { 'State/Province': '' }, true),
    );
    return;
  }
  const state = stateOf(country.code, text);
  const wrong = !state && knowsAllStates(country.code) && !find(findings, 'military');
  const elsewhere = state?.postal && compact !== '' && !state.postal.test(compact);
  if (wrong || elsewhere) {
    const named = fromPostal();
    const proposal = named === '' ? null : { 'State/Province': named };
    const there = named === '' ? '' : `, ${address.postal} lies in ${named}`;
    const [kind, detail] = wrong
      ? (['state-unknown', `${country.name} has no state ${text}`] as const)
      : (['state-postal', `the state is ${text}${there}`] as const);
    findings.push(warning('State/Province', kind, 'address.mismatch', detail, proposal));
  } else if (state && state.form !== '' && state.form !== text && writesStateCode(country.code)) {
    const proposal = { 'State/Province': state.form };
    findings.push(
      warning('State/Province', 'state-code', 'address.form', `${text} is ${state.form}`, proposal, true),
    );
  }
}

/** A city that holds the state, the country or the postal code as well. */
export function reviewCity(reviewed: Reviewed, findings: Finding[]): void {
  if (find(findings, 'postal-elsewhere') || find(findings, 'military')) return;
  const extra = withoutExtra(reviewed);
  if (!extra) return;
  findings.push(
    warning('City', 'city-extra', 'address.form', `${reviewed.address.city} is ${extra.City}`, extra, true),
  );
}

function withoutExtra({ address, country, postal }: Reviewed): Proposal | null {
  const { city, state } = address;
  if (/\d/.test(city) && postal) {
    const place = splitPlace(country, city);
    if (place && place.postal === postal.form) return { City: place.city };
  }
  if (!/[ ,]/.test(city)) return null;
  const comma = city.lastIndexOf(',');
  if (comma > 0 && countryCode(city.slice(comma + 1)) === country.code)
    return { City: city.slice(0, comma).trim() };
  const parts = splitState(country.code, city);
  if (parts.state === '') return null;
  const here = stateOf(country.code, parts.state);
  if (state === '') return { City: parts.city, 'State/Province': here?.form || parts.state };
  return here === stateOf(country.code, state) ? { City: parts.city } : null;
}

/** A name of a country that stands where none is known: its state, where that is plain. */
export function countryFromState(text: string): Proposal | null {
  if (text.length < 4) return null;
  const found = ['US', 'CA', 'AU'].flatMap((code) => {
    const state = stateOf(code, text);
    return state && state.form !== '' ? [{ Country: code, 'State/Province': state.form }] : [];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** For the address whose country nobody can read. */
export const unknownCountry = (text: string, proposal: Proposal | null): Finding =>
  problem('Country', 'country-unknown', 'address.country-unknown', text, proposal);
