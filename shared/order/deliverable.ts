/** The address of an order as its cells say it, and the guard that asks whether it can be delivered to. */
import { checkAddress } from '../address/check.ts';
import { type AddressField, type AddressRecord, COLUMN_OF, type Finding } from '../address/finding.ts';
import { ADDRESS_COLUMNS } from '../shipment/ship-to.ts';
import type { Campaign } from './campaign.ts';
import type { Refusal } from './guards.ts';

/** The columns of an address, in the order in which they are checked. */
export const ADDRESS_FIELDS: readonly AddressField[] = Object.values(COLUMN_OF);

/** The address of order i; a column that was not read, or is not there, is blank. */
export function addressOf(campaign: Campaign, i: number): AddressRecord {
  const cell = (name: string): string => campaign.col(name)[i] ?? '';
  return {
    name: cell('Name'),
    line1: cell('Address 1'),
    line2: cell('Address 2'),
    city: cell('City'),
    state: cell('State/Province'),
    postal: cell('Postal code'),
    country: cell('Country'),
    phone: cell('Phone'),
    taxId: cell('Tax ID'),
  };
}

/**
 * Whether the columns of the address were read: without each of them nothing can be said. A filter may have read one or
 * two, and the others would look blank. Phone and Tax ID stand in no parcel's way while they are blank.
 */
export const hasAddress = (campaign: Campaign): boolean =>
  PLACE.every((name) => campaign.orders?.columns.has(name) === true);
const PLACE = ['Name', ...ADDRESS_COLUMNS] as const;

export interface AddressLook {
  /** The first problem; null when the address can be delivered to. */
  readonly refusal: Refusal;
  /** What lets it through all the same. */
  readonly warnings: readonly Finding[];
}

/** One check of an order's address: what stands in the way, and what does not. */
export function lookAt(campaign: Campaign, i: number): AddressLook {
  const { findings } = checkAddress(addressOf(campaign, i));
  if (findings.length === 0) return FINE;
  const problem = findings.find(({ level }) => level === 'problem');
  return {
    refusal: problem === undefined ? null : { code: problem.code, detail: problem.detail },
    warnings: findings.filter(({ level }) => level === 'warning'),
  };
}
const FINE: AddressLook = { refusal: null, warnings: [] };

/** The first problem of the address; warnings let it through. */
export const deliverable = (campaign: Campaign, i: number): Refusal => lookAt(campaign, i).refusal;
