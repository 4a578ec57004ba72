/** "Why isn't this shipped?" in one cell: what stands in the way, and the menu item that is next. */

import { explain, type ReasonCode } from '../plan/reasons.ts';
import { refusedAsk } from '../shipment/at-partner.ts';
import type { Stage } from '../tabs/tabs.ts';
import type { Accounts } from './accounts.ts';
import type { Campaign } from './campaign.ts';
import { deliverable, hasAddress } from './deliverable.ts';
import {
  finalized,
  frozen,
  type Guard,
  itemsReadable,
  locked,
  notOnHold,
  paid,
  paymentInformation,
  type Refusal,
  rewardsMapped,
  skusKnown,
  surveyAnswered,
} from './guards.ts';

interface Step {
  /** What stands in the way, in the order in which it is asked. */
  readonly guards: readonly Guard[];
  /** What to do when nothing does. */
  readonly todo: string;
}

/** What Finalize Addresses would find; the engine reads the addresses of the orders that it asks this of. */
function addressGood(campaign: Campaign, i: number): Refusal {
  return hasAddress(campaign) ? deliverable(campaign, i) : null;
}

/** What each stage waits for. The last stages wait for nothing. */
const STEPS: Readonly<Record<Stage, Step>> = {
  'Awaiting survey': { guards: [itemsReadable, rewardsMapped], todo: 'Waits for the backer’s survey' },
  Open: {
    guards: [itemsReadable, rewardsMapped, skusKnown, surveyAnswered, paymentInformation],
    todo: 'Lock Down',
  },
  'Locked down': { guards: [itemsReadable, rewardsMapped, skusKnown, paid], todo: 'Finalize Addresses' },
  Paid: {
    guards: [notOnHold, itemsReadable, rewardsMapped, skusKnown, addressGood],
    todo: 'Finalize Addresses',
  },
  Errored: { guards: [paid], todo: 'Record Payments' },
  'Ready to ship': {
    guards: [notOnHold, itemsReadable, rewardsMapped, skusKnown, paid],
    todo: 'Push to Channel',
  },
  // Force Mark as Shipped may have passed the steps that the rest of the order still needs.
  'Partly shipped': { guards: [notOnHold, locked, paid, finalized], todo: 'Push to Channel' },
  Shipped: { guards: [], todo: '' },
  Cancelled: { guards: [], todo: '' },
  'Nothing to ship': { guards: [], todo: '' },
};

export interface NextStep {
  /** The reason that stands in the way; null when only the step itself is missing. */
  readonly code: ReasonCode | null;
  /** What to write into the cell. */
  readonly text: string;
}

/** The next step of order i at its stage. */
export function nextStep(campaign: Campaign, i: number, stage: Stage, account: Accounts): NextStep {
  const doubt = frozen(campaign, i);
  if (doubt !== null) return said(doubt.code, doubt.detail);
  const { toPush, sent } = replacements(campaign, i, stage);
  const step = STEPS[stage === 'Shipped' && toPush ? 'Partly shipped' : stage];
  const goesOut = stage === 'Ready to ship' || stage === 'Partly shipped';
  const atWarehouse = sent || (goesOut && account.physical.pushed > 0);
  // With nothing left to push, no guard of Push stands in the way of anything.
  if (atWarehouse && account.physical.open === 0 && !toPush) {
    const ships = campaign
      .shipmentsAt(i)
      .find(({ status, says }) => status === 'sent' && says.startsWith('cancel refused'));
    if (ships !== undefined) return said('cancel.refused', `${ships.id}: ${refusedAsk(ships.says)}`);
    return { code: null, text: isSynced(campaign, i) ? SYNCED : 'Waits for the warehouse: Import Tracking' };
  }
  for (const guard of step.guards) {
    const refusal = guard(campaign, i, account);
    if (refusal !== null) return said(refusal.code, refusal.detail);
  }
  if (waitsForWorker(campaign, i, account))
    return { code: null, text: 'Waits to be sent: Sync Now, if it does not go by itself' };
  if (atWarehouse) return { code: null, text: 'Push to Channel; Import Tracking' };
  return { code: null, text: step.todo };
}

const SYNCED = 'Waits for the warehouse';

/** A connected partner has said something of all that is at a warehouse: its tracking comes by itself. */
const isSynced = (campaign: Campaign, i: number): boolean =>
  campaign.shipmentsAt(i).every(({ status, says }) => status !== 'sent' || says !== '');

/** All that is open was pushed to connected channels, and the worker has not said yet that it was sent. */
function waitsForWorker(campaign: Campaign, i: number, account: Accounts): boolean {
  const unsent = campaign.shipmentsAt(i).filter(({ status }) => status === 'not sent');
  if (unsent.length === 0 || unsent.some(({ says }) => says === '')) return false;
  return account.units.every(({ physical, open, planned }) => !physical || open <= planned);
}

/** Replacements count no unit, so no stage waits for them: without a next step of their own they would be forgotten. */
function replacements(campaign: Campaign, i: number, stage: Stage): { toPush: boolean; sent: boolean } {
  if (stage !== 'Shipped' && stage !== 'Partly shipped') return NO_REPLACEMENTS;
  let [toPush, sent] = [false, false];
  for (const { replaces, status } of campaign.shipmentsAt(i)) {
    if (replaces === '') continue;
    toPush ||= status === 'not sent';
    sent ||= status === 'sent';
  }
  return { toPush, sent };
}
const NO_REPLACEMENTS = { toPush: false, sent: false };

function said(code: ReasonCode, detail: string): NextStep {
  const reason = explain(code, detail);
  return { code, text: `${reason.sentence} ${reason.next}` };
}
