/** A process of the tests: opens the store of a folder, says so, and holds it until SIGTERM. */
import { openStore } from '../../../worker/store/store.ts';
import { silent } from '../../support/log.ts';

const store = await openStore({ dataFolder: process.argv[2], log: silent });
process.once('SIGTERM', () => {
  void store.stop().then(() => process.exit(0));
});
await store.db
  .insertInto('pairings')
  .values({
    id: String(process.pid),
    campaign_id: 'sheet-1',
    name: 'Lantern',
    who: 'kim@example.org',
    nonce: 'n',
    expires_at: new Date('2026-03-01T10:22:31Z'),
  })
  .execute();
console.log(new URL(store.url).port);
setInterval(() => undefined, 1_000);
