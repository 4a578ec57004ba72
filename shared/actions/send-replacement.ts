/** Send Replacement: a new shipment in the place of one that was lost, damaged or wrong (cases I2, I3, I8, I10). */
import type { Campaign, Shipment } from '../order/campaign.ts';
import type { Refusal } from '../order/guards.ts';
import { formatItems, parseItems, type Unit } from '../order/items.ts';
import { planBuilder } from '../plan/builder.ts';
import type { Options } from '../plan/types.ts';
import { REPLACEMENT_REASONS, type ReplacementReason, replaced, replacesCell } from '../shipment/replaces.ts';
import { NOTHING_SENT, type OrderAction, type Parsed, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf } from './parts.ts';
import { isLive, NEW_SHIPMENT, newShipmentId } from './shipments.ts';

type Decision =
  | { readonly what: 'change'; readonly of: Shipment; readonly units: readonly Unit[] }
  | { readonly what: 'already'; readonly detail: string }
  | { readonly what: 'left'; readonly refusal: NonNullable<Refusal> }
  | { readonly what: 'decide'; readonly refusal: NonNullable<Refusal> };

const left = (refusal: NonNullable<Refusal>): Decision => ({ what: 'left', refusal });

/** A parcel for a channel that nobody pushes to would wait for good. */
const noChannel = (campaign: Campaign, name: string): Refusal =>
  campaign.channels.some((known) => known.name === name) ? null : { code: 'channel.unknown', detail: name };

/**
 * Adds one shipment an order, planned and not sent: Push to Channel sends it with the address of that day. It counts as
 * a replacement only, so what was ordered and shipped stays as it is. The replaced shipment keeps its number and status.
 */
export const sendReplacement: OrderAction = {
  info: actionInfo('send-replacement'),
  words: {
    button: 'Make replacements for',
    done: 'Made replacements for',
    noun: 'order',
    sends: NOTHING_SENT,
  },
  reads: () => ({ Channels: ['Channel', 'SKUs', 'Method', 'Countries', 'Priority'] }),
  check(options) {
    if (reasonOf(options) === null) return { ok: false, message: 'Choose what happened to the parcel.' };
    const items = itemsOf(options);
    return items.ok ? { ok: true, value: null } : items;
  },
  plan({ campaign, options }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const why = reasonOf(options);
    const items = itemsOf(options);
    if (why === null || !items.ok) throw new Error('The options were not checked');
    const add = builder.rows('Shipments', [...NEW_SHIPMENT, 'Replaces']);
    const channel = textOption(options, 'channel');
    let units = 0;
    eachOrder(campaign, rows, builder, (i, s) => {
      const made = decide(campaign, i, why, textOption(options, 'shipment'), items.value);
      const nowhere = made.what === 'change' ? noChannel(campaign, channel || made.of.channel) : null;
      const decision = nowhere === null ? made : left(nowhere);
      if (decision.what === 'already') builder.already(s, 'already.done', decision.detail);
      else if (decision.what === 'left') builder.left(s, decision.refusal);
      else if (decision.what === 'decide') builder.decide(s, decision.refusal);
      else {
        const { of } = decision;
        const id = newShipmentId(campaign, i);
        builder.change(s);
        const cells = [id, of.orderId, channel || of.channel, formatItems(decision.units)];
        add(s, id, [...cells, '', '', '', '', '', '', '', replacesCell(of.id, why)]);
        for (const { quantity } of decision.units) units += quantity;
      }
    });
    if (units > 0) {
      builder.figures({
        title: 'Goods beside what was ordered',
        columns: ['', 'Units'],
        rows: [['Replaced', units]],
      });
      builder.notice(
        'info',
        'Push to Channel sends the replacements; their addresses are those of that day.',
      );
    }
    return builder.build();
  },
};

function reasonOf(options: Options): ReplacementReason | null {
  const given = textOption(options, 'why');
  return REPLACEMENT_REASONS.find((reason) => reason === given) ?? null;
}

/** The units to send; null for all that the parcel held. */
function itemsOf(options: Options): Parsed<readonly Unit[] | null> {
  const given = textOption(options, 'items');
  if (given === '') return { ok: true, value: null };
  const parsed = parseItems(given);
  if (parsed.ok && parsed.items.length > 0) return { ok: true, value: parsed.items };
  return { ok: false, message: 'Write the items as SKU xN; SKU xN, such as MUG x1.' };
}

function decide(
  campaign: Campaign,
  i: number,
  why: ReplacementReason,
  shipmentId: string,
  items: readonly Unit[] | null,
): Decision {
  const all = campaign.shipmentsAt(i);
  const found = chosen(all, shipmentId);
  if (!('id' in found)) return found;
  const held = campaign.catalog.units(found.contents);
  if (held.problem !== null) return left({ code: held.problem.code, detail: held.problem.detail });
  const exploded = items === null ? held : campaign.catalog.explode(formatItems(items));
  if (exploded.problem !== null)
    return left({ code: exploded.problem.code, detail: exploded.problem.detail });
  const [unknown] = exploded.unknown;
  if (unknown !== undefined) return left({ code: 'sku.unknown', detail: unknown });
  const { units } = exploded;
  if (units.length === 0) return left({ code: 'order.no-items', detail: '' });
  const twin = all.find(
    (one) => isLive(one) && replaced(one) === found.id && sameUnits(campaign, one, units),
  );
  if (twin !== undefined) return { what: 'already', detail: twin.id };
  // The right item need not be one that the wrong parcel held.
  const most = new Map(held.units.map(({ sku, quantity }) => [sku, quantity]));
  const over = units.find(({ sku, quantity }) => quantity > (most.get(sku) ?? 0));
  if (why !== 'wrong item' && over !== undefined) {
    return left({ code: 'shipment.lacks', detail: `${over.sku} x${over.quantity}` });
  }
  return { what: 'change', of: found, units };
}

/** The shipment that is meant: the named one, or the only one that has shipped and was not replaced yet. */
function chosen(all: readonly Shipment[], id: string): Shipment | Decision {
  if (id !== '') {
    const named = all.find((shipment) => shipment.id === id);
    if (named === undefined) return left({ code: 'shipment.not-of-order', detail: id });
    return named.status === 'shipped' ? named : left({ code: 'shipment.not-shipped', detail: id });
  }
  const gone = all.filter((shipment) => shipment.status === 'shipped' && shipment.contents !== '-');
  const last = gone.filter((shipment) => !all.some((one) => isLive(one) && replaced(one) === shipment.id));
  const [only] = last;
  if (only !== undefined && last.length === 1) return only;
  if (last.length > 1) {
    return {
      what: 'decide',
      refusal: { code: 'shipment.choose', detail: last.map((shipment) => shipment.id).join(', ') },
    };
  }
  const replacement = all.find((shipment) => isLive(shipment) && replaced(shipment) !== '');
  if (replacement !== undefined) return { what: 'already', detail: replacement.id };
  return left({ code: 'shipment.not-shipped', detail: all[0]?.id ?? '' });
}

function sameUnits(campaign: Campaign, shipment: Shipment, units: readonly Unit[]): boolean {
  const other = new Map(
    campaign.catalog.units(shipment.contents).units.map((unit) => [unit.sku, unit.quantity]),
  );
  return other.size === units.length && units.every(({ sku, quantity }) => other.get(sku) === quantity);
}
