/** Ship to: recipient, address and phone as they were sent, on one line; what "changed since sent" is measured by. */

/** The address columns of Orders, in the order in which they are written on a parcel. */
export const ADDRESS_COLUMNS = [
  'Address 1',
  'Address 2',
  'City',
  'State/Province',
  'Postal code',
  'Country',
] as const;

/** Blank parts are left out, line breaks become commas. */
export function shipTo(to: { name: string; address: readonly string[]; phone: string }): string {
  return [to.name, ...to.address, to.phone]
    .map((part) => part.replace(/\s*[\r\n]+\s*/g, ', ').trim())
    .filter((part) => part !== '')
    .join(', ');
}
