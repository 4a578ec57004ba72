/** Tells rows of sums from data. */

/** First cell of a row of sums, lower case, without a colon; several languages. */
const TOTALS: ReadonlySet<string> = new Set([
  'total',
  'totals',
  'subtotal',
  'sub total',
  'grand total',
  'sum',
  'summe',
  'gesamt',
  'gesamtsumme',
  'somme',
  'total général',
  'totaal',
  'totale',
  'totali',
  'suma',
  'razem',
  'итого',
  'всего',
  '合計',
  '合计',
  '总计',
  '總計',
]);
const LONGEST_TOTAL = 28;

/** What may stand behind the word: a colon, a count, what is counted. */
const BEHIND =
  /\s*[:=]?\s*\(?[\d.,]*\)?\s*(?:orders?|backers?|rows?|units?|items?|pledges?|amount|quantity)?\s*:?\s*$/i;
/** Sums: numbers with or without a currency. */
const SUM = /^(?:[A-Z]{3} ?)?[^\p{L}@]*(?: ?(?:[A-Z]{3}|kr|zł))?$/u;

/**
 * A row is a total when its first filled cell says so, at most half of the columns are filled, and the others
 * hold sums: a person may be called Total.
 */
export function isTotal(cells: readonly string[], first: string, width: number): boolean {
  if (first.length > LONGEST_TOTAL) return false;
  const code = first.charCodeAt(0);
  if (code < 65) return false;
  if (!TOTALS.has(first.replace(BEHIND, '').trim().toLowerCase())) return false;
  let filled = 0;
  for (const c of cells) {
    if (c === '') continue;
    filled++;
    if (c !== first && !SUM.test(c)) return false;
  }
  return filled * 2 <= Math.max(width, 4);
}
