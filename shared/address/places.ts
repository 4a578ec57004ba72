/** Places where a parcel does not simply go to a door: PO boxes, parcel lockers, military post. */
import type { AddressRecord } from './finding.ts';

/** No letter or digit may stand before or behind: "Boxwood Street" and "Postfachstraße" are streets. */
const START = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
/** Most words count only with a number behind: a "Casilla" or an "Apartado" alone may be a place's name. */
const NUMBER = '[ .:,-]{0,3}(?:n[r°ºo.]{0,2}|#|№)?[ .]{0,2}\\d';

/** Words that are a PO box wherever they stand. */
const ALONE =
  'p\\.? ?o\\.? ?(?:b\\.?(?=[ #:]{0,2}\\d)|box(?:es)?)|p(?:ost)?[ .]*(?:office|off\\.?)[ .]*box|gpo box|postfach|postilokero|' +
  'bo[iî]te postale|case postale|casella postale|caixa postal|apartado postal|apartado a[eé]reo|apartado de correos|' +
  'casilla de correos?|casilla postal|skrytka pocztowa|skr\\.? poczt\\.?|po[sš]tovn[ií] (?:p[rř]ihr[aá]dka|priehradka)|' +
  'po[sš]tanski pretinac|po[sš]tni predal|posta kutusu|peti surat|kotak pos|poste restante|postlagernd|fermo posta|' +
  'general delivery|lista de correos|абонентский ящик|поштова скринька|ταχ(?:υδρομική|\\.)? θυρίδα';
/** Words that are one with a number behind. */
const NUMBERED =
  'b\\.? ?p\\.?|c\\.? ?s\\.?(?= ?\\d{5})|apartado|apdo\\.?|aptdo\\.?|casilla|postbus|postbox|postboks|locked bag|private bag|(?:г\\/)?а ?\\/ ?я|τ\\. ?θ\\.?|' +
  'p\\. ?o\\.|hòm thư|căsuța poștală';
/** Short forms that mean something else in other countries. */
const BY_COUNTRY: Readonly<Record<string, string>> = {
  CA: 'c\\.?p\\.?',
  CH: 'cp|pf|postf\\.?',
  CZ: 'p\\.? ?p\\.?',
  DE: 'pf|postf\\.?',
  FI: 'pl',
  HR: 'p\\.? ?p\\.?',
  HU: 'pf\\.?',
  IT: 'c\\.?p\\.?|cas\\.? post\\.?',
  RS: 'p\\.? ?(?:p|fah)\\.?',
  SE: 'box',
  SI: 'p\\.? ?p\\.?',
  TR: 'p\\.?k\\.?',
  US: 'box',
};
/** Written without spaces around. */
const UNSPACED = '私書箱|信箱|사서함|ת\\.? ?ד\\.? ?\\d|ص\\.? ?ب|ตู้ ?ปณ|ตู้ไปรษณีย์';

const PO_BOX = new RegExp(`${START}(?:(?:${ALONE})${END}|(?:${NUMBERED})${NUMBER})|${UNSPACED}`, 'iu');
const boxes = new Map<string, RegExp>();

function countryBox(country: string): RegExp | null {
  const words = BY_COUNTRY[country];
  if (words === undefined) return null;
  let found = boxes.get(country);
  if (!found) {
    // "Box 12" opens a line; in the middle of one it may be a flat or a mail box at a street.
    found = new RegExp(`^\\W{0,2}(?:${words})${NUMBER}`, 'iu');
    boxes.set(country, found);
  }
  return found;
}

/** The part of the street lines that is a PO box, as it is written (D8); empty when there is none. */
export function poBoxIn(address: AddressRecord, country: string): string {
  for (const line of [address.line1, address.line2]) {
    if (line === '') continue;
    if (PO_BOX.test(line) || countryBox(country)?.test(line)) return line.trim();
  }
  return '';
}

const LOCKER = new RegExp(
  `${START}(?:packstation|postfiliale|paczkomat\\p{L}*|inpost|parcel ?(?:locker|collect)s?|paket(?:shop|box|automat|butik)|pakketautomaat|` +
    'pakketpunt|(?:amazon|hub|sf|dhl|dpd|gls|ups|fedex|evri|hermes)(?: \\p{L}+)? (?:locker|parcelshop|pickup|access point|servicepoint)|' +
    'locker (?:no\\.? ?)?\\d+|parcelshop|pickup point|click ?(?:&|and) ?collect|point relais|relais colis|mondial relay|' +
    `punto pack|citypaq|packeta|z[aá]silkovna|z-box|smartpost|omniva|postomat|постамат|постомат|поштомат)${END}|` +
    '丰巢|菜鸟驿站|智能柜|智能櫃|自提柜|自提櫃|順便智能|宅配ボックス|コンビニ受取',
  'iu',
);
const PACKSTATION = /packstation|postfiliale/iu;

/** The line that names a parcel locker or a pick-up point (D9), as it is written; empty when there is none. */
export function lockerIn({ line1, line2, name }: AddressRecord): string {
  for (const line of [line1, line2, name]) if (LOCKER.test(line)) return line.trim();
  return '';
}

/**
 * A German Packstation or Postfiliale delivers only with the recipient's post number, six to ten digits (DHL's
 * parcel-de-shipping schema). True when the address names one and the number stands nowhere in name and lines.
 */
export function lacksPostNumber(locker: string, { name, line1, line2 }: AddressRecord): boolean {
  if (!PACKSTATION.test(locker)) return false;
  return ![name, line1, line2].some((text) =>
    /(?<!\d)\d{6,10}(?!\d)/.test(text.replace(/(\d) (?=\d)/g, '$1')),
  );
}

const POSTS = /^(?:APO|FPO|DPO)$/i;
const POSTS_IN_CITY = /^(APO|FPO|DPO)[ ,]+(AA|AE|AP)\b/i;
const REGION = /^A[AEP]$/i;
/** Where ZIP codes of military post begin: Americas, Europe, Pacific (USPS Publication 28). */
const MILITARY_ZIP = /^(?:(340)|(09\d)|(96[2-6]))\d\d(?:-?\d{4})?$/;

/** The state of a military ZIP code: AA, AE or AP; empty for another code. */
function militaryRegion(zip: string): string {
  const found = MILITARY_ZIP.exec(zip.trim());
  if (!found) return '';
  return found[1] ? 'AA' : found[2] ? 'AE' : 'AP';
}

/**
 * Whether an address is one of the military post (D7): APO, FPO or DPO as the city, or AA, AE, AP as the state, of the
 * United States, under whatever country people chose; BFPO of Britain. `form` is what the cells should say, null where
 * they say it or where there is no such form.
 */
export function militaryIn(
  { city, state, postal, line1, line2 }: AddressRecord,
  country: string,
): { readonly post: string; readonly form: { city: string; state: string; country: string } | null } | null {
  if (/^\s*BFPO\b/i.test(postal) || /^\s*BFPO\b/i.test(city)) return { post: 'BFPO', form: null };
  const both = POSTS_IN_CITY.exec(city.trim());
  const post = (both?.[1] ?? (POSTS.test(city.trim()) ? city.trim() : '')).toUpperCase();
  const region = militaryRegion(postal);
  const inState = REGION.test(state.trim()) && (country === 'US' || region !== '');
  if (post === '' && !inState && !(region !== '' && /\b(?:PSC|CMR|UNIT) \d+ BOX/i.test(`${line1} ${line2}`)))
    return null;
  // Some other country's town may be called so: only the ZIP code or the state makes it the American post.
  if (country !== 'US' && region === '') return null;
  const form = {
    city: post || city.trim(),
    state: region || (both?.[2] ?? state.trim()).toUpperCase(),
    country: 'US',
  };
  const said = form.city === city && form.state === state && country === 'US';
  return { post: post || form.state, form: said ? null : form };
}
