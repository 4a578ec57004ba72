/** Sends parcels to a partner, in its batches. */
import { batchOf, type CallProblem, type Created, isRetryable } from '../connectors/contract.ts';
import type { Opened } from './accounts.ts';
import { doubted, type Found, type Item, parcelOrder } from './items.ts';
import { faultOf, look } from './look.ts';

const UNREAD: CallProblem = {
  code: 'api.answer-unreadable',
  message: 'The partner’s answer does not say what became of it.',
};

/** The answer may have been lost on its way: the partner can have done it. */
const inDoubt = ({ code }: CallProblem): boolean =>
  code === 'api.answer-unreadable' || (isRetryable({ code, message: '' }) && code !== 'api.http-429');

/**
 * Creates one batch. A batch that is refused whole is halved until the one that is wrong stands alone, so that it keeps
 * no other back (case F2). `send` marks items as being sent and answers those that are ours.
 */
export async function createBatch(
  opened: Opened,
  items: readonly Item[],
  send: (items: readonly Item[]) => Promise<readonly Item[]>,
): Promise<Found[]> {
  const ours = await send(items);
  if (ours.length === 0) return [];
  const reply = await opened.ask(opened.connector.create, ours.map(parcelOrder), 'click');
  if (reply.ok) {
    const byKey = new Map(reply.value.map((created) => [created.key, created]));
    return Promise.all(ours.map((item) => outcome(opened, item, byKey.get(item.parcel.key))));
  }
  const { problem } = reply;
  if (inDoubt(problem)) return ours.map((item) => ({ item, finding: { result: 'unknown', problem } }));
  const finding = faultOf(problem);
  if (finding.result !== 'stuck' || ours.length === 1) return ours.map((item) => ({ item, finding }));
  const half = Math.ceil(ours.length / 2);
  const again = async (part: readonly Item[]) => createBatch(opened, part, async (same) => same);
  return [...(await again(ours.slice(0, half))), ...(await again(ours.slice(half)))];
}

async function outcome(opened: Opened, item: Item, created: Created | undefined): Promise<Found> {
  if (created === undefined) return { item, finding: { result: 'unknown', problem: UNREAD } };
  switch (created.outcome) {
    case 'accepted': {
      const { externalId, orderNumber } = created;
      return { item, finding: { result: 'accepted', externalId, orderNumber } };
    }
    case 'refused':
      return { item, finding: { result: 'refused', code: created.code, reason: created.reason } };
    case 'exists': {
      // It says that it is there and does not find it: asked again later, nothing is created anew.
      const finding = (await look(opened, item)) ?? { result: 'unknown', problem: UNREAD };
      // Whatever keeps us from looking, it has one: whoever cancels it must not think that it was never sent.
      return { item: doubted(item), finding };
    }
    case 'failed': {
      const { problem } = created;
      return { item, finding: inDoubt(problem) ? { result: 'unknown', problem } : faultOf(problem) };
    }
  }
}

/** Items in the batches that the account takes. */
export function batchesOf(opened: Opened, items: readonly Item[]): Item[][] {
  const size = Math.max(1, batchOf(opened.connector, opened.account));
  const batches: Item[][] = [];
  for (let i = 0; i < items.length; i += size) batches.push(items.slice(i, i + size));
  return batches;
}
