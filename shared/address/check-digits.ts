/** Check digits of tax and identity numbers. Each takes a text that has the right form already. */

const digitAt = (id: string, i: number): number => id.charCodeAt(i) - 48;

/** The sum of the first signs, each times its weight. A letter counts as its ASCII code less 48 (so has the CNPJ). */
const weighted = (id: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * digitAt(id, i), 0);

/** Doubles each second digit from the right. */
export function luhn(id: string): boolean {
  let sum = 0;
  for (let i = 0; i < id.length; i++) {
    const digit = digitAt(id, id.length - 1 - i);
    const counted = i % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

const sameSigns = (id: string): boolean => id === id.charAt(0).repeat(id.length);
/** 11 less the rest by 11, where 10 and 11 become 0. */
const elevenZero = (sum: number): number => (sum % 11 < 2 ? 0 : 11 - (sum % 11));

const CPF = [10, 9, 8, 7, 6, 5, 4, 3, 2];
export const cpf = (id: string): boolean =>
  !sameSigns(id) &&
  digitAt(id, 9) === elevenZero(weighted(id, CPF)) &&
  digitAt(id, 10) === elevenZero(weighted(id, [11, ...CPF]));

const CNPJ = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
export const cnpj = (id: string): boolean =>
  !sameSigns(id) &&
  digitAt(id, 12) === elevenZero(weighted(id, CNPJ)) &&
  digitAt(id, 13) === elevenZero(weighted(id, [6, ...CNPJ]));

/** Turkey's number for people. */
export function kimlik(id: string): boolean {
  const odd = weighted(id, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(id, [0, 1, 0, 1, 0, 1, 0, 1]);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return digitAt(id, 9) === tenth && digitAt(id, 10) === (odd + even + tenth) % 10;
}

/** Turkey's number for companies. */
export function vergi(id: string): boolean {
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    const shifted = (digitAt(id, i) + 9 - i) % 10;
    sum += shifted === 0 ? 0 : (shifted * 2 ** (9 - i)) % 9 || 9;
  }
  return digitAt(id, 9) === (10 - (sum % 10)) % 10;
}

const CUIT = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
/** Argentina: 11 becomes 0, 10 becomes 9. */
export function cuit(id: string): boolean {
  const rest = 11 - (weighted(id, CUIT) % 11);
  return digitAt(id, 10) === (rest === 11 ? 0 : rest === 10 ? 9 : rest);
}
/** Peru: 10 becomes 0, 11 becomes 1. */
export const ruc = (id: string): boolean => digitAt(id, 10) === (11 - (weighted(id, CUIT) % 11)) % 10;

/** Chile: weights 2 to 7 from the right; 10 is the letter K. */
export function rut(id: string): boolean {
  let sum = 0;
  for (let i = 0; i < id.length - 1; i++) sum += digitAt(id, id.length - 2 - i) * (2 + (i % 6));
  return id.endsWith('0K987654321'.charAt(sum % 11));
}

/** China: ISO 7064, MOD 11-2. */
export const residentId = (id: string): boolean =>
  id.endsWith('10X98765432'.charAt(weighted(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11));

/** Taiwan: the letter stands for 10 to 35, in an order of its own. */
export function taiwanId(id: string): boolean {
  const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(id.charAt(0)) + 10;
  const rest = weighted(id.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1]);
  return (Math.floor(letter / 10) + (letter % 10) * 9 + rest) % 10 === 0;
}

/** Kazakhstan: a second row of weights where the first leaves 10. */
export function iin(id: string): boolean {
  let rest = weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
  if (rest === 10) rest = weighted(id, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
  return digitAt(id, 11) === rest;
}

const INN = [2, 4, 10, 3, 5, 9, 4, 6, 8];
/** Russia: ten digits for companies, twelve for people. */
export const inn = (id: string): boolean =>
  id.length === 10
    ? digitAt(id, 9) === (weighted(id, INN) % 11) % 10
    : digitAt(id, 10) === (weighted(id, [7, ...INN]) % 11) % 10 &&
      digitAt(id, 11) === (weighted(id, [3, 7, ...INN]) % 11) % 10;

/** Ukraine's number for people. */
export const rnokpp = (id: string): boolean =>
  digitAt(id, 9) === (((weighted(id, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11) + 11) % 11) % 10;
