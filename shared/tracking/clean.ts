/** Takes spreadsheet and typing marks off a tracking number. */

export const CLEAN_STEPS = [
  /** `'9400…`, the mark that Excel shows for text. */
  'apostrophe',
  /** `="9400…"` or `=HYPERLINK("…","9400…")`: the value that the cell displays. */
  'formula',
  'spaces',
  'dashes',
  /** Zero-width and other characters that cannot be seen. */
  'invisible',
  'lower-case',
  /** Full-width digits and letters of East Asian keyboards. */
  'full-width',
] as const;
export type CleanStep = (typeof CLEAN_STEPS)[number];

export interface Cleaned {
  readonly text: string;
  readonly did: readonly CleanStep[];
}

const NOTHING: readonly CleanStep[] = [];

/** True for capitals and digits only: nearly every number in a file, and nothing is left to clean. */
function isClean(raw: string): boolean {
  for (let i = 0; i < raw.length; i++) {
    const c = raw.charCodeAt(i);
    if (c > 90 || c < 48 || (c > 57 && c < 65)) return false;
  }
  return raw.length > 0;
}

const INVISIBLE = /\p{Cf}|(?!\s)\p{Cc}/gu;
const SPACES = /\s+/g;
const DASHES = /[-\u2010-\u2015\u2212\uff0d]/g;

/** The value that a formula cell displays, where its text says it; otherwise the text. */
export function displayed(raw: string): string {
  const quoted =
    /^=\s*"((?:[^"]|"")*)"$/.exec(raw) ?? /^=\s*HYPERLINK\(.*[;,]\s*"((?:[^"]|"")*)"\s*\)$/i.exec(raw);
  return quoted ? (quoted[1] ?? '').replace(/""/g, '"') : raw;
}

/** The number without marks, and what was taken away; letters in capitals. Other characters stay. */
export function cleanNumber(raw: string): Cleaned {
  if (isClean(raw)) return { text: raw, did: NOTHING };
  const did: CleanStep[] = [];
  let text = raw;
  const step = (name: CleanStep, next: string): void => {
    if (next !== text) did.push(name);
    text = next;
  };
  step('invisible', text.replace(INVISIBLE, ''));
  text = text.trim();
  step('formula', displayed(text));
  step('apostrophe', text.replace(/^['\u2018\u2019`]+/, ''));
  step(
    'full-width',
    text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)),
  );
  step('spaces', text.replace(SPACES, ''));
  step('dashes', text.replace(DASHES, ''));
  step('lower-case', text.toUpperCase());
  if (did.length === 0) return { text, did: text === raw ? NOTHING : ['spaces'] };
  return { text, did };
}
