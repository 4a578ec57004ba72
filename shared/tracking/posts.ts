/**
 * Posts that use the S10 format (two letters, nine digits, country of the issuing post).
 * Source: tracking_number_data 2.0.0 (MIT licence), its list of postal services; Taiwan and Macao added.
 */

/** Country codes, two letters each. */
const WITH_POST =
  'AEAFAGALAMAOARATAUAZBABBBDBEBFBGBHBIBJBNBOBRBSBTBWBYBZCACDCFCGCHCICLCMCNCOCRCUCVCYCZDEDJDKDMDODZECEEEGERESETFIFJ' +
  'FRGAGBGDGEGHGMGNGQGRGTGWGYHKHNHRHTHUIDIEILINIQIRISITJMJOJPKEKGKHKIKMKNKPKRKWKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMGMKML' +
  'MMMNMOMRMTMUMVMWMXMYMZNANENGNINLNONPNRNZOMPAPEPGPHPKPLPTPYQARORSRURWSASBSCSDSESGSISKSLSMSNSOSRSSSTSVSYSZTDTGTHTJTL' +
  'TMTNTOTRTTTVTWTZUAUGUSUYUZVAVCVEVNVUWSYEZAZMZW';

const COUNTRIES: ReadonlySet<string> = new Set(WITH_POST.match(/../g) ?? []);

/** Posts that the carriers table knows by name. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['AT', 'Austrian Post'],
  ['AU', 'Australia Post'],
  ['BE', 'bpost'],
  ['BR', 'Correios'],
  ['CA', 'Canada Post'],
  ['CH', 'Swiss Post'],
  ['CN', 'China Post'],
  ['CZ', 'Czech Post'],
  ['DE', 'Deutsche Post'],
  ['DK', 'PostNord'],
  ['ES', 'Correos'],
  ['FI', 'Posti'],
  ['FR', 'La Poste'],
  ['GB', 'Royal Mail'],
  ['HK', 'Hongkong Post'],
  ['IE', 'An Post'],
  ['IN', 'India Post'],
  ['IT', 'Poste Italiane'],
  ['JP', 'Japan Post'],
  ['KR', 'Korea Post'],
  ['MY', 'Pos Malaysia'],
  ['NL', 'PostNL'],
  ['NO', 'Posten'],
  ['NZ', 'NZ Post'],
  ['PL', 'Poczta Polska'],
  ['PT', 'CTT'],
  ['SE', 'PostNord'],
  ['SG', 'SingPost'],
  ['TH', 'Thailand Post'],
  ['TR', 'PTT'],
  ['TW', 'Chunghwa Post'],
  ['US', 'USPS'],
]);

/** The carrier of an S10 number by its last two letters; `Post (XX)` where no name is known; null: no such post. */
export function postOf(country: string): string | null {
  const named = NAMED.get(country);
  if (named !== undefined) return named;
  return COUNTRIES.has(country) ? `Post (${country})` : null;
}
