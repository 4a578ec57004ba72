/** Prometheus metrics. Labels are names of ours, of vendors and codes: never of people, orders or spreadsheets. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is looked up when the metrics are read. */
export interface Measured {
  /** Jobs by queue and state. */
  readonly jobs: readonly { readonly queue: string; readonly state: string; readonly count: number }[];
  /** Requests of the outbox by kind and state. */
  readonly requests: readonly { readonly kind: string; readonly state: string; readonly count: number }[];
  /** Campaigns that are paired. */
  readonly campaigns: number;
  /** Parcels whose rows do not stand in the sheet yet, and for how long the oldest has waited, in seconds. */
  readonly unprojected: { readonly count: number; readonly oldestSeconds: number };
  /** Webhooks that were taken and not looked at yet. */
  readonly events: { readonly count: number; readonly oldestSeconds: number };
}

export interface Metrics {
  readonly contentType: string;
  /** The whole page. */
  text(measured: Measured): Promise<string>;
  onRequest(request: { method: string; route: string; status: number; ms: number }): void;
  /** The caller's hook. */
  onCall(call: { vendor: string; power: string; code: string; ms: number }): void;
  onWebhook(status: number): void;
  /** Code is `ok`, or why a projection stopped. */
  onProjection(projection: { calls: number; cells: number; ms: number; code: string }): void;
}

/** 5 ms to a minute: from an answer of our own to a partner that is thought to be away. */
const SECONDS = [0.005, 0.02, 0.1, 0.5, 2, 10, 60];

/** A registry of its own, so that a process may have several. `node: false` leaves Node's own figures out. */
export function createMetrics({ node = true }: { readonly node?: boolean } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (node) collectDefaultMetrics({ register: registry });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> =>
    new Gauge({ name, help, labelNames, registers });
  const jobs = gauge('shipsheet_jobs', 'Jobs in the queues', ['queue', 'state']);
  const requests = gauge('shipsheet_requests', 'Requests to partners', ['kind', 'state']);
  const campaigns = gauge('shipsheet_campaigns', 'Paired campaigns');
  const unprojected = gauge('shipsheet_unprojected_parcels', 'Parcels whose rows wait to be written');
  const lag = gauge('shipsheet_projection_lag_seconds', 'Age of the oldest change that waits to be written');
  const events = gauge('shipsheet_webhooks_waiting', 'Webhooks taken and not looked at');
  const eventLag = gauge('shipsheet_webhook_lag_seconds', 'Age of the oldest webhook not looked at');
  const http = new Histogram({
    name: 'shipsheet_http_seconds',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const calls = new Histogram({
    name: 'shipsheet_partner_call_seconds',
    help: 'Calls of partners, by what came of them',
    labelNames: ['vendor', 'power', 'code'],
    buckets: SECONDS,
    registers,
  });
  const webhooks = new Counter({
    name: 'shipsheet_webhooks_total',
    help: 'Webhooks answered',
    labelNames: ['status'],
    registers,
  });
  const projections = new Histogram({
    name: 'shipsheet_projection_seconds',
    help: 'Projections to sheets, by what came of them',
    labelNames: ['code'],
    buckets: SECONDS,
    registers,
  });
  const sheetsCalls = new Counter({
    name: 'shipsheet_sheets_calls_total',
    help: 'Calls of the Sheets API by projections',
    registers,
  });
  const cells = new Counter({
    name: 'shipsheet_sheets_cells_total',
    help: 'Cells written by projections',
    registers,
  });

  return {
    contentType: registry.contentType,
    text(measured) {
      jobs.reset();
      for (const { queue, state, count } of measured.jobs) jobs.set({ queue, state }, count);
      requests.reset();
      for (const { kind, state, count } of measured.requests) requests.set({ kind, state }, count);
      campaigns.set(measured.campaigns);
      unprojected.set(measured.unprojected.count);
      lag.set(measured.unprojected.oldestSeconds);
      events.set(measured.events.count);
      eventLag.set(measured.events.oldestSeconds);
      return registry.metrics();
    },
    onRequest: ({ ms, status, ...labels }) => http.observe({ ...labels, status: String(status) }, ms / 1000),
    onCall: ({ ms, ...labels }) => calls.observe(labels, ms / 1000),
    onWebhook: (status) => webhooks.inc({ status: String(status) }),
    onProjection(projection) {
      projections.observe({ code: projection.code }, projection.ms / 1000);
      sheetsCalls.inc(projection.calls);
      cells.inc(projection.cells);
    },
  };
}
