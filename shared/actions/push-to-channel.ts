import { accounts } from '../order/accounts.ts';
import type { Campaign, Shipment } from '../order/campaign.ts';
import { type Channel, goesByWorker, isConnected } from '../order/channels.ts';
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
import { CHANNEL_GOODS_COLUMNS } from '../products/channel-goods.ts';
import { GOODS_COLUMNS } from '../products/goods.ts';
import { shippingRules } from '../products/shipping-rules.ts';
import type { Route } from '../routing/route.ts';
import { CANCEL_ASKED, isAtPartner, isUnstopped, WAITING } from '../shipment/at-partner.ts';
import { changedSinceSent } from '../shipment/changed-since-sent.ts';
import { textColumn } from '../tabs/table.ts';
import { isChecked, type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { keysOf } from './parts.ts';
import { boxing, type Going, tellBoxes } from './push-boxes.ts';
import { fromStock } from './push-stock.ts';
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
 * What was exported once is already done: the same set pushed twice makes nothing new.
 */
export const pushToChannel: OrderAction = {
  info: actionInfo('push-to-channel'),
  words: {
    button: 'Push',
    done: 'Pushed',
    noun: 'order',
    sends:
      'A connected warehouse gets them by itself, one with a sheet as rows; for any other you get a file.',
  },
  reads: () => ({
    Orders: [...new Set([...CONTENT_COLUMNS, ...SHIP_TO_COLUMNS, ...ADDRESS_FIELDS, 'Ordered at'])],
    Shipments: ['Batch', 'Ship to'],
    Products: GOODS_COLUMNS,
    Channels: [
      'Channel',
      'SKUs',
      'Method',
      'Connected to',
      'Countries',
      'Priority',
      'Backorder rule',
      ...CHANNEL_GOODS_COLUMNS,
      DELIVERY_COLUMN,
    ],
  }),
  check: (options) =>
    textOption(options, 'channel') === ''
      ? { ok: false, message: 'Choose the channel that should ship.' }
      : { ok: true, value: null },
  plan(context, rows) {
    const { campaign, now, options, resumed = false } = context;
    const channel = textOption(options, 'channel');
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const known = campaign.channels.find(({ name }) => name === channel);
    const unfit =
      known === undefined ? 'channel.unknown' : unconnected(known) ? 'channel.not-connected' : null;
    if (unfit !== null) {
      for (let s = 0; s < rows.length; s++) builder.left(s, { code: unfit, detail: channel });
      return builder.build();
    }
    // The worker says when a partner got it; a file is sent as soon as it is made.
    const connected = known !== undefined && isConnected(known);
    const pushedAt = connected ? undefined : now;
    // The worker's column, which the request to it stands in: a file has no word to say there.
    const asks = connected ? ['Warehouse says'] : [];
    const says = connected ? [WAITING] : [];
    // A partner's own system counts for itself; who packs from a file or a sheet goes by our batches.
    const batch = known?.method === 'Integration' ? '' : nextBatch(campaign, channel, resumed ? now : '');
    const add = builder.rows('Shipments', [...NEW_SHIPMENT, 'Box', ...asks]);
    const send = builder.cells('Shipments', ['Pushed at', 'Ship to', 'Batch', 'Box', ...asks]);
    const boxes = boxing(campaign, channel, resumed ? now : '');
    const going: Going[] = [];
    const ways = new Map<number, { readonly homeless: Route['leftover']; readonly parcels: number }>();
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
      const all = campaign.shipmentsOf(orderId);
      const unstopped = all.find((one) => isUnstopped(one) || (isLive(one) && one.says === CANCEL_ASKED));
      if (unstopped !== undefined) {
        builder.left(s, { code: 'cancel.waits', detail: unstopped.id });
        continue;
      }
      const live = all.filter(isLive);
      const gone = live.find(
        (shipment) =>
          shipment.channel === channel && (shipment.status !== 'not sent' || isAtPartner(shipment)),
      );
      const route = routeFree(campaign, i, account);
      const mine = route.shipments.find((routed) => routed.channel === channel);
      const planned = inChannel(campaign, i, channel, 'not sent').filter((one) => !isAtPartner(one));
      if (mine === undefined && planned.length === 0) {
        const changed = gone === undefined ? '' : changedSinceSent(campaign, gone);
        // D12: the warehouse has what was true then; sending the order once more would make two of it.
        if (gone !== undefined && changed !== '')
          builder.left(s, { code: 'shipment.changed-since-sent', detail: `${changed} (${gone.id})` });
        // It waits for a worker that this channel has no more: a file would send it a second time.
        else if (gone?.status === 'not sent' && !connected)
          builder.left(s, { code: 'shipment.pushed', detail: gone.id });
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
      const made = mine === undefined ? null : { id: newShipmentId(campaign, i), units: mine.units };
      going.push({ s, i, orderId, planned, made });
      ways.set(s, { homeless: route.leftover, parcels: route.shipments.length + live.length });
    }
    const together = isChecked(options, 'together');
    const sent = fromStock(campaign, context.tables.Channels, channel, going, builder);
    const found = boxes(sent);
    for (const { s, i, orderId, planned, made } of sent) {
      const { homeless = [], parcels = 1 } = ways.get(s) ?? {};
      for (const { sku } of homeless) leftover.set(sku, (leftover.get(sku) ?? 0) + 1);
      packages.set(parcels, (packages.get(parcels) ?? 0) + 1);
      const to = shipToOf(campaign, i);
      const box = together ? (found.get(orderId) ?? '') : '';
      for (const { id, index } of planned)
        send(s, id, index, [pushedAt, to, batch || undefined, box || undefined, ...says]);
      if (made !== null) {
        const cells = [
          made.id,
          orderId,
          channel,
          contentsOf(made.units),
          '',
          '',
          pushedAt ?? '',
          '',
          to,
          batch,
          '',
          box,
          ...says,
        ];
        add(s, made.id, cells);
      }
    }
    if (found.size > 0) tellBoxes(builder, found, together);
    if (packages.size > 0) {
      builder.figures({
        title: 'Packages for each order',
        columns: ['Packages', 'Orders'],
        rows: [...packages].sort((a, b) => a[0] - b[0]),
      });
      builder.notice(
        'info',
        [
          batch === '' ? '' : `They become batch ${batch}.`,
          connected
            ? `They go to ${known.connectedTo} through the worker, as soon as it takes them: at once, or with Sync Now.`
            : '',
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
      );
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

/** Without a connection, or a sheet, it sends to nobody. */
const unconnected = (channel: Channel): boolean => goesByWorker(channel.method) && !isConnected(channel);

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

/** `US 3PL #7`: one more than the highest number that the channel has had, or the batch that this very run began at that time. */
function nextBatch(campaign: Campaign, channel: string, begunAt: string): string {
  const batches = textColumn(campaign.shipmentsTable, 'Batch');
  const begun =
    begunAt === ''
      ? undefined
      : campaign.shipments.find((one) => one.pushedAt === begunAt && one.channel === channel);
  if (begun !== undefined && batches[begun.index]) return batches[begun.index] ?? '';
  let last = 0;
  for (const batch of new Set(batches)) {
    if (!batch.startsWith(`${channel} #`)) continue;
    const number = Number(batch.slice(channel.length + 2));
    if (Number.isInteger(number)) last = Math.max(last, number);
  }
  return `${channel} #${last + 1}`;
}
