/** The shipments of a demo order: routed as the product routes them, some at the warehouse, some shipped. */
import type { Catalog } from '../../../shared/order/catalog.ts';
import { formatItems, type Unit } from '../../../shared/order/items.ts';
import type { Router } from '../../../shared/routing/route.ts';
import { shipTo } from '../../../shared/shipment/ship-to.ts';
import { US_CHANNEL } from './goods.ts';
import type { DemoOrder } from './order.ts';
import { WAVES, type Wave } from './stages.ts';
import { royalMailNumber, uspsNumber } from './tracking-numbers.ts';

export interface DemoShipment {
  readonly id: string;
  readonly orderId: string;
  readonly channel: string;
  readonly contents: string;
  readonly number: string;
  readonly carrier: string;
  readonly pushedAt: string;
  readonly shippedAt: string;
  readonly cancelledAt: string;
  readonly replaces: string;
  /** As it was sent. */
  readonly shipTo: string;
  readonly batch: string;
}

const [FIRST_WAVE, SECOND_WAVE] = WAVES;

/** What a shipment is to become, before it has an id. */
interface Draft {
  readonly channel: string;
  readonly units: readonly Unit[];
  readonly wave: Wave;
  readonly state: 'sent' | 'shipped' | 'shipped as a letter' | 'cancelled' | 'replacement';
}

/** Splits off about half of each quantity, at least one unit in all; the rest stays open. */
function half(units: readonly Unit[]): Unit[] {
  const [first, ...rest] = units;
  if (first === undefined) return [];
  if (rest.length === 0) return [{ sku: first.sku, quantity: Math.max(1, Math.floor(first.quantity / 2)) }];
  return units.slice(0, Math.ceil(units.length / 2));
}

function draftsOf(order: DemoOrder, catalog: Catalog, route: Router): Draft[] {
  const units = catalog.units(order.lockedItems).units.filter((unit) => !catalog.isDigital(unit.sku));
  const routed = route(units, order.address.country).shipments;
  const [one, ...others] = routed;
  if (one === undefined) return [];
  const all = (state: Draft['state'], wave: Wave): Draft[] =>
    routed.map((shipment) => ({ channel: shipment.channel, units: shipment.units, wave, state }));
  switch (order.stage) {
    case 'Ready to ship':
      // Not quite half of what is ready has gone to the warehouses with the second batch.
      return order.variant % 9 < 4 ? all('sent', SECOND_WAVE) : [];
    case 'Partly shipped':
      if (others.length > 0 && order.variant % 3 !== 2) {
        const sent = others.map(({ channel, units }) => ({
          channel,
          units,
          wave: SECOND_WAVE,
          state: 'sent' as const,
        }));
        const shipped = {
          channel: one.channel,
          units: one.units,
          wave: FIRST_WAVE,
          state: 'shipped',
        } as const;
        return order.variant % 3 === 0 ? [shipped, ...sent] : [shipped];
      }
      return [{ channel: one.channel, units: half(one.units), wave: FIRST_WAVE, state: 'shipped' }];
    case 'Shipped': {
      const shipped = all(order.variant % 17 === 4 ? 'shipped as a letter' : 'shipped', FIRST_WAVE);
      const again = {
        channel: one.channel,
        units: half(one.units),
        wave: SECOND_WAVE,
        state: 'replacement',
      } as const;
      return order.variant % 29 === 9 ? [...shipped, again] : shipped;
    }
    case 'Cancelled':
      return order.variant % 3 === 0 ? all('cancelled', FIRST_WAVE) : [];
    default:
      return [];
  }
}

const recipient = ({ name, address: a }: DemoOrder): string =>
  shipTo({ name, address: [a.address1, a.address2, a.city, a.state, a.postal, a.country], phone: a.phone });

/** The shipments of an order, in the order of their ids. */
export function shipmentsOf(order: DemoOrder, catalog: Catalog, route: Router): DemoShipment[] {
  const drafts = draftsOf(order, catalog, route);
  const sentTo = drafts.length > 0 ? recipient(order) : '';
  return drafts.map(({ channel, units, wave, state }, at) => {
    const shipped = state === 'shipped' || state === 'shipped as a letter' ? wave.shippedAt : '';
    const serial = order.number * 10 + at;
    const byUsps = channel === US_CHANNEL;
    const numbered = state === 'shipped';
    return {
      id: `${order.id}-${at + 1}`,
      orderId: order.id,
      channel,
      contents: formatItems(units),
      number: numbered ? (byUsps ? uspsNumber(serial) : royalMailNumber(serial)) : '',
      carrier: numbered ? (byUsps ? 'USPS' : 'Royal Mail') : '',
      pushedAt: wave.pushedAt,
      shippedAt: shipped,
      cancelledAt: state === 'cancelled' ? '2026-02-12 09:20:05Z' : '',
      replaces: state === 'replacement' ? `${order.id}-1: damaged` : '',
      shipTo: sentTo,
      batch: `${channel} #${wave.batch}`,
    };
  });
}
