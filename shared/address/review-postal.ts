/** Proposals for the postal code, and for what stands where it should be. */
import { compactPostal } from './countries.ts';
import { type Finding, type Proposal, warning } from './finding.ts';
import { isFiller } from './placeholder.ts';
import { militaryIn } from './places.ts';
import { countryByPostal, readPostal, withLostZero } from './postal.ts';
import { find, type Reviewed, replace } from './reviewed.ts';
import { splitPlace } from './split.ts';
import { stateOf } from './states.ts';

/** Adds proposals to what `checkAddress` found of the postal code, and says how it is better written. */
export function reviewPostal({ address, country, postal }: Reviewed, findings: Finding[]): void {
  const military = find(findings, 'military-form');
  const form = military ? (militaryIn(address, country.code)?.form ?? null) : null;
  if (military && form) {
    const proposal: Proposal = { City: form.city, 'State/Province': form.state, Country: form.country };
    replace(findings, military, { proposal, sure: true });
    return;
  }
  const zero = find(findings, 'postal-zero-lost');
  if (zero) proposeZero({ address, country, postal }, findings, zero);
  const digits = find(findings, 'postal-digits');
  if (digits && postal) replace(findings, digits, { proposal: { 'Postal code': postal.form }, sure: true });
  proposeElsewhere({ address, country, postal }, findings);
  const text = address.postal;
  if (text === '') return;
  if (postal === null) {
    const needless = !country.requires.includes('postal') && isFiller(text);
    if (needless)
      findings.push(
        warning(
          'Postal code',
          'postal-filler',
          'address.form',
          `${text} is no postal code`,
          { 'Postal code': '' },
          true,
        ),
      );
    return;
  }
  if (postal.how === 'written' || postal.how === 'digits') return;
  const kind =
    postal.how === 'form' ? 'postal-form' : postal.how === 'prefix' ? 'postal-prefix' : 'postal-city';
  findings.push(
    warning(
      'Postal code',
      kind,
      'address.form',
      `${text} is ${postal.form}`,
      { 'Postal code': postal.form },
      true,
    ),
  );
}

function proposeZero({ address, country }: Reviewed, findings: Finding[], zero: Finding): void {
  const padded = withLostZero(country, address.postal);
  if (padded === null) return;
  const compact = compactPostal(padded);
  const state = stateOf(country.code, address.state);
  // One zero is what programs take; the state says the rest. Two zeros without such a witness may be a code cut short.
  const sure = state?.postal
    ? state.postal.test(compact)
    : compact.startsWith('0') && !compact.startsWith('00');
  replace(findings, zero, { proposal: { 'Postal code': padded }, sure });
}

/** A code that is in another field, or in another country (D24). */
function proposeElsewhere({ address, country }: Reviewed, findings: Finding[]): void {
  const other = find(findings, 'country-postal');
  if (other) {
    const code = countryByPostal(address.postal);
    // The state is a second witness.
    const sure = code !== null && stateOf(code, address.state) !== null;
    if (code !== null) replace(findings, other, { proposal: { Country: code }, sure });
    return;
  }
  const gone = find(findings, 'missing', 'Postal code');
  const bad = find(findings, 'postal-invalid');
  if (!gone && !bad) return;
  // "CA" was taken for Canada and meant California.
  if (
    bad &&
    country.code !== 'US' &&
    /^\d{5}(?:-\d{4})?$/.test(address.postal) &&
    /^[A-Z]{2}$/.test(address.state)
  ) {
    const state = stateOf('US', address.state);
    if (state?.postal?.test(address.postal)) {
      const detail = `Postal code ${address.postal} lies in ${state.form}, United States`;
      replace(findings, bad, {
        kind: 'country-postal',
        field: 'Country',
        code: 'address.mismatch',
        detail,
        proposal: { Country: 'US' },
        sure: true,
      });
      return;
    }
  }
  const target = gone ?? bad;
  if (!target) return;
  const swapped = bad && /^[\d\s-]+$/.test(address.city) ? readPostal(country, address.city, []) : null;
  if (swapped && /\p{L}{2}/u.test(address.postal)) {
    const proposal: Proposal = { City: address.postal, 'Postal code': swapped.form };
    replace(findings, target, {
      kind: 'postal-elsewhere',
      detail: 'City and Postal code are exchanged',
      proposal,
    });
    return;
  }
  const place = gone ? splitPlace(country, address.city) : null;
  if (place) {
    const state: Proposal =
      place.state !== '' && address.state === '' ? { 'State/Province': place.state } : {};
    const proposal: Proposal = { City: place.city, 'Postal code': place.postal, ...state };
    replace(findings, target, {
      kind: 'postal-elsewhere',
      detail: `Postal code (${place.postal} stands in City)`,
      proposal,
      sure: true,
    });
    return;
  }
  const inState = gone && address.state !== '' ? readPostal(country, address.state, []) : null;
  if (inState && /\d/.test(address.state)) {
    const proposal: Proposal = { 'State/Province': '', 'Postal code': inState.form };
    replace(findings, target, {
      kind: 'postal-elsewhere',
      detail: `Postal code (${inState.form} stands in State/Province)`,
      proposal,
    });
  }
}
