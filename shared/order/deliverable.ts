/** The guard that asks whether an order's address can be delivered to. */
import { checkAddress } from '../address/check.ts';
import type { Campaign } from './campaign.ts';
import type { Refusal } from './guards.ts';

/** Required fields and the postal code's pattern, by country; the refusal names the field, and what is wrong with it. */
export function deliverable(campaign: Campaign, i: number): Refusal {
  const cell = (name: string): string => campaign.col(name)[i] ?? '';
  const checked = checkAddress({
    name: cell('Name'),
    line1: cell('Address 1'),
    line2: cell('Address 2'),
    city: cell('City'),
    state: cell('State/Province'),
    postal: cell('Postal code'),
    country: cell('Country'),
    phone: cell('Phone'),
    taxId: cell('Tax ID'),
  });
  const problem = checked.findings.find((finding) => finding.level === 'problem');
  return problem ? { code: problem.code, detail: problem.detail } : null;
}
