/** Real parcels of a channel, for the look at a partner's sheet before anybody else can see it. */
import { newShipmentId, routeFree } from '../actions/shipments.ts';
import { countryCode } from '../address/countries.ts';
import { accounts } from '../order/accounts.ts';
import { type Campaign, campaignOf } from '../order/campaign.ts';
import { formatItems, type Unit } from '../order/items.ts';
import { BASE_READS, mergeReads } from '../plan/load.ts';
import { ADDRESS_COLUMNS } from '../shipment/ship-to.ts';
import { HANDED_PRODUCT_COLUMNS, productsOf } from '../sync/hand-over.ts';
import { type Reads, type Tables, tableOf, text } from '../tabs/table.ts';
import type { PartnerParcel } from './row.ts';

/** What `previewParcels` reads. */
export const PREVIEW_READS: Reads = /* @__PURE__ */ mergeReads(BASE_READS, {
  Orders: ['Name', ...ADDRESS_COLUMNS, 'Phone', 'Tax ID'],
  Shipments: ['Batch'],
  Products: HANDED_PRODUCT_COLUMNS,
  Channels: ['Channel', 'SKUs', 'Method', 'Connected to', 'Countries', 'Priority'],
});

/** A look needs no more. */
const MOST = 5;

/** What travels together, before it is written out. */
interface Found {
  readonly id: string;
  /** Of the lead. */
  readonly orderId: string;
  readonly batch: string;
  readonly units: Unit[];
}

/**
 * Up to five parcels that the channel has or will get: its shipments that are not sent, or sent by the worker, boxes
 * whole; where it has none yet, what Push would make of finalized orders; where none is finalized either, of any.
 */
export function previewParcels(tables: Tables, channel: string): PartnerParcel[] {
  const campaign = campaignOf(tables);
  let found = boxesOf(campaign, channel);
  if (found.length === 0) found = routed(campaign, channel, (i) => campaign.facts.finalizedAt[i] !== '');
  if (found.length === 0) found = routed(campaign, channel, () => true);
  return found.map((parcel) => written(campaign, tables, parcel));
}

function boxesOf(campaign: Campaign, channel: string): Found[] {
  const parcels = new Map<string, Found>();
  const batches = campaign.shipmentsTable?.columns.get('Batch');
  for (const { id, index, orderId, box, contents, status, says, channel: its } of campaign.shipments) {
    // What went out by a file stays with that file.
    const shown = status === 'not sent' || (status === 'sent' && says !== '');
    if (its !== channel || !shown) continue;
    const lead = box || id;
    const { units } = campaign.catalog.units(contents === '-' ? '' : contents);
    const known = parcels.get(lead);
    if (known !== undefined) known.units.push(...units);
    // A further box holds no unit of its own to show; all rows are looked at, for a box may stand anywhere.
    else if (units.length > 0 && parcels.size < MOST)
      parcels.set(lead, { id: lead, orderId, batch: text(batches?.[index]), units: [...units] });
  }
  return [...parcels.values()];
}

function routed(campaign: Campaign, channel: string, fits: (i: number) => boolean): Found[] {
  const parcels: Found[] = [];
  for (let i = 0; i < campaign.n && parcels.length < MOST; i++) {
    if (!fits(i)) continue;
    const mine = routeFree(campaign, i, accounts(campaign, i)).shipments.find(
      (one) => one.channel === channel,
    );
    if (mine !== undefined)
      parcels.push({
        id: newShipmentId(campaign, i),
        orderId: campaign.facts.id[i] ?? '',
        batch: '',
        units: [...mine.units],
      });
  }
  return parcels;
}

function written(campaign: Campaign, tables: Tables, { id, orderId, batch, units }: Found): PartnerParcel {
  const i = campaign.index.get(orderId) ?? -1;
  const cell = (name: string): string => campaign.col(name)[i] ?? '';
  const sums = new Map<string, number>();
  for (const { sku, quantity } of units) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  const contents = formatItems([...sums].map(([sku, quantity]) => ({ sku, quantity })));
  const products = new Map(
    productsOf(tables.Products ?? tableOf('Products', {}), [{ contents }]).map((one) => [one.sku, one]),
  );
  return {
    id,
    batch,
    lines: [...sums].map(([sku, quantity]) => {
      const product = products.get(sku);
      return {
        sku,
        name: product?.name ?? '',
        quantity,
        grams: product?.grams ?? null,
        hsCode: product?.hsCode ?? '',
        origin: product?.origin ?? '',
        customsDescription: product?.customsDescription ?? '',
        customsValue: product?.customsValue ?? null,
        currency: product?.currency ?? '',
      };
    }),
    to: {
      name: cell('Name'),
      address1: cell('Address 1'),
      address2: cell('Address 2'),
      city: cell('City'),
      state: cell('State/Province'),
      postalCode: cell('Postal code'),
      country: countryCode(cell('Country')) ?? cell('Country'),
      phone: cell('Phone'),
    },
    taxId: cell('Tax ID'),
  };
}
