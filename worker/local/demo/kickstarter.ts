/**
 * A Kickstarter backer report of the demo campaign, in the columns of 2025 with items, add-ons and survey: the backers
 * that the campaign has, as they stand there, and new ones.
 */
import { catalogOf, readProducts } from '../../../shared/order/catalog.ts';
import { DEMO_PREFIX, type DemoOptions } from './generate.ts';
import { ADDONS, contentsOf, ITEMS, NEW_ADDON, NEW_REWARD, PRODUCTS_TABLE } from './goods.ts';
import { type DemoOrder, orderMaker } from './order.ts';

/** Orders that came after the campaign was set up. */
const NEW_BACKERS = 48;

const ITEM_COLUMNS = ITEMS.map(({ title }) => title);
const ADDON_COLUMNS = [...ADDONS, NEW_ADDON].map(
  ({ platformId, title }) => `[Addon: ${platformId}] ${title}`,
);

const HEADER = [
  'Backer Number',
  'Backer UID',
  'Backer Name',
  'Email',
  'Shipping Country',
  'Shipping Amount',
  'Reward Title',
  'Backing Minimum',
  'Reward ID',
  'Bonus Support',
  'Pledge Amount',
  'Amount Due',
  'Amount Paid',
  'Pledge Over Time',
  'Pledged At',
  'Late Pledge',
  'Fulfillment Status',
  'Pledged Status',
  'Notes',
  ...ITEM_COLUMNS,
  ...ADDON_COLUMNS,
  'Survey Response',
  'Shipping Name',
  'Shipping Address 1',
  'Shipping Address 2',
  'Shipping City',
  'Shipping State',
  'Shipping Postal Code',
  'Shipping Country Name',
  'Shipping Country Code',
  'Shipping Phone Number',
  'Shipping Delivery Notes',
] as const;

/** What the platform says of a backer beside the order itself. */
interface Platform {
  readonly status: 'collected' | 'errored' | 'dropped' | 'pledged';
  readonly sent: boolean;
  readonly late: boolean;
  readonly overTime: boolean;
  /** One of the add-on that nobody has given SKUs yet. */
  readonly newAddon: boolean;
}

/** The report's rows, header first, in the order of the backer numbers. */
export function kickstarterReport({ seed, size }: DemoOptions): string[][] {
  const make = orderMaker(seed, DEMO_PREFIX, catalogOf(readProducts(PRODUCTS_TABLE)));
  const rows: string[][] = [[...HEADER]];
  for (let i = 0; i < size; i++) {
    const order = make(i);
    // A report is made per reward: this one leaves out whoever the creator has settled by hand.
    if (order.stage !== 'Cancelled') rows.push(rowOf(order, standing(order)));
  }
  for (let at = 0; at < NEW_BACKERS; at++) rows.push(newRow(make(size + at), at));
  return rows;
}

/** What the platform says of an order that the campaign has. */
function standing(order: DemoOrder): Platform {
  const { payment } = order.money;
  const collected = payment === 'paid' || payment === 'nothing due';
  const status = payment.startsWith('errored') ? 'errored' : collected ? 'collected' : 'pledged';
  return { status, sent: false, late: false, overTime: payment === 'partly paid', newAddon: false };
}

/** A backer that the campaign does not have yet: paid for the most part, some in each other state. */
function newRow(made: DemoOrder, at: number): string[] {
  const status = at % 12 === 5 ? 'errored' : at % 24 === 7 ? 'dropped' : 'collected';
  const answered = at % 8 !== 3 && status !== 'dropped' && made.reward !== null;
  const order: DemoOrder = {
    ...made,
    reward: at % 6 === 1 ? NEW_REWARD : made.reward,
    address: answered ? made.address : { ...made.address, address1: '', city: '', postal: '' },
    surveyAt: answered ? '2026-02-27 18:05:00Z' : '',
    money: { payment: 'paid', amountDue: status === 'collected' ? '0' : String(made.pledged) },
  };
  return rowOf(order, {
    status,
    sent: at % 16 === 9,
    late: true,
    overTime: at % 12 === 5,
    newAddon: at % 10 === 4,
  });
}

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;
/** `2025/09/09, 11:58` */
const moment = (cell: string): string => cell.slice(0, 16).replaceAll('-', '/').replace(' ', ', ');

function rowOf(order: DemoOrder, platform: Platform): string[] {
  const { reward, address } = order;
  const answered = order.surveyAt !== '' && address.address1 + address.city !== '';
  const due = Number(order.money.amountDue);
  const itemised = new Map(
    (reward === null ? [] : contentsOf(reward)).map((unit) => [unit.sku, unit.quantity]),
  );
  const counts = ITEMS.map(({ sku }) => quantity(itemised.get(sku)));
  const addons = ADDONS.map((_, i) => quantity(order.addons.find(({ addon }) => addon === i)?.quantity));
  const whenAnswered = (text: string): string => (answered ? text : '');
  return [
    String(order.number),
    order.uid,
    order.name,
    order.email,
    address.country,
    dollars(0),
    reward?.title ?? '',
    reward === null ? '' : dollars(reward.price),
    reward?.platformId ?? '',
    dollars(0),
    dollars(order.pledged),
    order.money.amountDue === '' ? '' : dollars(due),
    dollars(platform.status === 'collected' ? order.pledged : 0),
    platform.overTime ? 'true' : 'false',
    moment(order.orderedAt),
    platform.late ? 'true' : 'false',
    platform.sent ? 'Sent' : '',
    platform.status,
    order.notes,
    ...counts,
    ...addons,
    platform.newAddon ? '1' : '',
    moment(order.surveyAt),
    whenAnswered(order.name),
    whenAnswered(address.address1),
    whenAnswered(address.address2),
    whenAnswered(address.city),
    whenAnswered(address.state),
    whenAnswered(address.postal),
    whenAnswered(countryName(address.country)),
    whenAnswered(address.country.length === 2 ? address.country : ''),
    whenAnswered(address.phone),
    '',
  ];
}

const regions = new Intl.DisplayNames(['en'], { type: 'region' });
/** The platform writes names beside codes; what is no code stays as it is. */
const countryName = (country: string): string =>
  country.length === 2 ? (regions.of(country) ?? country) : country;

const quantity = (n: number | undefined): string => (n === undefined ? '' : String(n));
