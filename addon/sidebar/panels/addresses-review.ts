/** Looks at every address that can still change, in slices, so that the panel stays alive over 220,000 of them. */
import type { AddressField, AddressRecord, Finding, Proposal } from '../../../shared/address/finding.ts';
import { FINDING_KINDS } from '../../../shared/address/kinds.ts';
import { reviewAddress } from '../../../shared/address/propose.ts';
import { accounts } from '../../../shared/order/accounts.ts';
import { keptOf } from '../../../shared/order/address-check.ts';
import { type Campaign, campaignOf } from '../../../shared/order/campaign.ts';
import { ADDRESS_FIELDS, addressOf } from '../../../shared/order/deliverable.ts';
import { stageFacts, stageOf } from '../../../shared/order/stage.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import type { Stage } from '../../../shared/tabs/tabs.ts';

/** One finding of one order. Findings that are the same, on the same values, share a shape. */
export interface Entry {
  readonly order: number;
  readonly shape: number;
  readonly finding: Finding;
}

/** What many orders can have in common: the values, what was found, and what is proposed. */
export interface Shape {
  readonly finding: Finding;
  /** ISO code; "" where the country is not known. */
  readonly country: string;
  /** The cells that the finding is about, as they are. */
  readonly was: Proposal;
}

export interface LeftOut {
  readonly shipped: number;
  readonly sent: number;
  readonly cancelled: number;
  readonly nothing: number;
  readonly blank: number;
}

export interface Review {
  readonly campaign: Campaign;
  readonly entries: readonly Entry[];
  readonly shapes: readonly Shape[];
  /** The orders that were looked at, by index. */
  readonly orders: readonly number[];
  /** By order index; undefined for an order that was left out. */
  readonly stages: readonly (Stage | undefined)[];
  /** Orders by their worst finding that nobody let stand. */
  readonly counts: { readonly ok: number; readonly warning: number; readonly problem: number };
  /** Labels that a person let stand, by order index. */
  readonly kept: ReadonlyMap<number, readonly string[]>;
  readonly leftOut: LeftOut;
}

/** Milliseconds of one slice: a frame is 16. */
const SLICE_MS = 12;
/** Orders between two looks at the clock. */
const STEP = 64;

/** Lets the page draw and take clicks. Timers would wait 4 ms each time. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Reviews all. `carrier` names the one whose lengths count; "" for the strictest. */
export async function reviewAll(
  tables: Tables,
  carrier: string,
  onProgress: (progress: { done: number; total: number }) => void,
): Promise<Review> {
  const campaign = campaignOf(tables);
  const options = carrier === '' ? {} : { carrier };
  const noted = campaign.col('Address check');
  const entries: Entry[] = [];
  const shapes: Shape[] = [];
  const shapeOf = shapeFinder(shapes);
  const orders: number[] = [];
  const stages: (Stage | undefined)[] = new Array(campaign.n).fill(undefined);
  const counts = { ok: 0, warning: 0, problem: 0 };
  const kept = new Map<number, readonly string[]>();
  const leftOut = { shipped: 0, sent: 0, cancelled: 0, nothing: 0, blank: 0 };
  let until = performance.now() + SLICE_MS;
  for (let i = 0; i < campaign.n; i++) {
    if (i % STEP === 0 && performance.now() > until) {
      onProgress({ done: i, total: campaign.n });
      await pause();
      until = performance.now() + SLICE_MS;
    }
    if (campaign.facts.id[i] === '') continue;
    const address = addressOf(campaign, i);
    const stage = stageToReview(campaign, i, address, leftOut);
    if (stage === null) continue;
    stages[i] = stage;
    orders.push(i);
    const { country, findings } = reviewAddress(address, options);
    const stands = keptOf(noted[i] ?? '', address);
    const still: string[] = [];
    let worst: 'ok' | 'warning' | 'problem' = 'ok';
    for (const finding of findings) {
      const { label } = FINDING_KINDS[finding.kind];
      if (finding.level === 'warning' && stands.has(label)) {
        still.push(label);
        continue;
      }
      if (worst !== 'problem') worst = finding.level;
      entries.push({ order: i, shape: shapeOf(finding, country, campaign, i), finding });
    }
    counts[worst]++;
    if (still.length > 0) kept.set(i, still);
  }
  onProgress({ done: campaign.n, total: campaign.n });
  return { campaign, entries, shapes, orders, stages, counts, kept, leftOut };
}

/** The stage of an order whose address can still matter; null for the others, which are counted. */
function stageToReview(
  campaign: Campaign,
  i: number,
  address: AddressRecord,
  leftOut: Record<keyof LeftOut, number>,
): Stage | null {
  const account = accounts(campaign, i);
  const stage = stageOf(stageFacts(campaign, i, account));
  if (stage === 'Shipped') leftOut.shipped++;
  else if (stage === 'Cancelled') leftOut.cancelled++;
  else if (stage === 'Nothing to ship') leftOut.nothing++;
  else if (account.physical.pushed > 0) leftOut.sent++;
  // Before the survey nothing is missing yet.
  else if (stage === 'Awaiting survey' && isBlank(address)) leftOut.blank++;
  else return stage;
  return null;
}

const isBlank = ({ line1, line2, city, postal }: AddressRecord): boolean =>
  line1 === '' && line2 === '' && city === '' && postal === '';

/** Gives equal findings on equal values the same number. */
function shapeFinder(
  shapes: Shape[],
): (finding: Finding, country: string, campaign: Campaign, i: number) => number {
  const known = new Map<string, number>();
  return (finding, country, campaign, i) => {
    const was: Partial<Record<AddressField, string>> = {};
    for (const field of fieldsOf(finding)) was[field] = campaign.col(field)[i] ?? '';
    // What is blank in several orders is for each to fill in: one answer would not fit all of them.
    const alone = finding.proposal === null && was[finding.field] === '' ? i : '';
    const key = `${alone}\u0001${country}\u0001${finding.kind}\u0001${finding.detail}\u0001${JSON.stringify([was, finding.proposal])}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, shapes.length);
    shapes.push({ finding, country, was });
    return shapes.length - 1;
  };
}

/** The columns that a finding is about: those of its proposal, else its own. */
export function fieldsOf({ field, proposal }: Finding): AddressField[] {
  const named = ADDRESS_FIELDS.filter((name) => proposal?.[name] !== undefined);
  return named.length > 0 ? named : [field];
}
