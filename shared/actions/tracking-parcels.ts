/** The parcels of one order while a tracking file is planned: which shipment a row is, what it holds, what is new. */
import { accounts } from '../order/accounts.ts';
import type { Campaign, Shipment } from '../order/campaign.ts';
import { firstRefusal, itemsReadable, READY, rewardsMapped, skusKnown } from '../order/guards.ts';
import { formatItems, type Unit } from '../order/items.ts';
import { explain, inOneLine, type ReasonCode } from '../plan/reasons.ts';
import { nextChildId, nextShipmentId } from '../shipment/ids.ts';
import { text } from '../tabs/table.ts';
import type { ParcelWriter, TrackingIntent, TrackingOptions } from './import-tracking.ts';
import { routeFree, shipToOf, usedIds } from './shipments.ts';

export interface Decision {
  readonly outcome: 'change' | 'already' | 'left' | 'decide';
  readonly code: ReasonCode | null;
  readonly detail: string;
}

export interface Parcels {
  /** What the order knows of a row already: its number is on a shipped parcel that holds what it says. */
  known(intent: TrackingIntent): Decision | null;
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
  /** What it was split off from: it was sent with it. */
  readonly parent: Shipment | null;
  status: Shipment['status'];
  units: Map<string, number>;
  /** A further box that counts no unit. */
  readonly extra: boolean;
  number: string;
  carrier: string;
  url: string;
  shippedAt: string;
  /** The warehouse has it now, as its number says, and it does not count as shipped yet. */
  handedOver: boolean;
  /** The rows that changed it; the first one signs for it. */
  subjects: number[];
  /** Its number came with this file. */
  fresh: boolean;
}

const yes = (code: ReasonCode | null = null, detail = ''): Decision => ({ outcome: 'change', code, detail });
const left = (code: ReasonCode, detail = ''): Decision => ({ outcome: 'left', code, detail });
const decide = (code: ReasonCode, detail = ''): Decision => ({ outcome: 'decide', code, detail });
const already = (code: ReasonCode, detail: string): Decision => ({ outcome: 'already', code, detail });

/** Not even "record anyway" can pass these: nobody could say which units have left. */
const NEVER_PASSED = [itemsReadable, rewardsMapped, skusKnown];

/** Opens the parcels of order i. */
export function orderParcels(campaign: Campaign, i: number, options: TrackingOptions): Parcels {
  const orderId = campaign.col('Order ID')[i] ?? '';
  const account = accounts(campaign, i);
  const parcels = campaign.shipmentsOf(orderId).map((shipment) => opened(campaign, shipment));
  const ids = usedIds(campaign, i);
  const route = routeFree(campaign, i, account);
  const free = new Map(route.shipments.map((routed) => [routed.channel, toMap(routed.units)]));
  const refusals = READY.map((guard) => guard(campaign, i, account)).filter((refusal) => refusal !== null);
  const never = firstRefusal(NEVER_PASSED, campaign, i, account);
  let forcedBy: number | null = null;

  const live = (): Parcel[] =>
    parcels.filter((parcel) => parcel.status !== 'cancelled' && parcel.status !== 'refused');
  const inFile = (channel: string): boolean => options.channel === '' || options.channel === channel;

  /** Why a row does not make its parcel count as shipped; "" when it does. */
  const notYet = ({ channel }: Parcel, intent: TrackingIntent): string => {
    if (intent.labelOnly !== '') return `the file says “${intent.labelOnly}”`;
    // A person has said that these ship without a number.
    if (intent.number === '') return '';
    const when = campaign.channels.find(({ name }) => name === channel)?.shippedWhen ?? 'tracking imported';
    // A partner that writes the day has reported it.
    if (when === 'tracking imported' || (when === 'partner reports it' && intent.shippedAt !== '')) return '';
    return when === 'first scan'
      ? `${channel} counts from the carrier’s first scan`
      : `${channel} counts when the partner reports it`;
  };
  const ship = (parcel: Parcel, subject: number, intent: TrackingIntent): Decision => {
    if (intent.number !== '') {
      parcel.number = intent.number;
      parcel.carrier = intent.carrier;
      parcel.url = intent.url;
    } else if (parcel.carrier === '') parcel.carrier = intent.carrier;
    parcel.fresh = true;
    parcel.subjects.push(subject);
    if (parcel.status === 'shipped') return yes();
    const why = notYet(parcel, intent);
    if (why === '') {
      parcel.shippedAt = intent.shippedAt || 'now';
      parcel.status = 'shipped';
      return yes();
    }
    if (parcel.status === 'not sent') parcel.handedOver = true;
    parcel.status = 'sent';
    return intent.labelOnly === ''
      ? yes('tracking.stored', why)
      : yes('tracking.label-only', intent.labelOnly);
  };
  const add = (
    id: string,
    channel: string,
    units: Map<string, number> | null,
    parent: Shipment | null,
  ): Parcel => {
    const parcel: Parcel = {
      id,
      channel,
      units: units ?? new Map(),
      extra: units === null,
      parent,
      shipment: null,
      status: 'not sent',
      number: '',
      carrier: '',
      url: '',
      shippedAt: '',
      handedOver: false,
      subjects: [],
      fresh: false,
    };
    parcels.push(parcel);
    ids.push(id);
    return parcel;
  };
  const child = (of: Parcel, units: Map<string, number> | null): Parcel =>
    add(nextChildId(of.id, ids), of.channel, units, of.shipment ?? of.parent);
  const furtherBox = (of: Parcel, subject: number, intent: TrackingIntent): Decision =>
    ship(child(of, null), subject, intent);
  /** What was never sent out by us has to be ready now, unless it is recorded anyway. */
  const early = (): Decision | null => {
    const [first] = refusals;
    if (first === undefined) return null;
    if (never !== null) return left(never.code, never.detail);
    return options.anyway
      ? null
      : left('order.not-ready', explain(first.code, first.detail).sentence.replace(/\.$/, ''));
  };
  const recorded = (subject: number, made: Decision): Decision => {
    if (refusals.length === 0) return made;
    forcedBy ??= subject;
    return yes('force.passes', inOneLine(refusals));
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
    return ship(child(parcel, toMap(units)), subject, intent);
  };
  const shipNew = (
    channel: string,
    units: readonly Unit[] | null,
    subject: number,
    intent: TrackingIntent,
  ): Decision => {
    const doubt = early();
    if (doubt !== null) return doubt;
    const open = free.get(channel) ?? new Map<string, number>();
    const rest = units === null ? new Map<string, number>() : minus(open, units);
    if (rest === null) return left('qty.over', over(open, units ?? []));
    const id = nextShipmentId(orderId, ids);
    const made = ship(add(id, channel, units === null ? open : toMap(units), null), subject, intent);
    if (rest.size === 0) free.delete(channel);
    else free.set(channel, rest);
    return recorded(subject, made);
  };
  /** The parcel's number is one of this file, from this import or from an earlier one of the same file. */
  const ofFile = (parcel: Parcel, intent: TrackingIntent): boolean =>
    parcel.fresh || intent.otherNumbers.includes(parcel.number);
  const another = (parcel: Parcel, subject: number, intent: TrackingIntent): Decision => {
    if (ofFile(parcel, intent)) {
      if (options.extraBox === 'yes' || intent.nth > 0) return furtherBox(parcel, subject, intent);
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
  const onParcel = (
    parcel: Parcel,
    units: readonly Unit[] | null,
    subject: number,
    intent: TrackingIntent,
  ): Decision => {
    if (!inFile(parcel.channel)) return left('channel.mismatch', `${parcel.id} is in ${parcel.channel}`);
    if (parcel.status === 'cancelled' || parcel.status === 'refused')
      return decide('shipment.cancelled', parcel.id);
    const { number } = parcel;
    if (parcel.status === 'shipped') {
      if (intent.number === '') return already('already.done', parcel.id);
      // Its own number with more units than it holds: they are in no parcel that could give them.
      if (number === intent.number) return left('qty.over', over(new Map(), units ?? []));
    }
    if (number !== '' && intent.number !== '' && number !== intent.number) {
      // Stated units that are in no such parcel are too many, whatever their number.
      if (units !== null && minus(parcel.units, units) === null)
        return left('qty.over', over(parcel.units, units));
      return another(parcel, subject, intent);
    }
    const isNew = parcel.status === 'not sent';
    const doubt = isNew ? early() : null;
    if (doubt !== null) return doubt;
    const made = units === null ? ship(parcel, subject, intent) : shipUnits(parcel, units, subject, intent);
    return made.outcome === 'change' && isNew ? recorded(subject, made) : made;
  };
  /** Whether a channel can give these units, from one waiting shipment or from what is free. */
  const gives = (channel: string, units: readonly Unit[], waiting: readonly Parcel[]): boolean =>
    waiting.some((parcel) => parcel.channel === channel && minus(parcel.units, units) !== null) ||
    minus(free.get(channel) ?? new Map(), units) !== null;
  /** A row that names the order only. */
  const onOrder = (units: readonly Unit[] | null, subject: number, intent: TrackingIntent): Decision => {
    const mine = live().filter((parcel) => inFile(parcel.channel) && !parcel.extra);
    const waiting = mine.filter((parcel) => parcel.status !== 'shipped');
    const labelled = waiting.find((parcel) => parcel.number !== '' && parcel.number === intent.number);
    if (labelled !== undefined) return onParcel(labelled, units, subject, intent);
    const openFree = [...free.keys()].filter(inFile);
    const all = [...new Set([...waiting.map((parcel) => parcel.channel), ...openFree])];
    const able = units === null ? all : all.filter((name) => gives(name, units, waiting));
    const gone = mine.filter((parcel) => parcel.status === 'shipped');
    const unnumbered = gone.filter((parcel) => parcel.number === '');
    if (units !== null && able.length === 0) {
      // Shipped by hand, and the number comes now.
      const its = unnumbered.find((parcel) => minus(parcel.units, units) !== null);
      if (its !== undefined) return onParcel(its, units, subject, intent);
    }
    if (all.length > 1 && able.length !== 1) return decide('tracking.channel-needed', all.join(', '));
    const [channel] = able.length > 0 ? able : all;
    if (channel !== undefined) {
      const here = waiting.filter((parcel) => parcel.channel === channel);
      const blank = here.filter((parcel) => parcel.number === '');
      const fits = blank.find((parcel) => units === null || minus(parcel.units, units) !== null);
      if (fits !== undefined) return onParcel(fits, units, subject, intent);
      const open = free.get(channel);
      if (open !== undefined && (units === null || minus(open, units) !== null || here.length === 0))
        return shipNew(channel, units, subject, intent);
      const first = blank[0] ?? here[0];
      if (first !== undefined) return onParcel(first, units, subject, intent);
    }
    const [bare] = unnumbered;
    if (bare !== undefined) return onParcel(bare, units, subject, intent);
    const last =
      units === null
        ? gone.at(-1)
        : gone.find((parcel) => !ofFile(parcel, intent) && minus(parcel.units, units) !== null);
    if (last !== undefined) return onParcel(last, units, subject, intent);
    if (gone.length > 0) return left('qty.over', over(new Map(), units ?? []));
    const elsewhere = [...live().map((parcel) => parcel.channel), ...free.keys()];
    if (elsewhere.length > 0) return left('channel.mismatch', [...new Set(elsewhere)].join(', '));
    return route.leftover.length > 0
      ? left('channel.none', route.leftover[0]?.sku ?? '')
      : left('order.shipped');
  };
  /** Parcels that have the row's number already, with nothing more to learn from it; where it names a shipment, of that one and of what split off from it. */
  const numbered = (intent: TrackingIntent): Parcel[] => {
    const { number, shipmentId } = intent;
    if (number === '') return [];
    return live().filter(
      (parcel) =>
        parcel.number === number &&
        (parcel.status === 'shipped' || (parcel.status === 'sent' && notYet(parcel, intent) !== '')) &&
        (shipmentId === '' || parcel.id === shipmentId || parcel.id.startsWith(`${shipmentId}.`)),
    );
  };
  /** The stated units that no shipped parcel of this number holds; null when nothing is stated. */
  const beyond = (intent: TrackingIntent): Unit[] | null => {
    if (intent.units === null) return null;
    const rest = toMap(intent.units);
    const same = numbered(intent);
    // What lies in a further box is counted elsewhere.
    if (same.some((parcel) => parcel.extra)) return [];
    for (const parcel of same) {
      for (const [sku, quantity] of parcel.units) rest.set(sku, (rest.get(sku) ?? 0) - quantity);
    }
    return [...rest].filter(([, quantity]) => quantity > 0).map(([sku, quantity]) => ({ sku, quantity }));
  };

  return {
    known(intent) {
      const [parcel] = numbered(intent);
      if (parcel === undefined) return null;
      const rest = beyond(intent);
      if (rest !== null && rest.length > 0) return null;
      return already(parcel.fresh ? 'duplicate.row' : 'already.done', parcel.id);
    },
    take(subject, intent) {
      const strange = intent.units?.find((unit) => !account.units.some((own) => own.sku === unit.sku));
      if (strange !== undefined) return left('sku.not-in-order', strange.sku);
      const units = beyond(intent);
      if (units !== null && units.length === 0) return left('qty.none');
      if (intent.shipmentId === '') return onOrder(units, subject, intent);
      const named = parcels.find((parcel) => parcel.id === intent.shipmentId);
      return named === undefined
        ? left('match.none', intent.shipmentId)
        : onParcel(named, units, subject, intent);
    },
    write(writer, from, index, now) {
      // Cell by cell: a look through whole columns for each order would take a large file minutes.
      const cellOf = (name: string, of: Shipment): string =>
        text(from.shipmentsTable?.columns.get(name)?.[of.index]);
      for (const parcel of parcels) {
        const [subject] = parcel.subjects;
        if (subject === undefined) continue;
        const contents = parcel.extra
          ? '-'
          : formatItems([...parcel.units].map(([sku, quantity]) => ({ sku, quantity })));
        const at = parcel.shippedAt === 'now' ? now : parcel.shippedAt;
        if (parcel.shipment === null) {
          const sentWith = parcel.parent;
          writer.added(subject, parcel.id, [
            parcel.id,
            orderId,
            parcel.channel,
            contents,
            parcel.number,
            parcel.carrier,
            sentWith?.pushedAt || (parcel.handedOver ? now : ''),
            at,
            sentWith === null ? shipToOf(from, index) : cellOf('Ship to', sentWith),
            sentWith === null ? '' : cellOf('Batch', sentWith),
            parcel.url,
          ]);
          continue;
        }
        const was = parcel.shipment;
        const renumbered = parcel.number !== was.number;
        writer.shipment(subject, parcel.id, was.index, [
          contents === was.contents || parcel.extra ? undefined : contents,
          renumbered ? parcel.number : undefined,
          parcel.carrier === was.carrier ? undefined : parcel.carrier,
          renumbered || parcel.url !== '' ? parcel.url : undefined,
          at === '' || at === was.shippedAt ? undefined : at,
          parcel.handedOver ? now : undefined,
        ]);
      }
      if (forcedBy !== null) writeFacts(writer, from, index, now, forcedBy);
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
    parent: null,
    status: shipment.status,
    units: toMap(campaign.catalog.units(shipment.contents).units),
    extra: shipment.contents === '-',
    number: shipment.number,
    carrier: shipment.carrier,
    url: '',
    shippedAt: shipment.shippedAt,
    handedOver: false,
    subjects: [],
    fresh: false,
  };
}

function toMap(units: readonly Unit[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of units) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return sums;
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
