/** What the contract of connectors needs of a vendor, and the parcels it is tried with. */
import type {
  Account,
  Connector,
  HttpReply,
  HttpRequest,
  ParcelOrder,
} from '../../worker/connectors/contract.ts';

/** What the vendor is made to be in when a request reaches it. Orders are those of PARCELS. */
export const SITUATIONS = [
  'test ok',
  /** All three parcels are new to it and fine. */
  'create all',
  /** The second one is refused, in words that repeat its address where the vendor's words are its own. */
  'create second refused',
  /** It has the first one already, and says so. */
  'create first exists',
  /** By the reference of the first parcel. */
  'find none',
  'find one',
  'find two',
  'update done',
  /** It has shipped, or is locked. */
  'update refused',
  'cancel done',
  /** It is packed or shipped. */
  'cancel refused',
  /** The first parcel is on the first page, another one on the last; nothing is on both. */
  'list first page',
  'list last page',
  'list empty',
  /** The first parcel, shipped as `facts.shipped` says. */
  'list shipped',
  /** The first parcel in two packages. */
  'list split',
  /** The first parcel, with a label that was voided. */
  'list voided',
  /** The first parcel, its last scan as `facts.unknown` says. */
  'list unknown status',
  /** The first parcel, its last scan as `facts.undelivered` says. */
  'list undelivered',
  /** The truth behind a webhook about the first parcel: as in `list shipped`. */
  'fetch shipped',
  /** Numbers of `facts.tracked`: the first has scans, the second is not known. */
  'track one bad',
] as const;
export type Situation = (typeof SITUATIONS)[number];

export interface ConnectorFixture {
  readonly connector: Connector;
  account(): Account | Promise<Account>;
  /** A form that the schema takes as it is. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Situations that this vendor is never in, each with the reason. Those of powers that it lacks need not be named. */
  readonly never: Partial<Record<Situation, string>>;
  /** The vendor's answer to a request of the connector: recorded, or asked of a live one that was put into this. */
  vendor(situation: Situation, request: HttpRequest): HttpReply | Promise<HttpReply>;
  /** The vendor's ids of the parcels, where its lists do not carry our keys. */
  readonly externalIds?: readonly string[];
  readonly facts: {
    /** Which stream tells of packages; scans where they come with the list. */
    readonly stream: string;
    readonly shipped: { readonly number: string; readonly carrier: string; readonly shippedAt: string };
    /** H19: a scan of `list shipped` as the vendor writes its time, and that in UTC; null where lists have no scans. */
    readonly scan: { readonly original: string; readonly at: string } | null;
    /** Texts of the last scan. */
    readonly unknown?: string;
    readonly undelivered?: string;
    readonly tracked?: readonly [string, string];
  };
  readonly webhook?: {
    /** A delivery about the first parcel; with a number like `1.0` in it where the vendor's have numbers. */
    readonly body: string;
    /** Headers that the vendor signs it with; null where it does not sign. */
    readonly sign: ((body: string) => Record<string, string> | Promise<Record<string, string>>) | null;
    /** The header that holds the signature, in lower case; "" where it does not sign. */
    readonly header: string;
    /** Whether the signature is over the body: one byte more makes it wrong. */
    readonly overBody: boolean;
    /** What to fetch for it. */
    readonly resource: string;
    /** Resources that somebody else could have sent. */
    readonly foreign: readonly string[];
  };
  stop?(): Promise<void>;
}

const base = {
  taxId: '',
  orderedAt: '2026-03-01T10:22:31.000Z',
  emailsBy: 'Shipsheet',
} as const;
const dice = {
  sku: 'DICE',
  name: 'Lantern dice, set of 7',
  quantity: 2,
  grams: 60,
  lengthCm: 10,
  widthCm: 8,
  heightCm: 3,
  hsCode: '950490',
  origin: 'CN',
  customsDescription: 'Plastic dice',
  customsValue: 4,
  currency: 'USD',
} as const;
const game = {
  sku: 'GAME',
  name: 'Lanterns of Havenmoor',
  quantity: 1,
  grams: 1650,
  lengthCm: 30,
  widthCm: 30,
  heightCm: 7,
  hsCode: '950490',
  origin: 'DE',
  customsDescription: 'Board game',
  customsValue: 35,
  currency: 'USD',
} as const;

/** F18: the first one's name has all that breaks a careless encoder. */
export const PARCELS: readonly [ParcelOrder, ParcelOrder, ParcelOrder] = [
  {
    ...base,
    key: 'lan7-KS-1042-1',
    shipmentId: 'KS-1042-1',
    orderId: 'KS-1042',
    to: {
      name: 'Zoë "Zed" O’Hara & <Sons>, Ltd. 🎲',
      address1: '4821 Wexcombe Ridge Rd',
      address2: 'Apt 5, c/o "Quillon"',
      city: 'Beavercreek',
      state: 'OH',
      postalCode: '45434',
      country: 'US',
      phone: '+1 937 555 0142',
      email: 'zoe.ohara@example.org',
    },
    lines: [game, dice],
  },
  {
    ...base,
    key: 'lan7-KS-1043-1',
    shipmentId: 'KS-1043-1',
    orderId: 'KS-1043',
    to: {
      name: 'Marguerite Vandersloot',
      address1: '77 Pemberley Close',
      address2: '',
      city: 'Harrogate',
      state: '',
      postalCode: 'HG2 8QT',
      country: 'GB',
      phone: '+44 1423 555019',
      email: 'm.vandersloot@example.org',
    },
    lines: [dice],
  },
  {
    ...base,
    key: 'lan7-KS-1044-1',
    shipmentId: 'KS-1044-1',
    orderId: 'KS-1044',
    to: {
      name: '山田 太郎',
      address1: '2-11-3 Meguro',
      address2: 'Sakura Heights 402',
      city: 'Meguro-ku',
      state: 'Tokyo',
      postalCode: '153-0063',
      country: 'JP',
      phone: '+81 3 5555 0188',
      email: 'taro.yamada@example.org',
    },
    lines: [game],
    emailsBy: 'partner',
  },
];
