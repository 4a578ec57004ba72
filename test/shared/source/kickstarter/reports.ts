/** Made-up Kickstarter backer reports, one for each layout that there has been. No real person is in them. */
import { writeCsv } from '../../../../shared/csv/write.ts';

export const ERAS = [
  '2013',
  '2013 survey',
  '2014',
  '2015 survey',
  '2015 no reward',
  '2019',
  '2024',
  '2025',
] as const;
export type Era = (typeof ERAS)[number];

const ADDRESS = [
  'Shipping Name',
  'Shipping Address 1',
  'Shipping Address 2',
  'Shipping City',
  'Shipping State',
  'Shipping Postal Code',
  'Shipping Country Name',
  'Shipping Country Code',
];
const CONTACT = ['Shipping Phone Number', 'Shipping Delivery Notes'];
const WHO = ['Backer Number', 'Backer UID', 'Backer Name', 'Email'];
const SHIPPING = ['Shipping Country', 'Shipping Amount'];
const PLEDGE = ['Pledge Amount', 'Pledged At'];
const STATE_2013 = ['Rewards Sent?', 'Pledged Status', 'Notes'];
const STATE_2024 = ['Fulfillment Status', 'Pledged Status', 'Notes'];
const BILLING = ['Billing State/Province', 'Billing Country'];

export const HEADERS: Readonly<Record<Era, readonly string[]>> = {
  '2013': ['Backer Id', 'Backer Name', 'Email', ...SHIPPING, 'Reward Minimum', ...PLEDGE, ...STATE_2013],
  '2013 survey': [
    ...['Backer Id', 'Backer Name', 'Email', ...SHIPPING, 'Reward Minimum', ...PLEDGE, ...STATE_2013],
    ...['Survey Response', ...ADDRESS],
  ],
  '2014': [...WHO, ...SHIPPING, 'Reward Minimum', 'Reward ID', ...PLEDGE, ...STATE_2013, 'Twitter'],
  '2015 survey': [
    ...[
      ...WHO,
      ...SHIPPING,
      'Reward Minimum',
      ...PLEDGE,
      ...STATE_2013,
      ...BILLING,
      'Survey Response',
      ...ADDRESS,
    ],
    ...['What Is Your Contact Phone Number?', 'Which colour?'],
  ],
  '2015 no reward': [...WHO, ...PLEDGE, 'Pledged Status', 'Notes', ...BILLING],
  '2019': [
    ...[
      ...WHO,
      ...SHIPPING,
      'Reward Title',
      'Reward Minimum',
      'Reward ID',
      ...PLEDGE,
      ...STATE_2013,
      ...BILLING,
    ],
    ...['Survey Response', ...ADDRESS, ...CONTACT],
  ],
  '2024': [
    ...[...WHO, ...SHIPPING, 'Reward Title', 'Backing Minimum', 'Reward ID', 'Bonus Support', ...PLEDGE],
    ...[...STATE_2024, 'Field Guide', 'Wooden Insert', 'Survey Response', ...ADDRESS, ...CONTACT],
  ],
  '2025': [
    ...[
      'backer number',
      ' Backer UID',
      'Backer  Name',
      'EMAIL',
      ...SHIPPING,
      'Reward Title',
      'Backing Minimum',
    ],
    ...[
      'Reward ID',
      'Bonus Support',
      'Pledge Amount',
      'Amount Due',
      'Amount Paid',
      'Pledge Over Time',
      'Pledged At',
    ],
    ...['Late Pledge', ...STATE_2024, 'Field Guide', 'Dice Set', '[Addon: 10750435] Dice Set'],
    ...['[Addon: 10753941] Lorebook', 'Survey Response', ...ADDRESS, ...CONTACT, 'T-shirt size?'],
  ],
};

const money = (era: Era, amount: string): string => {
  if (era.startsWith('2013')) return `$${amount} USD`;
  return era === '2019'
    ? `SEK ${amount.length > 6 ? amount.replace(/(\d)(\d{3}\.)/, '$1,$2') : amount}`
    : `$${amount}`;
};

/** What a column holds for the n-th backer. Every third has two of the second item, every fifth an add-on. */
function cell(era: Era, name: string, n: number): string {
  switch (name.replace(/\s+/g, ' ').trim().toLowerCase()) {
    case 'backer number':
    case 'backer id':
      return `${n * 3}`;
    case 'backer uid':
      return `${1_000_000_000 + n * 7919}`;
    case 'backer name':
    case 'shipping name':
      return `Backer ${n}`;
    case 'email':
      return `backer${n}@example.com`;
    case 'shipping country':
    case 'shipping country code':
      return n % 4 === 0 ? 'SE' : 'US';
    case 'shipping country name':
      return n % 4 === 0 ? 'Sweden' : 'United States';
    case 'shipping amount':
      return money(era, '10.00');
    case 'reward minimum':
    case 'backing minimum':
      return money(era, n % 2 === 0 ? '59.00' : '1000.00');
    case 'reward title':
      return n % 2 === 0 ? 'Field Guide' : 'All In';
    case 'reward id':
      return n % 2 === 0 ? '501' : '502';
    case 'pledge amount':
      return money(era, n % 2 === 0 ? '69.00' : '1010.00');
    case 'amount due':
      return n % 5 === 0 ? money(era, '12.50') : money(era, '0.00');
    case 'amount paid':
      return money(era, '56.50');
    case 'pledge over time':
      return n % 6 === 0 ? 'Yes' : '';
    case 'late pledge':
      return n % 7 === 0 ? 'true' : '';
    case 'pledged at':
      return `2018/03/${n % 28 < 9 ? '0' : ''}${(n % 28) + 1}, 10:27`;
    case 'survey response':
      return n % 8 === 0 ? '' : '2018/08/18, 07:12';
    case 'rewards sent?':
    case 'fulfillment status':
      return n % 10 === 0 ? 'Sent' : '';
    case 'pledged status':
      return n % 9 === 0 ? 'errored' : 'collected';
    case 'field guide':
      return '1';
    case 'wooden insert':
    case 'dice set':
      return n % 3 === 0 ? '2' : '0';
    case '[addon: 10750435] dice set':
      return n % 3 === 0 ? '1' : '';
    case '[addon: 10753941] lorebook':
      return n % 5 === 0 ? '1' : '';
    case 'shipping address 1':
      return `${n} Example Street${n % 11 === 0 ? '\nRear building' : ''}`;
    case 'shipping city':
      return n % 4 === 0 ? 'Malmö' : 'Springfield';
    case 'shipping state':
      return n % 4 === 0 ? '' : 'IL';
    case 'shipping postal code':
      return n % 4 === 0 ? '211 20' : '02134';
    case 'shipping phone number':
      return '+1 555 010 0199';
    case 'which colour?':
      return n % 2 === 0 ? 'blue' : 'red';
    case 't-shirt size?':
      return 'M';
    default:
      return '';
  }
}

/** Cells of a report: the header, then `count` backers. */
export function reportRows(era: Era, count: number): string[][] {
  const header = HEADERS[era];
  const rows = [[...header]];
  for (let n = 1; n <= count; n++) rows.push(header.map((name) => cell(era, name, n)));
  return rows;
}

/** The same as a file; the 2025 one begins with a byte order mark, as Kickstarter's does. */
export const report = (era: Era, count: number): Uint8Array =>
  new TextEncoder().encode(writeCsv(reportRows(era, count), { for: 'exact', bom: era === '2025' }));
