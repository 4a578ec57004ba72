/** The views of an order and of its shipments, computed from facts: what the engine writes after each change. */
import type { Stage } from '../tabs/tabs.ts';
import { type Accounts, accounts } from './accounts.ts';
import type { Campaign } from './campaign.ts';
import { nextStep } from './next-step.ts';
import { stageFacts, stageOf } from './stage.ts';

export interface OrderView {
  readonly stage: Stage;
  readonly nextStep: string;
  readonly packages: string;
}

/** `1042-1 shipped; 1042-2 sent`: each shipment with its status, in the order of their numbers. */
export function packagesOf(campaign: Campaign, orderId: string): string {
  const list = campaign.shipmentsOf(orderId);
  if (list.length === 0) return '';
  return list.map((shipment) => `${shipment.id} ${shipment.status}`).join('; ');
}

/** Stage, Next step and Packages of order i. `missing` keeps the names of shipments whose rows are gone (row-missing). */
export function orderView(
  campaign: Campaign,
  i: number,
  account: Accounts = accounts(campaign, i),
): OrderView {
  const stage = stageOf(stageFacts(campaign, i, account));
  const orderId = campaign.col('Order ID')[i] ?? '';
  return {
    stage,
    nextStep: nextStep(campaign, i, stage, account).text,
    packages: packagesOf(campaign, orderId),
  };
}
