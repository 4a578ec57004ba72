import { accounts } from '../order/accounts.ts';
import type { Campaign, Shipment } from '../order/campaign.ts';
import { ADDRESS_FIELDS } from '../order/deliverable.ts';
import { DELIVERY_COLUMN, deliveryGuard } from '../order/delivery-limits.ts';
import {
  contentAccepted,
  firstRefusal,
  frozen,
  type Guard,
  hasPhysical,
  notCancelled,
  READY,
  sameAsLocked,
} from '../order/guards.ts';
import { CONTENT_COLUMNS } from '../order/row-check.ts';
import { planBuilder } from '../plan/builder.ts';
import type { Plan } from '../plan/types.ts';
import { CHANNEL_GOODS_COLUMNS } from '../products/channel-goods.ts';
import { GOODS_COLUMNS } from '../products/goods.ts';
import { shippingRules } from '../products/shipping-rules.ts';
import type { Route } from '../routing/route.ts';
import { changedSinceSent } from '../shipment/changed-since-sent.ts';
import { textColumn } from '../tabs/table.ts';
import { type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { keysOf } from './parts.ts';
import {
  addsUp,
  contentsOf,
  inChannel,
  isLive,
  NEW_SHIPMENT,
  newShipmentId,
  routeFree,
  SHIP_TO_COLUMNS,
  shipToOf,
} from './shipments.ts';

/** What must hold before anything leaves for a warehouse. */
const GUARDS: readonly Guard[] = [notCancelled, hasPhysical, ...READY, addsUp, sameAsLocked, contentAccepted];

/**
 * Makes one shipment an order for the chosen channel, of what is free and routed there, and numbers them as a batch.
 * What was exported once is already done: the same set pushed twice makes nothing new. With `again` (a batch's name)
 * nothing changes at all: the orders of that batch are already done, and its file is there to be downloaded once more.
 */
export const pushToChannel: OrderAction = {
  info: actionInfo('push-to-channel'),
  words: {
    button: 'Push',
    done: 'Pushed',
    noun: 'order',
    sends: 'You get a file for the warehouse. Nothing is sent to anybody by itself.',
  },
  reads: () => ({
    Orders: [...new Set([...CONTENT_COLUMNS, ...SHIP_TO_COLUMNS, ...ADDRESS_FIELDS])],
    Shipments: ['Batch', 'Ship to'],
    Products: GOODS_COLUMNS,
    Channels: [
      'Channel',
      'SKUs',
      'Method',
      'Countries',
      'Priority',
      ...CHANNEL_GOODS_COLUMNS,
      DELIVERY_COLUMN,
    ],
  }),
  check: (options) =>
    textOption(options, 'channel') === '' && textOption(options, 'again') === ''
      ? { ok: false, message: 'Choose the channel that should ship.' }
      : { ok: true, value: null },
  plan(context, rows) {
    const { campaign, now, options } = context;
    const channel = textOption(options, 'channel');
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const again = textOption(options, 'again');
    if (again !== '') return planAgain(campaign, rows, again);
    if (!campaign.channels.some((known) => known.name === channel)) {
      for (let s = 0; s < rows.length; s++) builder.left(s, { code: 'channel.unknown', detail: channel });
      return builder.build();
    }
    const batch = nextBatch(campaign, channel);
    const add = builder.rows('Shipments', NEW_SHIPMENT);
    const send = builder.cells('Shipments', ['Pushed at', 'Ship to', 'Batch']);
    const packages = new Map<number, number>();
    const leftover = new Map<string, number>();
    const rules = shippingRules(context, channel);
    const reach = deliveryGuard(context.tables.Channels, channel);
    for (let s = 0; s < rows.length; s++) {
      const i = rows[s] ?? 0;
      const account = accounts(campaign, i);
      const doubt = frozen(campaign, i);
      if (doubt !== null) {
        builder.left(s, doubt);
        continue;
      }
      const orderId = campaign.col('Order ID')[i] ?? '';
      const live = campaign.shipmentsOf(orderId).filter(isLive);
      const gone = live.find((shipment) => shipment.channel === channel && shipment.status !== 'not sent');
      const route = routeFree(campaign, i, account);
      const mine = route.shipments.find((routed) => routed.channel === channel);
      const planned = inChannel(campaign, i, channel, 'not sent');
      if (mine === undefined && planned.length === 0) {
        const changed = gone === undefined ? '' : changedSinceSent(campaign, gone);
        // D12: the warehouse has what was true then; sending the order once more would make two of it.
        if (gone !== undefined && changed !== '')
          builder.left(s, { code: 'shipment.changed-since-sent', detail: `${changed} (${gone.id})` });
        else if (gone !== undefined) builder.already(s, 'already.done', gone.id);
        else builder.left(s, firstRefusal(GUARDS, campaign, i, account) ?? nothingHere(account, route));
        continue;
      }
      const refusal =
        firstRefusal(GUARDS, campaign, i, account) ??
        reach(campaign, i) ??
        rules.refuse(i, planned, mine?.units ?? [], isBeside(channel, route, live));
      if (refusal !== null) {
        builder.left(s, refusal);
        continue;
      }
      builder.change(s);
      const to = shipToOf(campaign, i);
      for (const shipment of planned) send(s, shipment.id, shipment.index, [now, to, batch]);
      if (mine !== undefined) {
        const id = newShipmentId(campaign, i);
        add(s, id, [id, orderId, channel, contentsOf(mine.units), '', '', now, '', to, batch, '']);
      }
      for (const { sku } of route.leftover) leftover.set(sku, (leftover.get(sku) ?? 0) + 1);
      const count = route.shipments.length + live.length;
      packages.set(count, (packages.get(count) ?? 0) + 1);
    }
    if (packages.size > 0) {
      builder.figures({
        title: 'Packages for each order',
        columns: ['Packages', 'Orders'],
        rows: [...packages].sort((a, b) => a[0] - b[0]),
      });
      builder.notice('info', `They become batch ${batch}.`);
    }
    rules.tell(builder);
    for (const [sku, orders] of leftover) {
      builder.notice(
        'warning',
        `No channel ships ${sku}: ${orders} of these orders stay incomplete until one does.`,
      );
    }
    return builder.build();
  },
};

/** Another parcel of the order goes by another channel, or has gone. */
const isBeside = (channel: string, route: Route, live: readonly Shipment[]): boolean =>
  route.shipments.some((routed) => routed.channel !== channel) ||
  live.some((shipment) => shipment.channel !== channel);

function nothingHere(account: ReturnType<typeof accounts>, route: ReturnType<typeof routeFree>) {
  if (account.physical.open === 0 && account.physical.pushed === 0)
    return { code: 'order.shipped' as const, detail: '' };
  const homeless = route.leftover[0];
  if (homeless !== undefined && route.shipments.length === 0)
    return { code: 'channel.none' as const, detail: homeless.sku };
  return { code: 'channel.not-this' as const, detail: '' };
}

/** A batch once more: what is in it is there already, and nothing else is looked at. */
function planAgain(campaign: Campaign, rows: readonly number[], batch: string): Plan {
  const builder = planBuilder(keysOf(campaign, rows), rows);
  const batches = textColumn(campaign.shipmentsTable, 'Batch');
  const inBatch = new Map<string, string>();
  for (const shipment of campaign.shipments) {
    if (batches[shipment.index] === batch && isLive(shipment)) inBatch.set(shipment.orderId, shipment.id);
  }
  for (let s = 0; s < rows.length; s++) {
    const id = inBatch.get(campaign.col('Order ID')[rows[s] ?? 0] ?? '');
    if (id !== undefined) builder.already(s, 'already.done', id);
    else builder.left(s, { code: 'batch.not-in', detail: batch });
  }
  builder.notice('info', `Nothing new is exported: ${batch} can be downloaded once more.`);
  return builder.build();
}

/** `US 3PL #7`: one more than the highest number that the channel has had. */
function nextBatch(campaign: Campaign, channel: string): string {
  let last = 0;
  for (const batch of new Set(textColumn(campaign.shipmentsTable, 'Batch'))) {
    if (!batch.startsWith(`${channel} #`)) continue;
    const number = Number(batch.slice(channel.length + 2));
    if (Number.isInteger(number)) last = Math.max(last, number);
  }
  return `${channel} #${last + 1}`;
}
