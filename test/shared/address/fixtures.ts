import { allCountries, type Country } from '../../../shared/address/countries.ts';
import type { AddressRecord, Finding, FindingKind } from '../../../shared/address/finding.ts';
import { type ReviewOptions, reviewAddress } from '../../../shared/address/propose.ts';
import { facts } from '../source/facts.ts';

export interface CountryFact {
  readonly zip?: string;
  readonly zipex?: string;
  readonly require?: string;
  readonly sub_keys?: string;
  readonly sub_names?: string;
  readonly sub_lnames?: string;
  readonly sub_isoids?: string;
  readonly sub_zips?: string;
}

const { countries } = facts('countries.json') as { countries: Record<string, CountryFact> };
/** The reference data by country; `ZZ` is nobody's. */
export const FACTS: readonly (readonly [code: string, fact: CountryFact])[] = Object.entries(
  countries,
).filter(([code]) => code !== 'ZZ');

export function country(code: string): Country {
  const found = allCountries().get(code);
  if (!found) throw new Error(`No country ${code}`);
  return found;
}

/** An address with nothing wrong in it. */
export const RIGHT: AddressRecord = {
  name: 'Ana Berg',
  line1: '1 Example Street',
  line2: '',
  city: 'Springfield',
  state: 'IL',
  postal: '62701',
  country: 'US',
  phone: '',
  taxId: '',
};
/** The same in a country without states. */
export const BERLIN: AddressRecord = {
  ...RIGHT,
  line1: 'Lindenweg 5',
  city: 'Berlin',
  state: '',
  postal: '10115',
  country: 'DE',
};

export const review = (change: Partial<AddressRecord>, options?: ReviewOptions): readonly Finding[] =>
  reviewAddress({ ...RIGHT, ...change }, options).findings;

export const kinds = (findings: readonly Finding[]): FindingKind[] => findings.map((finding) => finding.kind);

/** The one finding of a kind; fails where it is missing or stands there twice. */
export function only(findings: readonly Finding[], kind: FindingKind): Finding {
  const [found, second] = findings.filter((finding) => finding.kind === kind);
  if (!found || second)
    throw new Error(`${second ? 'Two' : 'No'} ${kind} among ${kinds(findings).join(', ')}`);
  return found;
}
