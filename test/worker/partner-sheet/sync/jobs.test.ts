import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHANNEL } from '../../../support/handed.ts';
import { type SyncCampaign, type SyncWorld, startSync, UPS } from './world.ts';

let world: SyncWorld;
beforeAll(async () => {
  world = await startSync();
  await world.exchange.start();
});
afterAll(() => world.stop());

const settled = { timeout: 25_000, interval: 100 };

async function fault(campaign: SyncCampaign): Promise<string | null> {
  const row = await world.store.db
    .selectFrom('connections')
    .select('last_error_code')
    .where('id', '=', campaign.connectionId)
    .executeTakeFirstOrThrow();
  return row.last_error_code;
}

async function requests(campaign: SyncCampaign): Promise<string[]> {
  const rows = await world.store.db
    .selectFrom('requests')
    .select('state')
    .where('campaign_id', '=', campaign.id)
    .orderBy('created_at')
    .execute();
  return rows.map(({ state }) => state);
}

describe('By itself', () => {
  it('K4: a push brings the row, and Sync Now brings what was typed, to the end', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    await vi.waitFor(() => expect(campaign.shipment('A-1-1').Status).toBe('sent'), settled);
    expect(campaign.paper.ids()).toEqual(['A-1-1']);
    expect(await requests(campaign)).toEqual(['done']);
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    expect((await world.exchange.sync(campaign.id, CHANNEL)).ok).toBe(true);
    await vi.waitFor(() => expect(campaign.shipment('A-1-1')['Tracking number']).toBe(UPS), settled);
    await vi.waitFor(async () => {
      const { busy, channels } = await world.exchange.stateOf(campaign.id);
      expect(busy).toEqual({ sending: 0, asking: 0, writing: 0 });
      expect(channels[0]).toMatchObject({ waiting: 0, accepted: 0, shipped: 1 });
      expect(channels[0]?.lastSync).not.toBe('');
    }, settled);
  });

  it('a file that is gone is told, keeps what waits, and gets it when it is back', async () => {
    const campaign = await world.campaign();
    const write = world.write;
    world.write = async (_, __, { grid }) => {
      const stopped = { code: 'sheet.gone', retryAfterMs: 0 };
      return { there: [], sheetId: grid.sheetId, calls: 1, cells: 0, bytes: 0, stopped };
    };
    await campaign.push('A-1-1');
    await vi.waitFor(async () => expect(await fault(campaign)).toBe('sheet.gone'), settled);
    await vi.waitFor(async () => expect(await requests(campaign)).toEqual(['waiting']), settled);
    world.write = write;
    const tested = await world.exchange.testConnection(campaign.id, campaign.connectionId);
    expect(tested.ok).toBe(true);
    await vi.waitFor(async () => expect(await requests(campaign)).toEqual(['done']), settled);
    await vi.waitFor(async () => expect(await fault(campaign)).toBeNull(), settled);
  });
});

describe('Its connection', () => {
  it('is offered in no connect form, and is removed by the end of its sheet alone', async () => {
    const campaign = await world.campaign();
    const { vendors, connections } = await world.exchange.stateOf(campaign.id);
    expect(vendors.map(({ vendor }) => vendor)).not.toContain('partner-sheet');
    expect(connections[0]).toMatchObject({ label: 'Partner sheet', can: ['push', 'update', 'cancel'] });
    const added = await world.exchange.addConnection(campaign.id, {
      vendor: 'partner-sheet',
      name: 'Mine',
      fields: {},
    });
    expect(added).toMatchObject({ ok: false, code: 'vendor.unknown' });
    const removed = await world.exchange.removeConnection(campaign.id, campaign.connectionId);
    expect(removed).toMatchObject({ ok: false, code: 'partner.sheet-in-use' });
    const renamed = await world.exchange.changeConnection(campaign.id, campaign.connectionId, {
      name: 'Paper',
      fields: {},
    });
    expect(renamed).toMatchObject({ ok: true, value: { name: 'Paper' } });
  });
});
