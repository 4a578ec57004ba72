/** Postal codes as people write them. */
import { type Country, compactPostal, plainName } from './countries.ts';

/** Letters of licence plates that people put before a postal code, besides the country's own two. */
const PLATES: Readonly<Record<string, readonly string[]>> = {
  AT: ['A'],
  BE: ['B'],
  DE: ['D'],
  ES: ['E'],
  FI: ['FIN'],
  FO: ['FO'],
  FR: ['F'],
  IT: ['I'],
  LI: ['FL'],
  LU: ['L'],
  NO: ['N'],
  SE: ['S'],
};

/**
 * The postal code in the country's written form (`k1a0b1` gives `K1A 0B1`), or null when it cannot be one. Spaces,
 * dashes and case never matter (D2); the country's letters in front (`SE-114 55`, `D-53225`) and the city's name
 * beside it (`DHAKA1000`) are taken away.
 */
export function postalForm(country: Country, text: string, city = ''): string | null {
  const { postal } = country;
  const compact = compactPostal(text);
  if (!postal) return text.trim();
  if (postal.test(compact)) return written(country, compact);
  for (const letters of [country.code, ...(PLATES[country.code] ?? [])]) {
    if (!compact.startsWith(letters)) continue;
    const rest = compact.slice(letters.length);
    if (postal.test(rest)) return written(country, rest);
  }
  const town = compactPostal(plainName(city));
  const without = town.length < 3 ? compact : compactPostal(plainName(text)).replace(town, '');
  return without !== compact && postal.test(without) ? written(country, without) : null;
}

function written({ code, parted }: Country, compact: string): string {
  if (!parted) return compact.replace(/^([A-Z]{4,})(?=\d)/, '$1 ');
  if (code === 'GB' && compact.startsWith('BFPO')) return `BFPO ${compact.slice(4)}`;
  const text = code === 'LV' && !compact.startsWith('LV') ? `LV${compact}` : compact;
  const at = parted.fromEnd ? text.length - parted.at : parted.at;
  // The long form of a ZIP code has the part behind the dash; the short form ends before it.
  if (at <= 0 || at >= text.length || (parted.at === 2 && /^\d/.test(text) && code !== 'PL')) return text;
  return text.slice(0, at) + parted.with + text.slice(at);
}

/** The code with the zero that a spreadsheet program took from its front, or null (D1). Only a proposal. */
export function withLostZero(country: Country, text: string): string | null {
  const compact = compactPostal(text);
  if (!/^\d{2,8}$/.test(compact)) return null;
  for (const zeros of ['0', '00']) {
    if (country.postal?.test(zeros + compact)) return written(country, zeros + compact);
  }
  return null;
}
