/** Plans files for the panels and sends them to the add-on, part by part. */
import { importTracking } from '../../shared/actions/import-tracking.ts';
import { mapRewards } from '../../shared/actions/map-rewards.ts';
import { trackingIntents } from '../../shared/actions/tracking-intents.ts';
import { campaignOf } from '../../shared/order/campaign.ts';
import type { FileRuns } from './file-run.ts';
import { prepareOrders } from './file-runs/orders.ts';
import { preparePayments } from './file-runs/payments.ts';
import { planRewards, rewardContext, rewardIntents } from './file-runs/rewards.ts';
import { loaded, prepareFileRun } from './file-runs/run.ts';
import { counted } from './words.ts';

const prepareRewards: FileRuns['prepareRewards'] = async (call, { rewards }) => {
  const from = await loaded(call, mapRewards.reads({}));
  const { campaign } = rewardContext(from, {});
  const which = `Rewards: ${counted(rewards.length, 'title')}`;
  return planRewards(from, rewardIntents(rewards, campaign), {}, which);
};

const prepareTracking: FileRuns['prepareTracking'] = (call, { files, useEmail, options }) =>
  prepareFileRun(
    call,
    importTracking,
    ({ tables, settings }) => trackingIntents(files, campaignOf(tables), settings, useEmail),
    options,
    {
      which: files.map(({ name, count }) => `${name}: ${counted(count, 'row')}`).join('; '),
      lineOf: ({ line, file }) => ({ line, file }),
      groupOf: ({ orderId }) => orderId,
    },
  );

export const fileRuns: FileRuns = { prepareOrders, prepareTracking, preparePayments, prepareRewards };
