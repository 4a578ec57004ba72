/**
 * Shipments of ShipStation's API v2, which names the tracking number of every box of a label where v1 names the first
 * alone, and is asked by when they last changed. Its labels name neither our key nor an order, so they are not read; its
 * tracking statuses have no time and belong to one label a call, so carriers are asked instead.
 */
import { z } from 'zod';
import type { Account, HttpRequest, PartnerOrder, PartnerPackage } from '../contract.ts';
import { v2 } from './account.ts';
import { packageId } from './read.ts';

const BOX = z.object({ tracking_number: z.string().nullish() });
const ITEM = z.object({ sku: z.string().nullish(), quantity: z.number().nullish() });
const SHIPMENT = z.object({
  shipment_id: z.string(),
  external_shipment_id: z.string().nullish(),
  shipment_number: z.string().nullish(),
  shipment_status: z.string().nullish(),
  is_return: z.boolean().nullish(),
  modified_at: z.string(),
  packages: z.array(BOX).nullish(),
  items: z.array(ITEM).nullish(),
});
type Shipment = z.infer<typeof SHIPMENT>;

export const BOXES = z.object({ shipments: z.array(SHIPMENT), pages: z.number() });

/** The document has a default of 25 and no maximum; its sister services take 100. */
export const BOXES_SIZE = 100;

/** What the document names as the status of a shipment; others say nothing. */
const STATES: ReadonlyMap<string, PartnerOrder['state']> = new Map([
  ['pending', 'accepted'],
  ['processing', 'accepted'],
  ['label_purchased', 'shipped'],
]);

export const boxesRequest = (account: Account, since: string, page: number): HttpRequest =>
  v2(account, '/v2/shipments', {
    modified_at_start: new Date(since).toISOString(),
    sort_by: 'modified_at',
    sort_dir: 'desc',
    page,
    page_size: BOXES_SIZE,
  });

function linesOf({ items }: Shipment): PartnerPackage['lines'] {
  const lines = (items ?? []).map(({ sku, quantity }) => ({ sku: sku ?? '', quantity: quantity ?? 0 }));
  return lines.length > 0 && lines.every(({ sku, quantity }) => sku !== '' && quantity > 0) ? lines : null;
}

function packagesOf(shipment: Shipment): PartnerPackage[] {
  const cancelled = shipment.shipment_status === 'cancelled';
  if (!cancelled && shipment.shipment_status !== 'label_purchased') return [];
  const numbers = (shipment.packages ?? []).flatMap(({ tracking_number: number }) =>
    number ? [number] : [],
  );
  return numbers.map((number) => ({
    id: packageId(number, shipment.shipment_id),
    number,
    // It names the carrier's account only.
    carrier: '',
    url: '',
    shippedAt: new Date(shipment.modified_at).toISOString(),
    voided: cancelled,
    // Which box holds what is not said.
    lines: numbers.length === 1 ? linesOf(shipment) : null,
    cost: '',
    scans: [],
  }));
}

/** A cancelled shipment is no cancelled order: ShipStation makes another one for it when its label is voided. */
export function readBoxes(shipments: readonly Shipment[]): PartnerOrder[] {
  return shipments
    .filter((shipment) => shipment.is_return !== true && (shipment.external_shipment_id ?? '') !== '')
    .map((shipment) => ({
      key: shipment.external_shipment_id ?? '',
      externalId: '',
      orderNumber: shipment.shipment_number ?? '',
      state: STATES.get(shipment.shipment_status ?? '') ?? 'unsaid',
      reason: '',
      lines: null,
      destination: null,
      packages: packagesOf(shipment),
    }));
}
