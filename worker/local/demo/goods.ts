/** What the demo's campaign sells, and who ships it: Products, Rewards and Channels. */
import { parseItems, type Unit } from '../../../shared/order/items.ts';
import { type Cell, type Table, tableOf } from '../../../shared/tabs/table.ts';

export const CAMPAIGN = 'Lanterns of Havenmoor';

/** A table from text: the header, then a row a line, cells parted by `|`; `numbers` are columns of numbers. */
function tableFromText(
  tab: 'Products' | 'Rewards' | 'Channels',
  text: string,
  numbers: readonly string[] = [],
): Table {
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const cells = (name: string, column: number): Cell[] =>
    rows.map((row) => {
      const cell = row[column] ?? '';
      return numbers.includes(name) && cell !== '' ? Number(cell) : cell;
    });
  return tableOf(tab, Object.fromEntries(header.map((name, column) => [name, cells(name, column)])));
}

export const PRODUCTS_TABLE = tableFromText(
  'Products',
  `
  SKU         | Name                          | Kind     | On hand | Weight g | Length | Width | Height cm | Ships alone | HS code | Origin | Customs description | Customs value | SKU aliases | Kit contents                                               | Discontinued | Not to
  GAME        | Lanterns of Havenmoor         | physical | 1400    | 1650     | 30     | 30    | 7         | no          | 950490  | DE     | Board game          | 35.00         | GAME-BASE   |                                                            |              |
  GAME-DLX    | Lanterns of Havenmoor, deluxe | physical | 620     | 2900     | 31     | 31    | 12        | no          | 950490  | DE     | Board game          | 60.00         |             |                                                            |              |
  TIDES       | Tides, the expansion          | physical | 700     | 640      | 30     | 30    | 4         | no          | 950490  | DE     |                     | 18.00         |             |                                                            |              |
  DICE        | Lantern dice, set of 7        | physical | 900     | 60       | 10     | 8     | 3         | no          | 950490  | China  | Plastic dice        | 4.00          | DICE-SET    |                                                            |              |
  PLAYMAT     | Harbour playmat               | physical | 150     | 780      | 65     | 9     | 9         | yes         | 630790  | CN     | Playmat, polyester  | 12.00         |             |                                                            |              |
  MUG         | Lamplighter mug               | physical | 130     | 410      | 12     | 10    | 11        | no          | 691200  | PT     | Ceramic mug         | 7.00          |             |                                                            |              |
  NOTEBOOK    | Keeper’s notebook             | physical | 240     | 220      | 21     | 15    | 2         | no          | 482010  | PL     | Notebook            | 5.00          |             |                                                            | yes          |
  PIN         | Enamel pin                    | physical | 800     | 15       | 6      | 4     | 1         | no          |         | CN     | Metal pin           | 2.00          |             |                                                            |              | BR
  ART-PDF     | Art book (PDF)                | digital  |         |          |        |       |           |             |         |        |                     |               |             |                                                            |              |
  OST         | Soundtrack (download)         | digital  |         |          |        |       |           |             |         |        |                     |               |             |                                                            |              |
  CHEST       | Collector’s chest             | kit      |         |          |        |       |           |             |         |        |                     |               |             | GAME-DLX x1; TIDES x1; DICE x2; PLAYMAT x1; PIN x1; OST x1 |              |
  HARBOUR-SET | Harbour set                   | kit      |         |          |        |       |           |             |         |        |                     |               |             | GAME x1; DICE x1                                           |              |
  `,
  ['On hand', 'Weight g', 'Length', 'Width', 'Height cm'],
);

/** A pledge level of the platform. */
export interface Reward {
  readonly title: string;
  readonly platformId: string;
  /** As an Items cell. */
  readonly items: string;
  /** In the campaign's currency. */
  readonly price: number;
  /** Orders in a hundred. */
  readonly share: number;
}

/** What the platform calls each item that a pledge holds, in the order of its report's columns. */
export const ITEMS = [
  { title: 'Lanterns of Havenmoor (board game)', sku: 'GAME' },
  { title: 'Lanterns of Havenmoor (deluxe edition)', sku: 'GAME-DLX' },
  { title: 'Collector’s chest', sku: 'CHEST' },
  { title: 'Harbour set', sku: 'HARBOUR-SET' },
  { title: 'Mug', sku: 'MUG' },
  { title: 'Notebook', sku: 'NOTEBOOK' },
  { title: 'Pin', sku: 'PIN' },
  { title: 'Art book PDF', sku: 'ART-PDF' },
  { title: 'Soundtrack download', sku: 'OST' },
] as const;

export const PLEDGES = [
  { title: 'Lamplighter', platformId: '9810021', items: 'GAME x1', price: 59, share: 30 },
  { title: 'Harbour Set', platformId: '9810022', items: 'HARBOUR-SET x1; ART-PDF x1', price: 69, share: 22 },
  { title: 'Deluxe Keeper', platformId: '9810023', items: 'GAME-DLX x1; ART-PDF x1', price: 95, share: 18 },
  { title: 'Collector’s Chest', platformId: '9810024', items: 'CHEST x1; ART-PDF x1', price: 169, share: 14 },
  { title: 'Mug Club', platformId: '9810025', items: 'MUG x1', price: 19, share: 9 },
  { title: 'Six Games', platformId: '9810026', items: 'GAME x6; PIN x6', price: 320, share: 2 },
  { title: 'Tour and Mug', platformId: '9810028', items: 'MUG x2; NOTEBOOK x1; PIN x1', price: 49, share: 5 },
] as const satisfies readonly Reward[];

/** Ships nothing: for the stage "Nothing to ship". */
export const DIGITAL: Reward = {
  title: 'Explorer (digital)',
  platformId: '9810027',
  items: 'ART-PDF x1; OST x1',
  price: 15,
  share: 0,
};

/** Comes with the next report: nobody has said yet what is in it, and no item column tells. */
export const NEW_REWARD: Reward = {
  title: 'Late Lantern',
  platformId: '9810031',
  items: '',
  price: 64,
  share: 0,
};

export const ADDONS = [
  { title: 'Dice set', platformId: '10750435', sku: 'DICE', price: 9 },
  { title: 'Tides expansion', platformId: '10753941', sku: 'TIDES', price: 29 },
  { title: 'Lamplighter mug', platformId: '10753942', sku: 'MUG', price: 16 },
  { title: 'Keeper’s notebook', platformId: '10753943', sku: 'NOTEBOOK', price: 12 },
  { title: 'Enamel pin', platformId: '10753944', sku: 'PIN', price: 6 },
] as const;

/** Comes with the next report, as NEW_REWARD does. */
export const NEW_ADDON = { title: 'Lantern keyring', platformId: '10760001' } as const;

/** The units of a pledge, by item. */
export function contentsOf(reward: Reward): readonly Unit[] {
  const parsed = parseItems(reward.items);
  if (!parsed.ok) throw new Error(`The demo's items cannot be read: ${parsed.detail}`);
  return parsed.items;
}

/** The platform counts what a pledge holds in columns of its own, so the pledges ship nothing themselves (`-`). */
export const REWARDS_TABLE = tableOf('Rewards', {
  Title: [...PLEDGES, DIGITAL, ...ITEMS, ...ADDONS].map(({ title }) => title),
  'Platform ID': [
    ...[...PLEDGES, DIGITAL].map(({ platformId }) => `reward:${platformId}`),
    ...ITEMS.map(({ title }) => `item:${title}`),
    ...ADDONS.map(({ platformId }) => `addon:${platformId}`),
  ],
  Items: [...[...PLEDGES, DIGITAL].map(() => '-'), ...[...ITEMS, ...ADDONS].map(({ sku }) => `${sku} x1`)],
});

export const US_CHANNEL = 'US 3PL';
const REST_CHANNEL = 'All items';

export const CHANNELS_TABLE = tableFromText(
  'Channels',
  `
  Channel         | SKUs                                 | Method | Countries | Priority | Counts as shipped when | Tracking emails sent by | Ships from
  ${US_CHANNEL}   | GAME; GAME-DLX; TIDES; DICE; PLAYMAT | Export | US        | 1        | tracking imported      | partner                 | US
  ${REST_CHANNEL} | everything else                      | Export |           | 9        | tracking imported      | nobody                  | DE
  `,
  ['Priority'],
);
