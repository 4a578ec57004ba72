/** The channel of a partner's sheet: it ships by it once its Connected to says so. */
import type { ChannelDraft } from '../../api.ts';
import { type Call, CallError, sentenceOf } from '../call.ts';
import { changeDrafts } from '../connect/drafts.ts';
import { isSame } from '../connect/tell-channels.ts';

const METHOD = 'Partner sheet';

export const shipsBySheet = ({ method }: ChannelDraft): boolean => method === METHOD;

/** Whether Push hands its shipments over to this sheet. */
export const isConnectedTo = (draft: ChannelDraft | undefined, sheet: string): boolean =>
  draft !== undefined && shipsBySheet(draft) && isSame(draft.connectedTo, sheet);

/** Answers all channels as they are then. */
export async function connectChannel(
  call: Call,
  channel: string,
  sheet: string,
): Promise<readonly ChannelDraft[]> {
  try {
    const drafts = await changeDrafts(call, (draft) =>
      draft.name !== channel || isConnectedTo(draft, sheet)
        ? draft
        : { ...draft, method: METHOD, connectedTo: sheet },
    );
    if (drafts.some(({ name }) => name === channel)) return drafts;
  } catch (error) {
    throw new CallError(
      'channel.behind',
      `The sheet is there, but the channel ${channel} could not be told: ${sentenceOf(error)}`,
    );
  }
  throw new CallError(
    'channel.gone',
    `Channels has no ${channel} any more. Call a channel so again, or end this sheet.`,
  );
}

/** The sheet has ended: the channel has none. */
export function disconnectChannel(call: Call, channel: string, sheet: string): Promise<unknown> {
  return changeDrafts(call, (draft) =>
    draft.name === channel && isSame(draft.connectedTo, sheet) ? { ...draft, connectedTo: '' } : draft,
  );
}
