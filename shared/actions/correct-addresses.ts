/**
 * Correct Addresses: what a person accepted in the Check Addresses panel, one intent an order. The original stays in
 * the journal, and Undo puts it back.
 */
import * as z from 'zod/mini';
import type { AddressField } from '../address/finding.ts';
import { accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { countryFrozen } from '../order/country-frozen.ts';
import { ADDRESS_FIELDS } from '../order/deliverable.ts';
import {
  contentAccepted,
  contentCells,
  firstRefusal,
  frozen,
  notAllShipped,
  notCancelled,
  nothingPushed,
  type Refusal,
} from '../order/guards.ts';
import { CONTENT_COLUMNS, contentHash, formatRowCheck, keyHash, parseRowCheck } from '../order/row-check.ts';
import { planBuilder } from '../plan/builder.ts';
import type { Cell } from '../tabs/table.ts';
import { type IntentAction, NOTHING_SENT } from './action.ts';
import { actionInfo } from './info.ts';

const texts = z.record(z.string(), z.string());
const intentShape = z.object({
  orderId: z.string(),
  /** Cells as they were looked at, by column. */
  was: texts,
  /** Cells as they should be; {} where only the result of the check is noted. */
  to: texts,
  /** The text for Address check; null leaves the cell alone. */
  check: z.nullable(z.string()),
});
export type AddressIntent = z.infer<typeof intentShape>;
const intentList = z.array(intentShape);

/** A warehouse that has the old address must not be left with it, and what has left cannot be readdressed. */
const GUARDS = [notCancelled, notAllShipped, nothingPushed];

export const correctAddresses: IntentAction<AddressIntent> = {
  info: actionInfo('correct-addresses'),
  words: {
    button: 'Write the address of',
    done: 'Wrote the address of',
    noun: 'order',
    sends: NOTHING_SENT,
  },
  reads: () => ({ Orders: [...new Set([...CONTENT_COLUMNS, ...ADDRESS_FIELDS, 'Address check'])] }),
  parse: (raw) => z.parse(intentList, raw),
  keys: (intents) => [...new Set(intents.map((intent) => intent.orderId))],
  plan({ campaign }, intents) {
    const order = intents.map((intent) => campaign.index.get(intent.orderId) ?? -1);
    const builder = planBuilder(
      intents.map((intent) => intent.orderId),
      order,
    );
    const set = builder.cells('Orders', [...ADDRESS_FIELDS, 'Address check', 'Row check']);
    const noted = campaign.col('Address check');
    const seen = new Set<string>();
    for (const [s, intent] of intents.entries()) {
      const i = order[s] ?? -1;
      const doubt = i < 0 ? { code: 'match.none' as const, detail: intent.orderId } : frozen(campaign, i);
      if (doubt !== null) {
        builder.left(s, doubt);
        continue;
      }
      if (seen.has(intent.orderId)) {
        builder.already(s, 'duplicate.row');
        continue;
      }
      seen.add(intent.orderId);
      const changes = changedFields(campaign, i, intent);
      const note = intent.check !== null && noted[i] !== intent.check ? intent.check : undefined;
      if (changes.length === 0 && note === undefined) {
        builder.already(s);
        continue;
      }
      const refusal = changes.length === 0 ? null : refusalOf(campaign, i, intent, changes);
      if (refusal !== null) {
        builder.left(s, refusal);
        continue;
      }
      if (changes.length > 0) builder.change(s, null, changes.join(', '));
      else builder.change(s, 'address.noted');
      const values: (Cell | undefined)[] = ADDRESS_FIELDS.map((field) =>
        changes.includes(field) ? intent.to[field] : undefined,
      );
      const check = changes.length > 0 ? rowCheck(campaign, i, intent) : undefined;
      set(s, intent.orderId, i, [...values, note, check]);
    }
    return builder.build();
  },
};

/**
 * The Row check that accepts the row with its new address. It is part of the plan, so that Undo puts it back with the
 * address. After Reopen Address edits stay free, for Finalize Addresses accepts them.
 */
function rowCheck(campaign: Campaign, i: number, { to }: AddressIntent): string {
  const old = parseRowCheck(campaign.facts.rowCheck[i] ?? '');
  const cells = contentCells(campaign, i);
  return formatRowCheck({
    key: keyHash(campaign.facts.id[i] ?? ''),
    content:
      old?.content === '-'
        ? '-'
        : contentHash(CONTENT_COLUMNS.map((name, at) => to[name] ?? cells[at] ?? '')),
    // The engine writes the stage that follows beside it.
    stage: old?.stage ?? 'Awaiting survey',
    source: old?.source ?? '',
  });
}

/** The columns that the intent would change: those that do not say so already. */
function changedFields(campaign: Campaign, i: number, { to }: AddressIntent): AddressField[] {
  return ADDRESS_FIELDS.filter((field) => {
    const wanted = to[field];
    return wanted !== undefined && wanted !== (campaign.col(field)[i] ?? '');
  });
}

function refusalOf(
  campaign: Campaign,
  i: number,
  { was, to }: AddressIntent,
  changes: readonly AddressField[],
): Refusal {
  const moved = ADDRESS_FIELDS.filter((field) => {
    const cell = campaign.col(field)[i] ?? '';
    const before = was[field];
    return before !== undefined && before !== cell && to[field] !== cell;
  });
  if (moved.length > 0) return { code: 'address.changed', detail: moved.join(', ') };
  const gone = firstRefusal(GUARDS, campaign, i, accounts(campaign, i));
  if (gone !== null) return gone;
  if ((campaign.col('Finalized at')[i] ?? '') !== '') return { code: 'address.final', detail: '' };
  if ((campaign.facts.lockedAt[i] ?? '') === '') return null;
  // Accepting the row with its address would also accept items that somebody edited behind our back.
  const edited = contentAccepted(campaign, i, accounts(campaign, i));
  if (edited !== null) return edited;
  return changes.includes('Country')
    ? countryFrozen(campaign.col('Country')[i] ?? '', to.Country ?? '')
    : null;
}
