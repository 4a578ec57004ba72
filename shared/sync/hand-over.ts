/**
 * What waits to be handed over to the worker: rows of connected channels that are not sent, or whose cancellation or
 * change is asked for. The sheet keeps the request, so handing it over twice is harmless and never doing so loses nothing.
 */
import { countryCode } from '../address/countries.ts';
import { type Channel, goesByWorker, isConnected } from '../order/channels.ts';
import { parseItems } from '../order/items.ts';
import { readAmount } from '../order/payment.ts';
import { askedAgain, CANCEL_ASKED, CANCELLED, isUnderWay, UPDATE_ASKED } from '../shipment/at-partner.ts';
import { ADDRESS_COLUMNS, shipTo } from '../shipment/ship-to.ts';
import { shipmentStatus } from '../shipment/status.ts';
import { type Table, textColumn } from '../tabs/table.ts';
import type { HandedShipment, HandOver } from './wire.ts';

export const WAITING_COLUMNS = [
  'Shipment ID',
  'Order ID',
  'Channel',
  'Contents',
  'Pushed at',
  'Shipped at',
  'Cancelled at',
  'Warehouse says',
  'Box',
  'Ship to',
  'Batch',
] as const;
export const HANDED_ORDER_COLUMNS = [
  'Order ID',
  'Name',
  ...ADDRESS_COLUMNS,
  'Phone',
  'Email',
  'Tax ID',
  'Hold',
  'Finalized at',
] as const;
export const HANDED_PRODUCT_COLUMNS = [
  'SKU',
  'Name',
  'Weight g',
  'Length',
  'Width',
  'Height cm',
  'HS code',
  'Origin',
  'Customs description',
  'Customs value',
] as const;

export interface Waiting {
  readonly id: string;
  readonly orderId: string;
  readonly channel: string;
  readonly contents: string;
  /** The lead Shipment ID of its parcel, its own for a parcel by itself. */
  readonly lead: string;
  readonly box: string;
  readonly batch: string;
  readonly ask: HandedShipment['ask'];
  readonly shipTo: string;
  readonly cancelledAt: string;
  readonly sent: boolean;
  /** The partner has agreed already. */
  readonly agreed: boolean;
  /** Why the worker cannot be told of it now, but to stop it; "" for nothing. */
  readonly unfit: '' | 'channel.not-connected' | 'channel.by-file' | 'channel.gone';
}

/**
 * Rows that wait for the worker, of channels that are connected no more too, sorted by the lead of their parcel: a box
 * stays together. A partner splits off parts itself: to stop one is to stop all that has not left.
 */
export function waitingIn(shipments: Table, channels: readonly Channel[]): Waiting[] {
  const unfit = new Map<string, Waiting['unfit']>(
    channels.map((channel) => [
      channel.name,
      isConnected(channel) ? '' : goesByWorker(channel.method) ? 'channel.not-connected' : 'channel.by-file',
    ]),
  );
  const [
    ids = [],
    orderIds = [],
    names = [],
    contents = [],
    pushed = [],
    shipped = [],
    cancelled = [],
    says = [],
    boxes = [],
    shipTos = [],
    batches = [],
  ] = WAITING_COLUMNS.map((name) => textColumn(shipments, name));
  const found: Waiting[] = [];
  const known = new Set(ids);
  const isPart = (id: string): boolean => rootOf(id) !== id && known.has(rootOf(id));
  const asked = new Map<string, string>();
  for (const [i, id] of ids.entries()) {
    const said = says[i] ?? '';
    if (isPart(id) && askedAgain(said) === CANCEL_ASKED) asked.set(rootOf(id), said);
  }
  for (const [i, id] of ids.entries()) {
    const channel = names[i] ?? '';
    const why = unfit.get(channel) ?? 'channel.gone';
    const cancelledAt = cancelled[i] ?? '';
    const own = says[i] ?? '';
    // The lead's own request counts before that of a part.
    const said = askedAgain(own) === CANCEL_ASKED ? own : (asked.get(id) ?? own);
    // A planned replacement waits for Push; a further box goes with its parcel.
    if (id === '' || said === '' || (why !== '' && !isUnderWay(said)) || isPart(id)) continue;
    const request = askedAgain(said);
    const ask = askOf(request, {
      cancelledAt,
      shippedAt: shipped[i] ?? '',
      pushedAt: pushed[i] ?? '',
      warehouseSays: request,
    });
    if (ask === null) continue;
    const box = boxes[i] ?? '';
    found.push({
      id,
      orderId: orderIds[i] ?? '',
      channel,
      contents: contents[i] ?? '',
      lead: box || id,
      box,
      batch: batches[i] ?? '',
      ask,
      shipTo: shipTos[i] ?? '',
      cancelledAt,
      sent: (pushed[i] ?? '') !== '',
      agreed: request !== said,
      unfit: why,
    });
  }
  return found.sort((a, b) => (a.lead === b.lead ? order(a.id, b.id) : order(a.lead, b.lead)));
}

/** The shipment that a part (`1042-1.2`) split off from; of another its own id. */
const rootOf = (id: string): string => id.replace(/(?:\.\d+)+$/, '');

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A row that was cancelled without the worker's word is asked about too: the worker may have sent it in the meantime. */
function askOf(said: string, facts: Parameters<typeof shipmentStatus>[0]): HandedShipment['ask'] | null {
  if (said === CANCEL_ASKED) return 'cancel';
  const status = shipmentStatus(facts);
  if (status === 'cancelled') return said === CANCELLED ? null : 'cancel';
  if (said === UPDATE_ASKED) return 'update';
  return status === 'not sent' ? 'push' : null;
}

export interface Refusal {
  readonly id: string;
  readonly code:
    | Exclude<Waiting['unfit'], ''>
    | 'match.none'
    | 'hold'
    | 'order.not-finalized'
    | 'shipment.changed-since-sent';
  readonly detail: string;
}

/**
 * The parts of a request for whole parcels, and those that the order no longer allows: it is on hold, its address was
 * reopened, or is another than the one that was previewed. Cancelling is always allowed.
 */
export function handed(
  waiting: readonly Waiting[],
  channels: readonly Channel[],
  orders: Table,
  products: Table,
): { readonly request: HandOver; readonly refused: readonly Refusal[] } {
  const cells = new Map(HANDED_ORDER_COLUMNS.map((name) => [name, textColumn(orders, name)]));
  const at = new Map((cells.get('Order ID') ?? []).map((id, i) => [id, i]));
  const refused: Refusal[] = [];
  const shipments: HandedShipment[] = [];
  const barred = new Set<string>();
  for (const one of waiting) {
    const i = at.get(one.orderId) ?? -1;
    const cell = (name: (typeof HANDED_ORDER_COLUMNS)[number]): string => cells.get(name)?.[i] ?? '';
    // Whoever has it is asked to stop it, whatever the channel is connected to by now (case F15).
    const refusal = one.ask === 'cancel' ? null : refusalOf(one, i, cell);
    if (refusal !== null) {
      barred.add(one.lead);
      refused.push({ id: one.id, ...refusal });
    }
    shipments.push({
      id: one.id,
      orderId: one.orderId,
      channel: one.channel,
      box: one.box,
      batch: one.batch,
      contents: one.contents,
      ask: one.ask,
      name: cell('Name'),
      address1: cell('Address 1'),
      address2: cell('Address 2'),
      city: cell('City'),
      state: cell('State/Province'),
      postalCode: cell('Postal code'),
      country: countryCode(cell('Country')) ?? '',
      phone: cell('Phone'),
      email: cell('Email'),
      taxId: cell('Tax ID'),
      shipTo: one.shipTo,
      cancelledAt: one.cancelledAt,
      sent: one.sent,
      agreed: one.agreed,
    });
  }
  const going = shipments.filter(({ id, box }) => !barred.has(box || id));
  return {
    request: {
      names: channels.map(({ name }) => name),
      channels: channels.filter(isConnected).map(({ name, connectedTo, shippedWhen, emailsBy }) => ({
        name,
        connection: connectedTo,
        shippedWhen,
        emailsBy,
      })),
      products: productsOf(products, going),
      shipments: going,
    },
    refused,
  };
}

function refusalOf(
  one: Waiting,
  i: number,
  cell: (name: (typeof HANDED_ORDER_COLUMNS)[number]) => string,
): Omit<Refusal, 'id'> | null {
  // Gone, or connected no more: without a word these rows would wait for ever.
  if (one.unfit !== '' && !one.agreed) return { code: one.unfit, detail: one.channel };
  if (i < 0) return { code: 'match.none', detail: '' };
  if (cell('Hold') !== '') return { code: 'hold', detail: cell('Hold') };
  if (cell('Finalized at') === '') return { code: 'order.not-finalized', detail: '' };
  const now = shipTo({ name: cell('Name'), address: ADDRESS_COLUMNS.map(cell), phone: cell('Phone') });
  return one.shipTo === now ? null : { code: 'shipment.changed-since-sent', detail: 'address' };
}

/** Products that the shipments hold, by SKU. */
export function productsOf(
  table: Table,
  shipments: readonly { readonly contents: string }[],
): HandOver['products'] {
  const wanted = new Set<string>();
  for (const { contents } of shipments) {
    const read = parseItems(contents);
    if (read.ok) for (const { sku } of read.items) wanted.add(sku);
  }
  const [skus = [], ...columns] = HANDED_PRODUCT_COLUMNS.map((name) => textColumn(table, name));
  return skus.flatMap((sku, i) => {
    if (!wanted.delete(sku)) return [];
    const [
      name = '',
      grams = '',
      length = '',
      width = '',
      height = '',
      hsCode = '',
      origin = '',
      about = '',
      value = '',
    ] = columns.map((column) => column[i] ?? '');
    return [
      {
        sku,
        name,
        grams: readAmount(grams),
        lengthCm: readAmount(length),
        widthCm: readAmount(width),
        heightCm: readAmount(height),
        hsCode,
        origin: countryCode(origin) ?? '',
        customsDescription: about,
        customsValue: readAmount(value),
        currency: /\b[A-Z]{3}\b/.exec(value)?.[0] ?? '',
      },
    ];
  });
}
