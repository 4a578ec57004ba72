/** The rows of Shipments that a parcel wants. Pure. */
import { formatItems, parseItems, type Unit } from '../../shared/order/items.ts';
import {
  CANCEL_AGREED,
  CANCEL_ASKED,
  UPDATE_AGREED,
  UPDATE_ASKED,
  WAITING,
} from '../../shared/shipment/at-partner.ts';
import { carrierName, trackingUrl } from '../../shared/tracking/carrier-name.ts';
import type { WantedRow } from '../sheets/wanted.ts';
import { scansSince } from './packages.ts';
import { hasShipped, isLive, type Package, type Parcel, quantities } from './rows.ts';
import { cellTime } from './time.ts';
import { trackingOf } from './tracking.ts';

/** A longer text of a carrier says no more. */
const MOST_SCAN = 200;

/** Requests of the add-on, which the worker answers in the same cell. */
const ASKED: readonly string[] = [CANCEL_ASKED, UPDATE_ASKED, CANCEL_AGREED, UPDATE_AGREED];

/** `Warehouse says`; `waiting`, as the add-on wrote it, while the partner was not asked. */
function warehouseSays({ state, reason }: Pick<Parcel, 'state' | 'reason'>): string {
  if (state === 'taken') return 'waiting';
  const why = reason.replace(/\s+/g, ' ').trim();
  const says = state === 'refused' || state === 'cancel refused' || state === 'update refused';
  return says && why !== '' ? `${state}: ${why}` : state;
}

function trackingCells(parcel: Parcel, one: Package | undefined): Record<string, string> {
  const live = one !== undefined && isLive(one) ? one : undefined;
  const { last } = trackingOf(live?.scans ?? [], scansSince(parcel));
  const carrier = carrierName(live?.carrier ?? '').carrier;
  const number = live?.number ?? '';
  return {
    'Tracking number': number,
    Carrier: number === '' ? '' : carrier,
    'Tracking status': live?.tracking_status ?? '',
    'Tracking URL': live?.url || trackingUrl(carrier, number),
    'Last scan':
      last === null
        ? ''
        : `${cellTime(new Date(last.at))} ${last.raw.replace(/\s+/g, ' ').trim()}`.slice(0, MOST_SCAN).trim(),
    'Shipped at': cellTime(live?.shipped_at ?? null),
    'Delivered at': cellTime(live?.delivered_at ?? null),
  };
}

/**
 * Wanted rows of a parcel: each shipment of its box with the facts of the parcel, and a row for each further package.
 * Stated quantities move from the parent to the child, so that the family's sum stays; without them the child's
 * Contents is `-`. Of a box with several shipments nobody says whose units went where, so there it is `-` too.
 */
export function wantedRows(parcel: Parcel, packages: readonly Package[]): WantedRow[] {
  const { shipments, shipTo } = parcel.content;
  const lead = packages.find(({ n }) => n === 0);
  const facts = trackingCells(parcel, lead);
  const cancelledAt = hasShipped(packages) ? '' : cellTime(parcel.cancelled_at);
  const children = packages.filter(
    (one) => one.n > 0 && (isLive(one) || `${parcel.id}.${one.n}` in parcel.projected),
  );
  const [only] = shipments;
  const divided =
    shipments.length === 1 && only !== undefined
      ? divide(only.contents, children)
      : { rest: null, parts: new Map() };
  const rows = shipments.map(({ id, orderId, contents, cancelledAt: before }, index): WantedRow => {
    const written = parcel.projected[id] ?? {};
    const moved = divided.rest ?? contents;
    const cells: Record<string, string> = {
      ...facts,
      'Pushed at': cellTime(parcel.pushed_at),
      'Cancelled at': cancelledAt === '' ? '' : before || cancelledAt,
      'Warehouse says': warehouseSays(parcel),
      'Warehouse order no.': parcel.order_number ?? '',
      'Postage cost': index === 0 && lead !== undefined && isLive(lead) ? lead.cost : '',
    };
    if (moved !== contents || written.Contents !== undefined) cells.Contents = moved;
    const base: Record<string, readonly string[]> = {
      Contents: [contents],
      ...(before !== '' && { 'Cancelled at': [before] }),
    };
    return { id, orderId, cells, written: answering(parcel, withBase(written, base)), add: false };
  });
  for (const one of children) {
    const id = `${parcel.id}.${one.n}`;
    // Of a parcel that was stopped what has not left does not leave.
    const live = isLive(one) && (parcel.state !== 'cancelled' || one.shipped_at !== null);
    const goesOn = parcel.state === 'cancelled' || parcel.state === 'refused';
    rows.push({
      id,
      orderId: only?.orderId ?? '',
      add: true,
      written: answering(parcel, parcel.projected[id] ?? {}),
      cells: {
        'Order ID': only?.orderId ?? '',
        Channel: parcel.channel,
        Contents: divided.parts.get(one.n) ?? '-',
        ...trackingCells(parcel, one),
        'Pushed at': cellTime(parcel.pushed_at),
        'Cancelled at': live ? '' : cellTime(one.voided_at ?? parcel.cancelled_at),
        'Warehouse says': !live ? 'cancelled' : goesOn ? 'accepted' : warehouseSays(parcel),
        'Warehouse order no.': parcel.order_number ?? '',
        'Postage cost': live ? one.cost : '',
        'Ship to': shipTo,
      },
    });
  }
  return rows;
}

/**
 * Of what people ask in Warehouse says only the request that was handed over may be written over, even where the worker
 * itself once wrote the same words: another is not heard yet, and without it the parcel would ship as if nobody had asked.
 */
function answering(
  { asked }: Pick<Parcel, 'asked'>,
  written: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  const own = (written['Warehouse says'] ?? []).filter((text) => !ASKED.includes(text));
  return { ...written, 'Warehouse says': [WAITING, ...(asked === '' ? [] : [asked]), ...own] };
}

function withBase(
  written: Readonly<Record<string, readonly string[]>>,
  base: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  const all: Record<string, readonly string[]> = { ...written };
  for (const [column, texts] of Object.entries(base)) all[column] = [...texts, ...(written[column] ?? [])];
  return all;
}

/**
 * Moves what children state out of a parent's contents; never more than is there. `rest` is `-` when nothing is left,
 * and null when the contents cannot be read or nothing moves. A voided child gives its units back.
 */
function divide(
  contents: string,
  children: readonly Package[],
): { readonly rest: string | null; readonly parts: ReadonlyMap<number, string> } {
  const read = parseItems(contents);
  const parts = new Map<number, string>();
  if (!read.ok) return { rest: null, parts };
  const left = new Map<string, Unit>(read.items.map((unit) => [unit.sku.trim().toLowerCase(), unit]));
  let moved = false;
  for (const child of children) {
    if (child.lines === null || !isLive(child)) continue;
    const units: Unit[] = [];
    for (const [name, asked] of quantities(child.lines)) {
      const unit = left.get(name);
      const quantity = Math.min(asked, unit?.quantity ?? 0);
      if (unit === undefined || quantity <= 0) continue;
      units.push({ sku: unit.sku, quantity });
      left.set(name, { sku: unit.sku, quantity: unit.quantity - quantity });
      moved = true;
    }
    if (units.length > 0) parts.set(child.n, formatItems(units));
  }
  return { rest: moved ? formatItems(left.values()) || '-' : null, parts };
}
