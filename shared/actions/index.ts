/** All actions that change orders, by kind. */
import type { Book } from '../plan/book.ts';
import { applyIntents } from '../plan/run.ts';
import type { Progress } from '../plan/types.ts';
import type { CampaignSettings, IntentAction, OrderAction } from './action.ts';
import { addItem } from './add-item.ts';
import { addNote } from './add-note.ts';
import { cancel } from './cancel.ts';
import { correctAddresses } from './correct-addresses.ts';
import { finalizeAddresses } from './finalize-addresses.ts';
import { hold } from './hold.ts';
import { importAnswers } from './import-orders/answers.ts';
import { importOrders } from './import-orders.ts';
import { importTracking } from './import-tracking.ts';
import { lockDown } from './lock-down.ts';
import { mapRewards } from './map-rewards.ts';
import { forceMarkShipped, markShipped } from './mark-shipped.ts';
import { pushToChannel } from './push-to-channel.ts';
import { recall } from './recall.ts';
import { recordPayments } from './record-payments.ts';
import { recordPaymentsFile } from './record-payments-file.ts';
import { recordReturn } from './record-return.ts';
import { release } from './release.ts';
import { reopenAddress } from './reopen-address.ts';
import { repair } from './repair.ts';
import { sendChanges } from './send-changes.ts';
import { sendReplacement } from './send-replacement.ts';
import { substituteItem } from './substitute-item.ts';
import { undo } from './undo.ts';
import { unlock } from './unlock.ts';

export const ORDER_ACTIONS: readonly OrderAction[] = [
  lockDown,
  recordPayments,
  finalizeAddresses,
  pushToChannel,
  hold,
  release,
  reopenAddress,
  unlock,
  cancel,
  recall,
  sendChanges,
  addItem,
  substituteItem,
  markShipped,
  forceMarkShipped,
  sendReplacement,
  recordReturn,
  addNote,
  undo,
  repair,
];

type ApplyPart = (
  book: Book,
  settings: CampaignSettings,
  request: Parameters<typeof applyIntents>[3],
) => Progress;

/** Each intent action with its own type of intent, behind one signature. */
const part =
  <I>(action: IntentAction<I>): ApplyPart =>
  (book, settings, request) =>
    applyIntents(book, action, settings, request);

/** The actions on files, by name. */
export const INTENT_ACTIONS: Readonly<Record<string, ApplyPart>> = {
  'import-orders': part(importOrders),
  'import-answers': part(importAnswers),
  'map-rewards': part(mapRewards),
  'import-tracking': part(importTracking),
  'record-payments': part(recordPaymentsFile),
  'correct-addresses': part(correctAddresses),
};
