/** Text that stands for nothing: what people type when they do not want to answer (D25). */

/** Whole cells, in lower case, with one space for anything between words. */
const PHRASES = new Set(
  (
    'asdf|asdfg|asdfgh|asdfasdf|asd|qwe|qwer|qwert|qwerty|zxcv|test|tests|testing|tester|test test|test address|foo|bar|foobar|foo bar|' +
    'tbd|tba|tbc|idk|nope|no response|no answer|same|same as before|same as above|same as last time|same address|same as billing|' +
    'same as previous|same as shipping|see above|see notes|see email|as above|as before|address|street|street address|my address|' +
    'your address|my house|no address|will update|will update later|update later|later|to be announced|to be determined|' +
    'to be confirmed|ask me|email me|contact me|placeholder|lorem ipsum|fake|fake address|fake street|123 fake street|nowhere|' +
    '123 main st anytown|anytown|first last|first name|last name|firstname lastname|john doe|jane doe|your name|max mustermann|' +
    'musterstraße 1|musterstrasse 1|musterstadt|wie oben|siehe oben|wie vorher|gleiche adresse|unbekannt|idem|même adresse|' +
    'meme adresse|pareil|voir ci dessus|igual|lo mismo|misma dirección|misma direccion|come sopra|stesso indirizzo|zelfde|' +
    'hetzelfde|zie boven|o mesmo|同上|同じ|未定|テスト|なし|无|無|测试|測試|同前|없음|테스트|нет|тест'
  ).split('|'),
);
/** Cells that say that there is nothing to say. */
const FILLERS = new Set(
  'n a|na|none|null|nil|undefined|unknown|blank|empty|not applicable|not available|keine|keiner|ninguno|aucun|nessuno|geen|brak|нет|なし|无|無|없음|x|xx|xxx'.split(
    '|',
  ),
);
const BETWEEN = /[^\p{L}\p{M}\p{N}]+/gu;
/** One letter or two, over and over: "aaaa", "abababab". */
const REPEATED = /^(\p{L}\p{L}?)\1{2,}$/u;

/** Anything but letters, digits and single spaces; most cells have none of it, and are spared the replacing. */
const SIGNS = /[!-/:-@[-`{-~\u00a0-\u00bf\u2000-\u206f\u3000-\u303f]|\s\s|^\s|\s$/;

const plain = (text: string): string => {
  const lower = text.toLowerCase();
  return SIGNS.test(lower) ? lower.replace(BETWEEN, ' ').trim() : lower;
};

/** Signs without a letter or digit, "N/A", or zeros alone: as good as blank. */
const NOTHING = /^(?:[^\p{L}\p{N}]+|\W*n\W*\/\W*a\W*|\W*0+\W*)$/iu;

/** As good as a blank cell: "-", "?", "N/A", "00000". A blank text is blank too. */
export function isNothing(text: string): boolean {
  if (text === '') return true;
  // A letter other than N, or a figure other than 0, begins an answer: the pattern is for the few others.
  const first = text.charCodeAt(0) | 32;
  if ((first >= 97 && first <= 122 && first !== 110) || (first > 48 && first < 58)) return false;
  return text.length < 16 && NOTHING.test(text);
}

/** Says that there is nothing to say: as `isNothing`, or "none", "xxx", "keine". A blank text does not. */
export function isFiller(text: string): boolean {
  // Longer than the longest filler, as most cells of an address are.
  if (text.length > 16 || text.trim() === '') return false;
  return isNothing(text) || FILLERS.has(plain(text));
}

/** Stands in for an answer: "asdf", "same as before", "123 Fake Street", "none". What is as good as blank does not. */
export function isPlaceholder(text: string): boolean {
  if (text === '' || text.length > 24) return false;
  // Streets that begin with their number: only the one that everybody makes up.
  const first = text.charCodeAt(0);
  if (first > 48 && first < 58 && !text.startsWith('123 ')) return false;
  const said = plain(text);
  if (PHRASES.has(said) || (FILLERS.has(said) && !isNothing(text))) return true;
  return said.charAt(0) === said.charAt(2) && REPEATED.test(said);
}

const SEQUENCE = '01234567890123456789';
const BACKWARDS = '98765432109876543210';

/**
 * A phone number that nobody has (D17): one digit over and over, 1234567, 555-555-1212 and its like in the United
 * States and Canada. Numbers from 555-0100 to 555-0199, set aside for fiction, are left alone: examples and demo
 * campaigns use them.
 */
export function isFakePhone(text: string, country: string): boolean {
  const digits = text.replace(/\D+/g, '');
  if (digits.length < 6) return /^(\d)\1+$/.test(digits);
  if (/^\d{0,3}?(\d)\1{5,}$/.test(digits)) return true;
  if (digits.length < 14 && (SEQUENCE.includes(digits) || BACKWARDS.includes(digits))) return true;
  const american = country === 'US' || country === 'CA' || text.includes('+1');
  return american && /^1?(?:555\d{7}|\d{3}555(?:1212|5555|1234|0000))$/.test(digits);
}
