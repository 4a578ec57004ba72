/** What the panels may send, checked here and nowhere else. */
import * as z from 'zod/mini';
import { isWhole } from '../../shared/actions/action.ts';
import { RULE } from '../../shared/segment/rule.ts';
import { TAB_NAMES } from '../../shared/tabs/tabs.ts';
import type { ApiName } from '../api.ts';

const strings = z.array(z.string());
const scope = z.object({
  base: z.enum(['selection', 'visible', 'all', 'list', 'requests']),
  list: z.optional(z.string()),
  stages: z.optional(strings),
  countries: z.optional(strings),
  rewards: z.optional(strings),
  skus: z.optional(z.object({ mode: z.enum(['any', 'all', 'only']), skus: strings })),
  channel: z.optional(z.string()),
  segment: z.optional(z.string()),
  filter: z.optional(z.string()),
  rule: z.optional(RULE),
});
const options = z.record(z.string(), z.unknown());
const count = z.custom<number>(isWhole);
const none = z.object({});
const layoutKind = z.enum(['orders', 'tracking', 'export']);
const name = z.custom<string>((text) => typeof text === 'string' && text !== '');
const channelDrafts = z.object({
  channels: z.array(
    z.object({
      name,
      skus: strings,
      everythingElse: z.boolean(),
      method: z.string(),
      connectedTo: z.string(),
      shippedWhen: z.string(),
      emailsBy: z.string(),
      countries: strings,
      priority: z.number(),
      notTo: strings,
    }),
  ),
  renamed: z.optional(z.array(z.object({ from: name, to: name }))),
});

export const REQUESTS = {
  setUp: none,
  context: none,
  preview: z.object({ action: z.string(), scope, options, resume: z.optional(z.string()) }),
  apply: z.object({
    action: z.string(),
    scope,
    options,
    runId: z.string(),
    now: z.string(),
    hash: z.string(),
    sums: z.string(),
    which: z.string(),
  }),
  failures: z.object({ action: z.string(), scope, options, from: count }),
  readColumns: z.object({ tab: z.enum(TAB_NAMES), columns: strings, from: count, count }),
  applyPart: z.object({
    action: z.string(),
    options,
    runId: z.string(),
    now: z.string(),
    hash: z.string(),
    sums: z.string(),
    which: z.string(),
    intents: z.array(z.unknown()),
    part: count,
    last: z.boolean(),
    counts: z.object({ already: count, left: count, decide: count }),
  }),
  setAside: z.object({ runId: z.string() }),
  tabs: none,
  readTab: z.object({ name: z.string(), from: count, count }),
  findOrder: z.object({ query: z.string() }),
  order: z.object({ orderId: z.optional(z.string()) }),
  saveChannels: channelDrafts,
  segments: z.object({ rules: z.nullable(z.array(z.object({ filter: z.string(), rule: RULE }))) }),
  saveSegment: z.object({ was: z.string(), name: z.string(), filter: z.string(), rule: RULE }),
  deleteSegment: z.object({ name: z.string() }),
  countFilter: z.object({ rule: RULE }),
  openSegment: z.object({ name: z.string(), remove: z.boolean() }),
  rewards: none,
  layouts: z.object({ kind: layoutKind }),
  saveLayout: z.object({ kind: layoutKind, key: name, name: z.string(), mapping: z.nullable(z.string()) }),
  saveSettings: z.object({
    campaignName: z.string(),
    prefix: z.string(),
    lockDownDate: z.string(),
    noNumberDays: count,
  }),
  exportRows: z.object({ batch: z.string(), columns: strings, from: count }),
  check: z.object({ part: count }),
  openPanel: z.object({
    panel: z.string(),
    title: z.string(),
    action: z.optional(z.string()),
    orders: z.optional(strings),
    segment: z.optional(z.string()),
    filter: z.optional(z.string()),
  }),
  showOrder: z.object({ orderId: z.string() }),
  workerState: none,
  pair: z.object({ address: name }),
  unpair: none,
  askWorker: z.object({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: z.custom<string>((path) => /^\/v1\/[\w/?=&%.-]+$/.test(String(path))),
    body: z.unknown(),
  }),
  recordHappenings: none,
  handOver: z.object({ channel: z.string(), after: z.optional(z.string()) }),
} as const satisfies Record<ApiName, unknown>;

/** What a lease keeps of a run, for resuming it. */
export const RESUME = z.object({ scope, options });

export const REQUEST = z.object({ fn: z.string(), args: z.unknown() });
