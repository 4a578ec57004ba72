/** What Easyship would refuse, or customs would stop, found before the call: each with what to fill in where. */
import { allCountries, countryCode } from '../../../shared/address/countries.ts';
import { compactTaxId, taxIdFits, taxIdRule } from '../../../shared/address/tax-ids.ts';
import type { Account, Line, ParcelOrder } from '../contract.ts';
import { isAbroad } from './customs.ts';
import { amountOf, boxOf, emailOf, hsOf, isSized, LONGEST, MOST_LINES, phoneOf, street } from './order.ts';

export interface Refusal {
  readonly code: string;
  readonly reason: string;
}
type Settings = Account['settings'];

const refusal = (code: string, reason: string): Refusal => ({ code, reason });

/** Countries whose state the API document of 2024-09 wants. */
const NEED_STATE: ReadonlySet<string> = new Set('AU CA CN ID MX MY TH US VN'.split(' '));

/** Settings that nobody can use; the connect form takes any text. */
function settingOf(settings: Settings): Refusal | null {
  const wrong = (label: string, form: string): Refusal =>
    refusal('preflight.settings', `${label} in the connection must be ${form}. Change it there.`);
  const { originCountry = '', box = '', value = '' } = settings;
  if (countryCode(originCountry) === null) return wrong('Country you ship from', 'a country, such as US');
  if (box.trim() !== '' && !boxOf(box)) return wrong('Box', 'three sizes in cm, such as 30x20x10');
  if (value.trim() !== '' && !amountOf(value)) return wrong('Value of an item', 'a sum, such as 20 USD');
  return null;
}

function addressOf(order: ParcelOrder): Refusal | null {
  const { to } = order;
  if (!/^[A-Z]{2}$/.test(to.country)) {
    return refusal('preflight.address', 'The country is not known. Correct Country in Orders.');
  }
  const long = (what: string, text: string, longest: number): Refusal | null =>
    [...text.trim()].length > longest
      ? refusal(
          'preflight.address',
          `${what} is too long: Easyship takes ${longest} characters. Shorten it in Orders.`,
        )
      : null;
  if (to.name.trim() === '') return refusal('preflight.address', 'There is no name. Fill in Name in Orders.');
  if (to.address1.trim() === '') {
    return refusal('preflight.address', 'There is no street. Fill in Address 1 in Orders.');
  }
  if (to.city.trim() === '') return refusal('preflight.address', 'There is no city. Fill in City in Orders.');
  if (NEED_STATE.has(to.country) && to.state.trim() === '') {
    return refusal('preflight.address', 'Easyship wants the state there. Fill in State/Province in Orders.');
  }
  const required = allCountries().get(to.country)?.requires ?? [];
  if (required.includes('postal') && to.postalCode.trim() === '') {
    return refusal('preflight.address', 'There is no postal code. Fill in Postal code in Orders.');
  }
  if (street(to) === null) {
    return refusal(
      'preflight.address',
      `The street does not fit in two lines of ${LONGEST.line} characters. Shorten Address 1 or 2 in Orders.`,
    );
  }
  return (
    long('Name', to.name, LONGEST.name) ??
    long('City', to.city, LONGEST.city) ??
    long('State/Province', to.state, LONGEST.state)
  );
}

function contactOf(order: ParcelOrder, settings: Settings): Refusal | null {
  const phone = phoneOf(order, settings);
  if (phone === '') {
    return refusal(
      'address.phone-missing',
      'Easyship wants a phone number. Fill in Phone in Orders, or your own in the connection.',
    );
  }
  if (phone.length > LONGEST.phone) {
    return refusal('preflight.phone', `Phone is too long: Easyship takes ${LONGEST.phone} characters.`);
  }
  const email = emailOf(order, settings);
  if (!email.includes('@')) {
    return refusal(
      'preflight.email',
      'Easyship wants an e-mail address. Fill in Email in Orders, or your own in the connection.',
    );
  }
  return email.length > LONGEST.email
    ? refusal('preflight.email', `Email is too long: Easyship takes ${LONGEST.email} characters.`)
    : null;
}

/** Case E1: of parcels abroad all is needed; at home an HS code or a category, and a value. */
function customsOf(line: Line, abroad: boolean, settings: Settings): Refusal | null {
  const missing = (what: string, where: string): Refusal =>
    refusal('customs.missing', `${what} (SKU ${line.sku}). ${where}`);
  const inProducts = (column: string): string => `Fill in ${column} in Products.`;
  if (hsOf(line.hsCode) === '') {
    if (line.hsCode.trim() !== '') return missing('hs', 'HS code in Products must be 6 to 10 digits.');
    if (abroad) return missing('hs', inProducts('HS code'));
    if (!settings.category) {
      return missing('hs or category', 'Fill in HS code in Products, or Item category in the connection.');
    }
  }
  const valued = (line.customsValue ?? 0) > 0;
  if (!valued || line.currency === '') {
    if (abroad) return missing(valued ? 'currency' : 'value', inProducts('Customs value'));
    if (!amountOf(settings.value)) {
      return missing('value', 'Fill in Customs value in Products, or Value of an item in the connection.');
    }
  }
  if (!abroad) return null;
  if (line.origin === '') return missing('origin', inProducts('Origin'));
  return line.customsDescription.trim() === ''
    ? missing('description', inProducts('Customs description'))
    : null;
}

/** In batches Easyship takes weight and size of its own products. */
function sizeOf(line: Line, settings: Settings): Refusal | null {
  if (settings.batches === 'yes') return null;
  if (!isSized(line) && !boxOf(settings.box)) {
    return refusal(
      'preflight.size',
      `No size (SKU ${line.sku}). Fill in Length, Width and Height in Products, or Box in the connection.`,
    );
  }
  return null;
}

function lineOf(line: Line): Refusal | null {
  if (!Number.isInteger(line.quantity) || line.quantity < 1) {
    return refusal('preflight.quantity', `The quantity of ${line.sku} is not 1 or more. Check Contents.`);
  }
  if ([...line.customsDescription].length > LONGEST.description) {
    return refusal(
      'preflight.description',
      `Customs description of ${line.sku} is too long: Easyship takes ${LONGEST.description} characters. Shorten it in Products.`,
    );
  }
  return null;
}

function taxOf({ to, taxId }: ParcelOrder, abroad: boolean): Refusal | null {
  const rule = abroad ? taxIdRule(to.country) : null;
  if (!rule?.asked) return null;
  if (taxId.trim() === '') {
    return refusal(
      'recipient.tax-id-missing',
      `Customs there want a ${rule.name}. Fill in Tax ID in Orders.`,
    );
  }
  return taxIdFits(rule, compactTaxId(rule, taxId))
    ? null
    : refusal('recipient.tax-id-format', `Tax ID is no ${rule.name}. Correct it in Orders.`);
}

const firstOf = (checks: readonly (() => Refusal | null)[]): Refusal | null => {
  for (const check of checks) {
    const found = check();
    if (found) return found;
  }
  return null;
};

/** The first thing in the way of a parcel; null: it can go. Without settings only what no setting can make up for. */
export function preflight(order: ParcelOrder, settings?: Settings): Refusal | null {
  if (order.lines.length === 0) return refusal('preflight.no-items', 'There is nothing in this parcel.');
  if (order.lines.length > MOST_LINES) {
    return refusal('preflight.too-many-items', `Easyship takes ${MOST_LINES} different items in a parcel.`);
  }
  const always = [() => addressOf(order), ...order.lines.map((line) => () => lineOf(line))];
  if (!settings) return firstOf(always);
  const abroad = isAbroad(order, settings);
  return firstOf([
    () => settingOf(settings),
    ...always,
    () => contactOf(order, settings),
    () => taxOf(order, abroad),
    ...order.lines.flatMap((line) => [
      () => customsOf(line, abroad, settings),
      () =>
        settings.batches !== 'yes' && (line.grams ?? 0) <= 0
          ? refusal('customs.missing', `weight (SKU ${line.sku}). Fill in Weight g in Products.`)
          : null,
      () => sizeOf(line, settings),
    ]),
  ]);
}
