/** Payments: a page of its own, for beside the readers of files it has the action panel with all that makes files. */
import { preparePayments } from '../file-runs/payments.ts';
import { recordPaymentsPanel } from '../panels/record-payments.ts';
import { start } from '../start.ts';

const files = { preparePayments };

start({ 'record-payments': (env, root) => recordPaymentsPanel({ ...env, files }, root) });
