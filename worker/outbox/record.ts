/** Writes what came of requests: parcels, requests and the wish for a projection in one transaction. */
import { sql, type Transaction } from 'kysely';
import { SHIPPED_WHEN, type ShippedWhen } from '../../shared/tabs/tabs.ts';
import type { Package, Parcel } from '../parcel/rows.ts';
import { applyOrder } from '../parcel/update.ts';
import type { Services } from '../services.ts';
import type { Database } from '../store/tables.ts';
import type { Finding, Found, Item } from './items.ts';
import { holdParcels, savePackages, saveParcels } from './parcels.ts';
import { PAUSED, type Settled, settleRequests } from './requests.ts';

/** Stuck is told in words of the partner's problem; an ordinary fault of this code would be tried once more. */
export interface Recorded {
  readonly item: Item;
  readonly finding: Finding;
  readonly stuck: boolean;
}

/** The rule of a channel's name; the imported number for one that the sheet has dropped. */
export async function rulesOf(
  trx: Transaction<Database>,
  campaignId: string,
): Promise<(channel: string) => ShippedWhen> {
  const rows = await trx
    .selectFrom('channels')
    .select(['name', 'shipped_when'])
    .where('campaign_id', '=', campaignId)
    .execute();
  const rules = new Map(rows.map(({ name, shipped_when }) => [name, shipped_when]));
  return (channel) => SHIPPED_WHEN.find((rule) => rule === rules.get(channel)) ?? 'tracking imported';
}

/** Records findings about requests of one campaign. */
export async function record(
  services: Services,
  campaignId: string,
  found: readonly Found[],
): Promise<Recorded[]> {
  if (found.length === 0) return [];
  const { db, jobs, clock, maxAttempts } = services;
  return db.transaction().execute(async (trx) => {
    const now = clock();
    const held = await holdParcels(trx, campaignId, [...new Set(found.map(({ item }) => item.parcel.id))]);
    const rule = await rulesOf(trx, campaignId);
    const settled: Settled[] = [];
    const recorded: Recorded[] = [];
    const changed = new Set<string>();
    for (const { item, finding } of found) {
      const before = held.get(item.parcel.id);
      if (before === undefined) continue;
      const line = requestAfter(item, finding, maxAttempts);
      settled.push(line);
      recorded.push({ item, finding, stuck: line.state === 'stuck' });
      const after = parcelAfter(before, item, finding, rule(before.parcel.channel), now);
      // Trouble of a request is in Needs attention, which follows the parcel.
      const troubled = line.state === 'stuck' || item.request.attempts >= maxAttempts;
      if (after === before && !troubled) continue;
      const version = Math.max(after.parcel.version, before.parcel.version) + 1;
      held.set(item.parcel.id, { ...after, parcel: { ...after.parcel, version, changed_at: now } });
      changed.add(item.parcel.id);
    }
    const rows = [...changed].flatMap((id) => held.get(id) ?? []);
    await saveParcels(
      trx,
      rows.map(({ parcel }) => parcel),
    );
    await savePackages(trx, rows);
    await settleRequests(trx, settled, now);
    await dropRest(
      trx,
      rows.flatMap(({ parcel }) => (parcel.state === 'cancelled' ? [parcel] : [])),
      now,
    );
    if (changed.size > 0) await jobs.ensure('project', { campaignId }, { trx, afterMs: services.gatherMs });
    return recorded;
  });
}

/** What was still to be asked for parcels that are cancelled: there is nothing to send any more. */
async function dropRest(trx: Transaction<Database>, parcels: readonly Parcel[], now: Date): Promise<void> {
  const campaignId = parcels[0]?.campaign_id;
  if (campaignId === undefined) return;
  await trx
    .updateTable('requests')
    .set({ state: 'done', code: 'dropped', message: '', changed_at: now })
    .where('campaign_id', '=', campaignId)
    .where('parcel_id', '=', sql<string>`any(${parcels.map(({ id }) => id)}::text[])`)
    .where('state', 'in', ['waiting', 'stuck'])
    .execute();
}

function requestAfter(item: Item, finding: Finding, maxAttempts: number): Settled {
  const { id, kind, attempts, state } = item.request;
  const line = (to: Settled['state'], code = '', message = '', fault = false): Settled => ({
    id,
    state: to,
    code,
    message,
    fault,
  });
  switch (finding.result) {
    case 'accepted':
    case 'adopted':
    case 'done':
    case 'gone':
    case 'moot':
      return line('done');
    case 'refused':
      return line('refused', finding.code, finding.reason);
    case 'stuck':
      return line('stuck', finding.problem.code, finding.problem.message);
    case 'later':
      return line(state === 'unknown' ? 'unknown' : 'waiting');
    case 'paused':
      return line(state === 'unknown' ? 'unknown' : 'waiting', PAUSED);
    case 'again':
    case 'unknown': {
      const { code, message } = finding.problem;
      if (attempts + 1 >= maxAttempts) return line('stuck', code, message, true);
      return line(
        finding.result === 'unknown' && kind === 'create' ? 'unknown' : 'waiting',
        code,
        message,
        true,
      );
    }
  }
}

interface State {
  readonly parcel: Parcel;
  readonly packages: readonly Package[];
}

/** The parcel with what was found; the same object when nothing of it changed. */
function parcelAfter(before: State, item: Item, finding: Finding, rule: ShippedWhen, now: Date): State {
  const { parcel, packages } = before;
  const { kind } = item.request;
  const withParcel = (change: Partial<Parcel>): State => ({ packages, parcel: { ...parcel, ...change } });
  const cancelled = (): State =>
    withParcel({ state: 'cancelled', cancelled_at: parcel.cancelled_at ?? now, reason: '' });
  const doubted = (): State =>
    parcel.state === 'taken' ? withParcel({ state: 'unknown', pushed_at: parcel.pushed_at ?? now }) : before;
  switch (finding.result) {
    case 'accepted':
    case 'adopted': {
      // A cancellation that was asked for meanwhile stands behind this request.
      const state = parcel.state === 'taken' || parcel.state === 'unknown' ? 'accepted' : parcel.state;
      const named =
        finding.result === 'adopted'
          ? { external_id: finding.order.externalId, order_number: finding.order.orderNumber }
          : { external_id: finding.externalId, order_number: finding.orderNumber };
      const confirmed: Parcel = {
        ...parcel,
        ...named,
        state,
        reason: '',
        confirmed_hash: item.parcel.content_hash,
        pushed_at: parcel.pushed_at ?? now,
      };
      if (finding.result === 'accepted') return { packages, parcel: confirmed };
      return applyOrder(confirmed, packages, finding.order, rule, now);
    }
    case 'done':
      if (kind === 'cancel') return cancelled();
      return withParcel({
        state: parcel.state === 'update asked' ? 'accepted' : parcel.state,
        reason: '',
        confirmed_hash: item.parcel.content_hash,
      });
    case 'gone':
      return cancelled();
    case 'moot':
      return before;
    case 'refused':
      if (kind === 'cancel') return withParcel({ state: 'cancel refused', reason: finding.reason });
      if (kind === 'update') return withParcel({ state: 'update refused', reason: finding.reason });
      // Refused, and to be cancelled: the partner has nothing of it.
      if (parcel.state === 'cancel asked') return cancelled();
      return withParcel({ state: 'refused', reason: finding.reason, pushed_at: null });
    case 'unknown':
      return kind === 'create' ? doubted() : before;
    case 'again':
    case 'later':
    case 'paused':
    case 'stuck':
      if (kind !== 'create') return before;
      // Nobody could look: whoever pushes it again must not think that it was never sent.
      if (item.request.state === 'unknown') return doubted();
      // It was looked for and is not there: what was in doubt is not sent.
      return parcel.state === 'unknown' ? withParcel({ state: 'taken', pushed_at: null }) : before;
  }
}
