/** A connection gets another name, and the channels that name it follow. */
import { type Call, CallError, sentenceOf } from '../call.ts';
import { changeDrafts } from './drafts.ts';
import { isSame } from './tell-channels.ts';
import type { Worker } from './worker.ts';

/**
 * The worker is told first: two connections of one name are refused there. Where the channels cannot follow it gets its
 * old name again, for until they do nothing would be pushed, and whatever is called so next would get their parcels.
 */
export async function renameConnection(
  call: Call,
  worker: Pick<Worker, 'change'>,
  { id, name: from }: { readonly id: string; readonly name: string },
  to: string,
): Promise<void> {
  await worker.change(id, { name: to });
  try {
    await changeDrafts(call, (draft) =>
      isSame(draft.connectedTo, from) ? { ...draft, connectedTo: to } : draft,
    );
  } catch (error) {
    const isBack = await worker.change(id, { name: from }).then(
      () => true,
      () => false,
    );
    throw new CallError(
      'connection.channels-behind',
      isBack
        ? `Nothing is renamed, for the channels could not follow: ${sentenceOf(error)}`
        : `The connection is called ${to} now, but the channels still say ${from}: ${sentenceOf(error)} Choose ${to} for them under Set Up, Channels.`,
    );
  }
}
