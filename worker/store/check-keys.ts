import { type Kysely, sql } from 'kysely';
import type { Database } from './tables.ts';
import { SEALED, type Vault } from './vault.ts';

/**
 * Opens one text of each key that the database is sealed with, so that a key which is missing or another one is told at
 * the start, and not by each request that fails.
 * @throws VaultError that names the key
 */
export async function checkKeys(db: Kysely<Database>, vault: Vault): Promise<void> {
  const { rows } = await sql<{
    of: 'campaignKey' | 'credentials' | 'webhookSecret' | 'packing' | 'googleRefresh';
    id: string;
    text: string;
  }>`
    select distinct on (split_part(text, '.', 1)) * from (
      select 'campaignKey' as of, id, key_sealed as text from campaigns
      union all select 'credentials', id, credentials_sealed from connections
      union all select 'webhookSecret', id, webhook_secret_sealed from connections
      union all select 'packing', connection_id, packing_sealed from partner_sheets
      union all select 'googleRefresh', campaign_id, refresh_sealed from google_accounts
    ) as sealed`.execute(db);
  for (const { of, id, text } of rows) vault.open(text, SEALED[of](id));
}
