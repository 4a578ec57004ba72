/** From the rows of tracking files to intents: who each row is, and what the file alone already decides. */
import { decodeCell } from '../csv/escape.ts';
import type { Campaign } from '../order/campaign.ts';
import { keysByOrder } from '../order/keys.ts';
import { carrierGroup } from '../tracking/candidates.ts';
import { trackingUrl } from '../tracking/carrier-name.ts';
import { checkFile } from '../tracking/file-checks.ts';
import { cleanId } from '../tracking/ids.ts';
import { type Matched, matchKeys } from '../tracking/match.ts';
import { type Accepted, rowKey } from '../tracking/proposals.ts';
import { NUMBER, type TrackingFile, type TrackingRow } from '../tracking/tracking-file.ts';
import type { CampaignSettings } from './action.ts';
import { ordersByNumber, type TrackingIntent } from './import-tracking.ts';
import { inOneBox } from './tracking-boxes.ts';
import { onePerParcel } from './tracking-together.ts';
import { remarkOf, verdictOf } from './tracking-verdicts.ts';

/** What a person has said about the files. */
export interface IntentOptions {
  /** E-mail is a key only when it is chosen. */
  readonly useEmail: boolean;
  /** For rows whose carrier cannot be told, by its name in the carriers table; "" for none. */
  readonly carrier: string;
  /** The same for the rows of one `carrierGroup`; comes before `carrier`. */
  readonly carriers: ReadonlyMap<string, string>;
  /** Accepted proposals by `rowKey`. */
  readonly accepted: ReadonlyMap<string, Accepted>;
}

/** The order of each row of each file, by its ids. */
export const matchFiles = (
  files: readonly TrackingFile[],
  campaign: Campaign,
  settings: CampaignSettings,
  useEmail: boolean,
): Matched[] => {
  const index = keysByOrder(campaign);
  return files.map((file) => matchKeys(file, index, { prefix: `${settings.prefix}-`, useEmail }));
};

/** One intent a row, two where a person accepted two numbers; in the order of the files and their rows. */
export function trackingIntents(
  files: readonly TrackingFile[],
  campaign: Campaign,
  found: readonly Matched[],
  options: IntentOptions,
): TrackingIntent[] {
  const ids = campaign.col('Order ID');
  const shipmentIds = new Set(campaign.shipments.map((shipment) => shipment.id));
  const byNumber = ordersByNumber(campaign);
  const byOrder = new Map<number, Set<string>>();
  const matched = files.map((file, f) => withAccepted(file, f, found[f], campaign, options.accepted));
  const accept = (f: number, line: number): Accepted | undefined =>
    options.accepted.size === 0 ? undefined : options.accepted.get(rowKey(f, line));
  const note = (n: number, number: string): void => {
    byNumber.set(number, (byNumber.get(number) ?? new Set<string>()).add(ids[n] ?? ''));
    byOrder.set(n, (byOrder.get(n) ?? new Set<string>()).add(number));
  };
  for (const [f, file] of files.entries()) {
    const { order } = matched[f] ?? { order: new Int32Array() };
    for (let i = 0; i < file.count; i++) {
      const n = order[i] ?? -1;
      if (n < 0) continue;
      const said = accept(f, file.table.lines[i] ?? -1);
      if (said?.split === true) for (const number of numbersOf(file.row(i))) note(n, number);
      else if (said?.number !== undefined) note(n, said.number);
      else if (file.kind[i] === NUMBER) note(n, file.number[i] ?? '');
    }
  }
  const intents: TrackingIntent[] = [];
  for (const [f, file] of files.entries()) {
    const match = matched[f];
    if (match === undefined) continue;
    const { duplicateOf } = checkFile(file, match.order);
    for (let i = 0; i < file.count; i++) {
      const row = file.row(i);
      const n = match.order[i] ?? -1;
      const orderId = ids[n] ?? '';
      const said = accept(f, row.line);
      const own = said?.number ?? file.number[i] ?? '';
      const numbers = said?.split === true ? numbersOf(row) : [own];
      const repeated = (duplicateOf[i] ?? -1) >= 0;
      for (const [nth, number] of numbers.entries()) {
        const carrier = carrierOf(row, number, options);
        intents.push({
          file: f,
          line: row.line,
          orderId,
          shipmentId: shipmentNamed(file, i, shipmentIds),
          number,
          carrier,
          // A link of the row is that of the number which stands there.
          url: (said === undefined ? row.url : '') || (number === '' ? '' : trackingUrl(carrier, number)),
          shippedAt: row.shippedAt.text,
          units: nth > 0 ? null : unitsOf(row, campaign),
          sameNumber: number === '' ? [] : othersThan(orderId, byNumber.get(number)),
          otherNumbers: othersThan(number, byOrder.get(n)),
          verdict: repeated
            ? { outcome: 'already', code: 'duplicate.row', detail: '' }
            : verdictOf(row, match.problems.get(i), said),
          remark: remarkOf(row, said, sentOn(campaign, orderId)),
          nth,
          untracked: said?.untracked === true,
          labelOnly: row.labelOnly,
        });
      }
    }
  }
  return onePerParcel(inOneBox(intents, campaign));
}

/** The orders of a file's rows with those that a person accepted. */
function withAccepted(
  file: TrackingFile,
  f: number,
  match: Matched | undefined,
  campaign: Campaign,
  accepted: ReadonlyMap<string, Accepted>,
): Pick<Matched, 'order' | 'problems'> {
  const plain = match ?? { order: new Int32Array(file.count).fill(-1), problems: new Map() };
  if (![...accepted.values()].some(({ orderId }) => orderId !== undefined)) return plain;
  const order = Int32Array.from(plain.order);
  const problems = new Map(plain.problems);
  for (let i = 0; i < file.count; i++) {
    const said = accepted.get(rowKey(f, file.table.lines[i] ?? -1));
    const n = said?.orderId === undefined ? undefined : campaign.index.get(said.orderId);
    if (n === undefined) continue;
    order[i] = n;
    problems.delete(i);
  }
  return { order, problems };
}

const numbersOf = ({ cell }: TrackingRow): readonly string[] =>
  cell.kind === 'several' ? cell.numbers : [''];

/** The file's carrier; where it states none and the number fits not just one, what a person has chosen (G21, G22). */
function carrierOf(row: TrackingRow, number: string, { carrier, carriers }: IntentOptions): string {
  if (row.carrier !== '' || number === '') return row.carrier;
  return carriers.get(carrierGroup(number)) ?? carrier;
}

const unitsOf = (row: TrackingRow, campaign: Campaign): TrackingIntent['units'] =>
  row.quantities?.map(({ sku, n }) => ({
    // Our own export puts an apostrophe in front of a SKU that a spreadsheet program would run.
    sku: (campaign.catalog.find(sku) ?? campaign.catalog.find(decodeCell(sku)))?.sku ?? sku,
    quantity: n,
  })) ?? null;

/** The first day on which something of an order was sent; "" when nothing was. */
function sentOn(campaign: Campaign, orderId: string): string {
  let first = '';
  for (const { pushedAt } of campaign.shipmentsOf(orderId))
    if (pushedAt !== '' && (first === '' || pushedAt < first)) first = pushedAt;
  return first.slice(0, 10);
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
