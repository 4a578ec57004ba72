/**
 * The actions by name: label, kind, and which orders first. What an action does is in the file of its name beside this
 * one; what its panel asks for is in addon/sidebar/forms.ts.
 */
import type { Scope } from '../plan/types.ts';

export interface ActionInfo {
  readonly name: string;
  /** As in the menu. */
  readonly label: string;
  /** orders: the action panel with "Which orders?"; whole: the action panel without it; file: a panel of its own. */
  readonly kind: 'orders' | 'whole' | 'file';
  readonly scope: Scope;
}

const selection: Scope = { base: 'selection' };
const all: Scope = { base: 'all' };

const ACTIONS: readonly ActionInfo[] = [
  { name: 'import-orders', label: 'Import Orders', kind: 'file', scope: all },
  { name: 'import-answers', label: 'Import Answers', kind: 'file', scope: all },
  { name: 'map-rewards', label: 'Rewards', kind: 'file', scope: all },
  { name: 'lock-down', label: 'Lock Down', kind: 'orders', scope: all },
  { name: 'record-payments', label: 'Record Payments', kind: 'orders', scope: selection },
  { name: 'finalize-addresses', label: 'Finalize Addresses', kind: 'orders', scope: all },
  { name: 'correct-addresses', label: 'Check Addresses', kind: 'file', scope: all },
  { name: 'push-to-channel', label: 'Push to Channel', kind: 'orders', scope: all },
  { name: 'import-tracking', label: 'Import Tracking', kind: 'file', scope: all },
  { name: 'hold', label: 'Hold', kind: 'orders', scope: selection },
  { name: 'add-note', label: 'Add Note', kind: 'orders', scope: selection },
  { name: 'release', label: 'Release', kind: 'orders', scope: selection },
  { name: 'reopen-address', label: 'Reopen Address', kind: 'orders', scope: selection },
  { name: 'unlock', label: 'Unlock', kind: 'orders', scope: selection },
  { name: 'cancel', label: 'Cancel', kind: 'orders', scope: selection },
  { name: 'recall', label: 'Recall Parcels', kind: 'orders', scope: selection },
  { name: 'send-changes', label: 'Send Changes', kind: 'orders', scope: selection },
  { name: 'add-item', label: 'Add Item to Orders', kind: 'orders', scope: all },
  { name: 'substitute-item', label: 'Substitute Item', kind: 'orders', scope: selection },
  { name: 'mark-shipped', label: 'Mark as Shipped', kind: 'orders', scope: selection },
  { name: 'force-mark-shipped', label: 'Force Mark as Shipped', kind: 'orders', scope: selection },
  { name: 'send-replacement', label: 'Send Replacement', kind: 'orders', scope: selection },
  { name: 'record-return', label: 'Record Return', kind: 'orders', scope: selection },
  { name: 'undo', label: 'Undo Last Run', kind: 'whole', scope: all },
  { name: 'repair', label: 'Repair Sheets', kind: 'whole', scope: all },
];

/** The actions on orders that are chosen under "Which orders?". */
export function orderActions(): readonly ActionInfo[] {
  return ACTIONS.filter((action) => action.kind === 'orders');
}

/** The declaration of an action; throws on a name that is not in the table, for it is a bug. */
export function actionInfo(name: string): ActionInfo {
  const found = ACTIONS.find((action) => action.name === name);
  if (found === undefined) throw new Error(`No action ${name}`);
  return found;
}
