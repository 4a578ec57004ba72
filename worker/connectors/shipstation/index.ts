/** ShipStation: API v1, and the shipments of API v2 where the account has it. */
import type { CanCancel, CanListSince, CanReceiveWebhooks, CanUpdate, Connector } from '../contract.ts';
import { BASE_URL, credentialFields, credentials, remaining, settingFields } from './account.ts';
import { create } from './create.ts';
import { listSince } from './lists.ts';
import { preflight } from './order.ts';
import { cancel, find, test, update } from './orders.ts';
import { webhooks } from './webhooks.ts';

export const shipstation: Connector & CanUpdate & CanCancel & CanListSince & CanReceiveWebhooks = {
  vendor: 'shipstation',
  label: 'ShipStation',
  baseUrl: BASE_URL,
  credentialFields,
  settingFields,
  credentials,
  // For each pair of key and secret. API v2 has 200 of its own, which its few calls do not reach.
  limits: () => [{ calls: 40, ms: 60_000 }],
  remaining,
  preflight,
  test,
  create,
  find,
  update,
  cancel,
  listSince,
  webhooks,
};
