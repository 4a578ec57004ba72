/**
 * What can be stored as a tracking number at all. The add-on checks each number by this once more when a panel sends
 * it; it needs no table of formats or carriers, which are the panel's.
 */

/** Digits that a number in a spreadsheet cell keeps; beyond them there are only zeros. */
const EXACT_DIGITS = 15;
/** So many zeros there are no number's own. */
const SURELY_LOST = 6;

export const NUMBER_FAULTS = [
  'tracking.blank',
  'tracking.damaged-scientific',
  'tracking.damaged-precision',
  'tracking.unreadable',
] as const;
export type NumberFault = (typeof NUMBER_FAULTS)[number];

/** Why a text is no number to store, or null. It takes capitals and digits, 4 to 41 of them, at least one a digit. */
export function numberFault(text: string): NumberFault | null {
  if (text.trim() === '' || /^[0\W_]+$/.test(text)) return 'tracking.blank';
  if (/^[+-]?\d+[.,]\d+\s*E\s*\+?\d+$/i.test(text) || /^\d+E\+\d+$/i.test(text))
    return 'tracking.damaged-scientific';
  if (!/^[A-Z0-9]{4,41}$/.test(text) || !/\d/.test(text)) return 'tracking.unreadable';
  const lost = text.length - EXACT_DIGITS;
  return lost >= SURELY_LOST && /^\d+$/.test(text) && /^0+$/.test(text.slice(EXACT_DIGITS))
    ? 'tracking.damaged-precision'
    : null;
}
