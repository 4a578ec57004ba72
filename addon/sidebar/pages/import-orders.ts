/** What comes from platforms and shops: orders, and what their rewards are. */
import { prepareAnswers } from '../file-runs/answers.ts';
import { prepareOrders } from '../file-runs/orders.ts';
import { prepareRewards } from '../file-runs/rewards.ts';
import { importOrdersPanel } from '../panels/import-orders.ts';
import { rewardsPanel } from '../panels/rewards.ts';
import { start } from '../start.ts';

const files = { prepareOrders, prepareAnswers, prepareRewards };

start({
  'import-orders': (env, root) => importOrdersPanel({ ...env, files }, root),
  rewards: (env, root) => rewardsPanel({ ...env, files }, root),
});
