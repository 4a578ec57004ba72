/** What was taken of a row: what is remembered of it, and what it tells of the parcel. Pure. */
import { partnerQuantity } from '../../shared/partner-sheet/quantity.ts';
import type { PartnerOrder, PartnerPackage } from '../connectors/contract.ts';
import { type Heard, kept } from './intake.ts';
import type { Planned } from './intake-plan.ts';
import type { PartnerRow, SheetParcel } from './load.ts';

/** The row after its plan. What was typed when it was taken is kept, to be written again when the row is made again. */
export function planned({ row }: Heard, { numbers, refusal }: Planned): PartnerRow {
  const { number, carrier, shippedAt, quantity } = row.said;
  const taken = {
    ...(number !== undefined && { number }),
    ...(carrier !== undefined && { carrier }),
    ...(shippedAt !== undefined && { shippedAt }),
    ...(quantity !== undefined && { quantity }),
  };
  return {
    ...row,
    refusal: kept(refusal, row),
    ...(numbers.length > 0 && { taken, answer: '' as const }),
  };
}

/** The answer of this partner about a parcel, in the form in which all partners tell; null when nothing was taken. */
export function newsOf(heard: Heard, { numbers, replaces }: Planned): PartnerOrder | null {
  if (numbers.length === 0) return null;
  const { parcel, row } = heard;
  const live = parcel.packages.filter(({ voided_at }) => voided_at === null);
  const told = new Set(numbers.map(({ number }) => number));
  const quantity = partnerQuantity(row.said.quantity ?? '', parcel.content.order.lines);
  const lines = quantity.ok && quantity.units !== null ? [...quantity.units] : null;
  // Of the parcel's own package that was said to hold less: nothing said would leave it at that.
  const all = parcel.content.order.lines.map(({ sku, quantity: n }) => ({ sku, quantity: n }));
  const restated = (row.said.shippedAt ?? '') !== (parcel.row?.taken.shippedAt ?? '');
  const recounted = (row.said.quantity ?? '') !== (parcel.row?.taken.quantity ?? '');
  const used = new Set<string>();
  const packages = numbers.map(({ number, carrier, url, shippedAt }): PartnerPackage => {
    const known =
      live.find((one) => one.number === number && !used.has(one.external_id)) ??
      live.find((one) => one.number === '' && !used.has(one.external_id));
    const id = known?.external_id ?? freshId(number, parcel);
    used.add(id);
    return {
      id,
      number,
      carrier,
      url,
      shippedAt: isoOf(shippedAt),
      voided: false,
      // Of several packages nobody says what is in which.
      lines: numbers.length === 1 ? (lines ?? (recounted && known?.n === 0 ? all : null)) : null,
      cost: '',
      scans: [],
      ...(restated && shippedAt !== '' && { corrects: true as const }),
    };
  });
  const wrong = live.find(({ n, number }) => n === 0 && number !== '' && !told.has(number));
  if (wrong !== undefined && replaces) packages.unshift(voided(wrong.external_id));
  return {
    key: parcel.key,
    externalId: '',
    orderNumber: '',
    state: 'unsaid',
    reason: '',
    lines: null,
    destination: null,
    packages,
  };
}

/** Of a number that was wrong before a new one: what was voided once stays so. */
function freshId(number: string, { packages }: SheetParcel): string {
  const base = number === '' ? 'untracked' : number;
  const known = new Set(packages.map(({ external_id }) => external_id));
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}#${n}`;
    if (!known.has(id)) return id;
  }
}

const voided = (id: string): PartnerPackage => ({
  id,
  number: '',
  carrier: '',
  url: '',
  shippedAt: '',
  voided: true,
  lines: null,
  cost: '',
  scans: [],
});

/** `2026-03-01` or `2026-03-01 10:22:31Z` as ISO; "" stays. */
const isoOf = (text: string): string =>
  text === '' ? '' : text.length === 10 ? `${text}T00:00:00.000Z` : text.replace(' ', 'T');
