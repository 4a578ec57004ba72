/** Digits of a number as a workbook file writes them, as plain decimal text. */

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Excel keeps 15 significant digits; what stands behind them in the file is rounding. */
const DIGITS = 15;

/**
 * `9.25082E11` gives `925082000000`; whole numbers are written out in full however long, since what was lost is
 * for the caller to see; fractions are shown to 15 digits as Excel shows them (`0.1`, not `0.10000000000000001`).
 * Text that is no number comes back as it is.
 */
export function numberText(raw: string): string {
  const match = NUMBER.exec(raw.trim());
  if (!match) return raw;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  const exponent = Number(power);
  if (exponent > 400 || exponent < -400) return raw;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point >= digits.length) {
    const text = (digits + '0'.repeat(point - digits.length)).replace(/^0+(?=\d)/, '');
    return text === '0' ? text : sign + text;
  }
  const behind = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  if (/^0*$/.test(behind)) {
    const text = (point > 0 ? digits.slice(0, point) : '0').replace(/^0+(?=\d)/, '');
    return text === '0' ? text : sign + text;
  }
  const rounded = Number(Number(raw).toPrecision(DIGITS));
  return String(rounded);
}
