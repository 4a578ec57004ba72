/**
 * Easyship's webhooks. The signature is a JWT of the company's id under the webhook's secret: it proves who sends, and
 * nothing about the body. So the body only names a shipment, which is fetched; and what it says is never believed.
 */
import { createHash } from 'node:crypto';
import { jwtVerify } from 'jose';
import * as z from 'zod';
import type { CanReceiveWebhooks, Nudge } from '../contract.ts';
import { isShipmentId } from './look.ts';
import { fetchOne } from './news.ts';

const HEADER = 'x-easyship-signature';

const EVENT = z.object({
  event_type: z.string(),
  resource_type: z.string().optional(),
  resource_id: z.string().optional(),
  data: z.object({ easyship_shipment_id: z.string().optional() }).optional(),
});

function headerOf(headers: Readonly<Record<string, string>>): string {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === HEADER);
  return found?.[1] ?? '';
}

/** Events have no id: the same words about the same shipment are the same event. What that hides comes with a sync. */
const idOf = (type: string, resource: string, body: Uint8Array): string =>
  `${type}/${resource}/${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

export const webhooks: CanReceiveWebhooks['webhooks'] = {
  setUp:
    'In Easyship, open Connect, Webhooks, Add new webhook. Paste {url} as the endpoint, choose version 2024-09 and all shipment events, and create it. Then copy its secret (webh_…) into this connection, and activate the webhook.',
  async verify({ headers, account }) {
    const secret = account.credentials.webhookSecret ?? '';
    const token = headerOf(headers);
    if (secret === '' || token === '') return false;
    try {
      await jwtVerify(token, new TextEncoder().encode(secret), { algorithms: ['HS256'] });
      return true;
    } catch {
      return false;
    }
  },
  nudges(body): readonly Nudge[] | null {
    const parsed = EVENT.safeParse(jsonOf(body));
    if (!parsed.success) return null;
    const { event_type, resource_id = '', data } = parsed.data;
    if (!event_type.startsWith('shipment.')) return [];
    const resource = data?.easyship_shipment_id ?? resource_id;
    return isShipmentId(resource) ? [{ id: idOf(event_type, resource, body), resource }] : [];
  },
  fetch: fetchOne,
};
