/** Says whether an address can be delivered to: what a country requires, and a postal code that it can have. */
import { allCountries, type Country, countryCode } from './countries.ts';
import {
  type AddressRecord,
  type AddressResult,
  COLUMN_OF,
  type Finding,
  problem,
  resultOf,
  warning,
} from './finding.ts';
import { isFakePhone, isFiller, isNothing, isPlaceholder } from './placeholder.ts';
import { lacksPostNumber, lockerIn, militaryIn, poBoxIn } from './places.ts';
import { countryByPostal, type PostalReading, readPostal, withLostZero } from './postal.ts';
import { compactTaxId, taxIdFits, taxIdRule } from './tax-ids.ts';

export interface AddressCheck {
  readonly result: AddressResult;
  /**
   * The ISO code of the country; empty where it is blank or unknown. A territory of the United States has its own
   * code, whether people wrote it as the country or as a state (D6).
   */
  readonly country: string;
  /** The postal code in the country's written form; as given where it cannot be one. */
  readonly postal: string;
  readonly findings: readonly Finding[];
}

/** A check with what it read on the way, for `reviewAddress`. */
export interface ReadAddress {
  readonly country: Country | null;
  /** As `AddressCheck` has it. */
  readonly code: string;
  /** Null where the code is blank, or cannot be one. */
  readonly postal: PostalReading | null;
  readonly findings: Finding[];
}

/**
 * Checks one address: problems, which keep it from being finalized, and the warnings that cost next to nothing. A
 * missing name, country or field that the country requires is `address.missing`; a country of no known name is
 * `address.country-unknown`; a postal code that the country cannot have is `address.invalid`, `address.mismatch` where
 * it is another country's, or `address.zip-zero-lost` where a zero in front would make it right (D1). A blank postal
 * code passes where it is optional or does not exist (D3), a blank state where there are none (D4). A tax id with a
 * wrong check digit is a problem, one that is missing a warning (E9). Proposals are made by `reviewAddress`.
 */
export function checkAddress(address: AddressRecord): AddressCheck {
  const { code, postal, findings } = readAddress(address);
  return {
    result: resultOf(findings),
    country: code,
    postal: postal?.form ?? address.postal.trim(),
    findings,
  };
}

/** US territories are countries to carriers and states to the post; people write either. */
const US_TERRITORIES = new Set(['AS', 'FM', 'GU', 'MH', 'MP', 'PR', 'PW', 'VI']);

export function readAddress(address: AddressRecord): ReadAddress {
  const findings: Finding[] = [];
  const code = countryCode(address.country);
  const country = (code === null ? undefined : allCountries().get(code)) ?? null;
  if (isNothing(address.name)) findings.push(missing('name'));
  if (!country) {
    const given = address.country.trim();
    findings.push(
      isNothing(given)
        ? missing('country')
        : problem('Country', 'country-unknown', 'address.country-unknown', given),
    );
    return { country: null, code: '', postal: null, findings };
  }
  const military = militaryIn(address, country.code);
  const territory = US_TERRITORIES.has(country.code);
  for (const field of country.requires) {
    if (!isNothing(address[field])) continue;
    // Some write the whole street into the second line; a territory is its own state; military post brings its own.
    if (field === 'line1' && !isNothing(address.line2)) continue;
    if (field === 'state' && (territory || military?.form)) continue;
    findings.push(missing(field));
  }
  if (military) findings.push(...militaryFindings(military));
  const postal = military?.form ? null : checkPostal(country, address, findings);
  checkPlaces(address, country, findings);
  checkPlaceholders(address, findings);
  if (address.phone !== '' && isFakePhone(address.phone, country.code)) {
    findings.push(warning('Phone', 'phone-fake', 'address.phone-fake', address.phone.trim()));
  }
  const where = country.code === 'US' ? usPlace(address.state) : country.code;
  checkTaxId(address.taxId, where, findings);
  return { country, code: where, postal, findings };
}

function usPlace(state: string): string {
  const short = state.trim().toUpperCase();
  if (US_TERRITORIES.has(short)) return short;
  const named = short.length > 3 ? countryCode(state) : null;
  return named !== null && US_TERRITORIES.has(named) ? named : 'US';
}

function checkPostal(
  country: Country,
  { postal, city, state }: AddressRecord,
  findings: Finding[],
): PostalReading | null {
  // Fillers are blank; a required code that is blank is named already.
  if (postal === '' || isNothing(postal) || isFiller(postal)) {
    if (!isNothing(postal) && country.requires.includes('postal')) findings.push(missing('postal'));
    return null;
  }
  const given = postal.trim();
  const reading = readPostal(country, postal, [city, state]);
  if (reading && reading.how !== 'digits') return reading;
  const zero = reading ? null : withLostZero(country, postal);
  const elsewhere = reading || zero ? null : countryByPostal(postal);
  const there = elsewhere === null ? undefined : allCountries().get(elsewhere);
  if (reading) {
    const detail = `Postal code ${given}, not ${reading.form}`;
    findings.push(problem('Postal code', 'postal-digits', 'address.invalid', detail));
  } else if (zero !== null) {
    findings.push(
      problem('Postal code', 'postal-zero-lost', 'address.zip-zero-lost', `${given}, not ${zero}`),
    );
  } else if (there && there !== country) {
    const detail = `Postal code ${given} is one of ${there.name}, the country is ${country.name}`;
    findings.push(problem('Country', 'country-postal', 'address.mismatch', detail));
  } else {
    const detail = `Postal code ${given} in ${country.name} (a code there looks like ${country.example})`;
    findings.push(problem('Postal code', 'postal-invalid', 'address.invalid', detail));
  }
  return reading;
}

function militaryFindings({ post, form }: NonNullable<ReturnType<typeof militaryIn>>): Finding[] {
  const found = warning('City', 'military', 'address.military-carrier', post);
  if (!form) return [found];
  const detail = `${form.city} ${form.state}, country US`;
  return [found, problem('City', 'military-form', 'address.invalid', `it should say ${detail}`)];
}

function checkPlaces(address: AddressRecord, country: Country, findings: Finding[]): void {
  const box = poBoxIn(address, country.code);
  const military = findings.some((f) => f.kind === 'military');
  // "PSC 3 BOX 4120" is how military post is written, not a PO box.
  if (box !== '' && !military) findings.push(warning(fieldOf(box, address), 'po-box', 'address.po-box', box));
  const locker = lockerIn(address);
  if (locker === '') return;
  findings.push(
    lacksPostNumber(locker, address)
      ? problem('Address 2', 'locker-number', 'address.locker-number', locker)
      : warning(fieldOf(locker, address), 'locker', 'address.locker', locker),
  );
}

const fieldOf = (text: string, { line1, line2 }: AddressRecord): Finding['field'] =>
  line1.trim() === text ? 'Address 1' : line2.trim() === text ? 'Address 2' : 'Name';

function checkPlaceholders(address: AddressRecord, findings: Finding[]): void {
  for (const field of ['name', 'line1', 'city'] as const) {
    const text = address[field];
    if (!isPlaceholder(text)) continue;
    findings.push(warning(COLUMN_OF[field], 'placeholder', 'address.suspicious', text.trim()));
  }
}

function checkTaxId(text: string, country: string, findings: Finding[]): void {
  const rule = taxIdRule(country);
  if (!rule) return;
  if (isNothing(text)) {
    if (rule.asked) findings.push(warning('Tax ID', 'tax-id-missing', 'recipient.tax-id-missing', rule.name));
  } else if (!taxIdFits(rule, compactTaxId(rule, text))) {
    findings.push(
      problem('Tax ID', 'tax-id-format', 'recipient.tax-id-format', `${text.trim()} is no ${rule.name}`),
    );
  }
}

const missing = (field: keyof AddressRecord): Finding =>
  problem(COLUMN_OF[field], 'missing', 'address.missing', COLUMN_OF[field]);
