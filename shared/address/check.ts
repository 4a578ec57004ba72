/** Says whether an address can be delivered to: what a country requires, and a postal code that it can have. */
import { allCountries, countryCode } from './countries.ts';
import { type AddressRecord, type AddressResult, COLUMN_OF, type Finding, resultOf } from './finding.ts';
import { postalForm, withLostZero } from './postal.ts';

export interface AddressCheck {
  readonly result: AddressResult;
  /** The ISO code of the country; empty where the country is blank or unknown. */
  readonly country: string;
  /** The postal code in the country's written form; as given where it cannot be one. */
  readonly postal: string;
  readonly findings: readonly Finding[];
}

const blank = (text: string): boolean => text.trim() === '';

/**
 * Checks one address: problems, which keep it from being finalized, and the warnings that cost next to nothing. A
 * missing name, country or field that the country requires is `address.missing`; a country of no known name is
 * `address.country-unknown`; a postal code that the country cannot have is `address.invalid`, or
 * `address.zip-zero-lost` where a zero in front would make it right (D1). A blank postal code passes where it is
 * optional or does not exist (D3), a blank state where there are none (D4). Proposals are made by `reviewAddress`.
 */
export function checkAddress(address: AddressRecord): AddressCheck {
  const findings: Finding[] = [];
  const missing = (field: keyof AddressRecord): void => {
    if (!blank(address[field])) return;
    const column = COLUMN_OF[field];
    findings.push(problem(column, 'missing', 'address.missing', column));
  };
  missing('name');
  missing('country');
  const code = countryCode(address.country);
  const country = code === null ? undefined : allCountries().get(code);
  if (!country) {
    const given = address.country.trim();
    if (given !== '') findings.push(problem('Country', 'country-unknown', 'address.country-unknown', given));
    return { result: 'problem', country: '', postal: address.postal.trim(), findings };
  }
  for (const field of country.requires) {
    // Some write the whole street into the second line.
    if (field !== 'line1' || blank(address.line2)) missing(field);
  }
  let postal = address.postal.trim();
  if (postal !== '') {
    const form = postalForm(country, postal, address.city);
    if (form === null) {
      const padded = withLostZero(country, postal);
      findings.push(
        padded === null
          ? problem(
              'Postal code',
              'postal-invalid',
              'address.invalid',
              `Postal code ${postal} in ${country.name} (a code there looks like ${country.example})`,
            )
          : {
              ...problem(
                'Postal code',
                'postal-zero-lost',
                'address.zip-zero-lost',
                `${postal}, not ${padded}`,
              ),
              proposal: { 'Postal code': padded },
            },
      );
    } else postal = form;
  }
  return { result: resultOf(findings), country: country.code, postal, findings };
}

const problem = (
  field: Finding['field'],
  kind: Finding['kind'],
  code: Finding['code'],
  detail: string,
): Finding => ({ field, level: 'problem', kind, code, detail, proposal: null, sure: false });
