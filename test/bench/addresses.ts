/**
 * Addresses: as many as the largest campaign had, the demo's people with what people really type, reviewed as the page
 * does it and checked as the server does it. The baseline is the least that could be called a check: one look-up of the
 * country and one pattern a row.
 */
import { checkAddress } from '../../shared/address/check.ts';
import { allCountries, countryCode } from '../../shared/address/countries.ts';
import type { AddressRecord } from '../../shared/address/finding.ts';
import { reviewAddress } from '../../shared/address/propose.ts';
import { type Address, drawAddress, drawCountry, FLAWS } from '../../worker/local/demo/address.ts';
import { nameIn, ODD_NAMES } from '../../worker/local/demo/people.ts';
import { chance } from '../../worker/local/demo/random.ts';
import { median, report } from './report.ts';

const COUNT = 220_000;
const ROUNDS = 3;

type Typed = (a: Address) => Partial<Address>;
/** What stands in real files, a row in three: the rest is as the demo writes it. */
const TYPED: readonly [Typed, ...Typed[]] = [
  (a) => ({ postal: a.postal.replace(/[ -]/g, '').toLowerCase() }),
  (a) => ({ postal: `${a.country}-${a.postal}` }),
  (a) => ({ postal: `${a.city}${a.postal}` }),
  (a) => ({ city: `${a.city}, ${a.state}` }),
  (a) => ({ city: `${a.postal} ${a.city}`, postal: '' }),
  (a) => ({ country: allCountries().get(a.country)?.name.toUpperCase() ?? '' }),
  (a) => ({ address1: `  ${a.address1}  ` }),
  (a) => ({ address1: `${a.address1}, Building C, behind the harbour, third floor` }),
  () => ({ address1: 'PO Box 12' }),
  () => ({ address2: 'N/A', phone: '555-555-1212' }),
  (a) => ({ address1: `${a.address1}\nFlat 3` }),
  (a) => ({ state: a.state.toLowerCase() }),
];

function mixed(): AddressRecord[] {
  const random = chance(20_250_901);
  return Array.from({ length: COUNT }, (_, i) => {
    const country = drawCountry(random);
    const drawn = drawAddress(
      country,
      random,
      random.happens(0.03) ? FLAWS[random.below(FLAWS.length)] : undefined,
    );
    const a = random.happens(0.33) ? { ...drawn, ...random.pick(TYPED)(drawn) } : drawn;
    const name = i % 97 === 0 ? random.pick(ODD_NAMES) : nameIn(random.pick(country.languages), random);
    const { address1, address2, city, state, postal, phone } = a;
    return {
      name,
      line1: address1,
      line2: address2,
      city,
      state,
      postal,
      country: a.country,
      phone,
      taxId: '',
    };
  });
}

/** Rows a second; the work's result is counted, so that nothing of it can be left out. */
function rate(addresses: readonly AddressRecord[], right: (address: AddressRecord) => boolean): number {
  const started = performance.now();
  let count = 0;
  for (const address of addresses) if (right(address)) count++;
  const seconds = (performance.now() - started) / 1000;
  if (count === 0 || count === addresses.length) throw new Error('The addresses are not mixed');
  return addresses.length / seconds;
}

const addresses = mixed();
const bare = (address: AddressRecord): boolean => {
  const code = countryCode(address.country);
  return (
    allCountries()
      .get(code ?? '')
      ?.postal?.test(address.postal) ?? false
  );
};
const rounds = Array.from({ length: ROUNDS }, () => ({
  review: rate(addresses, (address) => reviewAddress(address).result === 'ok'),
  check: rate(addresses, (address) => checkAddress(address).result === 'ok'),
  bare: rate(addresses, bare),
}));
const baseline = median(rounds.map((round) => round.bare));
report('addresses', [
  { metric: 'perSecond', value: median(rounds.map((round) => round.review)), unit: 'rows/s', baseline },
  { metric: 'checkPerSecond', value: median(rounds.map((round) => round.check)), unit: 'rows/s', baseline },
]);
