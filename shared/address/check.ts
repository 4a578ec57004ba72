/** Says whether an address can be delivered to: required fields, and a postal code that the country can have. */
import { allCountries, countryCode, type RequiredField } from './countries.ts';
import { postalForm, withLostZero } from './postal.ts';

export interface AddressFields {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly postal: string;
  /** A code or a name. */
  readonly country: string;
  readonly phone: string;
}

export type AddressCheck =
  /** `country` is the ISO code, `postal` the code in the country's written form; the address itself stays. */
  | { readonly ok: true; readonly country: string; readonly postal: string }
  | {
      readonly ok: false;
      readonly code: 'address.missing' | 'address.invalid' | 'address.country-unknown';
      /** Name of the column, as the Orders tab has it. */
      readonly field: string;
      /** For the sentence: the field, and what is wrong with it. */
      readonly detail: string;
      /** D1: the postal code with its lost zero; empty when there is nothing to propose. */
      readonly proposal: string;
    };

const LABELS: Readonly<Record<RequiredField | 'name' | 'country', string>> = {
  name: 'Name',
  line1: 'Address 1',
  city: 'City',
  state: 'State/Province',
  postal: 'Postal code',
  country: 'Country',
};

const blank = (text: string): boolean => text.trim() === '';

/**
 * Checks one address. A missing name, country or field that the country requires is `address.missing`; a country of
 * no known name is `address.country-unknown`; a postal code that the country cannot have is `address.invalid`. A
 * blank postal code passes where it is optional or does not exist (D3), a blank state where there are none (D4).
 */
export function checkAddress(address: AddressFields): AddressCheck {
  if (blank(address.name)) return missing('name');
  if (blank(address.country)) return missing('country');
  const code = countryCode(address.country);
  const country = code === null ? undefined : allCountries().get(code);
  if (!country) {
    const detail = address.country.trim();
    return { ok: false, code: 'address.country-unknown', field: LABELS.country, detail, proposal: '' };
  }
  for (const field of country.requires) {
    // Some write the whole street into the second line.
    if (blank(address[field]) && !(field === 'line1' && !blank(address.line2))) return missing(field);
  }
  if (blank(address.postal)) return { ok: true, country: country.code, postal: '' };
  const postal = postalForm(country, address.postal, address.city);
  if (postal !== null) return { ok: true, country: country.code, postal };
  const proposal = withLostZero(country, address.postal) ?? '';
  const hint = proposal === '' ? `a code there looks like ${country.example}` : `${proposal} with its zero?`;
  return {
    ok: false,
    code: 'address.invalid',
    field: LABELS.postal,
    detail: `${LABELS.postal} ${address.postal.trim()} in ${country.name} (${hint})`,
    proposal,
  };
}

const missing = (field: RequiredField | 'name' | 'country'): AddressCheck => ({
  ok: false,
  code: 'address.missing',
  field: LABELS[field],
  detail: LABELS[field],
  proposal: '',
});
