/** Between which places a parcel needs customs data. */

/**
 * Countries without a customs border between them, by the first code of each line. Sources: the customs territory of
 * the Union (Regulation (EU) No 952/2013, Article 4), the customs treaty of Switzerland and Liechtenstein of 1923, the
 * customs and excise agreement of the United Kingdom and the Isle of Man, USPS Publication 52 for Puerto Rico.
 */
const UNIONS = [
  'EU AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK',
  'CH LI',
  'GB IM',
  'US PR',
];

const UNION_OF: ReadonlyMap<string, string> = new Map(
  UNIONS.flatMap((line) => {
    const [name = '', ...members] = line.split(' ');
    return [name, ...members].map((member): [string, string] => [member, name]);
  }),
);

/**
 * Postal codes of places apart from the customs or tax area of their country, where parcels need customs data too. What
 * holds in each is told by territoryOf in shared/address, whose table is too long for Push.
 */
const APART: Readonly<Record<string, RegExp>> = {
  DE: /^27498|^78266/,
  DK: /^39/,
  ES: /^3[58]|^5[12]/,
  FI: /^22/,
  FR: /^97[1-8]|^98[678]/,
  GB: /^GY|^JE/,
  GR: /^6308/,
  IT: /^22061|^23041/,
  NO: /^917|^8099/,
  US: /^008|^969|^96799/,
};

/**
 * A name for the customs area of an address: two of one name have no border between them. Northern Ireland is in the
 * Union's for goods (Windsor Framework).
 */
export function customsArea(country: string, postal = ''): string {
  if (country === 'GB' && /^BT/i.test(postal)) return 'EU';
  if (APART[country]?.test(postal.toUpperCase())) return `${country} ${postal.slice(0, 3)}`;
  return UNION_OF.get(country) ?? country;
}

/**
 * Whether a parcel from a country to an address crosses a customs border. A place that is not known counts as abroad:
 * asked once too often is a notice, not asked is a parcel that comes back.
 */
export function crossesBorder(from: string, to: string, postal = ''): boolean {
  if (from === '' || to === '') return true;
  return customsArea(from) !== customsArea(to, postal);
}
