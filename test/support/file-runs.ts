/** All planners of files, as the pages have them. */
import type { FileRuns } from '../../addon/sidebar/file-run.ts';
import { prepareAnswers } from '../../addon/sidebar/file-runs/answers.ts';
import { prepareOrders } from '../../addon/sidebar/file-runs/orders.ts';
import { preparePayments } from '../../addon/sidebar/file-runs/payments.ts';
import { prepareRewards } from '../../addon/sidebar/file-runs/rewards.ts';
import { prepareTracking } from '../../addon/sidebar/file-runs/tracking.ts';

export const fileRuns: FileRuns = {
  prepareOrders,
  prepareAnswers,
  prepareTracking,
  preparePayments,
  prepareRewards,
};
