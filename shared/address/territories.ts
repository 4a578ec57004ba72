/**
 * Places whose customs or tax rules are not those of their country (D23), by country and postal code. Sources: Council
 * Directive 2006/112/EC, articles 6 and 7 (VAT area); Regulation (EU) 952/2013, article 4 (customs territory); the
 * Windsor Framework (Northern Ireland); 19 CFR 101.1 (customs territory of the United States); postal codes from the
 * posts themselves. Shown to people, never reckoned with: rules change, and goods differ.
 */
import { compactPostal } from './countries.ts';

export interface Territory {
  readonly name: string;
  readonly rule: string;
}

const NO_VAT = 'inside the EU’s customs territory, outside its VAT area';
const OUTSIDE = 'outside the EU’s customs territory and VAT area';
const OVERSEAS = 'overseas territory, outside the EU’s customs territory';
const US_OUTSIDE = 'served by the US post, outside the customs territory of the United States';
const SANCTIONS = 'sanctions hold in all or a part of it; few carriers deliver';

/** Country, beginning of the postal code (empty: the whole country), name, rule. */
const PLACES: readonly (readonly [country: string, postal: string, name: string, rule: string])[] = [
  ['AS', '', 'American Samoa', US_OUTSIDE],
  ['AU', '2899', 'Norfolk Island', 'outside Australia’s tax area'],
  ['AU', '6798', 'Christmas Island', 'outside Australia’s tax area'],
  ['AU', '6799', 'Cocos Islands', 'outside Australia’s tax area'],
  ['AX', '', 'Åland', NO_VAT],
  ['BL', '', 'Saint Barthélemy', OVERSEAS],
  ['CH', '756[23]', 'Samnaun', 'outside Switzerland’s VAT area'],
  ['CH', '8238', 'Büsingen', 'a German town with Swiss customs'],
  ['CH', '948[5-9]|949[0-8]', 'Liechtenstein', 'a country of its own, with Swiss customs'],
  ['DE', '27498', 'Heligoland', OUTSIDE],
  ['DE', '78266', 'Büsingen', OUTSIDE],
  ['DK', '39\\d\\d', 'Greenland', OUTSIDE],
  ['DK', '\\d{3}$', 'Faroe Islands', OUTSIDE],
  ['ES', '3[58]', 'Canary Islands', NO_VAT],
  ['ES', '51', 'Ceuta', OUTSIDE],
  ['ES', '52', 'Melilla', OUTSIDE],
  ['FI', '22', 'Åland', NO_VAT],
  ['FO', '', 'Faroe Islands', OUTSIDE],
  ['FR', '971', 'Guadeloupe', NO_VAT],
  ['FR', '972', 'Martinique', NO_VAT],
  ['FR', '973', 'French Guiana', NO_VAT],
  ['FR', '974', 'Réunion', NO_VAT],
  ['FR', '975', 'Saint Pierre and Miquelon', OVERSEAS],
  ['FR', '976', 'Mayotte', NO_VAT],
  ['FR', '977', 'Saint Barthélemy', OVERSEAS],
  ['FR', '978', 'Saint Martin', NO_VAT],
  ['FR', '980', 'Monaco', 'a country of its own, with French customs and VAT'],
  ['FR', '986', 'Wallis and Futuna', OVERSEAS],
  ['FR', '987', 'French Polynesia', OVERSEAS],
  ['FR', '988', 'New Caledonia', OVERSEAS],
  [
    'GB',
    'BT',
    'Northern Ireland',
    'EU rules for goods; shipping from Great Britain needs its own declaration',
  ],
  ['GB', 'GY', 'Guernsey', 'outside the UK’s VAT area'],
  ['GB', 'JE', 'Jersey', 'outside the UK’s VAT area'],
  ['GB', 'IM', 'Isle of Man', 'inside the UK’s customs and VAT area, with a code of its own'],
  ['GF', '', 'French Guiana', NO_VAT],
  ['GG', '', 'Guernsey', 'outside the UK’s VAT area'],
  ['GL', '', 'Greenland', OUTSIDE],
  ['GP', '', 'Guadeloupe', NO_VAT],
  ['GR', '6308[67]', 'Mount Athos', NO_VAT],
  ['GU', '', 'Guam', US_OUTSIDE],
  ['IT', '22061', 'Campione d’Italia', NO_VAT],
  ['IT', '23041', 'Livigno', OUTSIDE],
  ['IT', '4789', 'San Marino', 'a country of its own, in customs union with the EU, outside its VAT area'],
  ['IT', '00120', 'Vatican City', 'a country of its own'],
  ['JE', '', 'Jersey', 'outside the UK’s VAT area'],
  ['MF', '', 'Saint Martin', NO_VAT],
  ['MQ', '', 'Martinique', NO_VAT],
  ['MP', '', 'Northern Marianas', US_OUTSIDE],
  ['NC', '', 'New Caledonia', OVERSEAS],
  ['NO', '917|8099', 'Svalbard and Jan Mayen', 'outside Norway’s customs and VAT area'],
  ['PF', '', 'French Polynesia', OVERSEAS],
  ['PM', '', 'Saint Pierre and Miquelon', OVERSEAS],
  ['PR', '', 'Puerto Rico', 'inside the customs territory of the United States'],
  ['RE', '', 'Réunion', NO_VAT],
  ['RU', '29[5-9]', 'Crimea', SANCTIONS],
  ['SJ', '', 'Svalbard and Jan Mayen', 'outside Norway’s customs and VAT area'],
  ['TR', '99', 'Northern Cyprus', 'not under Turkish or EU customs'],
  ['UA', '8[3-7]|9[1-4]', 'Donetsk and Luhansk regions', SANCTIONS],
  ['UA', '9[5-8]', 'Crimea', SANCTIONS],
  ['US', '00[679]', 'Puerto Rico', 'inside the customs territory of the United States'],
  ['US', '008', 'US Virgin Islands', US_OUTSIDE],
  ['US', '96799', 'American Samoa', US_OUTSIDE],
  ['US', '969[123]', 'Guam or the Northern Marianas', US_OUTSIDE],
  ['US', '969[4-7]', 'Micronesia, Palau or the Marshall Islands', US_OUTSIDE],
  ['VI', '', 'US Virgin Islands', US_OUTSIDE],
  ['WF', '', 'Wallis and Futuna', OVERSEAS],
  ['YT', '', 'Mayotte', NO_VAT],
];

let byCountry: ReadonlyMap<string, readonly (readonly [RegExp, Territory])[]> | null = null;

function read(): NonNullable<typeof byCountry> {
  const map = new Map<string, (readonly [RegExp, Territory])[]>();
  for (const [country, postal, name, rule] of PLACES) {
    const list = map.get(country) ?? [];
    list.push([new RegExp(`^(?:${postal})`), { name, rule }]);
    map.set(country, list);
  }
  return map;
}

/** The special territory that a postal code lies in; null for the usual rules of the country. Spaces do not matter. */
export function territoryOf(country: string, postal: string): Territory | null {
  byCountry ??= read();
  const places = byCountry.get(country);
  if (!places) return null;
  const compact = compactPostal(postal);
  return places.find(([begins]) => begins.test(compact))?.[1] ?? null;
}
