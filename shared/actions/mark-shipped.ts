/** Mark as Shipped, and Force Mark as Shipped: the same plan, the second passes over named guards. */

import { accounts } from '../order/accounts.ts';
import { deliverable } from '../order/deliverable.ts';
import {
  firstRefusal,
  frozen,
  type Guard,
  hasPhysical,
  itemsReadable,
  notCancelled,
  READY,
  type Refusal,
  rewardsMapped,
  skusKnown,
} from '../order/guards.ts';
import { planBuilder } from '../plan/builder.ts';
import { explain, inOneLine, type ReasonCode, sentenceOf } from '../plan/reasons.ts';
import type { Options, Plan } from '../plan/types.ts';
import { isAtPartner } from '../shipment/at-partner.ts';
import { numberFault } from '../tracking/plain-number.ts';
import { NOTHING_SENT, type OrderAction, type Parsed, type PlanContext, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { keysOf } from './parts.ts';
import {
  addsUp,
  contentsOf,
  inChannel,
  NEW_SHIPMENT,
  newShipmentId,
  openChannels,
  routeFree,
  SHIP_TO_COLUMNS,
  shipToOf,
} from './shipments.ts';

/** Force cannot pass these: there would be nothing to ship, or nowhere to ship it (case B22). */
const NEVER_PASSED: readonly Guard[] = [rewardsMapped, skusKnown, addsUp];

const READS = {
  Orders: SHIP_TO_COLUMNS,
  Channels: ['Channel', 'SKUs', 'Method', 'Countries', 'Priority'],
} as const;

function plan(context: PlanContext, rows: readonly number[], force: boolean): Plan {
  const { campaign, now, options } = context;
  const builder = planBuilder(keysOf(campaign, rows), rows);
  const add = builder.rows('Shipments', NEW_SHIPMENT);
  const ship = builder.cells('Shipments', ['Shipped at', 'Tracking number', 'Carrier', 'Tracking URL']);
  const lock = builder.cells('Orders', ['Locked at', 'Locked items', 'Finalized at']);
  const tracking = trackingOf(options);
  const passed = new Map<ReasonCode, number>();
  for (let s = 0; s < rows.length; s++) {
    const i = rows[s] ?? 0;
    const id = campaign.col('Order ID')[i] ?? '';
    const account = accounts(campaign, i);
    const doubt =
      frozen(campaign, i) ?? firstRefusal([notCancelled, itemsReadable, hasPhysical], campaign, i, account);
    if (doubt !== null) {
      builder.left(s, doubt);
      continue;
    }
    // A replacement counts no unit, but it waits to be shipped too.
    const waits = campaign
      .shipmentsOf(id)
      .some((shipment) => shipment.status === 'sent' || shipment.status === 'not sent');
    if (account.physical.open === 0 && account.physical.pushed === 0 && !waits) {
      builder.already(s);
      continue;
    }
    const hard = firstRefusal(NEVER_PASSED, campaign, i, account) ?? (force ? noAddress(context, i) : null);
    if (hard !== null) {
      builder.left(s, hard);
      continue;
    }
    const channels = openChannels(campaign, i, account);
    const channel = textOption(options, 'channel') || (channels.length === 1 ? (channels[0] ?? '') : '');
    if (channel === '') {
      builder.decide(
        s,
        channels.length === 0
          ? { code: 'channel.none', detail: '' }
          : { code: 'channel.choose', detail: channels.join(', ') },
      );
      continue;
    }
    const sent = inChannel(campaign, i, channel, 'sent');
    const planned = inChannel(campaign, i, channel, 'not sent');
    // The worker sends it as soon as it can: what went another way must be stopped first, or it goes twice.
    const waiting = force ? undefined : planned.find(isAtPartner);
    if (waiting !== undefined) {
      builder.left(s, { code: 'shipment.pushed', detail: waiting.id });
      continue;
    }
    const mine = routeFree(campaign, i, account).shipments.find((routed) => routed.channel === channel);
    if (sent.length === 0 && planned.length === 0 && mine === undefined) {
      builder.left(s, { code: 'channel.not-this', detail: '' });
      continue;
    }
    const refusals = READY.map((guard) => guard(campaign, i, account)).filter((refusal) => refusal !== null);
    // What is at the warehouse was ready when it was sent; only what would be new must be ready now. All of the channel
    // that may ship ships at once: a second click must not find another part to ship.
    const isNew = planned.length > 0 || mine !== undefined;
    const mayBeNew = force || refusals.length === 0;
    if (sent.length === 0 && !mayBeNew) {
      builder.left(s, refusals[0] ?? { code: 'order.not-ready', detail: '' });
      continue;
    }
    const forced = isNew && mayBeNew ? refusals : [];
    for (const { code } of forced) passed.set(code, (passed.get(code) ?? 0) + 1);
    builder.change(s, forced.length > 0 ? 'force.passes' : null, inOneLine(forced));
    for (const shipment of mayBeNew ? [...sent, ...planned] : sent)
      ship(s, shipment.id, shipment.index, [now, ...tracking(shipment.number)]);
    if (mine !== undefined && mayBeNew) {
      const newId = newShipmentId(campaign, i);
      const [number, carrier, url] = tracking('');
      add(s, newId, [
        newId,
        id,
        channel,
        contentsOf(mine.units),
        number ?? '',
        carrier ?? '',
        '',
        now,
        shipToOf(campaign, i),
        '',
        url ?? '',
      ]);
    }
    // A rest that was not ready must not become so by what the warehouse already had.
    if (isNew && !mayBeNew) continue;
    if ((campaign.col('Locked at')[i] ?? '') === '') {
      lock(s, id, i, [now, campaign.catalog.explode(campaign.col('Items')[i] ?? '').text, now]);
    } else if ((campaign.col('Finalized at')[i] ?? '') === '') lock(s, id, i, [undefined, undefined, now]);
  }
  for (const [code, count] of passed)
    builder.notice('warning', `Passes for ${count}: ${sentenceOf(code, '')}`);
  return builder.build();
}

/** Number, carrier and link for a shipment; undefined leaves what it has. */
function trackingOf(options: Options): (has: string) => (string | undefined)[] {
  const number = textOption(options, 'number');
  const carrier = textOption(options, 'carrier');
  const url = textOption(options, 'url');
  return (has) => (number === '' || has !== '' ? [undefined, undefined, undefined] : [number, carrier, url]);
}

/** An invalid address can be passed by force, for the parcel has left; a missing one cannot. */
function noAddress({ campaign }: PlanContext, i: number): Refusal {
  const refusal = deliverable(campaign, i);
  return refusal?.code === 'address.missing' ? refusal : null;
}

/**
 * A typed number must be one: a damaged one would be stored as if it were right. The panel has cleaned it and found its
 * carrier (tracking/typed-number.ts), for the tables of formats are the panel's.
 */
function checkNumber(options: Options): Parsed<null> {
  const given = textOption(options, 'number');
  const fault = given === '' ? null : numberFault(given);
  return fault === null
    ? { ok: true, value: null }
    : { ok: false, message: `${explain(fault, given).sentence} Leave it empty to ship without one.` };
}

function oneNumberOneOrder(rows: readonly number[], options: Options): boolean {
  return textOption(options, 'number') === '' || rows.length <= 1;
}

/** Several orders cannot share one number by this form: Import Tracking asks about that. */
function guarded(context: PlanContext, rows: readonly number[], force: boolean): Plan {
  if (oneNumberOneOrder(rows, context.options)) return plan(context, rows, force);
  const builder = planBuilder(keysOf(context.campaign, rows), rows);
  for (let s = 0; s < rows.length; s++)
    builder.decide(s, { code: 'tracking.same-number', detail: textOption(context.options, 'number') });
  builder.notice(
    'warning',
    'A tracking number is for a single order. Choose one order, or leave the number empty.',
  );
  return builder.build();
}

export const markShipped: OrderAction = {
  info: actionInfo('mark-shipped'),
  words: { button: 'Mark as shipped:', done: 'Marked as shipped:', noun: 'order', sends: NOTHING_SENT },
  request: 'Shipped',
  reads: () => READS,
  check: checkNumber,
  plan: (context, rows) => guarded(context, rows, false),
};

export const forceMarkShipped: OrderAction = {
  info: actionInfo('force-mark-shipped'),
  words: { button: 'Force as shipped:', done: 'Forced as shipped:', noun: 'order', sends: NOTHING_SENT },
  reads: () => READS,
  check: (options) =>
    textOption(options, 'reason') === ''
      ? { ok: false, message: 'Say why: it is kept in Activity.' }
      : checkNumber(options),
  plan: (context, rows) => guarded(context, rows, true),
};
