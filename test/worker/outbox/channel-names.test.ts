import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HandOver } from '../../../shared/sync/wire.ts';
import { CHANNEL, handed } from '../../support/handed.ts';
import { type SyncCampaign, type SyncWorld, startSync, UPS } from '../partner-sheet/sync/world.ts';

let world: SyncWorld;
beforeAll(async () => {
  world = await startSync();
});
afterAll(() => world.stop());

const SHEET = `${CHANNEL} sheet`;
const WEST = 'West 3PL';

type Named = readonly (readonly [name: string, connection: string])[];

/** Rows of a channel, with what the tab says of all channels. */
function over(rows: HandOver['shipments'], named: Named): HandOver {
  return {
    names: named.map(([name]) => name),
    channels: named.flatMap(([name, connection]) =>
      connection === ''
        ? []
        : [{ name, connection, shippedWhen: 'tracking imported', emailsBy: 'nobody' } as const],
    ),
    products: [],
    shipments: rows,
  };
}
const outcome = async (campaign: SyncCampaign, id: string, channel: string, named: Named) => {
  const { results } = await world.exchange.take(campaign.id, over([handed(id, { channel })], named));
  return results[0]?.code || results[0]?.outcome;
};
const served = async ({ connectionId }: SyncCampaign) => {
  const row = await world.store.db
    .selectFrom('partner_sheets')
    .select('channel')
    .where('connection_id', '=', connectionId)
    .executeTakeFirstOrThrow();
  return row.channel;
};
const tell = (campaign: SyncCampaign, named: Named, renamed: readonly (readonly [string, string])[] = []) =>
  world.exchange.tellChannels(campaign.id, {
    channels: named.map(([name, connection]) => ({ name, connection })),
    renamed: renamed.map(([from, to]) => ({ from, to })),
  });
/** Another live sheet in the same campaign. */
async function beside(campaign: SyncCampaign, channel: string): Promise<SyncCampaign> {
  const other = await world.campaign();
  const set = { campaign_id: campaign.id };
  await world.store.db
    .updateTable('connections')
    .set({ ...set, name: `${channel} sheet` })
    .where('id', '=', other.connectionId)
    .execute();
  await world.store.db
    .updateTable('partner_sheets')
    .set({ ...set, channel })
    .where('connection_id', '=', other.connectionId)
    .execute();
  return other;
}

describe('A channel that got another name in its cell', () => {
  it('keeps its sheet: the one channel that is connected to it serves it when the old name is gone', async () => {
    const campaign = await world.pushed();
    expect(await outcome(campaign, 'A-2-1', WEST, [[WEST, SHEET]])).toBe('taken');
    expect(await served(campaign)).toBe(WEST);
    await campaign.sync();
    expect(campaign.paper.ids()).toEqual(['A-1-1', 'A-2-1']);
    // What went out under the old name is the same channel's, and its number comes back.
    expect((await campaign.parcel('A-1-1')).channel).toBe(WEST);
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe(UPS);
  });

  it('K2: gives its sheet to no other channel while the old name is there, whatever that is connected to', async () => {
    const campaign = await world.campaign();
    const named: Named = [
      [CHANNEL, ''],
      [WEST, SHEET],
    ];
    expect(await outcome(campaign, 'A-1-1', WEST, named)).toBe('connection.other-channel');
    expect(await served(campaign)).toBe(CHANNEL);
  });

  it('K2: gives its sheet to nobody when two channels are connected to it', async () => {
    const campaign = await world.campaign();
    const named: Named = [
      [WEST, SHEET],
      ['EU', SHEET],
    ];
    expect(await outcome(campaign, 'A-1-1', WEST, named)).toBe('connection.other-channel');
  });

  it('gives it to no channel that has a sheet of its own', async () => {
    const campaign = await world.campaign();
    await beside(campaign, WEST);
    expect(await outcome(campaign, 'A-1-1', WEST, [[WEST, SHEET]])).toBe('connection.other-channel');
    expect(await served(campaign)).toBe(CHANNEL);
  });

  it('is not guessed at where an add-on of before tells some channels alone', async () => {
    const campaign = await world.campaign();
    const { names: _, ...before } = over([handed('A-1-1', { channel: WEST })], [[WEST, SHEET]]);
    const { results } = await world.exchange.take(campaign.id, before);
    expect(results[0]?.code).toBe('connection.other-channel');
  });

  it('is seen without a push too, as soon as a panel tells the channels', async () => {
    const campaign = await world.pushed();
    expect(await tell(campaign, [[WEST, SHEET.toUpperCase()]])).toEqual({ ok: true, value: null });
    expect(await served(campaign)).toBe(WEST);
    expect((await campaign.parcel('A-1-1')).channel).toBe(WEST);
  });
});

describe('Channels that a panel renames', () => {
  it('swap their names with their sheets and parcels, and nothing moves to another warehouse', async () => {
    const campaign = await world.pushed();
    const other = await beside(campaign, 'EU');
    const before: Named = [
      [CHANNEL, SHEET],
      ['EU', 'EU sheet'],
    ];
    await outcome(campaign, 'A-5-1', 'EU', before);
    const now: Named = [
      ['EU', SHEET],
      [CHANNEL, 'EU sheet'],
    ];
    const swap = [
      [CHANNEL, 'EU'],
      ['EU', CHANNEL],
    ] as const;
    expect(await tell(campaign, now, swap)).toEqual({ ok: true, value: null });
    expect([await served(campaign), await served(other)]).toEqual(['EU', CHANNEL]);
    expect((await campaign.parcel('A-1-1')).channel).toBe('EU');
    expect((await campaign.parcel('A-5-1')).channel).toBe(CHANNEL);
    // Rows say the new names: what is known stays where it is.
    expect(await outcome(campaign, 'A-1-1', 'EU', now)).toBe('already');
    expect(await outcome(campaign, 'A-5-1', CHANNEL, now)).toBe('already');
    expect((await campaign.parcel('A-5-1')).connection_id).toBe(other.connectionId);
  });

  it('keep their rules: when a parcel counts as shipped, and who mails', async () => {
    const campaign = await world.pushed();
    const rules = () =>
      world.store.db
        .selectFrom('channels')
        .select(['name', 'connection_id', 'emails_by'])
        .where('campaign_id', '=', campaign.id)
        .execute();
    const [rule] = await rules();
    // A channel of this name was there long ago.
    await world.store.db
      .insertInto('channels')
      .values({
        campaign_id: campaign.id,
        name: WEST,
        connection_id: campaign.connectionId,
        shipped_when: 'first scan',
        emails_by: 'partner',
      })
      .execute();
    await tell(campaign, [[WEST, SHEET]], [[CHANNEL, WEST]]);
    expect(await rules()).toEqual([{ ...rule, name: WEST }]);
  });

  it('keep their rules too where parcels of a channel that is gone join them', async () => {
    const campaign = await world.pushed();
    const ruleOf = async (name: string) => {
      const { db } = world.store;
      const where = db.selectFrom('channels').select('emails_by').where('campaign_id', '=', campaign.id);
      return (await where.where('name', '=', name).execute()).map(({ emails_by }) => emails_by);
    };
    const rule = {
      campaign_id: campaign.id,
      connection_id: campaign.connectionId,
      shipped_when: 'first scan',
    };
    for (const [name, emails_by] of [
      ['Old', 'partner'],
      ['Older', 'Shipsheet'],
    ] as const)
      await world.store.db
        .insertInto('channels')
        .values({ ...rule, name, emails_by })
        .execute();
    const join = (from: string, to: string) => ({ from, to, joins: true });
    const told = (renamed: Parameters<typeof world.exchange.tellChannels>[1]['renamed']) =>
      world.exchange.tellChannels(campaign.id, { channels: [], renamed });
    await told([join('Old', CHANNEL)]);
    expect([await ruleOf('Old'), await ruleOf(CHANNEL)]).toEqual([[], ['nobody']]);
    await told([join('Older', WEST), { from: CHANNEL, to: WEST }]);
    expect([await ruleOf('Older'), await ruleOf(WEST)]).toEqual([[], ['nobody']]);
    expect((await campaign.parcel('A-1-1')).channel).toBe(WEST);
  });

  it('are refused where two live sheets would serve one channel; nothing is changed', async () => {
    const campaign = await world.pushed();
    await beside(campaign, 'EU');
    expect(await tell(campaign, [['EU', 'EU sheet']], [[CHANNEL, 'EU']])).toMatchObject({
      ok: false,
      status: 409,
      code: 'channel.has-sheet',
      message: `EU has a sheet of its own, so the sheet of ${CHANNEL} cannot be its too. End one of them first: Set Up, Partner Sheets.`,
    });
    expect((await campaign.parcel('A-1-1')).channel).toBe(CHANNEL);
  });
});
