/**
 * The stage of an order: the first rule that fits, a function of facts alone. It is written for people and never read
 * as truth; guards ask the facts.
 */
import type { Stage } from '../tabs/tabs.ts';
import { type Accounts, accounts } from './accounts.ts';
import type { Campaign } from './campaign.ts';
import { isPaid, readPayment } from './payment.ts';

/** The facts that the stage needs, for one order. */
export interface StageFacts {
  readonly accounts: Pick<Accounts, 'physical' | 'allCancelled'>;
  readonly locked: boolean;
  readonly finalized: boolean;
  readonly surveyed: boolean;
  readonly paid: boolean;
  readonly errored: boolean;
}

interface Rule {
  readonly stage: Stage;
  readonly when: (facts: StageFacts) => boolean;
}

const busy = (facts: StageFacts): boolean =>
  facts.accounts.physical.open > 0 || facts.accounts.physical.pushed > 0;
/** Physical units that are not cancelled. */
const live = (facts: StageFacts): number =>
  facts.accounts.physical.ordered - facts.accounts.physical.cancelled;
const someShipped = (facts: StageFacts): boolean => facts.accounts.physical.shipped > 0;

/** In the order in which they are tried; the last one always fits. */
export const STAGE_RULES: readonly Rule[] = [
  { stage: 'Cancelled', when: (facts) => facts.accounts.allCancelled },
  { stage: 'Nothing to ship', when: (facts) => live(facts) <= 0 && !busy(facts) && !someShipped(facts) },
  { stage: 'Shipped', when: (facts) => someShipped(facts) && !busy(facts) },
  { stage: 'Errored', when: (facts) => facts.locked && facts.errored },
  { stage: 'Partly shipped', when: (facts) => someShipped(facts) && busy(facts) },
  { stage: 'Ready to ship', when: (facts) => facts.finalized },
  { stage: 'Paid', when: (facts) => facts.locked && facts.paid },
  { stage: 'Locked down', when: (facts) => facts.locked },
  { stage: 'Open', when: (facts) => facts.surveyed },
  { stage: 'Awaiting survey', when: () => true },
];

/** The stage of given facts. */
export function stageOf(facts: StageFacts): Stage {
  for (const rule of STAGE_RULES) if (rule.when(facts)) return rule.stage;
  return 'Awaiting survey';
}

/** The facts of order i that decide its stage. */
export function stageFacts(
  campaign: Campaign,
  i: number,
  account: Accounts = accounts(campaign, i),
): StageFacts {
  const { facts } = campaign;
  const payment = readPayment(facts.payment[i] ?? '');
  return {
    accounts: withProblem(account),
    locked: (facts.lockedAt[i] ?? '') !== '',
    finalized: (facts.finalizedAt[i] ?? '') !== '',
    surveyed: (facts.surveyAt[i] ?? '') !== '',
    paid: isPaid(facts.payment[i] ?? '', facts.amountDue[i] ?? ''),
    errored: payment.known && payment.payment === 'errored',
  };
}

/** Items that cannot be read are still something to ship: the order must not drop out of sight. */
function withProblem(account: Accounts): Pick<Accounts, 'physical' | 'allCancelled'> {
  if (account.problem === null) return account;
  return {
    allCancelled: false,
    physical: { ...account.physical, ordered: account.physical.ordered + 1, open: account.physical.open + 1 },
  };
}
