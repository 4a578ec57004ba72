import { type Accounts, accounts } from '../order/accounts.ts';
import type { Campaign, Shipment } from '../order/campaign.ts';
import { allCancellable, atWarehouse, cancelling } from '../order/cancelling.ts';
import { itemsReadable, notAllShipped, type Refusal, rewardsMapped } from '../order/guards.ts';
import { formatItems, type Unit } from '../order/items.ts';
import { planBuilder } from '../plan/builder.ts';
import type { ReasonCode } from '../plan/reasons.ts';
import type { Options } from '../plan/types.ts';
import { CANCEL_ASKED, CANCELLING, isAtPartner, refusedAsk } from '../shipment/at-partner.ts';
import { ASKS_PARTNERS, isChecked, type OrderAction, type Parsed, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { noted } from './items-change.ts';
import { cancelSetters, eachOrder, keysOf, oneLine, sumFigures } from './parts.ts';

/**
 * What cancelling ends as for one order. `take` is by unit SKU; `remark` names a shipment at the warehouse that goes
 * on its way although the rest is cancelled.
 */
type Decision =
  | { readonly what: 'change'; readonly take: ReadonlyMap<string, number>; readonly remark: Refusal }
  /** A connected partner is asked first: its parcels are told by the answer, the order waits on hold. */
  | { readonly what: 'ask'; readonly shipments: readonly Shipment[]; readonly remark: NonNullable<Refusal> }
  | { readonly what: 'already'; readonly code: ReasonCode; readonly detail: string }
  | { readonly what: 'left'; readonly refusal: NonNullable<Refusal> }
  | { readonly what: 'decide'; readonly refusal: NonNullable<Refusal> };

const left = (code: ReasonCode, detail = ''): Decision => ({ what: 'left', refusal: { code, detail } });

/** Cancels what is open of whole orders, or a quantity of one SKU. What has shipped stays shipped. */
export const cancel: OrderAction = {
  info: actionInfo('cancel'),
  words: { button: 'Cancel', done: 'Cancelled', noun: 'order', sends: ASKS_PARTNERS },
  request: 'Cancelled',
  reads: (options) => ({
    ...(textOption(options, 'refund') !== '' && { Orders: ['Notes'] }),
    Channels: ['Channel', 'SKUs', 'Method', 'Connected to', 'Countries', 'Priority'],
  }),
  check(options) {
    const parsed = readSku(options);
    return parsed.ok ? { ok: true, value: null } : parsed;
  },
  plan({ campaign, now, options }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const set = cancelSetters(builder, campaign, now);
    const hold = builder.cells('Orders', ['Hold']);
    const ask = builder.cells('Shipments', ['Warehouse says']);
    const held = campaign.col('Hold');
    const sku = readSku(options);
    if (!sku.ok) throw new Error(sku.message);
    const confirmed = isChecked(options, 'confirmed');
    const refund = oneLine(textOption(options, 'refund'));
    const note = refund === '' ? null : builder.cells('Orders', ['Notes']);
    const notes = campaign.col('Notes');
    const ids = campaign.col('Order ID');
    const sums = new Map<string, number>();
    eachOrder(campaign, rows, builder, (i, s) => {
      const account = accounts(campaign, i);
      const there = campaign.shipmentsAt(i).filter((one) => one.replaces === '' && isAtPartner(one));
      const decision =
        there.length > 0 && !account.allCancelled
          ? asking(there, sku.value, confirmed)
          : decide(campaign, i, account, sku.value, confirmed);
      if (decision.what === 'already') builder.already(s, decision.code, decision.detail);
      else if (decision.what === 'left') builder.left(s, decision.refusal);
      else if (decision.what === 'decide') builder.decide(s, decision.refusal);
      else if (decision.what === 'ask') {
        builder.change(s, decision.remark.code, decision.remark.detail);
        // When the partner agrees the units are free again: the hold keeps a later push from sending them once more.
        if (held[i] === '') hold(s, ids[i] ?? '', i, [`${CANCELLING} (${now.slice(0, 10)})`]);
        for (const { id, index } of decision.shipments) ask(s, id, index, [CANCEL_ASKED]);
      } else {
        if (held[i]?.startsWith(CANCELLING)) hold(s, ids[i] ?? '', i, ['']);
        builder.change(s, decision.remark?.code ?? null, decision.remark?.detail ?? '');
        set(s, i, cancelling(campaign, i, account, decision.take));
        for (const [sku, n] of decision.take) sums.set(sku, (sums.get(sku) ?? 0) + n);
        const units = formatItems([...decision.take].map(([sku, quantity]) => ({ sku, quantity })));
        const said = `${now.slice(0, 10)}: refunded ${refund} for ${units}`;
        note?.(s, ids[i] ?? '', i, [noted(notes[i] ?? '', said)]);
      }
    });
    // The button counts orders: of one SKU alone it would read as if the whole orders went.
    if (sums.size > 0) builder.figures(sumFigures(sums, 'Units to be cancelled'));
    return builder.build();
  },
};

/** The SKU and quantity of the panel, `{ sku, quantity }`; null for whole orders ("" or nothing given). */
function readSku(options: Options): Parsed<Unit | null> {
  const given = options.sku;
  if (given === undefined || given === null || given === '') return { ok: true, value: null };
  if (typeof given === 'object') {
    const sku: unknown = Reflect.get(given, 'sku');
    const quantity: unknown = Reflect.get(given, 'quantity');
    if (typeof sku === 'string' && sku.trim() !== '' && isCount(quantity)) {
      return { ok: true, value: { sku: sku.trim(), quantity } };
    }
  }
  return { ok: false, message: 'Give the quantity of the SKU as a whole number of 1 or more.' };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 99_999;
}

/**
 * What Cancel does while a connected partner has parcels of the order: it asks for each that was not asked for. Only
 * then, when they are stopped, a second Cancel cancels the order (case F8).
 */
function asking(there: readonly Shipment[], sku: Unit | null, confirmed: boolean): Decision {
  const ids = (of: readonly Shipment[]): string => of.map(({ id }) => id).join(', ');
  if (confirmed || sku !== null) return left('cancel.connected', ids(there));
  const refused = there.filter(({ says }) => refusedAsk(says) !== '' && says.startsWith('cancel'));
  const fresh = there.filter((one) => one.says !== CANCEL_ASKED && !refused.includes(one));
  if (fresh.length > 0)
    return { what: 'ask', shipments: fresh, remark: { code: 'cancel.asks', detail: ids(fresh) } };
  const no = refused[0];
  if (no !== undefined) return left('cancel.refused', `${no.id}: ${refusedAsk(no.says)}`);
  return { what: 'already', code: 'cancel.waits', detail: ids(there) };
}

function decide(
  campaign: Campaign,
  i: number,
  account: Accounts,
  sku: Unit | null,
  confirmed: boolean,
): Decision {
  if (account.allCancelled) return { what: 'already', code: 'already.done', detail: '' };
  const unreadable = itemsReadable(campaign, i, account) ?? rewardsMapped(campaign, i, account);
  if (unreadable !== null) return { what: 'left', refusal: unreadable };
  if (account.units.every((unit) => unit.ordered === 0)) return left('order.no-items');
  return sku === null
    ? wholeOrder(campaign, i, account, confirmed)
    : someOfIt(campaign, i, account, sku, confirmed);
}

function wholeOrder(campaign: Campaign, i: number, account: Accounts, confirmed: boolean): Decision {
  // A digital unit beside shipped parcels is no reason to call the order cancelled.
  if (notAllShipped(campaign, i, account) !== null) return left('parcel.shipped');
  const sent = confirmed ? null : atWarehouse(campaign, i);
  const remark: Refusal = sent === null ? null : { code: 'cancel.at-partner', detail: sent };
  const open = allCancellable(account, confirmed);
  if (open.size > 0) return { what: 'change', take: open, remark };
  if (remark !== null) return { what: 'decide', refusal: remark };
  return { what: 'already', code: 'already.done', detail: '' };
}

/**
 * The quantity is the total that is to be cancelled of the SKU, not a further one: a double click or a second person
 * then changes nothing (case B12). A kit stands for its units.
 */
function someOfIt(
  campaign: Campaign,
  i: number,
  account: Accounts,
  asked: Unit,
  confirmed: boolean,
): Decision {
  const take = new Map<string, number>();
  const done: Unit[] = [];
  const exploded = campaign.catalog.explode(formatItems([asked]));
  if (exploded.problem !== null) return left(exploded.problem.code, exploded.problem.detail);
  for (const { sku, quantity } of exploded.units) {
    const unit = account.units.find((known) => known.sku === sku && known.ordered > 0);
    if (unit === undefined) return left('sku.not-in-order', asked.sku);
    const more = quantity - unit.cancelled;
    if (more <= 0) {
      done.push({ sku, quantity: unit.cancelled });
      continue;
    }
    const open = Math.max(0, unit.open);
    if (more > open + unit.pushed) {
      return left(
        unit.shipped > 0 && open + unit.pushed === 0 ? 'parcel.shipped' : 'qty.not-open',
        `${sku} x${open}`,
      );
    }
    if (more > open && !confirmed) {
      const sent = atWarehouse(campaign, i) ?? '';
      return { what: 'decide', refusal: { code: 'cancel.at-partner', detail: sent } };
    }
    take.set(sku, more);
  }
  if (take.size === 0) return { what: 'already', code: 'already.cancelled', detail: formatItems(done) };
  return { what: 'change', take, remark: null };
}
