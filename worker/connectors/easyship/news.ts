/** What changed in Easyship: by asking for it, and behind a webhook. */
import type { Account, Page, PartnerOrder, Reply } from '../contract.ts';
import { call, type Talk, talking } from '../talk.ts';
import { ask, PER_PAGE } from './account.ts';
import { isShipmentId, shipmentOf, showing, withScans } from './look.ts';
import { parsed, yes } from './problems.ts';
import { SHIPMENTS } from './wire.ts';

const STREAM = 'shipments';

interface Since {
  readonly stream: string;
  readonly since: string;
  readonly page: string | null;
}

/** No upper bound: what changes while we page would leave the window and move what we have not read over what we have. */
function* listing(account: Account, { since, page }: Since): Talk<Reply<Page<PartnerOrder>>> {
  const query = { updated_at_from: since, per_page: PER_PAGE, page: page ?? '1' };
  const read = parsed(yield* call(ask(account, 'GET', '/shipments', { query })), SHIPMENTS, 'shipment:read');
  if (!read.ok) return read;
  const orders = yield* withScans(account, read.value.shipments);
  if (!orders.ok) return orders;
  return yes({ items: orders.value, next: read.value.meta === null ? null : String(read.value.meta) });
}

export const listSince = {
  ...talking(listing),
  streams: (): readonly string[] => [STREAM],
  overlapMs: 10 * 60_000,
};

interface Resource {
  readonly resource: string;
  readonly page: string | null;
}
function* fetching(account: Account, { resource }: Resource): Talk<Reply<Page<PartnerOrder>>> {
  if (!isShipmentId(resource)) throw new Error('Not a shipment of Easyship');
  const found = shipmentOf(yield* call(showing(account, resource)));
  if (!found.ok) return found;
  const orders = yield* withScans(account, found.value ? [found.value] : []);
  return orders.ok ? yes({ items: orders.value, next: null }) : orders;
}
export const fetchOne = talking(fetching);
