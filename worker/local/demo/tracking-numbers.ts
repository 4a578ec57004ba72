/** Numbers as carriers make them, check digits included, from a running number; none was ever on a label. */

/** Spreads running numbers over `digits` digits, each to another, so that they do not all end in zeros. */
const spread = (n: number, digits: number): string =>
  String((n * 104_729) % 10 ** digits).padStart(digits, '0');

/** USPS Ground Advantage: 22 digits, the last one so that three times the odd places plus the even ones end in 0. */
export function uspsNumber(n: number): string {
  const body = `940010000000${spread(n, 9)}`;
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += Number(body[body.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** A UPU S10 number of Royal Mail: two letters, eight digits, a check digit (weights 8 6 4 2 3 5 9 7), GB. */
export function royalMailNumber(n: number): string {
  const body = spread(n, 8);
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  const rest = 11 - (sum % 11);
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return `RN${body}${check}GB`;
}
