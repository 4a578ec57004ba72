/**
 * Tax and identity numbers that customs ask of every recipient (E9), as the server checks them: BR Receita Federal
 * (CPF; CNPJ, with letters from July 2026: Instrução Normativa RFB 2.229/2024); KR Korea Customs Service (personal
 * customs clearance code, which has no public check digit). `tax-ids-more.ts` has other countries, for the page.
 */
import { elevenZero, sameSigns, weighted } from './check-digits.ts';

type Form = readonly [form: RegExp, right?: (id: string) => boolean];

export interface TaxIdRule {
  /** What people of the country call it, with its length. */
  readonly name: string;
  /** No parcel passes customs there without it. */
  readonly asked: boolean;
  /** For text in upper case without spaces and signs. */
  readonly forms: readonly Form[];
}

const CPF = [10, 9, 8, 7, 6, 5, 4, 3, 2];
const cpf = (id: string): boolean =>
  !sameSigns(id) &&
  Number(id.charAt(9)) === elevenZero(weighted(id, CPF)) &&
  Number(id.charAt(10)) === elevenZero(weighted(id, [11, ...CPF]));

const CNPJ = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
const cnpj = (id: string): boolean =>
  !sameSigns(id) &&
  Number(id.charAt(12)) === elevenZero(weighted(id, CNPJ)) &&
  Number(id.charAt(13)) === elevenZero(weighted(id, [6, ...CNPJ]));

const RULES: Readonly<Record<string, TaxIdRule>> = {
  BR: {
    name: 'CPF (11 digits) or CNPJ (14)',
    asked: true,
    forms: [
      [/^\d{11}$/, cpf],
      [/^[\dA-Z]{12}\d\d$/, cnpj],
    ],
  },
  KR: { name: 'customs clearance code (P and 12 digits)', asked: true, forms: [[/^P\d{12}$/]] },
};

/** The rule of a country; null where the server knows none. */
export const taxIdRule = (country: string): TaxIdRule | null => RULES[country] ?? null;

const SIGNS = /[^\p{L}\p{N}&]+/gu;
/** "CPF: 123…" and its like: the name of the number before it. */
const LABEL = /^[A-ZА-Я]{2,4}(?=[\dP])/;

/** In upper case without spaces and signs, full-width digits as plain ones; without its name where only that fits. */
export function compactTaxId(rule: TaxIdRule, text: string): string {
  const compact = text.normalize('NFKC').toUpperCase().replace(SIGNS, '');
  const bare = compact.replace(LABEL, '');
  return bare !== compact && !taxIdFits(rule, compact) && taxIdFits(rule, bare) ? bare : compact;
}

/** Whether a compact id has a form of the rule and a right check digit. */
export const taxIdFits = (rule: TaxIdRule, compact: string): boolean =>
  rule.forms.some(([form, right]) => form.test(compact) && (right?.(compact) ?? true));
