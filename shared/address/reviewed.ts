/** What the parts of a review hand to each other. */
import type { Country } from './countries.ts';
import type { AddressRecord, Finding } from './finding.ts';
import type { PostalReading } from './postal.ts';

/** An address on its way through the review: cleaned, and read as its country has it. */
export interface Reviewed {
  readonly address: AddressRecord;
  readonly country: Country;
  readonly postal: PostalReading | null;
}

/** Puts more into a finding that is there. */
export const replace = (findings: Finding[], of: Finding, by: Partial<Finding>): void => {
  findings[findings.indexOf(of)] = { ...of, ...by };
};
export const find = (
  findings: Finding[],
  kind: Finding['kind'],
  field?: Finding['field'],
): Finding | undefined => findings.find((f) => f.kind === kind && (field === undefined || f.field === field));
