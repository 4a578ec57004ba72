/** Import Tracking as a run: rows of one or more files become intents, planned together. */
import { importTracking } from '../../../shared/actions/import-tracking.ts';
import { trackingIntents } from '../../../shared/actions/tracking-intents.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import type { FileRuns } from '../file-run.ts';
import { counted } from '../words.ts';
import { prepareFileRun } from './run.ts';

export const prepareTracking: FileRuns['prepareTracking'] = (call, { files, useEmail, options }) =>
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
