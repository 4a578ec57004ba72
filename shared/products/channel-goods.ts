/** What a channel says about goods: where it ships from, what it does not carry, and whether it needs customs data. */
import { countryCode } from '../address/countries.ts';
import type { Campaign } from '../order/campaign.ts';
import { listCell } from '../order/channels.ts';
import { type Table, textColumn } from '../tabs/table.ts';

export const CHANNEL_GOODS_COLUMNS = ['Ships from', 'Does not carry', 'Customs data', 'Split rule'] as const;

export interface ChannelGoods {
  /** ISO code; "" when nobody has said so. */
  readonly shipsFrom: string;
  readonly doesNotCarry: ReadonlySet<string>;
  /** Grams below which a parcel beside another one is hardly worth its postage; 0 for any. `not below 50 g`. */
  readonly splitFrom: number;
  /** ask: parcels go without, with a warning. required: they do not. not needed: nobody asks. */
  readonly customs: 'ask' | 'required' | 'not needed';
}

/** By channel name. A channel that serves one country ships from there, when it does not say otherwise. */
export function readChannelGoods(table: Table | undefined, campaign: Campaign): Map<string, ChannelGoods> {
  const names = textColumn(table, 'Channel');
  const from = textColumn(table, 'Ships from');
  const not = textColumn(table, 'Does not carry');
  const customs = textColumn(table, 'Customs data');
  const split = textColumn(table, 'Split rule');
  const made = new Map<string, ChannelGoods>();
  for (const channel of campaign.channels) {
    const i = names.indexOf(channel.name);
    const only = channel.countries.size === 1 ? ([...channel.countries][0] ?? '') : '';
    const said = (customs[i] ?? '').toLowerCase();
    made.set(channel.name, {
      shipsFrom: countryCode(from[i] ?? '') ?? countryCode(only) ?? '',
      doesNotCarry: new Set(listCell(not[i] ?? '').map((sku) => campaign.catalog.find(sku)?.sku ?? sku)),
      splitFrom: Number(/(\d+) ?g\b/i.exec(split[i] ?? '')?.[1] ?? 0),
      customs: said === 'required' || said === 'not needed' ? said : 'ask',
    });
  }
  return made;
}
