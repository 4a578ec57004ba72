/**
 * Tax and identity numbers that customs ask of recipients (E9). Where each rule is written: BR Receita Federal (CPF;
 * CNPJ, with letters from July 2026: Instrução Normativa RFB 2.229/2024). KR Korea Customs Service (personal customs
 * clearance code). TR NVI (kimlik no.) and Gelir İdaresi (VKN). AR AFIP (CUIT, CUIL) and RENAPER (DNI). CL Registro
 * Civil (RUT). EC Registro Civil (cédula) and SRI (RUC). CN GB 11643-1999. TW Ministry of the Interior and of Finance.
 * IN Income Tax Department (PAN), UIDAI (Aadhaar), GST. ZA Department of Home Affairs. IL Ministry of Interior. MX SAT
 * (RFC) and RENAPO (CURP). PE SUNAT (RUC) and RENIEC (DNI). CO DIAN. ID Dukcapil and DJP. KZ the law on national
 * registers of identification numbers. RU FNS. UA DPS.
 */
import {
  cnpj,
  cpf,
  cuit,
  iin,
  inn,
  kimlik,
  luhn,
  residentId,
  rnokpp,
  ruc,
  rut,
  taiwanId,
  vergi,
} from './check-digits.ts';

type Form = readonly [form: RegExp, right?: (id: string) => boolean];

export interface TaxIdRule {
  /** What people of the country call it, with its length. */
  readonly name: string;
  /** No parcel passes customs there without it. */
  readonly asked: boolean;
  /** For text in upper case without spaces and signs. */
  readonly forms: readonly Form[];
}

const rule = (name: string, asked: boolean, ...forms: readonly Form[]): TaxIdRule => ({ name, asked, forms });

const RULES: Readonly<Record<string, TaxIdRule>> = {
  AR: rule('CUIT or CUIL (11 digits), or DNI (7 or 8)', true, [/^\d{11}$/, cuit], [/^\d{7,8}$/]),
  BR: rule('CPF (11 digits) or CNPJ (14)', true, [/^\d{11}$/, cpf], [/^[\dA-Z]{12}\d\d$/, cnpj]),
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
  KR: rule('customs clearance code (P and 12 digits)', true, [/^P\d{12}$/]),
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

/** The rule of a country; null where no id is asked of recipients. */
export const taxIdRule = (country: string): TaxIdRule | null => RULES[country] ?? null;

const SIGNS = /[^\p{L}\p{N}&]+/gu;
/** "CPF: 123…" and its like: the name of the number before it. */
const LABEL =
  /^(?:CPF|CNPJ|CUIT|CUIL|DNI|RUT|RUC|RFC|CURP|PCCC|INN|ИНН|IIN|ИИН|TCKN|TC|VKN|NIK|NPWP|PAN|NIT)(?=[\dP])/;

/** In upper case without spaces and signs, full-width digits as plain ones; without its name where only that fits. */
export function compactTaxId(country: string, text: string): string {
  const compact = text.normalize('NFKC').toUpperCase().replace(SIGNS, '');
  const bare = compact.replace(LABEL, '');
  return bare !== compact && !taxIdFits(country, compact) && taxIdFits(country, bare) ? bare : compact;
}

/** Whether a compact id has the country's form and a right check digit. True where the country has no rule. */
export function taxIdFits(country: string, compact: string): boolean {
  const known = RULES[country];
  return !known || known.forms.some(([form, right]) => form.test(compact) && (right?.(compact) ?? true));
}
