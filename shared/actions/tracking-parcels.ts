/** The parcels of one order while a tracking file is planned: which shipment a row is, what it holds, what is new. */
import { accounts } from '../order/accounts.ts';
import type { Campaign, Shipment } from '../order/campaign.ts';
import { firstRefusal, READY } from '../order/guards.ts';
import { formatItems, type Unit } from '../order/items.ts';
import { explain, type ReasonCode } from '../plan/reasons.ts';
import { nextChildId, nextShipmentId } from '../shipment/ids.ts';
import type { ParcelWriter, TrackingIntent, TrackingOptions } from './import-tracking.ts';
import { routeFree, shipToOf, usedIds } from './shipments.ts';

export interface Decision {
  readonly outcome: 'change' | 'already' | 'left' | 'decide';
  readonly code: ReasonCode | null;
  readonly detail: string;
}

export interface Parcels {
  /** Takes one row of the file: what it becomes. Later rows of the same order see what earlier ones did. */
  take(subject: number, intent: TrackingIntent): Decision;
  /** Writes what the rows have changed. */
  write(writer: ParcelWriter, campaign: Campaign, i: number, now: string): void;
}

interface Parcel {
  readonly id: string;
  readonly channel: string;
  /** null for a shipment that this file adds. */
  readonly shipment: Shipment | null;
  status: Shipment['status'];
  units: Map<string, number>;
  /** A further box that counts no unit. */
  readonly extra: boolean;
  number: string;
  carrier: string;
  url: string;
  shippedAt: string;
  /** The rows that changed it; the first one signs for it. */
  subjects: number[];
  /** Its number came with this file. */
  fresh: boolean;
}

const yes = (code: ReasonCode | null = null, detail = ''): Decision => ({ outcome: 'change', code, detail });
const left = (code: ReasonCode, detail = ''): Decision => ({ outcome: 'left', code, detail });
const decide = (code: ReasonCode, detail = ''): Decision => ({ outcome: 'decide', code, detail });

/** Opens the parcels of order i. */
export function orderParcels(campaign: Campaign, i: number, options: TrackingOptions): Parcels {
  const orderId = campaign.col('Order ID')[i] ?? '';
  const account = accounts(campaign, i);
  const parcels = campaign.shipmentsOf(orderId).map((shipment) => opened(campaign, shipment));
  const ids = usedIds(campaign, i);
  const route = routeFree(campaign, i, account);
  const free = new Map(
    route.shipments.map((routed) => [
      routed.channel,
      new Map(routed.units.map((unit) => [unit.sku, unit.quantity])),
    ]),
  );
  const notReady = firstRefusal(READY, campaign, i, account);
  let forced = false;

  const live = (): Parcel[] =>
    parcels.filter((parcel) => parcel.status !== 'cancelled' && parcel.status !== 'refused');
  const inFile = (channel: string): boolean => options.channel === '' || options.channel === channel;

  const ship = (parcel: Parcel, subject: number, intent: TrackingIntent): Decision => {
    parcel.number = intent.number;
    parcel.carrier = intent.number === '' ? intent.carrier : intent.carrier || options.carrier;
    parcel.url = intent.url;
    if (parcel.status !== 'shipped') parcel.shippedAt = intent.shippedAt || 'now';
    parcel.status = 'shipped';
    parcel.fresh = true;
    parcel.subjects.push(subject);
    return yes();
  };
  const add = (parts: {
    id: string;
    channel: string;
    units: Map<string, number>;
    extra: boolean;
  }): Parcel => {
    const parcel: Parcel = {
      ...parts,
      shipment: null,
      status: 'not sent',
      number: '',
      carrier: '',
      url: '',
      shippedAt: '',
      subjects: [],
      fresh: false,
    };
    parcels.push(parcel);
    ids.push(parts.id);
    return parcel;
  };
  const furtherBox = (of: Parcel, subject: number, intent: TrackingIntent): Decision => {
    ship(
      add({ id: nextChildId(of.id, ids), channel: of.channel, units: new Map(), extra: true }),
      subject,
      intent,
    );
    return yes();
  };
  /** Ships stated units of a parcel: all of it, or a child that takes them along. */
  const shipUnits = (
    parcel: Parcel,
    units: readonly Unit[],
    subject: number,
    intent: TrackingIntent,
  ): Decision => {
    const rest = minus(parcel.units, units);
    if (rest === null) return left('qty.over', over(parcel.units, units));
    if (rest.size === 0) return ship(parcel, subject, intent);
    parcel.units = rest;
    parcel.subjects.push(subject);
    const child = add({
      id: nextChildId(parcel.id, ids),
      channel: parcel.channel,
      units: toMap(units),
      extra: false,
    });
    return ship(child, subject, intent);
  };
  const shipNew = (
    channel: string,
    units: readonly Unit[] | null,
    subject: number,
    intent: TrackingIntent,
  ): Decision => {
    if (notReady !== null && !options.anyway)
      return left('order.not-ready', explain(notReady.code, notReady.detail).sentence);
    const open = free.get(channel) ?? new Map<string, number>();
    const rest = units === null ? new Map<string, number>() : minus(open, units);
    if (rest === null) return left('qty.over', over(open, units ?? []));
    ship(
      add({
        id: nextShipmentId(orderId, ids),
        channel,
        units: units === null ? open : toMap(units),
        extra: false,
      }),
      subject,
      intent,
    );
    if (rest.size === 0) free.delete(channel);
    else free.set(channel, rest);
    if (notReady === null) return yes();
    forced = true;
    return yes('force.passes', notReady.code);
  };
  const another = (parcel: Parcel, subject: number, intent: TrackingIntent): Decision => {
    if (parcel.fresh) {
      if (options.extraBox === 'yes') return furtherBox(parcel, subject, intent);
      return options.extraBox === 'no'
        ? left('tracking.extra-box', intent.number)
        : decide('tracking.extra-box', intent.number);
    }
    switch (options.otherNumber) {
      case 'keep':
        return left('tracking.other-number', parcel.number);
      case 'add':
        return furtherBox(parcel, subject, intent);
      case 'replace':
        return ship(parcel, subject, intent);
      case null:
        return decide('tracking.other-number', `${parcel.number} (${parcel.id})`);
    }
  };
  const onParcel = (parcel: Parcel, subject: number, intent: TrackingIntent): Decision => {
    if (!inFile(parcel.channel)) return left('channel.mismatch', `${parcel.id} is in ${parcel.channel}`);
    if (parcel.status === 'cancelled') return decide('shipment.cancelled', parcel.id);
    if (parcel.status === 'shipped' && (parcel.number !== '' || intent.number === '')) {
      if (intent.number === '') return { outcome: 'already', code: 'already.done', detail: parcel.id };
      return another(parcel, subject, intent);
    }
    if (parcel.number !== '' && parcel.number !== intent.number) return another(parcel, subject, intent);
    if (parcel.status === 'not sent' && notReady !== null && !options.anyway) {
      return left('order.not-ready', explain(notReady.code, notReady.detail).sentence);
    }
    if (intent.units === null) return ship(parcel, subject, intent);
    return shipUnits(parcel, intent.units, subject, intent);
  };

  return {
    take(subject, intent) {
      const strange = intent.units?.find((unit) => !account.units.some((own) => own.sku === unit.sku));
      if (strange !== undefined) return left('sku.not-in-order', strange.sku);
      if (intent.number !== '') {
        const known = live().find((parcel) => parcel.number === intent.number);
        if (known?.status === 'shipped')
          return {
            outcome: 'already',
            code: known.fresh ? 'duplicate.row' : 'already.done',
            detail: known.id,
          };
      }
      if (intent.shipmentId !== '') {
        const named = parcels.find((parcel) => parcel.id === intent.shipmentId);
        return named === undefined ? left('match.none', intent.shipmentId) : onParcel(named, subject, intent);
      }
      const mine = live().filter((parcel) => inFile(parcel.channel) && !parcel.extra);
      const waiting = mine.filter((parcel) => parcel.status !== 'shipped' && parcel.number === '');
      const openFree = [...free.keys()].filter(inFile);
      const channels = new Set([...waiting.map((parcel) => parcel.channel), ...openFree]);
      if (channels.size > 1) return decide('tracking.channel-needed', [...channels].join(', '));
      const fits =
        waiting.find((parcel) => intent.units === null || minus(parcel.units, intent.units) !== null) ??
        waiting[0];
      if (fits !== undefined) return onParcel(fits, subject, intent);
      const [channel] = openFree;
      if (channel !== undefined) return shipNew(channel, intent.units, subject, intent);
      const shipped = mine.filter((parcel) => parcel.status === 'shipped');
      const unnumbered = shipped.find((parcel) => parcel.number === '');
      const last = unnumbered ?? shipped[shipped.length - 1];
      if (last !== undefined) {
        if (intent.units !== null && last.number !== '')
          return left('qty.over', over(new Map(), intent.units));
        return onParcel(last, subject, intent);
      }
      const elsewhere = [...live().map((parcel) => parcel.channel), ...free.keys()];
      if (elsewhere.length > 0) return left('channel.mismatch', [...new Set(elsewhere)].join(', '));
      return route.leftover.length > 0
        ? left('channel.none', route.leftover[0]?.sku ?? '')
        : left('order.shipped');
    },
    write(writer, from, index, now) {
      const to = shipToOf(from, index);
      for (const parcel of parcels) {
        const [subject] = parcel.subjects;
        if (subject === undefined) continue;
        const contents = parcel.extra
          ? '-'
          : formatItems([...parcel.units].map(([sku, quantity]) => ({ sku, quantity })));
        const at = parcel.shippedAt === 'now' ? now : parcel.shippedAt;
        if (parcel.shipment === null) {
          writer.added(subject, parcel.id, [
            parcel.id,
            orderId,
            parcel.channel,
            contents,
            parcel.number,
            parcel.carrier,
            '',
            at,
            to,
            '',
            parcel.url,
          ]);
          continue;
        }
        const was = parcel.shipment;
        writer.shipment(subject, parcel.id, was.index, [
          contents === was.contents || parcel.extra ? undefined : contents,
          parcel.number === was.number ? undefined : parcel.number,
          parcel.carrier === was.carrier ? undefined : parcel.carrier,
          parcel.fresh ? parcel.url : undefined,
          at === '' || at === was.shippedAt ? undefined : at,
        ]);
      }
      if (forced)
        writeFacts(writer, from, index, now, parcels.find((parcel) => parcel.fresh)?.subjects[0] ?? 0);
    },
  };
}

/** What has left had to be locked and finalized: recording it anyway records that too. */
function writeFacts(writer: ParcelWriter, campaign: Campaign, i: number, now: string, subject: number): void {
  const locked = (campaign.col('Locked at')[i] ?? '') !== '';
  const finalized = (campaign.col('Finalized at')[i] ?? '') !== '';
  if (locked && finalized) return;
  writer.order(subject, campaign.col('Order ID')[i] ?? '', i, [
    locked ? undefined : now,
    locked ? undefined : campaign.catalog.explode(campaign.col('Items')[i] ?? '').text,
    finalized ? undefined : now,
  ]);
}

function opened(campaign: Campaign, shipment: Shipment): Parcel {
  return {
    id: shipment.id,
    channel: shipment.channel,
    shipment,
    status: shipment.status,
    units: toMap(campaign.catalog.units(shipment.contents).units),
    extra: shipment.contents === '-',
    number: shipment.number,
    carrier: shipment.carrier,
    url: '',
    shippedAt: shipment.shippedAt,
    subjects: [],
    fresh: false,
  };
}

function toMap(units: readonly Unit[]): Map<string, number> {
  return new Map(units.map((unit) => [unit.sku, unit.quantity]));
}

/** What stays of `from` without `units`; null when there is not so much. */
function minus(from: ReadonlyMap<string, number>, units: readonly Unit[]): Map<string, number> | null {
  const rest = new Map(from);
  for (const { sku, quantity } of units) {
    const has = rest.get(sku) ?? 0;
    if (quantity > has) return null;
    if (quantity === has) rest.delete(sku);
    else rest.set(sku, has - quantity);
  }
  return rest;
}

/** "3 MUG of 2": what is too much. */
function over(open: ReadonlyMap<string, number>, units: readonly Unit[]): string {
  return units
    .filter((unit) => unit.quantity > (open.get(unit.sku) ?? 0))
    .map((unit) => `${unit.quantity} ${unit.sku} of ${open.get(unit.sku) ?? 0}`)
    .join(', ');
}
