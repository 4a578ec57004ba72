/** What a sheet hands over, and the campaign that it belongs to. */
import type { HandedShipment, HandOver } from '../../shared/sync/wire.ts';
import type { Store } from '../../worker/store/store.ts';

export const CHANNEL = 'US 3PL';

export const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export function handed(id: string, over: Partial<HandedShipment> = {}): HandedShipment {
  return {
    id,
    orderId: id.replace(/-\d+$/, ''),
    channel: CHANNEL,
    box: '',
    contents: 'MUG x2; SHIRT x1',
    ask: 'push',
    name: 'Zoë O’Brien & Sons',
    address1: '12 Larkspur Lane',
    address2: '',
    city: 'Austin',
    state: 'TX',
    postalCode: '78701',
    country: 'US',
    phone: '+15125550188',
    email: 'zoe@example.org',
    taxId: '',
    shipTo: 'Zoë O’Brien & Sons, 12 Larkspur Lane, Austin, TX, 78701, US, +15125550188',
    cancelledAt: '',
    ...over,
  };
}

export function handOver(
  shipments: readonly HandedShipment[],
  over: Partial<HandOver['channels'][number]> = {},
): HandOver {
  return {
    channels: [
      {
        name: CHANNEL,
        connection: 'Sandbox',
        shippedWhen: 'partner reports it',
        emailsBy: 'nobody',
        ...over,
      },
    ],
    products: [],
    shipments: [...shipments],
  };
}

export async function pairCampaign(store: Store, id: string, tag: string): Promise<void> {
  await store.db
    .insertInto('campaigns')
    .values({
      id,
      name: 'Lumen Lamp',
      tag,
      key_sealed: '',
      paired_by: 'ana@example.com',
      paired_at: new Date(),
      detached_at: null,
    })
    .execute();
}
