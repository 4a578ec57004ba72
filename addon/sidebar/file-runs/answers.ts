/** Survey answers as a run: what their items are is remembered first, as with orders. */

import { answerRows } from '../../../shared/actions/import-orders/answer-rows.ts';
import { importAnswers } from '../../../shared/actions/import-orders/answers.ts';
import { platformIdOf } from '../../../shared/actions/import-orders/items-of.ts';
import { mapRewards } from '../../../shared/actions/map-rewards.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import type { Call } from '../call.ts';
import type { AnswersInput, FileRun } from '../file-run.ts';
import { counted } from '../words.ts';
import { withRewards } from './orders.ts';
import { planRewards, rewardContext, rewardIntents } from './rewards.ts';
import { loaded, planFileRun } from './run.ts';

const KEYS = { Orders: ['Backer number', 'Backer UID', 'Email'] };

/** Plans the answers of a form, and with them the rows of Rewards. */
export async function prepareAnswers(call: Call, input: AnswersInput): Promise<FileRun> {
  const from = await loaded(call, importAnswers.reads({}), mapRewards.reads({}), KEYS);
  const options = { answers: input.answers };
  const mapping = new Map(input.rewards.map(({ platformId, items }) => [platformIdOf(platformId), items]));
  const { backers, layout } = input.file;
  const answers = answerRows(backers, layout, campaignOf(from.tables), mapping, {
    prefix: from.settings.prefix,
    useEmail: input.useEmail,
  });
  const which = `${input.fileName}: ${counted(answers.length, 'row')}, file ${input.fileHash}`;
  const run = planFileRun(from, importAnswers, answers, options, {
    which,
    lineOf: ({ line }) => ({ line, file: 0 }),
    groupOf: ({ orderId }) => orderId,
  });
  const { campaign } = rewardContext(from, options);
  const taken = new Set(answers.filter(({ refusal }) => refusal === null).map(({ orderId }) => orderId));
  const rewards = rewardIntents(input.rewards, campaign, new Set(), taken);
  return withRewards(run, planRewards(from, rewards, options, which));
}
