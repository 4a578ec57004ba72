/** From the rows of tracking files to intents: who each row is, and what the file alone already decides. */
import { decodeCell } from '../csv/escape.ts';
import type { Campaign } from '../order/campaign.ts';
import { keysByOrder } from '../order/keys.ts';
import type { ReasonCode } from '../plan/reasons.ts';
import { trackingUrl } from '../tracking/carrier-name.ts';
import { checkFile } from '../tracking/file-checks.ts';
import { cleanId } from '../tracking/ids.ts';
import { matchKeys } from '../tracking/match.ts';
import { NUMBER, type TrackingFile, type TrackingRow } from '../tracking/tracking-file.ts';
import type { CampaignSettings } from './action.ts';
import { keyOf, ordersByNumber, type TrackingIntent } from './import-tracking.ts';

type Verdict = NonNullable<TrackingIntent['verdict']>;

const left = (code: ReasonCode, detail = ''): Verdict => ({ outcome: 'left', code, detail });
const decide = (code: ReasonCode, detail = ''): Verdict => ({ outcome: 'decide', code, detail });

/** One intent a row, in the order of the files and their rows. E-mail is a key only when `useEmail` is chosen. */
export function trackingIntents(
  files: readonly TrackingFile[],
  campaign: Campaign,
  settings: CampaignSettings,
  useEmail: boolean,
): TrackingIntent[] {
  const ids = campaign.col('Order ID');
  const index = keysByOrder(campaign);
  const shipmentIds = new Set(campaign.shipments.map((shipment) => shipment.id));
  const byNumber = ordersByNumber(campaign);
  const byOrder = new Map<number, Set<string>>();
  const matched = files.map((file) => matchKeys(file, index, { prefix: `${settings.prefix}-`, useEmail }));
  for (const [f, file] of files.entries()) {
    const { order } = matched[f] ?? { order: new Int32Array() };
    for (let i = 0; i < file.count; i++) {
      const n = order[i] ?? -1;
      if (file.kind[i] !== NUMBER || n < 0) continue;
      const number = file.number[i] ?? '';
      byNumber.set(number, (byNumber.get(number) ?? new Set<string>()).add(ids[n] ?? ''));
      byOrder.set(n, (byOrder.get(n) ?? new Set<string>()).add(number));
    }
  }
  const intents: TrackingIntent[] = [];
  for (const [f, file] of files.entries()) {
    const match = matched[f];
    if (match === undefined) continue;
    const { duplicateOf } = checkFile(file, match.order);
    for (let i = 0; i < file.count; i++) {
      const row = file.row(i);
      const orderId = ids[match.order[i] ?? -1] ?? '';
      const number = file.number[i] ?? '';
      const problem = match.problems.get(i);
      intents.push({
        file: f,
        line: row.line,
        orderId,
        shipmentId: shipmentNamed(file, i, shipmentIds),
        number,
        carrier: row.carrier,
        url: row.url || (number === '' ? '' : trackingUrl(row.carrier, number)),
        shippedAt: row.shippedAt.text,
        units:
          row.quantities?.map(({ sku, n }) => ({
            // Our own export puts an apostrophe in front of a SKU that a spreadsheet program would run.
            sku: (campaign.catalog.find(sku) ?? campaign.catalog.find(decodeCell(sku)))?.sku ?? sku,
            quantity: n,
          })) ?? null,
        sameNumber: number === '' ? [] : othersThan(orderId, byNumber.get(number)),
        otherNumbers: othersThan(number, byOrder.get(match.order[i] ?? -1)),
        verdict:
          (duplicateOf[i] ?? -1) >= 0
            ? { outcome: 'already', code: 'duplicate.row', detail: '' }
            : verdictOf(row, problem),
        remark: remarkOf(row),
      });
    }
  }
  return onePerParcel(intents);
}

/** Others that a row names; beyond these their count stands in the list, which is no order and no number. */
const MOST_OTHERS = 50;

/**
 * The others of a set, sorted. A freight number for a whole file, or a column that was mistaken for the number, is the
 * same in each row: lists of all would be the square of the file. The count in the place of an order is one that has no
 * address, so such a number always waits for a decision.
 */
function othersThan(own: string, all: ReadonlySet<string> | undefined): string[] {
  if (all === undefined || all.size === 0) return [];
  const others: string[] = [];
  for (const one of all) {
    if (one === own) continue;
    if (others.length === MOST_OTHERS) {
      others.sort().push(`and ${all.size - MOST_OTHERS - (all.has(own) ? 1 : 0)} more`);
      return others;
    }
    others.push(one);
  }
  return others.sort();
}

/** The shipment that a row names, in whichever id column. */
function shipmentNamed(file: TrackingFile, i: number, known: ReadonlySet<string>): string {
  for (const field of ['shipmentId', 'orderId', 'reference'] as const) {
    const given = file.text(i, field);
    if (given === '') continue;
    if (known.has(given)) return given;
    const cleaned = cleanId(given).text;
    if (known.has(cleaned)) return cleaned;
    if (known.has(cleaned.toUpperCase())) return cleaned.toUpperCase();
  }
  return '';
}

function verdictOf(
  row: TrackingRow,
  problem: { code: ReasonCode; value: string } | undefined,
): Verdict | null {
  if (problem !== undefined) {
    return problem.code === 'match.ambiguous'
      ? decide(problem.code, problem.value)
      : left(problem.code, problem.value);
  }
  const { cell } = row;
  if (cell.kind === 'refused') return left(cell.code, cell.raw);
  if (cell.kind === 'several') return decide('tracking.two-numbers', cell.numbers.join(', '));
  const bad = row.badQuantities[0];
  if (bad !== undefined) return left('qty.invalid', `${bad.column}: ${bad.value}`);
  return cell.kind === 'blank' ? decide('tracking.blank', cell.raw) : null;
}

function remarkOf(row: TrackingRow): TrackingIntent['remark'] {
  const warning = row.warnings[0];
  return warning === undefined ? null : { code: warning.code, detail: warning.detail };
}

/** A file with a row an item says one parcel on several rows: the first takes their units, the others go with it. */
function onePerParcel(intents: readonly TrackingIntent[]): TrackingIntent[] {
  const out: TrackingIntent[] = [];
  const first = new Map<string, number>();
  for (const intent of intents) {
    const key = `${intent.orderId}\u0001${intent.shipmentId}\u0001${intent.number}`;
    const at = first.get(key);
    const leader = at === undefined ? undefined : out[at];
    const mergeable = intent.verdict === null && intent.number !== '' && intent.units !== null;
    if (at !== undefined && leader?.units && mergeable) {
      const sums = new Map(leader.units.map((unit) => [unit.sku, unit.quantity]));
      for (const { sku, quantity } of intent.units ?? []) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
      out[at] = { ...leader, units: [...sums].map(([sku, quantity]) => ({ sku, quantity })) };
      out.push({
        ...intent,
        verdict: { outcome: 'already', code: 'tracking.same-parcel', detail: keyOf(leader) },
      });
      continue;
    }
    if (mergeable) first.set(key, out.length);
    out.push(intent);
  }
  return out;
}
