/** What comes from warehouses. */
import { prepareTracking } from '../file-runs/tracking.ts';
import { importTrackingPanel } from '../panels/import-tracking.ts';
import { start } from '../start.ts';

const files = { prepareTracking };

start({ 'import-tracking': (env, root) => importTrackingPanel({ ...env, files }, root) });
