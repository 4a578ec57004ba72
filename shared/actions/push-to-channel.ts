import { accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { contentAccepted, firstRefusal, frozen, hasPhysical, READY, sameAsLocked } from '../order/guards.ts';
import { CONTENT_COLUMNS } from '../order/row-check.ts';
import { planBuilder } from '../plan/builder.ts';
import { textColumn } from '../tabs/table.ts';
import { type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { keysOf } from './parts.ts';
import {
  contentsOf,
  inChannel,
  NEW_SHIPMENT,
  newShipmentId,
  routeFree,
  SHIP_TO_COLUMNS,
  shipToOf,
} from './shipments.ts';

/** What must hold before anything leaves for a warehouse. */
const GUARDS = [hasPhysical, ...READY, sameAsLocked, contentAccepted];

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
    sends: 'You get a file for the warehouse. Nothing is sent to anybody by itself.',
  },
  reads: () => ({
    Orders: [...new Set([...CONTENT_COLUMNS, ...SHIP_TO_COLUMNS])],
    Shipments: ['Batch', 'Ship to'],
    Channels: ['Channel', 'SKUs', 'Method', 'Countries', 'Priority'],
  }),
  check: (options) =>
    textOption(options, 'channel') === ''
      ? { ok: false, message: 'Choose the channel that should ship.' }
      : { ok: true, value: null },
  plan({ campaign, now, options }, rows) {
    const channel = textOption(options, 'channel');
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const again = textOption(options, 'again');
    if (!campaign.channels.some((known) => known.name === channel)) {
      for (let s = 0; s < rows.length; s++) builder.left(s, { code: 'channel.unknown', detail: channel });
      return builder.build();
    }
    const batch = again === '' ? nextBatch(campaign, channel) : again;
    const add = builder.rows('Shipments', NEW_SHIPMENT);
    const send = builder.cells('Shipments', ['Pushed at', 'Ship to', 'Batch']);
    const packages = new Map<number, number>();
    const leftover = new Map<string, number>();
    for (let s = 0; s < rows.length; s++) {
      const i = rows[s] ?? 0;
      const account = accounts(campaign, i);
      const doubt = frozen(campaign, i);
      if (doubt !== null) {
        builder.left(s, doubt);
        continue;
      }
      const sent = inChannel(campaign, i, channel, 'sent');
      const route = routeFree(campaign, i, account);
      const mine = route.shipments.find((routed) => routed.channel === channel);
      const planned = inChannel(campaign, i, channel, 'not sent');
      if (mine === undefined && planned.length === 0) {
        if (sent.length > 0) builder.already(s, 'already.done', sent[0]?.id ?? '');
        else builder.left(s, firstRefusal(GUARDS, campaign, i, account) ?? nothingHere(account, route));
        continue;
      }
      const refusal = firstRefusal(GUARDS, campaign, i, account);
      if (refusal !== null) {
        builder.left(s, refusal);
        continue;
      }
      builder.change(s);
      const to = shipToOf(campaign, i);
      for (const shipment of planned) send(s, shipment.id, shipment.index, [now, to, batch]);
      if (mine !== undefined) {
        const id = newShipmentId(campaign, i);
        add(s, id, [
          id,
          keysOf(campaign, [i])[0] ?? '',
          channel,
          contentsOf(mine.units),
          '',
          '',
          now,
          '',
          to,
          batch,
          '',
        ]);
      }
      for (const { sku } of route.leftover) leftover.set(sku, (leftover.get(sku) ?? 0) + 1);
      const count =
        route.shipments.length +
        campaign
          .shipmentsOf(keysOf(campaign, [i])[0] ?? '')
          .filter((shipment) => shipment.status !== 'cancelled').length;
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
    for (const [sku, orders] of leftover) {
      builder.notice(
        'warning',
        `No channel ships ${sku}: ${orders} of these orders stay incomplete until one does.`,
      );
    }
    return builder.build();
  },
};

function nothingHere(account: ReturnType<typeof accounts>, route: ReturnType<typeof routeFree>) {
  if (account.physical.open === 0 && account.physical.pushed === 0)
    return { code: 'order.shipped' as const, detail: '' };
  const homeless = route.leftover[0];
  if (homeless !== undefined && route.shipments.length === 0)
    return { code: 'channel.none' as const, detail: homeless.sku };
  return { code: 'channel.not-this' as const, detail: '' };
}

/** `US 3PL #7`: one more than the highest number that the channel has had. */
export function nextBatch(campaign: Campaign, channel: string): string {
  let last = 0;
  for (const batch of new Set(textColumn(campaign.shipmentsTable, 'Batch'))) {
    if (!batch.startsWith(`${channel} #`)) continue;
    const number = Number(batch.slice(channel.length + 2));
    if (Number.isInteger(number)) last = Math.max(last, number);
  }
  return `${channel} #${last + 1}`;
}
