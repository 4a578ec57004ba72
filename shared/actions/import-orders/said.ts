/** Which fields a file says anything about: one that it has no column for is left as it is. */
import { SOURCE_FIELDS, type SourceField } from '../../order/source-check.ts';
import type { Layout, OrderField } from '../../source/layout.ts';

/** The columns that each field comes from; any of them will do. Items and Notes have others beside. */
const FROM: Readonly<Record<SourceField, readonly OrderField[]>> = {
  Name: ['name', 'firstName', 'lastName', 'addressName', 'addressFirstName', 'addressLastName', 'company'],
  Items: ['rewardTitle', 'rewardId', 'rewardMinimum'],
  Payment: ['status', 'paidAt', 'cancelledAt'],
  'Amount due': ['amountDue', 'status', 'paidAt', 'cancelledAt'],
  'Survey at': ['surveyAt'],
  'Address 1': ['line1'],
  'Address 2': ['line1', 'line2', 'line3'],
  City: ['city'],
  'State/Province': ['state'],
  'Postal code': ['postal'],
  Country: ['countryName', 'countryCode', 'country'],
  Phone: ['phone'],
  Email: ['email'],
  Notes: ['notes', 'deliveryNotes'],
  Reward: ['rewardTitle', 'rewardId', 'rewardMinimum'],
  Pledged: ['pledged'],
};

/** The bit behind those of the fields: whether the order was sent. */
export const SENT_BIT = SOURCE_FIELDS.length;

/** A bit for each place in SOURCE_FIELDS, and one for "sent". */
export const SAYS_ALL = (1 << (SENT_BIT + 1)) - 1;

/** The bits of the fields that a layout has columns for. */
export function saidBy({ fields, items, itemText, itemCells, questions }: Layout): number {
  let bits = fields.has('sent') ? 1 << SENT_BIT : 0;
  SOURCE_FIELDS.forEach((name, at) => {
    const more =
      (name === 'Items' && (items.length > 0 || itemText !== null || itemCells !== null)) ||
      (name === 'Notes' && questions.length > 0);
    if (more || FROM[name].some((field) => fields.has(field))) bits |= 1 << at;
  });
  return bits;
}

export const without = (bits: number, at: number): number => bits & ~(1 << at);
export const says = (bits: number, at: number): boolean => (bits & (1 << at)) !== 0;
