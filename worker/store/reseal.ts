import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';
import { SEALED, type Vault } from './vault.ts';

/**
 * Seals with the first key what was sealed with another: after it, the other keys may go.
 * @returns how many texts it sealed anew
 * @throws VaultError at the first that does not open; what was done before stays done
 */
export async function reseal(db: Kysely<Database>, vault: Vault): Promise<number> {
  let count = 0;
  const again = (sealed: string, context: string): string => {
    if (!vault.isOld(sealed)) return sealed;
    count += 1;
    return vault.seal(vault.open(sealed, context), context);
  };
  for (const { id, key_sealed } of await db.selectFrom('campaigns').select(['id', 'key_sealed']).execute()) {
    const next = again(key_sealed, SEALED.campaignKey(id));
    if (next === key_sealed) continue;
    // Only over what was read: a pairing meanwhile has brought a key of its own, sealed with the first.
    await db
      .updateTable('campaigns')
      .set({ key_sealed: next })
      .where('id', '=', id)
      .where('key_sealed', '=', key_sealed)
      .execute();
  }
  const connections = await db
    .selectFrom('connections')
    .select(['id', 'credentials_sealed', 'webhook_secret_sealed'])
    .execute();
  for (const { id, credentials_sealed, webhook_secret_sealed } of connections) {
    const credentials = again(credentials_sealed, SEALED.credentials(id));
    const secret = again(webhook_secret_sealed, SEALED.webhookSecret(id));
    // Each by itself: credentials that were changed meanwhile do not keep the secret from being sealed.
    if (credentials !== credentials_sealed) {
      await db
        .updateTable('connections')
        .set({ credentials_sealed: credentials })
        .where('id', '=', id)
        .where('credentials_sealed', '=', credentials_sealed)
        .execute();
    }
    if (secret !== webhook_secret_sealed) {
      await db
        .updateTable('connections')
        .set({ webhook_secret_sealed: secret })
        .where('id', '=', id)
        .where('webhook_secret_sealed', '=', webhook_secret_sealed)
        .execute();
    }
  }
  const sheets = await db.selectFrom('partner_sheets').select(['connection_id', 'packing_sealed']).execute();
  for (const { connection_id: id, packing_sealed } of sheets) {
    const next = again(packing_sealed, SEALED.packing(id));
    if (next === packing_sealed) continue;
    await db
      .updateTable('partner_sheets')
      .set({ packing_sealed: next })
      .where('connection_id', '=', id)
      .where('packing_sealed', '=', packing_sealed)
      .execute();
  }
  const accounts = await db.selectFrom('google_accounts').select(['campaign_id', 'refresh_sealed']).execute();
  for (const { campaign_id, refresh_sealed } of accounts) {
    const refresh = again(refresh_sealed, SEALED.googleRefresh(campaign_id));
    if (refresh === refresh_sealed) continue;
    await db
      .updateTable('google_accounts')
      .set({ refresh_sealed: refresh })
      .where('campaign_id', '=', campaign_id)
      .where('refresh_sealed', '=', refresh_sealed)
      .execute();
  }
  return count;
}
