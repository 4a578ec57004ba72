/** Ship to: recipient, address and phone as they were sent, on one line; what "changed since sent" is measured by. */

/** Blank parts are left out, line breaks become commas. */
export function shipTo(to: { name: string; address: readonly string[]; phone: string }): string {
  return [to.name, ...to.address, to.phone]
    .map((part) => part.replace(/\s*[\r\n]+\s*/g, ', ').trim())
    .filter((part) => part !== '')
    .join(', ');
}
