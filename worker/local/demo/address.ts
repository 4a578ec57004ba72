/** Addresses of the demo, right ones and wrong ones. */

import { COUNTRIES, type Country, type Place } from './places.ts';
import type { Chance } from './random.ts';

export interface Address {
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly postal: string;
  readonly country: string;
  readonly phone: string;
}

export const NO_ADDRESS: Address = {
  address1: '',
  address2: '',
  city: '',
  state: '',
  postal: '',
  country: '',
  phone: '',
};

/** What can be wrong; those `inUS` need a country that asks for the part. */
export const FLAWS = [
  { what: 'postal code missing', inUS: true, spoil: (a: Address) => ({ ...a, postal: '' }) },
  {
    what: 'postal code too short',
    inUS: false,
    spoil: (a: Address) => ({ ...a, postal: a.postal.slice(0, -1) || 'X' }),
  },
  {
    what: 'leading zero lost',
    inUS: true,
    spoil: (a: Address) => ({ ...a, city: 'Boston', state: 'MA', postal: '2139' }),
  },
  {
    what: 'country unknown',
    inUS: false,
    spoil: (a: Address) => ({ ...a, country: 'Kingdom of Havenmoor' }),
  },
  { what: 'country missing', inUS: false, spoil: (a: Address) => ({ ...a, country: '' }) },
  { what: 'city missing', inUS: true, spoil: (a: Address) => ({ ...a, city: '' }) },
  { what: 'street missing', inUS: false, spoil: (a: Address) => ({ ...a, address1: '' }) },
  { what: 'state missing', inUS: true, spoil: (a: Address) => ({ ...a, state: '' }) },
] as const;
export type Flaw = (typeof FLAWS)[number];

const first = COUNTRIES[0];
const total = COUNTRIES.reduce((sum, country) => sum + country.share, 0);
/** One entry a share, so that drawing a country is one look-up. */
const DRAW: readonly Country[] = COUNTRIES.flatMap((country) =>
  new Array<Country>(country.share).fill(country),
);

export function drawCountry(random: Chance): Country {
  const country = DRAW[random.below(total)] ?? first;
  if (country === undefined) throw new Error('The demo has no countries');
  return country;
}

const DIGIT = /#/g;

function digits(pattern: string, random: Chance): string {
  return pattern.includes('#') ? pattern.replace(DIGIT, () => String(random.below(10))) : pattern;
}

/** An address in the country, with one thing wrong when a flaw is given. */
export function drawAddress(country: Country, random: Chance, flaw?: Flaw): Address {
  const place: Place = random.pick(country.places);
  const address: Address = {
    address1: random.pick(country.streets).replace('#', String(1 + random.below(180))),
    address2: random.happens(0.12) ? `Apt ${1 + random.below(40)}` : '',
    city: place.city,
    state: place.state,
    postal: digits(place.postal, random),
    country: country.code,
    phone: country.phone !== undefined && random.happens(0.6) ? digits(country.phone, random) : '',
  };
  return flaw === undefined ? address : flaw.spoil(address);
}

/** The country that a flaw shows in; null when any will do. */
export function countryOf(flaw: Flaw | undefined): Country | null {
  return flaw?.inUS === true && first !== undefined ? first : null;
}
