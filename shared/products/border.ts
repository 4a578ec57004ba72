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

/** A name for the customs area of a country: two countries of one name have no border between them. */
export const customsArea = (country: string): string => UNION_OF.get(country) ?? country;

/**
 * Whether a parcel from one country to another crosses a customs border. A place that is not known counts as abroad:
 * asked once too often is a notice, not asked is a parcel that comes back. Territories with rules of their own inside
 * a country (the Canary Islands, Heligoland) are the caller's to tell.
 */
export function crossesBorder(from: string, to: string): boolean {
  if (from === '' || to === '') return true;
  return customsArea(from) !== customsArea(to);
}
