/** What the demo's campaign sells, and who ships it: Products, Rewards and Channels. */
import { type Cell, type Table, tableOf } from '../../../shared/tabs/table.ts';

export const CAMPAIGN = 'Lanterns of Havenmoor';

type Row = readonly Cell[];

/** A table from rows: every row is as long as the header. */
function tableFromRows(
  tab: 'Products' | 'Rewards' | 'Channels',
  header: readonly string[],
  rows: readonly Row[],
): Table {
  return tableOf(
    tab,
    Object.fromEntries(header.map((name, column) => [name, rows.map((row) => row[column] ?? '')])),
  );
}

export const PRODUCTS_TABLE = tableFromRows(
  'Products',
  [
    'SKU',
    'Name',
    'Kind',
    'Kit contents',
    'SKU aliases',
    'On hand',
    'Weight g',
    'Length',
    'Width',
    'Height cm',
    'Ships alone',
    'HS code',
    'Origin',
    'Customs description',
    'Customs value',
  ],
  [
    [
      'GAME',
      'Lanterns of Havenmoor',
      'physical',
      '',
      'GAME-BASE',
      1400,
      1650,
      30,
      30,
      7,
      'no',
      '950490',
      'DE',
      'Board game',
      '35.00',
    ],
    [
      'GAME-DLX',
      'Lanterns of Havenmoor, deluxe',
      'physical',
      '',
      '',
      620,
      2900,
      31,
      31,
      12,
      'no',
      '950490',
      'DE',
      'Board game',
      '60.00',
    ],
    [
      'TIDES',
      'Tides, the expansion',
      'physical',
      '',
      '',
      700,
      640,
      30,
      30,
      4,
      'no',
      '950490',
      'DE',
      'Board game',
      '18.00',
    ],
    [
      'DICE',
      'Lantern dice, set of 7',
      'physical',
      '',
      'DICE-SET',
      900,
      60,
      10,
      8,
      3,
      'no',
      '950490',
      'CN',
      'Plastic dice',
      '4.00',
    ],
    [
      'PLAYMAT',
      'Harbour playmat',
      'physical',
      '',
      '',
      260,
      780,
      65,
      9,
      9,
      'yes',
      '630790',
      'CN',
      'Playmat, polyester',
      '12.00',
    ],
    [
      'MUG',
      'Lamplighter mug',
      'physical',
      '',
      '',
      320,
      410,
      12,
      10,
      11,
      'no',
      '691200',
      'PT',
      'Ceramic mug',
      '7.00',
    ],
    [
      'NOTEBOOK',
      'Keeper’s notebook',
      'physical',
      '',
      '',
      240,
      220,
      21,
      15,
      2,
      'no',
      '482010',
      'PL',
      'Notebook',
      '5.00',
    ],
    ['PIN', 'Enamel pin', 'physical', '', '', 800, 15, 6, 4, 1, 'no', '711719', 'CN', 'Metal pin', '2.00'],
    ['ART-PDF', 'Art book (PDF)', 'digital', '', '', '', '', '', '', '', '', '', '', '', ''],
    ['OST', 'Soundtrack (download)', 'digital', '', '', '', '', '', '', '', '', '', '', '', ''],
    [
      'CHEST',
      'Collector’s chest',
      'kit',
      'GAME-DLX x1; TIDES x1; DICE x2; PLAYMAT x1; PIN x1; OST x1',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
    ],
    ['HARBOUR-SET', 'Harbour set', 'kit', 'GAME x1; DICE x1', '', '', '', '', '', '', '', '', '', '', ''],
  ],
);

/** A pledge level: what it is called, what its items are, what it costs. */
export interface Reward {
  readonly title: string;
  readonly platformId: string;
  readonly items: string;
  /** In the campaign's currency. */
  readonly price: number;
  /** Orders in a hundred. */
  readonly share: number;
}

export const PLEDGES = [
  { title: 'Lamplighter', platformId: '9810021', items: 'GAME x1', price: 59, share: 30 },
  { title: 'Harbour Set', platformId: '9810022', items: 'HARBOUR-SET x1; ART-PDF x1', price: 69, share: 22 },
  { title: 'Deluxe Keeper', platformId: '9810023', items: 'GAME-DLX x1; ART-PDF x1', price: 95, share: 18 },
  { title: 'Collector’s Chest', platformId: '9810024', items: 'CHEST x1; ART-PDF x1', price: 169, share: 14 },
  { title: 'Mug Club', platformId: '9810025', items: 'MUG x1', price: 19, share: 9 },
  { title: 'Group Pledge: six games', platformId: '9810026', items: 'GAME x6; PIN x6', price: 320, share: 2 },
  {
    title: 'Lighthouse Tour and Mug',
    platformId: '9810028',
    items: 'MUG x2; NOTEBOOK x1; PIN x1',
    price: 49,
    share: 5,
  },
] as const satisfies readonly Reward[];

/** Ships nothing: for the stage "Nothing to ship". */
export const DIGITAL = {
  title: 'Explorer (digital)',
  platformId: '9810027',
  items: 'ART-PDF x1; OST x1',
  price: 15,
  share: 0,
} as const satisfies Reward;

export const ADDONS = [
  { title: 'Dice set', platformId: '10750435', sku: 'DICE', price: 9 },
  { title: 'Tides expansion', platformId: '10753941', sku: 'TIDES', price: 29 },
  { title: 'Lamplighter mug', platformId: '10753942', sku: 'MUG', price: 16 },
  { title: 'Keeper’s notebook', platformId: '10753943', sku: 'NOTEBOOK', price: 12 },
  { title: 'Enamel pin', platformId: '10753944', sku: 'PIN', price: 6 },
] as const;

export const REWARDS_TABLE = tableFromRows(
  'Rewards',
  ['Title', 'Platform ID', 'Items'],
  [
    ...[...PLEDGES, DIGITAL].map(({ title, platformId, items }) => [title, platformId, items]),
    ...ADDONS.map(({ title, platformId, sku }) => [title, platformId, `${sku} x1`]),
  ],
);

export const US_CHANNEL = 'US 3PL';
export const REST_CHANNEL = 'All items';

export const CHANNELS_TABLE = tableFromRows(
  'Channels',
  ['Channel', 'SKUs', 'Method', 'Countries', 'Priority', 'Counts as shipped when', 'Tracking emails sent by'],
  [
    [US_CHANNEL, 'GAME; GAME-DLX; TIDES; DICE; PLAYMAT', 'Export', 'US', 1, 'tracking imported', 'partner'],
    [REST_CHANNEL, 'everything else', 'Export', '', 9, 'tracking imported', 'nobody'],
  ],
);
