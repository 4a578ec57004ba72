/** Proposals for name, phone number and tax id. */
import { limitsOf } from './carrier-limits.ts';
import { type Finding, warning } from './finding.ts';
import { readPhone } from './phones.ts';
import { isFiller, isNothing } from './placeholder.ts';
import type { Reviewed } from './reviewed.ts';
import { compactTaxId, taxIdFits, taxIdRule } from './tax-ids.ts';
import { anyTaxIdRule } from './tax-ids-more.ts';

const MAIL = /^\S+@\S+\.\S+$/;
/** A legal form at the end, with nobody named beside it ("Ana Berg, Quill LLC"). */
const COMPANY =
  /^[^,]+,? (?:LLC|Inc|Ltd|Limited|LLP|PLC|Corp|Corporation|GmbH|UG|AG|KG|e\.? ?V|S\.?A|S\.?A\.?S|SARL|S\.?L|S\.?r\.?l|S\.?p\.?A|B\.?V|N\.?V|A\/?S|ApS|Oy|AB|Pty Ltd|Ltda|K\.?K|Sp\. ?z ?o\.? ?o)\.?$/i;
/** Scripts that write given and family name in one word. */
const UNPARTED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** One word, initials, a company, an e-mail address or a number: carriers abroad want two words (D19). */
export function reviewName({ address: { name } }: Reviewed, findings: Finding[]): void {
  const words = name.split(/[ .]+/).filter((word) => word !== '');
  if (words.length === 0 || findings.some((f) => f.field === 'Name' && f.level === 'problem')) return;
  let why = '';
  if (MAIL.test(name)) why = 'an e-mail address';
  else if (!/\p{L}/u.test(name)) why = 'no letters';
  else if (UNPARTED.test(name)) return;
  else if (words.every((word) => word.length === 1)) why = 'initials';
  else if (words.length === 1) why = 'one word';
  else if (COMPANY.test(name)) why = 'a company';
  if (why !== '') findings.push(warning('Name', 'name-form', 'address.name', `${name} is ${why}`));
}

/** The phone with its country in front; blank only where the carrier asks for one (D16). */
export function reviewPhone(
  { address: { phone }, country }: Reviewed,
  carrier: string | undefined,
  findings: Finding[],
): void {
  if (phone === '' || isNothing(phone)) {
    if (phone !== '')
      findings.push(warning('Phone', 'placeholder', 'address.suspicious', phone, { Phone: '' }, true));
    if (carrier !== undefined && limitsOf(carrier).needsPhone) {
      findings.push(warning('Phone', 'phone-missing', 'address.phone-missing', ''));
    }
    return;
  }
  if (isFiller(phone)) {
    findings.push(warning('Phone', 'placeholder', 'address.suspicious', phone, { Phone: '' }, true));
    return;
  }
  if (findings.some((f) => f.kind === 'phone-fake')) return;
  const reading = readPhone(phone, country.code);
  if (reading.is === 'wrong') {
    findings.push(warning('Phone', 'phone-invalid', 'address.phone', `${phone} (${reading.why})`));
  } else if (reading.is === 'other-form') {
    findings.push(
      warning(
        'Phone',
        'phone-form',
        'address.form',
        `${phone} is ${reading.form}`,
        { Phone: reading.form },
        true,
      ),
    );
  }
}

/**
 * The tax id without spaces and signs; a zero that was lost is put back where the check digit agrees (E9). Countries
 * that only the page knows give warnings: the server could not say when they are settled.
 */
export function reviewTaxId({ address: { taxId } }: Reviewed, code: string, findings: Finding[]): void {
  const rule = anyTaxIdRule(code);
  if (!rule) return;
  if (isNothing(taxId)) {
    if (!rule.asked || taxIdRule(code)) return;
    findings.push(warning('Tax ID', 'tax-id-missing', 'recipient.tax-id-missing', rule.name));
    return;
  }
  const compact = compactTaxId(rule, taxId);
  if (taxIdFits(rule, compact)) {
    if (compact === taxId || /^[\d.\-/]+$/.test(taxId)) return;
    findings.push(
      warning('Tax ID', 'tax-id-form', 'address.form', `${taxId} is ${compact}`, { 'Tax ID': compact }, true),
    );
    return;
  }
  const candidates = /^\d+$/.test(compact) ? [`0${compact}`, `00${compact}`, `P${compact}`] : [];
  const right = candidates.find((id) => taxIdFits(rule, id));
  const proposal = right === undefined ? null : { 'Tax ID': right };
  const at = findings.findIndex((f) => f.kind === 'tax-id-format');
  const found = findings[at];
  if (found) findings[at] = { ...found, proposal };
  else {
    const detail = `${taxId} is no ${rule.name}`;
    findings.push(warning('Tax ID', 'tax-id-format', 'recipient.tax-id-format', detail, proposal));
  }
}
