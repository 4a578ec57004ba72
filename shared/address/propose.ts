/** Looks at everything in an address, and proposes what a person would correct. For the page: it carries large tables. */
import { readAddress } from './check.ts';
import { cleanAddress } from './clean.ts';
import { plainName } from './countries.ts';
import { codeByFurtherName } from './country-names.ts';
import {
  type AddressRecord,
  type AddressResult,
  type Finding,
  problem,
  resultOf,
  warning,
} from './finding.ts';
import type { Letters } from './latin.ts';
import { reviewName, reviewPhone, reviewTaxId } from './review-person.ts';
import { countryFromState, reviewCity, reviewCountry, reviewState, unknownCountry } from './review-place.ts';
import { reviewPostal } from './review-postal.ts';
import { reviewLengths, reviewLetters, reviewLines } from './review-writing.ts';
import type { Reviewed } from './reviewed.ts';
import { splitLines } from './split.ts';
import { territoryOf } from './territories.ts';

export interface ReviewOptions {
  /** A carrier by its name, as in the carriers' table: its lengths count instead of the strictest ones. */
  readonly carrier?: string;
  /** Letters that may stay: those of ISO 8859-1 for a carrier, else all Latin ones. */
  readonly letters?: Letters;
}

export interface AddressReview {
  readonly result: AddressResult;
  /** As `AddressCheck` has it. */
  readonly country: string;
  readonly findings: readonly Finding[];
}

/**
 * Everything that `checkAddress` finds and more: each finding with a proposal where one can be made. Nothing is
 * changed and nothing is cut; a proposal holds the whole new text of each cell that it would change. Where two
 * findings propose for one cell, the later one has the change of an earlier cleaning (spaces, emoji, damaged letters)
 * in it; after any other accepted proposal the address is to be reviewed again.
 */
export function reviewAddress(address: AddressRecord, options: ReviewOptions = {}): AddressReview {
  const early: Finding[] = [];
  const clean = cleanAddress(address, early);
  const further = clean.country.length > 2 ? nameElsewhere(clean) : null;
  const known = further ?? clean;
  const read = readAddress(known);
  const findings = [...early, ...read.findings];
  if (!read.country) {
    const proposal = countryFromState(clean.country);
    const at = findings.findIndex((f) => f.kind === 'country-unknown');
    if (at >= 0) findings[at] = unknownCountry(clean.country, proposal);
    return { result: resultOf(findings), country: '', findings };
  }
  const reviewed: Reviewed = { address: known, country: read.country, postal: read.postal };
  if (further) {
    const detail = clean.country;
    findings.unshift(
      problem(
        'Country',
        'country-name',
        'address.country-unknown',
        detail,
        { Country: further.country },
        true,
      ),
    );
  } else reviewCountry(reviewed, findings);
  const lines = splitLines(address, read.country);
  if (lines) {
    // The cleaned text would have the lines run together.
    const spaces = findings.findIndex((f) => f.kind === 'spaces' && f.field === 'Address 1');
    if (spaces >= 0) findings.splice(spaces, 1);
    findings.push(lines);
  }
  reviewPostal(reviewed, findings);
  reviewState(reviewed, findings);
  reviewCity(reviewed, findings);
  reviewName(reviewed, findings);
  if (!lines) reviewLines(reviewed, findings);
  reviewPhone(reviewed, options.carrier, findings);
  reviewTaxId(reviewed, read.code, findings);
  const territory = territoryOf(read.country.code, read.postal?.form ?? '');
  if (territory) {
    findings.push(
      warning('Postal code', 'territory', 'address.territory', `${territory.name}, ${territory.rule}`),
    );
  }
  reviewLetters(reviewed, options.letters ?? (options.carrier === undefined ? 'latin' : 'latin-1'), findings);
  if (!lines) reviewLengths(reviewed, options.carrier, findings);
  return { result: resultOf(findings), country: read.code, findings };
}

/** The address with its country's code, where only the page's table knows the name; null where that is not needed. */
function nameElsewhere(address: AddressRecord): AddressRecord | null {
  const code = codeByFurtherName(plainName(address.country));
  return code === null ? null : { ...address, country: code };
}
