/** What a creator must look at, of a partner's sheet as a whole. */
import type { Kysely } from 'kysely';
import { CONNECTION_ATTENTION, wordsOf } from '../parcel/attention-words.ts';
import type { WantedAttention } from '../sheets/wanted.ts';
import type { Database } from '../store/tables.ts';
import type { PartnerSheet } from './load.ts';
import { isOpen } from './load-links.ts';
import { isCopy, MOST_STRAYS } from './strays.ts';

/** What is named; a tab that was pasted over would fill the cell. */
const MOST_NAMED = 10;

type Told = Pick<PartnerSheet, 'strays' | 'open_to' | 'policy'>;

/** The detail of each code's words; "" for nothing to say. */
const DETAILS: readonly (readonly [code: keyof typeof CONNECTION_ATTENTION, of: (sheet: Told) => string])[] =
  [
    ['partner.strays', ({ strays }) => listed(strays.filter((one) => !isCopy(one)).map(rowName))],
    ['partner.second-tab', ({ strays }) => listed(strays.filter(isCopy).map(({ id }) => `“${id}”`))],
    [
      'partner.link-open',
      ({ open_to: openTo, policy }) =>
        !isOpen({ openTo, policy }) ? '' : openTo === 'writers' ? 'open and change' : 'open',
    ],
  ];

const rowName = ({ line, id }: Told['strays'][number]): string => `row ${line}${id === '' ? '' : ` (${id})`}`;

function listed(names: readonly string[]): string {
  const more = names.length < MOST_STRAYS ? names.length - MOST_NAMED : 'many';
  const rest = names.length > MOST_NAMED ? ` and ${more} more` : '';
  return `${names.slice(0, MOST_NAMED).join(', ')}${rest}`;
}

/**
 * Rows of no shipment (case K6), tabs beside the one that is read, and sheets that anybody can open (case K11), by sheet;
 * blank words for a sheet without.
 */
export async function sheetAttention(db: Kysely<Database>, campaignId: string): Promise<WantedAttention[]> {
  const sheets = await db
    .selectFrom('partner_sheets')
    .innerJoin('connections', 'connections.id', 'partner_sheets.connection_id')
    .select(['connections.name', 'strays', 'open_to', 'policy', 'ended_at', 'channel'])
    .where('partner_sheets.campaign_id', '=', campaignId)
    .orderBy('partner_sheets.created_at')
    .execute();
  // One that has ended says nothing of the one that has its name now.
  const live = new Set(sheets.flatMap(({ name, ended_at }) => (ended_at === null ? [name] : [])));
  const told = sheets.filter(({ name, ended_at }) => ended_at === null || !live.has(name));
  return told.flatMap(({ name, ended_at, channel, ...sheet }) =>
    DETAILS.map(([code, of]): WantedAttention => {
      const key = `${code}/${name}/`;
      const detail = ended_at === null ? of(sheet) : '';
      if (detail === '') return { key, what: '', action: '' };
      const { what, action } = wordsOf(CONNECTION_ATTENTION[code], detail);
      return { key, what: `${channel}: ${what}`, action };
    }),
  );
}
