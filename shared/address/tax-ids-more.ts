/**
 * Tax and identity numbers of more countries whose customs ask recipients for one (E9). Where each rule is written: TR
 * NVI (kimlik no.) and Gelir İdaresi (VKN). AR AFIP (CUIT, CUIL) and RENAPER (DNI). CL Registro Civil (RUT). EC Registro
 * Civil (cédula) and SRI (RUC). CN GB 11643-1999. TW Ministry of the Interior and of Finance. IN Income Tax Department
 * (PAN), UIDAI (Aadhaar), GST. ZA Department of Home Affairs. IL Ministry of Interior. MX SAT (RFC) and RENAPO (CURP).
 * PE SUNAT (RUC) and RENIEC (DNI). CO DIAN. ID Dukcapil and DJP. KZ the law on national registers of identification
 * numbers. RU FNS. UA DPS.
 */
import { digitAt, weighted } from './check-digits.ts';
import { type TaxIdRule, taxIdRule } from './tax-ids.ts';

/** Doubles each second digit from the right. */
function luhn(id: string): boolean {
  let sum = 0;
  for (let i = 0; i < id.length; i++) {
    const digit = digitAt(id, id.length - 1 - i);
    const counted = i % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

/** Turkey's number for people. */
function kimlik(id: string): boolean {
  const odd = weighted(id, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(id, [0, 1, 0, 1, 0, 1, 0, 1]);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return digitAt(id, 9) === tenth && digitAt(id, 10) === (odd + even + tenth) % 10;
}

/** Turkey's number for companies. */
function vergi(id: string): boolean {
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    const shifted = (digitAt(id, i) + 9 - i) % 10;
    sum += shifted === 0 ? 0 : (shifted * 2 ** (9 - i)) % 9 || 9;
  }
  return digitAt(id, 9) === (10 - (sum % 10)) % 10;
}

const CUIT = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
/** Argentina: 11 becomes 0, 10 becomes 9. */
function cuit(id: string): boolean {
  const rest = 11 - (weighted(id, CUIT) % 11);
  return digitAt(id, 10) === (rest === 11 ? 0 : rest === 10 ? 9 : rest);
}
/** Peru: 10 becomes 0, 11 becomes 1. */
const ruc = (id: string): boolean => digitAt(id, 10) === (11 - (weighted(id, CUIT) % 11)) % 10;

/** Chile: weights 2 to 7 from the right; 10 is the letter K. */
function rut(id: string): boolean {
  let sum = 0;
  for (let i = 0; i < id.length - 1; i++) sum += digitAt(id, id.length - 2 - i) * (2 + (i % 6));
  return id.endsWith('0K987654321'.charAt(sum % 11));
}

/** China: ISO 7064, MOD 11-2. */
const residentId = (id: string): boolean =>
  id.endsWith('10X98765432'.charAt(weighted(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11));

/** Taiwan: the letter stands for 10 to 35, in an order of its own. */
function taiwanId(id: string): boolean {
  const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(id.charAt(0)) + 10;
  const rest = weighted(id.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1]);
  return (Math.floor(letter / 10) + (letter % 10) * 9 + rest) % 10 === 0;
}

/** Kazakhstan: a second row of weights where the first leaves 10. */
function iin(id: string): boolean {
  let rest = weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
  if (rest === 10) rest = weighted(id, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
  return digitAt(id, 11) === rest;
}

const INN = [2, 4, 10, 3, 5, 9, 4, 6, 8];
/** Russia: ten digits for companies, twelve for people. */
const inn = (id: string): boolean =>
  id.length === 10
    ? digitAt(id, 9) === (weighted(id, INN) % 11) % 10
    : digitAt(id, 10) === (weighted(id, [7, ...INN]) % 11) % 10 &&
      digitAt(id, 11) === (weighted(id, [3, 7, ...INN]) % 11) % 10;

/** Ukraine's number for people. */
const rnokpp = (id: string): boolean =>
  digitAt(id, 9) === (((weighted(id, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11) + 11) % 11) % 10;

type Form = TaxIdRule['forms'][number];

const rule = (name: string, asked: boolean, ...forms: readonly Form[]): TaxIdRule => ({ name, asked, forms });

const MORE: Readonly<Record<string, TaxIdRule>> = {
  AR: rule('CUIT or CUIL (11 digits), or DNI (7 or 8)', true, [/^\d{11}$/, cuit], [/^\d{7,8}$/]),
  CL: rule('RUT (8 or 9 signs)', true, [/^\d{7,8}[\dK]$/, rut]),
  CN: rule('resident identity number (18 signs)', false, [/^\d{17}[\dX]$/, residentId]),
  CO: rule('cédula or NIT (6 to 10 digits)', false, [/^\d{6,10}$/]),
  EC: rule('cédula (10 digits) or RUC (13)', true, [/^\d{10}$/, luhn], [/^\d{10}0\d\d$/]),
  ID: rule('NIK (16 digits) or NPWP (15 or 16)', false, [/^\d{15,16}$/]),
  IL: rule('identity number (9 digits)', false, [/^\d{9}$/, luhn]),
  IN: rule(
    'PAN (10 signs), Aadhaar (12 digits) or GSTIN (15 signs)',
    false,
    [/^[A-Z]{5}\d{4}[A-Z]$/],
    [/^[2-9]\d{11}$/],
    [/^\d\d[A-Z]{5}\d{4}[A-Z][\dA-Z]Z[\dA-Z]$/],
  ),
  KZ: rule('IIN (12 digits)', false, [/^\d{12}$/, iin]),
  MX: rule('RFC (12 or 13 signs) or CURP (18)', false, [
    /^(?:[A-ZÑ&]{3,4}\d{6}[\dA-Z]{3}|[A-Z]{4}\d{6}[HMX][A-Z]{5}[\dA-Z]\d)$/,
  ]),
  PE: rule('DNI (8 digits) or RUC (11)', false, [/^\d{8}$/], [/^\d{11}$/, ruc]),
  RU: rule('INN (12 digits; 10 for a company)', false, [/^(?:\d{10}|\d{12})$/, inn]),
  TR: rule('kimlik no. (11 digits) or VKN (10)', true, [/^[1-9]\d{10}$/, kimlik], [/^\d{10}$/, vergi]),
  TW: rule(
    'identity or resident number (10 signs), or company number (8 digits)',
    false,
    [/^[A-Z][\dA-D]\d{8}$/, (id) => /^.[A-D]/.test(id) || taiwanId(id)],
    [/^\d{8}$/],
  ),
  UA: rule('RNOKPP (10 digits)', false, [/^\d{10}$/, rnokpp]),
  ZA: rule('identity number (13 digits)', false, [/^\d{13}$/, luhn]),
};

/** The rule of a country, those of the server among them; null where no id is asked of recipients. */
export const anyTaxIdRule = (country: string): TaxIdRule | null =>
  taxIdRule(country) ?? MORE[country] ?? null;
