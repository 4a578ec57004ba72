/** A partner's sheet as it may stand on a packing day. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { SheetColumn } from '../../../shared/partner-sheet/columns.ts';
import type { PartnerPreset } from '../../../shared/partner-sheet/preset.ts';
import type { Database, ParcelContent, ParcelState } from '../../../worker/store/tables.ts';

export const SECRET = 'Zm9yIHRoZSBwYWNrZXJzIG9mIHRoZSB3YXJlaG91c2U';

/** Of the campaign, and none of the warehouse's business. */
export const PRIVATE = {
  email: 'zoe.secret@example.org',
  order: 'ORDER-991',
  taxId: 'TAX-5512',
  cost: '12.40 USD',
};

const ALL: readonly SheetColumn[] = [
  'id',
  'status',
  'change',
  'batch',
  'contents',
  'units',
  'name',
  'address1',
  'address2',
  'city',
  'state',
  'postalCode',
  'country',
  'number',
  'carrier',
  'seen',
];
export const presetOf = (
  columns: readonly SheetColumn[] = ALL,
  more: Partial<PartnerPreset> = {},
): PartnerPreset => ({
  language: 'en',
  home: 'US',
  phone: 'all',
  customs: false,
  columns: columns.map((key) => ({ key, header: '' })),
  ...more,
});

export interface Filled {
  readonly id: string;
  readonly batch?: string;
  readonly items: Readonly<Record<string, number>>;
  readonly name?: string;
  readonly address1?: string;
  readonly country?: string;
  readonly state?: ParcelState;
  readonly number?: string;
  readonly change?: string;
  readonly refused?: boolean;
  readonly wiped?: boolean;
  /** false: not in the sheet yet. */
  readonly shown?: boolean;
}
const NAMES: Readonly<Record<string, string>> = {
  MUG: 'Enamel mug, forest green',
  NOTE: 'Notebook A5, dotted',
  LAMP: 'Lumen lamp, second printing, with the extra long cable and the adapter for travelling',
};

const contentOf = ({ id, batch, items, name, address1, country }: Filled): ParcelContent => ({
  shipments: [{ id, orderId: PRIVATE.order, contents: '', cancelledAt: '', ...(batch && { batch }) }],
  order: {
    to: {
      name: name ?? `Backer ${id}`,
      address1: address1 ?? `${id} Main Street`,
      address2: '',
      city: 'Austin',
      state: 'TX',
      postalCode: '78701',
      country: country ?? 'US',
      phone: '+1 512 555 0100',
      email: PRIVATE.email,
    },
    lines: Object.entries(items).map(([sku, quantity]) => ({
      sku,
      name: NAMES[sku] ?? sku,
      quantity,
      grams: 333,
      lengthCm: null,
      widthCm: null,
      heightCm: null,
      hsCode: '',
      origin: '',
      customsDescription: '',
      customsValue: 77.25,
      currency: 'USD',
    })),
    taxId: PRIVATE.taxId,
    orderedAt: '2026-03-01T10:00:00.000Z',
  },
  shipTo: '',
});

/** A campaign with one partner's sheet and its rows. @returns the id of the connection */
export async function fill(
  db: Kysely<Database>,
  rows: readonly Filled[],
  { secret = SECRET, preset = presetOf(), channel = 'US warehouse' } = {},
): Promise<string> {
  const n = secret;
  const [campaign_id, connection_id] = [`sheet-${n}`, `c-${n}`];
  await db
    .insertInto('campaigns')
    .values({
      id: campaign_id,
      name: 'Lumen Lamp',
      tag: n,
      key_sealed: 'k1.x',
      paired_by: 'kim@example.org',
      paired_at: new Date(),
    })
    .execute();
  await db
    .insertInto('connections')
    .values({
      id: connection_id,
      campaign_id,
      vendor: 'partner-sheet',
      name: `${channel} sheet`,
      credentials_sealed: 'k1.x',
      settings: '{}',
      account: connection_id,
      webhook_secret_sealed: 'k1.y',
      cursors: '{}',
    })
    .execute();
  await db
    .insertInto('partner_sheets')
    .values({
      connection_id,
      campaign_id,
      channel,
      file_id: `file-${n}`,
      url: `https://example.org/${n}`,
      by: 'worker',
      preset: JSON.stringify(preset),
      policy: '{}',
      packing_sealed: 'k1.z',
      packing_hash: createHash('sha256').update(secret).digest('hex'),
      strays: '[]',
    })
    .execute();
  for (let at = 0; at < rows.length; at += 500)
    await insert(db, rows.slice(at, at + 500), { campaign_id, connection_id, channel });
  return connection_id;
}

async function insert(
  db: Kysely<Database>,
  rows: readonly Filled[],
  { channel, ...ids }: { campaign_id: string; connection_id: string; channel: string },
): Promise<void> {
  await db
    .insertInto('parcels')
    .values(
      rows.map((row) => ({
        ...ids,
        id: row.id,
        channel,
        key: `${ids.connection_id}-${row.id}`,
        content: JSON.stringify(contentOf(row)),
        content_hash: 'h',
        state: row.state ?? 'accepted',
        reason: '',
        projected: '{}',
      })),
    )
    .execute();
  await db
    .insertInto('partner_rows')
    .values(
      rows.map((row) => ({
        connection_id: ids.connection_id,
        parcel_id: row.id,
        shown: '{}',
        shown_hash: row.shown === false ? '' : 'h',
        seen_hash: '',
        change: row.change ?? '',
        said: '{}',
        taken: '{}',
        refusal: row.refused
          ? JSON.stringify({ column: 'number', code: 'tracking.damaged', detail: '', decide: false })
          : null,
        answer: '' as const,
        edits: '{}',
        wiped_at: row.wiped ? new Date() : null,
      })),
    )
    .execute();
  const numbered = rows.filter(({ number }) => number !== undefined);
  if (numbered.length === 0) return;
  await db
    .insertInto('packages')
    .values(
      numbered.map(({ id, number = '' }) => ({
        campaign_id: ids.campaign_id,
        parcel_id: id,
        n: 0,
        external_id: id,
        number,
        carrier: 'ups',
        url: '',
        cost: PRIVATE.cost,
        lines: 'null',
        tracking_status: 'unknown',
        scans: '[]',
      })),
    )
    .execute();
}
