/** A connection got another name: the channels that name it follow. */
import { type Call, CallError, sentenceOf } from '../call.ts';
import { changeDrafts } from './drafts.ts';

export async function renameInChannels(call: Call, from: string, to: string): Promise<void> {
  try {
    await changeDrafts(call, (draft) => (draft.connectedTo === from ? { ...draft, connectedTo: to } : draft));
  } catch (error) {
    throw new CallError(
      'connection.channels-behind',
      `The connection is called ${to} now, but the channels still say ${from}: ${sentenceOf(error)} Choose ${to} for them under Set Up, Channels.`,
    );
  }
}
