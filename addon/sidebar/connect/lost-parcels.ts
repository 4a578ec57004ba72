/** Parcels whose channel is gone from the tab: which channel they are in now. */
import type { ChannelState } from '../../api.ts';
import { type Child, h } from '../dom.ts';
import { labelled, message, select } from '../widgets/basics.ts';
import { counted } from '../words.ts';

export interface LostOptions {
  readonly gone: ChannelState['gone'];
  /** To choose from. */
  readonly channels: readonly string[];
  /** What is chosen: the name that is gone, to the channel that takes its parcels. */
  readonly taken: Map<string, string>;
  changed(): void;
}

/** Nothing where no parcel is lost. Choosing is a change like others: Save does it. */
export function lostParcels({ gone, channels, taken, changed }: LostOptions): Child {
  return gone.map(({ name, parcels }) =>
    message(
      'warning',
      h(
        'p',
        {},
        `${counted(parcels, 'parcel')} that ${parcels === 1 ? 'has' : 'have'} not shipped ${parcels === 1 ? 'is' : 'are'} in ${name}, which is no channel any more. What a warehouse has stays there; it can be recalled, but nothing can be pushed or changed.`,
      ),
      channels.length > 0 &&
        labelled(
          `What is ${name} called now?`,
          select(
            [
              { value: '', label: 'Nothing: it is gone' },
              ...channels.map((channel) => ({ value: channel, label: channel })),
            ],
            taken.get(name) ?? '',
            (channel) => {
              if (channel === '') taken.delete(name);
              else taken.set(name, channel);
              changed();
            },
          ),
        ),
    ),
  );
}
