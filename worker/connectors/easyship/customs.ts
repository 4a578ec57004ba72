/** Which parcels pass customs, and which numbers of the sender go with them. */
import { countryCode } from '../../../shared/address/countries.ts';
import { territoryOf } from '../../../shared/address/territories.ts';
import type { Account, ParcelOrder } from '../contract.ts';

type Settings = Account['settings'];

/** Member states of the EU since 2020; Northern Ireland is GB here and has rules of its own. */
const EU: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);
/** IOSS covers consignments up to this value (Directive (EU) 2017/2455). */
const IOSS_EUR = 150;

/** Served by the US post as at home; some have country codes of their own (case D6). */
const US: ReadonlySet<string> = new Set('US PR GU VI AS MP'.split(' '));

/**
 * Whether customs are passed, and so data for them is wanted. Parcels within the EU pass none, unless they go to a place
 * with rules of its own (case D23). Without the sender's country: taken for yes.
 */
export function isAbroad({ to }: ParcelOrder, { originCountry = '' }: Settings): boolean {
  const from = countryCode(originCountry);
  if (from !== null && EU.has(from) && EU.has(to.country)) {
    return territoryOf(to.country, to.postalCode) !== null;
  }
  return to.country !== from && !(from === 'US' && US.has(to.country));
}

/** Cases E3 to E5: IOSS only into the EU's VAT area from outside, and only where the value is surely low enough. */
function iossOf(order: ParcelOrder, settings: Settings): string {
  const { country, postalCode } = order.to;
  if (!EU.has(country) || territoryOf(country, postalCode) !== null) return '';
  const from = countryCode(settings.originCountry ?? '');
  if (from === null || EU.has(from)) return '';
  if (order.lines.some(({ currency }) => currency !== 'EUR')) return '';
  const worth = order.lines.reduce((sum, line) => sum + (line.customsValue ?? 0) * line.quantity, 0);
  return worth <= IOSS_EUR ? (settings.ioss ?? '').trim() : '';
}

/** The sender's numbers for a parcel, by the names of the API; those that do not apply are left out. */
export function regulatory(order: ParcelOrder, settings: Settings): Record<string, string> {
  if (!isAbroad(order, settings)) return {};
  const numbers = {
    eori: (settings.eori ?? '').trim(),
    vat_number: (settings.vat ?? '').trim(),
    ioss: iossOf(order, settings),
  };
  return Object.fromEntries(Object.entries(numbers).filter(([, number]) => number !== ''));
}
