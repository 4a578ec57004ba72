/**
 * The page as it is, but files are planned by the scripted server: `preview` gets what the panel handed over. The panels
 * of the page `connect` are not here: they parse what a worker answers, and their tests open the real page.
 */
import type { Call } from '../../../addon/sidebar/call.ts';
import type { FileRow, FileRun, FileRuns } from '../../../addon/sidebar/file-run.ts';
import { actionPanel, startOf } from '../../../addon/sidebar/panels/action.ts';
import { addressesPanel } from '../../../addon/sidebar/panels/addresses.ts';
import { checkPanel } from '../../../addon/sidebar/panels/check.ts';
import { exportsPanel } from '../../../addon/sidebar/panels/exports.ts';
import { guidePanel } from '../../../addon/sidebar/panels/guide.ts';
import { importOrdersPanel } from '../../../addon/sidebar/panels/import-orders.ts';
import { importTrackingPanel } from '../../../addon/sidebar/panels/import-tracking.ts';
import { orderPanel } from '../../../addon/sidebar/panels/order.ts';
import { productsPanel } from '../../../addon/sidebar/panels/products.ts';
import { recordPaymentsPanel } from '../../../addon/sidebar/panels/record-payments.ts';
import { rewardsPanel } from '../../../addon/sidebar/panels/rewards.ts';
import { segmentsPanel } from '../../../addon/sidebar/panels/segments.ts';
import { settingsPanel } from '../../../addon/sidebar/panels/settings.ts';
import { start } from '../../../addon/sidebar/start.ts';

const plan =
  (action: string) =>
  async (call: Call, input: object): Promise<FileRun> => {
    const preview = await call('preview', { action, scope: { base: 'all' }, options: { input } });
    const rows: FileRow[] = preview.reasons.flatMap((reason) =>
      reason.samples.map((sample, i) => ({
        line: i + 2,
        file: 0,
        key: sample.key,
        outcome: reason.outcome,
        code: reason.code,
        detail: sample.detail,
      })),
    );
    const { runId, now, hash, which } = preview;
    return {
      preview,
      rows,
      async apply(onProgress) {
        let sums = preview.sums;
        for (let part = 0; ; part++) {
          const step = await call('applyPart', {
            action,
            options: {},
            runId,
            now,
            hash,
            sums,
            which,
            intents: [],
            part,
            last: false,
            counts: { already: 0, left: 0, decide: 0 },
          });
          sums = step.sums;
          onProgress({ done: step.done, total: step.total });
          if (step.result !== null) return step.result;
        }
      },
    };
  };

const files: FileRuns = {
  prepareOrders: plan('import-orders'),
  prepareAnswers: plan('import-answers'),
  prepareTracking: async (call, { files, useEmail, carrier, options }) => ({
    ...(await plan('import-tracking')(call, {
      files: files.map((file) => ({ name: file.name, found: file.mapping.found, number: file.number })),
      useEmail,
      carrier,
      options,
    })),
    proposals: [],
    questions: [],
  }),
  preparePayments: plan('record-payments'),
  prepareRewards: plan('map-rewards'),
};

start({
  action: (env, root) => actionPanel(env, root, startOf(env.boot)),
  guide: guidePanel,
  'import-orders': (env, root) => importOrdersPanel({ ...env, files }, root),
  'import-tracking': (env, root) => importTrackingPanel({ ...env, files }, root),
  'record-payments': (env, root) => recordPaymentsPanel({ ...env, files }, root),
  rewards: (env, root) => rewardsPanel({ ...env, files }, root),
  addresses: addressesPanel,
  segments: segmentsPanel,
  order: orderPanel,
  exports: exportsPanel,
  products: productsPanel,
  settings: settingsPanel,
  check: checkPanel,
});
