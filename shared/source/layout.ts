/**
 * Where everything stands in a file of orders: what a platform's form, or a person's own mapping, comes to.
 */
import { headerKey } from '../csv/table.ts';
import { shortHash } from '../plan/hash.ts';
import type { DayOrder } from './dates.ts';
import type { DecimalSign } from './money.ts';

/** Where a file comes from; `other` is read by a person's own mapping. */
export const PLATFORM_NAMES = {
  kickstarter: 'Kickstarter',
  indiegogo: 'Indiegogo',
  backerkit: 'BackerKit',
  gamefound: 'Gamefound',
  crowdox: 'Crowd Ox',
  pledgebox: 'PledgeBox',
  shopify: 'Shopify',
  shipstation: 'ShipStation',
  pirateship: 'Pirate Ship',
  bigcartel: 'Big Cartel',
  other: 'Your own columns',
} as const;
export type Platform = keyof typeof PLATFORM_NAMES;

/** Fields of an order that a column can hold, and what to call them. */
export const ORDER_FIELDS = {
  /** The whole Order ID, used as it stands: `LH-1042`. */
  orderId: 'Order ID',
  /** The platform's number of the backer or the order; the campaign's prefix makes an Order ID of it. */
  backerNumber: 'Backer or order number',
  backerUid: 'Platform account ID',
  name: 'Backer name',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  /** That shipping was charged for. */
  country: 'Country of the pledge',
  rewardTitle: 'Reward',
  rewardMinimum: 'Price of the reward',
  rewardId: 'Reward ID',
  pledged: 'Amount pledged',
  amountDue: 'Amount due',
  amountPaid: 'Amount paid',
  payOverTime: 'Pays over time',
  pledgedAt: 'Pledged or ordered at',
  /** A time says that the money was collected. */
  paidAt: 'Paid at',
  /** A time says that the order is cancelled. */
  cancelledAt: 'Cancelled at',
  latePledge: 'Late pledge',
  sent: 'Sent or not',
  status: 'Payment state',
  notes: 'Notes',
  surveyAt: 'Survey answered at',
  addressName: 'Recipient',
  addressFirstName: 'Recipient’s first name',
  addressLastName: 'Recipient’s last name',
  company: 'Company',
  line1: 'Address 1',
  line2: 'Address 2',
  line3: 'Address 3',
  city: 'City',
  state: 'State or province',
  postal: 'Postal code',
  countryName: 'Country',
  countryCode: 'Country code',
  phone: 'Phone',
  /** Of the recipient: never looked for in other columns (case E10). */
  taxId: 'Tax ID',
  deliveryNotes: 'Delivery notes',
} as const;
export type OrderField = keyof typeof ORDER_FIELDS;

/** One column that holds the quantity of one item. */
export interface ItemColumn {
  readonly column: number;
  /** `item:<title>`, `addon:<id>` or `sku:<SKU>`; a second column of the same key gets ` (2)`. */
  readonly key: string;
  readonly title: string;
  readonly kind: ItemKind;
  /** The platform's id of an add-on; the SKU of a `sku`; else empty. */
  readonly platformId: string;
}
/** sku: the platform's own SKU, which is most likely the SKU in Products too. */
export type ItemKind = 'item' | 'addon' | 'sku';

/**
 * One cell that lists the items of an order. plain: `MUG x2; NOTEBOOK x1`, also with commas or line breaks
 * between and `2 x MUG`. names: `Mug; Notebook`, one of each. packed:
 * `product_name:Mug|quantity:2;product_name:Notebook|quantity:1`.
 */
export interface ItemText {
  readonly column: number;
  readonly form: 'plain' | 'names' | 'packed';
}

/**
 * The item of a row, in files of one row an item. -1: no such column. Without a quantity column a row is one
 * unit.
 */
export interface ItemCells {
  readonly sku: number;
  readonly name: number;
  readonly quantity: number;
}

/**
 * Something that the header and the first rows leave open. The answer is text: of `column` the number of the
 * column chosen (-1 for none), of `day-order` dmy or mdy, of `decimal` a comma or a point.
 */
export type LayoutAsk =
  | {
      readonly kind: 'column';
      readonly id: `column:${OrderField}`;
      readonly field: OrderField;
      readonly columns: readonly number[];
    }
  | { readonly kind: 'day-order'; readonly id: 'day-order'; readonly column: number; readonly sample: string }
  | { readonly kind: 'decimal'; readonly id: 'decimal'; readonly column: number; readonly sample: string };

export interface Layout {
  readonly platform: Platform;
  /** `label` without counts. */
  readonly title: string;
  /** For people: "Kickstarter backer report, with survey, 3 items, 2 add-ons". */
  readonly label: string;
  readonly header: readonly string[];
  /** Column of each field that the file has. By position, for headers may repeat. */
  readonly fields: ReadonlyMap<OrderField, number>;
  /**
   * `item`: a row an item; rows of one order carry its id, and its other fields on the first row or on each.
   */
  readonly rows: 'order' | 'item';
  /** Fields that more than one column is named for; `fields` has the first. */
  readonly repeated: readonly { readonly field: OrderField; readonly columns: readonly number[] }[];
  readonly items: readonly ItemColumn[];
  readonly itemText: ItemText | null;
  readonly itemCells: ItemCells | null;
  readonly questions: readonly { readonly column: number; readonly question: string }[];
  /** Columns that are in no table and hold neither items nor answers: shown, not read. */
  readonly unknown: readonly { readonly column: number; readonly name: string }[];
  /**
   * Stands between the campaign's prefix and the number of an order: `LH-` + `IGG-` + `1042`, so that the
   * numbers of two platforms in one campaign never meet (case A2). Empty for Kickstarter, and for files whose
   * ids are whole Order IDs.
   */
  readonly idPrefix: string;
  /** Stands in front of each number in the file and is no part of it: the `#` of `#1001`. */
  readonly idMark: string;
  /** null: dates are only read where they say it themselves. */
  readonly dayOrder: DayOrder | null;
  /** null: each amount is read by its own form. */
  readonly decimal: DecimalSign | null;
  /** Nothing is open. */
  readonly sure: boolean;
  readonly asks: readonly LayoutAsk[];
}

/**
 * A short name of a header (column names in their order, case and spaces aside), the same for each file of
 * one form: to remember a mapping by. 10 letters and digits.
 */
export const layoutKey = (header: readonly string[]): string =>
  shortHash(header.map(headerKey).join('\n'), 10);

/** The layout with open points answered; what is not answered, or not by a possible answer, stays open. */
export function settleLayout(layout: Layout, answers: Readonly<Record<string, string>>): Layout {
  const fields = new Map(layout.fields);
  let { dayOrder, decimal } = layout;
  const asks = layout.asks.filter((ask) => {
    const answer = answers[ask.id];
    if (answer === undefined) return true;
    if (ask.kind === 'column') {
      const column = Number(answer);
      if (answer !== '-1' && !ask.columns.includes(column)) return true;
      if (column >= 0) fields.set(ask.field, column);
      return false;
    }
    if (ask.kind === 'day-order') {
      if (answer !== 'dmy' && answer !== 'mdy') return true;
      dayOrder = answer;
      return false;
    }
    if (answer !== ',' && answer !== '.') return true;
    decimal = answer;
    return false;
  });
  return { ...layout, fields, dayOrder, decimal, asks, sure: asks.length === 0 };
}

/**
 * The layout with another mark between the campaign's prefix and the numbers of this file; empty for none.
 */
export const withIdPrefix = (layout: Layout, idPrefix: string): Layout => ({ ...layout, idPrefix });

/** The title and what is in the file: "Kickstarter backer report, with survey, 3 items, 2 add-ons". */
export function labelOf(title: string, items: readonly ItemColumn[]): string {
  const addons = items.filter(({ kind }) => kind === 'addon').length;
  const words = (n: number, word: string): string[] => (n > 0 ? [`${n} ${word}${n === 1 ? '' : 's'}`] : []);
  return [title, ...words(items.length - addons, 'item'), ...words(addons, 'add-on')].join(', ');
}
