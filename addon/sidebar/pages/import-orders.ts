/** What comes from platforms and payment services: orders, rewards, payments. */
import { prepareOrders } from '../file-runs/orders.ts';
import { preparePayments } from '../file-runs/payments.ts';
import { prepareRewards } from '../file-runs/rewards.ts';
import { importOrdersPanel } from '../panels/import-orders.ts';
import { recordPaymentsPanel } from '../panels/record-payments.ts';
import { rewardsPanel } from '../panels/rewards.ts';
import { start } from '../start.ts';

const files = { prepareOrders, preparePayments, prepareRewards };

start({
  'import-orders': (env, root) => importOrdersPanel({ ...env, files }, root),
  'record-payments': (env, root) => recordPaymentsPanel({ ...env, files }, root),
  rewards: (env, root) => rewardsPanel({ ...env, files }, root),
});
