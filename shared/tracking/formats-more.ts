/**
 * Formats that tracking_number_data 2.0.0 lacks: Royal Mail, Parcelforce, Evri, DPD by digits, GLS, DHL Paket, PostNL,
 * La Poste, bpost, Correos, Australia Post. The source stands above each; where a carrier publishes no check digit
 * that we could verify on its own examples there is none here, so the number fits by its form alone.
 */
import type { CheckRule } from './check-digit.ts';
import type { Format } from './formats.ts';

const mod10 = (even: number, odd: number): CheckRule => ({ rule: 'mod10', even, odd });

export const MORE_FORMATS: readonly Format[] = [
  // Royal Mail's 2D barcode: 21 hexadecimal characters, or 16 on older labels. Source: Amazon's rules for Royal Mail
  // numbers (13, 16 or 21 characters) with numbers that royalmail.com found, aimcosoftware.co.uk forum, January 2021.
  { id: 'royal_mail_2d', carrier: 'Royal Mail', lengths: [21], pattern: /^\d{2}[0-9A-F]{19}$/ },
  {
    id: 'royal_mail_2d_16',
    carrier: 'Royal Mail',
    lengths: [16],
    pattern: /^\d(?=\d*[A-F])[0-9A-F]{15}$/,
  },
  // Parcelforce beside S10: "Tracking number formats" on parcelforce.com.
  { id: 'parcelforce', carrier: 'Parcelforce', lengths: [9], pattern: /^[A-Z]{2}\d{7}$/, weak: true },
  { id: 'parcelforce_14', carrier: 'Parcelforce', lengths: [14], pattern: /^[A-Z]{4}\d{10}$/ },
  // Evri: 16 characters, either all digits or a letter and two digits in front. Sources: WooCommerce's code reference
  // for its Evri provider, trackingmore.com.
  { id: 'evri', carrier: 'Evri', lengths: [16], pattern: /^[A-Z]\d{2}[A-Z0-9]{13}$/ },
  { id: 'evri_digits', carrier: 'Evri', lengths: [16], pattern: /^\d{16}$/, weak: true },
  // DPD: 14 digits in most countries (ship24.com); in Britain they begin with 15 or 16 (WooCommerce's code reference),
  // and the consignment has 10 (parceldetect.com).
  {
    id: 'dpd_uk',
    carrier: 'DPD UK',
    lengths: [14],
    begins: ['15', '16'],
    pattern: /^1[56]\d{12}$/,
    weak: true,
  },
  { id: 'dpd_uk_consignment', carrier: 'DPD UK', lengths: [10], pattern: /^\d{10}$/, weak: true },
  { id: 'dpd_digits', carrier: 'DPD', lengths: [14], pattern: /^\d{14}$/, weak: true },
  // GLS: parcel number and Track ID as paketda.de describes the label; GLS writes the Track ID with a letter first.
  { id: 'gls', carrier: 'GLS', lengths: [11], pattern: /^\d{11}$/, weak: true },
  {
    id: 'gls_track_id',
    carrier: 'GLS',
    lengths: [8],
    pattern: /^[A-Z](?=[A-Z]*\d)[A-Z0-9]{7}$/,
    weak: true,
  },
  // DHL Paket (Germany): identcode of 12 digits, weights 4 and 9 (Deutsche Post's rule, in Algorithm::CheckDigits and
  // bwip-js); 20 digits of an SSCC, weights 3 and 1; JJD and JVGL numbers (paketda.de, dhl.com's page of number forms).
  {
    id: 'dhl_paket_12',
    carrier: 'DHL',
    lengths: [12],
    pattern: /^(\d{11})(\d)$/,
    check: mod10(4, 9),
  },
  {
    id: 'dhl_paket_20',
    carrier: 'DHL',
    lengths: [20],
    begins: ['00'],
    pattern: /^(00340\d{14})(\d)$/,
    check: mod10(3, 1),
  },
  {
    id: 'dhl_paket_jjd',
    carrier: 'DHL',
    lengths: [16, 17, 18, 19, 20, 21],
    begins: ['JJ'],
    pattern: /^JJD\d{13,18}$/,
  },
  {
    id: 'dhl_parcel_jvgl',
    carrier: 'DHL',
    lengths: [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
    begins: ['JV'],
    pattern: /^JVGL\d{10,20}$/,
  },
  {
    id: 'dhl_parcel_3s',
    carrier: 'DHL',
    lengths: [14],
    begins: ['3S'],
    pattern: /^3S[A-Z]{3}\d{9}$/,
  },
  // PostNL: 3S, the sender's code of 4 letters, its number. Source: PackageX's courier patterns.
  {
    id: 'postnl',
    carrier: 'PostNL',
    lengths: [13, 14, 15],
    begins: ['3S'],
    pattern: /^3S[A-Z]{4}\d{7,9}$/,
  },
  // Colissimo and letters with a number: product code, ten digits, a key. Sources: La Poste's tracking answers in
  // hedii/colissimo-api, PackageX's courier patterns.
  { id: 'la_poste', carrier: 'La Poste', lengths: [13], pattern: /^\d[A-Z]\d{11}$/ },
  // bpost: 24 digits that begin with 323. Source: webshops' trackers that tell bpost by them.
  {
    id: 'bpost',
    carrier: 'bpost',
    lengths: [24],
    begins: ['32'],
    pattern: /^323\d{21}$/,
  },
  // Correos: product, client, channel, sequence, parcel, postal code, control letter. Source: Annex XI of Correos'
  // preregister API; the control letter's rule stands in an annex that we have not seen.
  {
    id: 'correos',
    carrier: 'Correos',
    lengths: [23],
    pattern: /^[A-Z][A-Z0-9][0-9A-HJ-NP-TV-Z]{4}\d{9}[0-9A-Z]{2}(?:\d{5}|AD\d{3})[A-Z]$/,
  },
  // Australia Post: eParcel article IDs, 3 characters of the merchant, then digits (neodynamic.com's description of the
  // domestic eParcel barcode); StarTrack eParcel (WooCommerce's code reference).
  {
    id: 'auspost_article',
    carrier: 'Australia Post',
    lengths: [16, 18],
    pattern: /^(?=.{0,2}[A-Z])[0-9A-Z]{3}\d{13}(?:\d\d)?$/,
  },
  {
    id: 'auspost_startrack',
    carrier: 'Australia Post',
    lengths: [22, 23, 24, 25],
    begins: ['33'],
    pattern: /^33\d?[A-Z]{2}\d{18,20}$/,
  },
];
