import type { FileRuns } from './file-run.ts';
import { start } from './start.ts';

const notYet = (): Promise<never> => Promise.reject(new Error('Files cannot be planned yet'));
const files: FileRuns = {
  prepareOrders: notYet,
  prepareTracking: notYet,
  preparePayments: notYet,
  prepareRewards: notYet,
};
start(files);
