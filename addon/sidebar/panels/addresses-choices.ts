/** What a person has decided about the findings, before anything is written; each decision can be taken back. */
import type { AddressIntent } from '../../../shared/actions/correct-addresses.ts';
import {
  type AddressRecord,
  type Finding,
  type Proposal,
  resultOf,
} from '../../../shared/address/finding.ts';
import { FINDING_KINDS } from '../../../shared/address/kinds.ts';
import { reviewAddress } from '../../../shared/address/propose.ts';
import { addressCheckText } from '../../../shared/order/address-check.ts';
import { ADDRESS_FIELDS, addressOf } from '../../../shared/order/deliverable.ts';
import type { Review } from './addresses-review.ts';

/** `to` null: let stand as it is. */
export interface Choice {
  readonly to: Proposal | null;
}

/** The part of an address that each column holds. */
const PARTS = [
  ['name', 'Name'],
  ['line1', 'Address 1'],
  ['line2', 'Address 2'],
  ['city', 'City'],
  ['state', 'State/Province'],
  ['postal', 'Postal code'],
  ['country', 'Country'],
  ['phone', 'Phone'],
  ['taxId', 'Tax ID'],
] as const;

export interface Choices {
  /** By entry; undefined while it is to be decided. */
  of(entry: number): Choice | undefined;
  /**
   * Decides entries as one step; gives how many took it. An entry whose cell another choice of its order already
   * changes to something else is passed over: the two would be written into one another.
   */
  decide(entries: readonly number[], choice: (entry: number) => Choice | null): number;
  /** Opens decided entries again, as one step. */
  clear(entries: readonly number[]): void;
  /** Takes the last step back; the entries that it had touched. */
  undo(): readonly number[];
  readonly steps: number;
  /** Orders with something to write. */
  count(): { readonly corrected: number; readonly kept: number };
  /** One intent an order. `all`: also what was found in the orders that nothing is changed in, where it is news. */
  intents(carrier: string, all: boolean): AddressIntent[];
}

export function choicesOf(review: Review): Choices {
  const { entries, campaign } = review;
  const chosen = new Map<number, Choice>();
  const byOrder = new Map<number, number[]>();
  entries.forEach(({ order }, at) => {
    const list = byOrder.get(order);
    if (list === undefined) byOrder.set(order, [at]);
    else list.push(at);
  });
  const history: ReadonlyMap<number, Choice | undefined>[] = [];

  const collides = (entry: number, { to }: Choice): boolean => {
    if (to === null) return false;
    for (const other of byOrder.get(entries[entry]?.order ?? -1) ?? []) {
      const there = other === entry ? null : (chosen.get(other)?.to ?? null);
      if (there === null) continue;
      const differs = ADDRESS_FIELDS.some(
        (field) => there[field] !== undefined && to[field] !== undefined && there[field] !== to[field],
      );
      if (differs) return true;
    }
    return false;
  };
  const put = (entry: number, choice: Choice | undefined): void => {
    if (choice === undefined) chosen.delete(entry);
    else chosen.set(entry, choice);
  };
  /** The orders with choices: new cells, and the labels that stand. */
  const touched = (): Map<number, { to: Record<string, string>; kept: string[] }> => {
    const made = new Map<number, { to: Record<string, string>; kept: string[] }>();
    for (const [entry, { to }] of chosen) {
      const found = entries[entry];
      if (found === undefined) continue;
      const order = made.get(found.order) ?? { to: {}, kept: [] };
      made.set(found.order, order);
      if (to === null) order.kept.push(FINDING_KINDS[found.finding.kind].label);
      else Object.assign(order.to, to);
    }
    return made;
  };

  return {
    of: (entry) => chosen.get(entry),
    decide(list, choiceOf) {
      const before = new Map<number, Choice | undefined>();
      for (const entry of list) {
        const choice = choiceOf(entry);
        if (choice === null || collides(entry, choice)) continue;
        before.set(entry, chosen.get(entry));
        put(entry, choice);
      }
      if (before.size > 0) history.push(before);
      return before.size;
    },
    clear(list) {
      const before = new Map(
        list.flatMap((entry) => (chosen.has(entry) ? [[entry, chosen.get(entry)]] : [])),
      );
      for (const entry of list) chosen.delete(entry);
      if (before.size > 0) history.push(before);
    },
    undo() {
      const last = history.pop();
      if (last === undefined) return [];
      for (const [entry, choice] of last) put(entry, choice);
      return [...last.keys()];
    },
    get steps() {
      return history.length;
    },
    count() {
      let corrected = 0;
      let kept = 0;
      for (const { to } of touched().values()) {
        if (Object.keys(to).length > 0) corrected++;
        else kept++;
      }
      return { corrected, kept };
    },
    intents(carrier, all) {
      const made: AddressIntent[] = [];
      const mine = touched();
      for (const [order, { to, kept }] of mine) {
        const address = addressOf(campaign, order);
        const was: Record<string, string> = {};
        for (const [part, column] of PARTS) if (to[column] !== undefined) was[column] = address[part];
        const standing = new Set([...(review.kept.get(order) ?? []), ...kept]);
        const check = checkOf(corrected(address, to), standing, carrier);
        made.push({ orderId: campaign.facts.id[order] ?? '', was, to, check });
      }
      if (!all) return made;
      const noted = campaign.col('Address check');
      for (const order of review.orders) {
        if (mine.has(order)) continue;
        const findings = (byOrder.get(order) ?? []).flatMap((entry) => entries[entry]?.finding ?? []);
        const labels = [...new Set(findings.map(labelOf))];
        const stands = review.kept.get(order) ?? [];
        const check = addressCheckText(addressOf(campaign, order), resultOf(findings), labels, stands);
        if (check !== noted[order])
          made.push({ orderId: campaign.facts.id[order] ?? '', was: {}, to: {}, check });
      }
      return made;
    },
  };
}

/** The address once the cells are written. */
function corrected(address: AddressRecord, to: Readonly<Record<string, string>>): AddressRecord {
  const made: Record<keyof AddressRecord, string> = { ...address };
  for (const [part, column] of PARTS) made[part] = to[column] ?? address[part];
  return made;
}

const labelOf = ({ kind }: Finding): string => FINDING_KINDS[kind].label;

/** The text for Address check; what stands does so only while it is still found, and never hides a problem. */
function checkOf(address: AddressRecord, standing: ReadonlySet<string>, carrier: string): string {
  const { findings } = reviewAddress(address, carrier === '' ? {} : { carrier });
  const stands = (finding: Finding): boolean => finding.level === 'warning' && standing.has(labelOf(finding));
  const open = findings.filter((finding) => !stands(finding));
  const found = [...new Set(open.map(labelOf))];
  const kept = [...new Set(findings.filter(stands).map(labelOf))];
  return addressCheckText(address, resultOf(open), found, kept);
}
