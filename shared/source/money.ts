/** Amounts of money as platforms write them. */

export interface Money {
  /** Decimal text with a point, no separators: `1000.00`. */
  readonly amount: string;
  /** ISO 4217 code, or empty where the text does not say (a bare `$`). */
  readonly currency: string;
}

/** The sign between whole units and cents. */
export type DecimalSign = ',' | '.';

/** Signs that mean one currency only; a bare `$` or `kr` stands for several. */
const SIGNS: Readonly<Record<string, string>> = {
  US$: 'USD',
  CA$: 'CAD',
  C$: 'CAD',
  AU$: 'AUD',
  A$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  SG$: 'SGD',
  S$: 'SGD',
  MX$: 'MXN',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  'JP¥': 'JPY',
  zł: 'PLN',
  $: '',
  kr: '',
};

const SHAPE = /^(-?)([^\d.,\s-]*)\s*(-?)(\d[\d.,'\s]*)\s*([^\d.,\s-]*)(?:\s+([A-Z]{3}))?$/;

/** An amount seldom repeats less often than this many times: a campaign has a dozen prices. */
const MOST_KEPT = 2000;

/**
 * `$5.00 USD`, `SEK 1,000.00`, `€ 1.000,00`, `59` as an amount and a currency; null when the text is no
 * amount. One separator before exactly three digits parts thousands (`1,000`, `1.000`): platforms write two
 * decimals or none. With `decimal` the sign is known, and the other one only parts thousands.
 */
export function parseMoney(text: string, decimal: DecimalSign | null = null): Money | null {
  const match = SHAPE.exec(text.replace(/[\u00a0\u202f]/g, ' ').trim());
  if (!match) return null;
  const [, minus = '', before = '', minus2 = '', digits = '', after = '', code = ''] = match;
  const named = [before, after, code].filter((s) => s !== '');
  let currency = '';
  for (const name of named) {
    const found = /^[A-Z]{3}$/.test(name) ? name : SIGNS[name];
    if (found === undefined || (currency !== '' && found !== '' && found !== currency)) return null;
    if (found !== '') currency = found;
  }
  const amount = plainDigits(digits.trim(), decimal);
  if (amount === null) return null;
  return { amount: `${minus || minus2}${amount}`, currency };
}

function plainDigits(digits: string, known: DecimalSign | null): string | null {
  const compact = digits.replace(/['\s]/g, '');
  const point = compact.lastIndexOf('.');
  const comma = compact.lastIndexOf(',');
  const at = Math.max(point, comma);
  if (at < 0) return whole(compact);
  const sign = compact[at] ?? '';
  const tail = compact.slice(at + 1);
  const both = point >= 0 && comma >= 0;
  const repeated = compact.indexOf(sign) !== at;
  const decimal = known === null ? !repeated && (both || tail.length !== 3) : sign === known && !repeated;
  const groups = decimal ? compact.slice(0, at) : compact;
  if (!/^\d{1,3}([.,]\d{3})*$|^\d+$/.test(groups)) return null;
  const head = whole(groups.replace(/[.,]/g, ''));
  if (!decimal || tail === '') return head;
  return `${head}.${tail}`;
}

const whole = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** `parseMoney` that remembers: for a file of many rows and few prices. */
export function moneyReader(decimal: DecimalSign | null = null): (text: string) => Money | null {
  const known = new Map<string, Money | null>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const money = parseMoney(text, decimal);
    if (known.size < MOST_KEPT) known.set(text, money);
    return money;
  };
}
