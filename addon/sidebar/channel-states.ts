/** What channels mean, worked out in the page: the tables are read once, and each draft is then shown at once. */
import {
  CHANNEL_STATE_READS,
  type ChannelDraft,
  type ChannelState,
  channelState,
} from '../../shared/order/channel-state.ts';
import type { Tables } from '../../shared/tabs/table.ts';
import type { Call } from './call.ts';
import { loadTables } from './file-runs/load.ts';

export type ChannelStates = (drafts: readonly ChannelDraft[] | null) => Promise<ChannelState>;

/** Answers for drafts, or for the tab as it is (null). A read that failed is tried again by the next question. */
export function channelStates(call: Call): ChannelStates {
  let tables: Promise<Tables> | null = null;
  return async (drafts) => {
    tables ??= loadTables(call, CHANNEL_STATE_READS);
    try {
      return channelState(await tables, drafts);
    } catch (error) {
      tables = null;
      throw error;
    }
  };
}
