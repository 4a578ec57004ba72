/**
 * Formats of tracking numbers, for numbers without spaces and dashes, in capitals.
 * Source of the facts: tracking_number_data 2.0.0 (MIT licence), 39 formats of 18 couriers.
 */
import type { CheckRule } from './check-digit.ts';

export interface Format {
  readonly id: string;
  /** A name of the carriers table. */
  readonly carrier: string;
  /** Lengths that a number of this format can have. */
  readonly lengths: readonly number[];
  /** First two characters that a number of this format can have; any when not given. Spares most patterns. */
  readonly begins?: readonly string[];
  /** The whole number; with a check digit, group 1 is the serial number and group 2 the digit. */
  readonly pattern: RegExp;
  readonly check?: CheckRule;
  /** The digits that the check counts in front of the serial number when it does not begin with them. */
  readonly prepend?: string;
  /** So common a form that it names no carrier by itself: it is a candidate beside others, and never the only one. */
  readonly weak?: true;
}

const mod10 = (even: number, odd: number): CheckRule => ({ rule: 'mod10', even, odd });
const MOD10_31 = mod10(3, 1);
const MOD10_12 = mod10(1, 2);
const FEDEX_12: CheckRule = { rule: 'weights', weights: [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1] };
const FEDEX_34: CheckRule = { rule: 'weights', weights: [1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1] };
const LUHN: CheckRule = { rule: 'luhn' };

const upTo = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The order breaks ties: a format with its own letters or a long number first, bare digits last. */
export const FORMATS: readonly Format[] = [
  // UPS: "1Z", shipper, service, package; and freight waybills.
  {
    id: 'ups',
    carrier: 'UPS',
    lengths: [18],
    begins: ['1Z'],
    pattern: /^1Z([A-Z0-9]{15})(\d)$/,
    check: MOD10_12,
  },
  { id: 'ups_waybill', carrier: 'UPS', lengths: [11], pattern: /^[AHJKTV](\d{9})(\d)$/, check: MOD10_12 },
  // USPS: the barcodes may carry 420 and the ZIP code in front.
  {
    id: 'usps_impb_n',
    carrier: 'USPS',
    lengths: [22, 26, 30, 34],
    begins: ['94', '42'],
    pattern:
      /^(?:420\d{5}(?:\d{4})?)?(94\d{3}(?:9\d{8}(?:\d{15}|\d{11}|\d{7})|[0-8]\d{5}(?:\d{14}|\d{10})))(\d)$/,
    check: { rule: 'mod10', even: 3, odd: 1, reverse: true },
  },
  {
    id: 'usps_impb_c',
    carrier: 'USPS',
    lengths: [22, 26, 30, 34],
    begins: ['92', '93', '95', '42'],
    pattern:
      /^(?:420\d{5}(?:\d{4})?)?((?:92(?=\d{3}9)|93(?=\d{3}[0-8])|95)\d{3}(?:9\d{8}(?:\d{11}|\d{7})|[0-8]\d{5}(?:\d{14}|\d{10})))(\d)$/,
    check: MOD10_31,
  },
  {
    id: 'usps_legacy',
    carrier: 'USPS',
    lengths: [20, 22, 28, 30, 32, 34],
    pattern: /^(?:420\d{5}(?:\d{4})?)?((?:91)?\d{19})(\d)$/,
    check: MOD10_31,
    prepend: '91',
  },
  { id: 'usps_20', carrier: 'USPS', lengths: [20], pattern: /^(\d{19})(\d)$/, check: MOD10_31 },
  // FedEx.
  { id: 'fedex_12', carrier: 'FedEx', lengths: [12], pattern: /^(\d{11})(\d)$/, check: FEDEX_12 },
  { id: 'fedex_ground', carrier: 'FedEx', lengths: [15], pattern: /^(\d{14})(\d)$/, check: mod10(1, 3) },
  {
    id: 'fedex_ground_96',
    carrier: 'FedEx',
    lengths: [22],
    begins: ['96'],
    pattern: /^96\d{5}(\d{14})(\d)$/,
    check: mod10(1, 3),
  },
  {
    id: 'fedex_ground_sscc_18',
    carrier: 'FedEx',
    lengths: [18],
    pattern: /^\d\d(\d{15})(\d)$/,
    check: MOD10_31,
  },
  {
    id: 'fedex_ground_gsn',
    carrier: 'FedEx',
    lengths: [34],
    begins: ['96'],
    pattern: /^96\d{18}(\d{13})(\d)$/,
    check: FEDEX_34,
  },
  { id: 'fedex_34', carrier: 'FedEx', lengths: [34], pattern: /^[0-8]\d{19}(\d{13})(\d)$/, check: FEDEX_34 },
  {
    id: 'fedex_astra_32',
    carrier: 'FedEx',
    lengths: [32],
    pattern: /^3\d{15}(\d{11})(\d)\d{4}$/,
    check: FEDEX_12,
  },
  // Posts of the world: two letters, nine digits, the country.
  {
    id: 's10',
    carrier: 'Post',
    lengths: [13],
    pattern: /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/,
    check: { rule: 's10' },
  },
  { id: 'canada_post', carrier: 'Canada Post', lengths: [16], pattern: /^(\d{15})(\d)$/, check: MOD10_31 },
  // DHL.
  {
    id: 'dhl_express_piece_id',
    carrier: 'DHL Express',
    lengths: upTo(12, 14),
    pattern: /^J[A-Z]{2,3}\d{9,10}$/,
  },
  {
    id: 'dhl_express',
    carrier: 'DHL Express',
    lengths: [10, 11],
    pattern: /^(\d{9,10})(\d)$/,
    check: { rule: 'mod7' },
  },
  {
    id: 'dhl_ecommerce',
    carrier: 'DHL eCommerce',
    lengths: upTo(12, 41),
    begins: ['GM', 'LX', 'RX', 'UV', 'CN', 'SG', 'TH', 'IN', 'HK', 'MY'],
    pattern: /^(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)(?=[A-Z]*\d)[0-9A-Z]{10,39}$/,
  },
  { id: 'dhl_ecommerce_14', carrier: 'DHL eCommerce', lengths: [14], pattern: /^\d{14}$/, weak: true },
  // DPD: the check character may be a letter.
  { id: 'dpd', carrier: 'DPD', lengths: [28], pattern: /^(\d{27})([0-9A-Z])$/, check: { rule: 'iso7064' } },
  {
    id: 'dpd_14',
    carrier: 'DPD',
    lengths: [15],
    pattern: /^(\d{14})([0-9A-Z])$/,
    check: { rule: 'iso7064' },
  },
  // Others.
  { id: 'amazon_logistics', carrier: 'Amazon', lengths: [15], begins: ['TB'], pattern: /^TB[ACM]\d{12}$/ },
  { id: 'amazon_international', carrier: 'Amazon', lengths: [11], pattern: /^[AFC]\d{10}$/ },
  { id: 'canpar_22', carrier: 'Canpar', lengths: [22], pattern: /^[CDKLSUXZ]\d{21}$/ },
  { id: 'gofo_us', carrier: 'GOFO', lengths: [18], begins: ['GF'], pattern: /^GFUS\d{14}$/ },
  {
    id: 'landmark_global',
    carrier: 'Landmark Global',
    lengths: [13],
    begins: ['LT'],
    pattern: /^LTN\d{8}N1$/,
  },
  { id: 'lasership_lx', carrier: 'LaserShip', lengths: [10], pattern: /^L[AIEHNX][1-3]\d{7}$/ },
  { id: 'lasership_1ls7', carrier: 'LaserShip', lengths: [15], begins: ['1L'], pattern: /^1LS7[12]\d{10}$/ },
  // Printed with a dash before the last digit.
  {
    id: 'lasership_1ls7_18',
    carrier: 'LaserShip',
    lengths: [17],
    begins: ['1L'],
    pattern: /^1LS7[12]\d\d01[1-4]\d{6}1$/,
  },
  {
    id: 'lasership_1lscx',
    carrier: 'LaserShip',
    lengths: [15],
    begins: ['1L'],
    pattern: /^1LSCX[0-9A-Z]{10}$/,
  },
  {
    id: 'ontrac_c',
    carrier: 'OnTrac',
    lengths: [15],
    pattern: /^C(\d{13})(\d)$/,
    check: MOD10_12,
    prepend: '4',
  },
  {
    id: 'ontrac_d',
    carrier: 'OnTrac',
    lengths: [15],
    pattern: /^D(\d{13})(\d)$/,
    check: MOD10_12,
    prepend: '5',
  },
  {
    id: 'purolator_numeric',
    carrier: 'Purolator',
    lengths: [12],
    pattern: /^([0-5]\d{10})(\d)$/,
    check: LUHN,
  },
  { id: 'purolator_alpha', carrier: 'Purolator', lengths: [12], pattern: /^[A-Z]{3}\d{9}$/ },
  { id: 'speedee', carrier: 'Spee-Dee', lengths: [20], begins: ['SP'], pattern: /^SP\d{18}$/ },
  { id: 'yodel', carrier: 'Yodel', lengths: [18, 19], begins: ['JD', 'JJ'], pattern: /^JJ?D\d{16}$/ },
  { id: 'yunexpress', carrier: 'YunExpress', lengths: [18], begins: ['YT'], pattern: /^YT\d{16}$/ },
  {
    id: 'old_dominion',
    carrier: 'Old Dominion',
    lengths: [11],
    pattern: /^((?:77[78]|072|780)\d{7})(\d)$/,
    check: LUHN,
  },
  {
    id: 'old_dominion_guaranteed',
    carrier: 'Old Dominion',
    lengths: [11],
    begins: ['80'],
    pattern: /^(80\d{8})(\d)$/,
    check: LUHN,
  },
];
