/** Takes out of an address what nobody meant to write: spaces too many, emoji, letters that a file damaged. */
import { type AddressField, type AddressRecord, COLUMN_OF, type Finding, warning } from './finding.ts';

/** Nothing to look at: plain ASCII with single spaces. */
const TIDY = /^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/;
/** Marks without a width, which nobody sees: byte order, direction, soft hyphen. Joiners stay: some scripts need them. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cc}]/gu;
const SPACES = /\s+/g;
/** Signs of trade and rights count as pictures in Unicode; labels print them. */
const EMOJI =
  /(?![©®™])[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}](?:\ufe0f|\u200d|\u20e3)*/gu;

export const isTidy = (text: string): boolean => text === '' || TIDY.test(text);

/** Field by field: a loop over names would cost more than the test, on the row that has nothing in it. */
const isTidyAddress = (a: AddressRecord): boolean =>
  isTidy(a.name) &&
  isTidy(a.line1) &&
  isTidy(a.line2) &&
  isTidy(a.city) &&
  isTidy(a.state) &&
  isTidy(a.postal) &&
  isTidy(a.country) &&
  isTidy(a.phone) &&
  isTidy(a.taxId);

const FIELDS = ['name', 'line1', 'line2', 'city', 'state', 'postal', 'country', 'phone', 'taxId'] as const;

/**
 * The address without the dirt, and a finding for each kind of it in each cell. A newline in a street counts as a
 * space here: `splitLines` looks at it first.
 */
export function cleanAddress(address: AddressRecord, findings: Finding[]): AddressRecord {
  if (isTidyAddress(address)) return address;
  const clean = { ...address };
  for (const field of FIELDS)
    if (!TIDY.test(address[field])) clean[field] = cleanText(address[field], COLUMN_OF[field], findings);
  return clean;
}

function cleanText(given: string, column: AddressField, findings: Finding[]): string {
  let text = given;
  const plain = text.replace(SPACES, ' ').replace(UNSEEN, '').replace(SPACES, ' ').trim();
  if (plain !== text) {
    if (plain !== '')
      findings.push(
        warning(
          column,
          'spaces',
          'address.form',
          `${column} without extra spaces`,
          { [column]: plain },
          true,
        ),
      );
    text = plain;
  }
  if (text === '' || TIDY.test(text)) return text;
  const right = repaired(text);
  if (right !== null) {
    findings.push(
      warning(column, 'text-damaged', 'address.letters', `${text}, not ${right}`, { [column]: right }, true),
    );
    text = right;
  } else if (/\ufffd|\p{L}\?{1,3}\p{L}/u.test(text)) {
    findings.push(warning(column, 'text-damaged', 'address.letters', `${text} lost letters in a file`));
  }
  const drawn = text.replace(EMOJI, '').replace(SPACES, ' ').trim();
  if (drawn !== text) {
    const proposal = drawn === '' ? null : { [column]: drawn };
    findings.push(
      warning(column, 'emoji', 'address.letters', `emoji in ${column}`, proposal, proposal !== null),
    );
    if (drawn !== '') text = drawn;
  }
  return text;
}

/** What Windows-1252 has between 0x80 and 0x9f, by its place there; a blank where it has nothing. */
const WINDOWS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const DAMAGE = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/** UTF-8 that was read as Windows-1252, read again ("MÃ¼nchen" gives "München"); null when it is not that. */
function repaired(text: string): string | null {
  if (!DAMAGE.test(text)) return null;
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    const at = WINDOWS.indexOf(sign);
    if (code > 0xff && at < 0) return null;
    bytes.push(code > 0xff ? 0x80 + at : code);
  }
  return fromUtf8(bytes);
}

/** Strictly: null for bytes that are no UTF-8. There is no TextDecoder on Apps Script. */
function fromUtf8(bytes: readonly number[]): string | null {
  let out = '';
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (first >= 0x80 && (first < 0xc2 || first > 0xf4)) return null;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k];
      if (next === undefined || (next & 0xc0) !== 0x80) return null;
      code = code * 64 + (next & 0x3f);
    }
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return null;
    out += String.fromCodePoint(code);
    i += more + 1;
  }
  return out;
}
