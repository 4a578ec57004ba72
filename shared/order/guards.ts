/**
 * Guards: named tests of facts, each with a reason code. An action is a list of guards; Force passes some of them and
 * names which. A guard answers null when it lets the order through.
 */

import type { ReasonCode } from '../plan/reasons.ts';
import { packageIds } from '../shipment/ids.ts';
import type { Accounts } from './accounts.ts';
import type { Campaign } from './campaign.ts';
import { isPaid, readAmount, readPayment } from './payment.ts';
import { CONTENT_COLUMNS, contentHash, keyMatches, parseRowCheck } from './row-check.ts';

export type Refusal = { readonly code: ReasonCode; readonly detail: string } | null;

/** A guard gets the campaign, the order's index and its accounts (computed once for all guards of the order). */
export type Guard = (campaign: Campaign, i: number, account: Accounts) => Refusal;

const no = (code: ReasonCode, detail = ''): Refusal => ({ code, detail });

/** Asked before every action, by the engine: rows whose identity is in doubt are never written. */
export function frozen(campaign: Campaign, i: number): Refusal {
  const id = campaign.facts.id[i] ?? '';
  if (campaign.duplicates.size > 0 && campaign.duplicates.has(id)) return no('row.duplicate-id');
  const check = campaign.facts.rowCheck[i] ?? '';
  if (check === '') {
    return (campaign.facts.lockedAt[i] ?? '') === '' ? null : no('row.no-check');
  }
  if (!keyMatches(check, id)) return no('row.scrambled');
  const packages = campaign.facts.packages[i] ?? '';
  if (packages !== '') {
    const missing = missingShipment(campaign, id, packages);
    if (missing !== null) return no('shipment.row-missing', missing);
  }
  return null;
}

/** The first shipment that Packages names and Shipments lacks; null when all are there. */
function missingShipment(campaign: Campaign, orderId: string, packages: string): string | null {
  const there = campaign.shipmentsOf(orderId);
  for (const id of packageIds(packages)) if (!there.some((shipment) => shipment.id === id)) return id;
  return null;
}

export const notCancelled: Guard = (_, __, account) => (account.allCancelled ? no('order.cancelled') : null);

export const itemsReadable: Guard = (_, __, account) =>
  account.problem === null ? null : no(account.problem.code, account.problem.detail);

export const rewardsMapped: Guard = (campaign, _, account) => {
  const first = account.unmapped[0];
  return first === undefined ? null : no('reward.unmapped', campaign.titleOf(first));
};

export const skusKnown: Guard = (_, __, account) => {
  const first = account.unknown[0];
  return first === undefined ? null : no('sku.unknown', first);
};

export const surveyAnswered: Guard = (campaign, i) =>
  (campaign.facts.surveyAt[i] ?? '') === '' ? no('survey.incomplete') : null;

/** Lock Down: where money is due, there is payment information. A blank amount is unknown, not 0. */
export const paymentInformation: Guard = (campaign, i) => {
  const paymentCell = campaign.facts.payment[i] ?? '';
  const state = readPayment(paymentCell);
  if (!state.known && !state.blank) return no('payment.invalid', paymentCell);
  // Refunded before shipping is like cancelled (B16): it must not count for the factory.
  if (state.known && state.payment === 'refunded') return no('payment.refunded');
  if (state.known && state.payment !== 'no card') return null;
  const amount = readAmount(campaign.facts.amountDue[i] ?? '');
  if (amount === null) return no('payment.unknown');
  return amount <= 0 ? null : no('payment.missing');
};

export const locked: Guard = (campaign, i) =>
  (campaign.facts.lockedAt[i] ?? '') === '' ? no('order.not-locked') : null;

export const finalized: Guard = (campaign, i) =>
  (campaign.col('Finalized at')[i] ?? '') === '' ? no('order.not-finalized') : null;

/** Paid or nothing due; otherwise the most exact reason. */
export const paid: Guard = (campaign, i) => {
  const paymentCell = campaign.facts.payment[i] ?? '';
  const amountCell = campaign.facts.amountDue[i] ?? '';
  if (isPaid(paymentCell, amountCell)) return null;
  const state = readPayment(paymentCell);
  if (!state.known) {
    if (!state.blank) return no('payment.invalid', paymentCell);
    return readAmount(amountCell) === null ? no('payment.unknown') : no('payment.unpaid');
  }
  switch (state.payment) {
    case 'errored':
      return no('payment.errored', state.reason === '' ? '' : `: ${state.reason}`);
    case 'refunded':
      return no('payment.refunded');
    case 'pending':
    case 'partly paid':
      return no('payment.pending');
    case 'no card':
      return no('payment.missing');
    default:
      return no('payment.unpaid');
  }
};

export const notOnHold: Guard = (campaign, i) => {
  const hold = campaign.col('Hold')[i] ?? '';
  return hold === '' ? null : no('hold', hold);
};

/** Of an order that is cancelled altogether `notCancelled` says more. */
export const hasPhysical: Guard = (_, __, account) =>
  account.problem === null &&
  !account.allCancelled &&
  account.physical.ordered - account.physical.cancelled <= 0
    ? no('nothing-physical')
    : null;

/** Something physical is still on its way to being shipped. */
export const notAllShipped: Guard = (_, __, account) =>
  account.physical.shipped > 0 && account.physical.open === 0 && account.physical.pushed === 0
    ? no('order.shipped')
    : null;

export const nothingPushed: Guard = (campaign, i) => {
  const sent = campaign.shipmentsAt(i).find((shipment) => shipment.status === 'sent');
  return sent === undefined ? null : no('shipment.pushed', sent.id);
};

export const nothingShipped: Guard = (campaign, i) => {
  const gone = campaign.shipmentsAt(i).some((shipment) => shipment.status === 'shipped');
  return gone ? no('shipment.shipped') : null;
};

/** The content cells are the accepted ones, or edits are free just now. */
export const contentAccepted: Guard = (campaign, i) => {
  const check = parseRowCheck(campaign.facts.rowCheck[i] ?? '');
  if (check === null) return no('row.no-check');
  if (check.content === '-') return null;
  return check.content === contentHash(contentCells(campaign, i)) ? null : no('row.edited');
};

/** The content cells of order i, in the order of CONTENT_COLUMNS. */
export function contentCells(campaign: Campaign, i: number): string[] {
  return CONTENT_COLUMNS.map((name) => campaign.col(name)[i] ?? '');
}

/** Items as they are now explode to what was locked; while no shipment was made, Unlock takes the change in. */
export const sameAsLocked: Guard = (campaign, i) => {
  if ((campaign.facts.lockedAt[i] ?? '') === '') return null;
  const now = campaign.catalog.explode(campaign.facts.items[i] ?? '');
  const then = campaign.catalog.units(campaign.facts.lockedItems[i] ?? '');
  return sameUnits(now.units, then.units) ? null : no('items.changed-since-lock');
};

/** Two lists of units hold the same quantities, in any order. */
export function sameUnits(
  a: readonly { sku: string; quantity: number }[],
  b: readonly { sku: string; quantity: number }[],
): boolean {
  if (a.length !== b.length) return false;
  const quantities = new Map(a.map((unit) => [unit.sku, unit.quantity]));
  return b.every((unit) => quantities.get(unit.sku) === unit.quantity);
}

/** The first refusal of a list of guards. */
export function firstRefusal(
  guards: readonly Guard[],
  campaign: Campaign,
  i: number,
  account: Accounts,
): Refusal {
  for (const guard of guards) {
    const refusal = guard(campaign, i, account);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Push needs all of these; a channel is asked for beside. */
export const READY: readonly Guard[] = [
  notCancelled,
  itemsReadable,
  rewardsMapped,
  skusKnown,
  locked,
  paid,
  finalized,
  notOnHold,
];
