import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handed, handOver } from '../../../support/handed.ts';
import { type SyncWorld, startSync, UPS, UPS_2 } from './world.ts';

let world: SyncWorld;
beforeAll(async () => {
  world = await startSync();
});
afterAll(async () => {
  expect(world.google.api.faults).toEqual([]);
  await world.stop();
});

/** Rows are there, and the writing is stopped before it has seen them. */
async function stopped(work: () => Promise<unknown>): Promise<void> {
  const { write } = world;
  world.write = async (...given) => ({
    ...(await write(...given)),
    there: [],
    stopped: { code: 'sheet.quota', retryAfterMs: 1_000 },
  });
  try {
    await work();
  } finally {
    world.write = write;
  }
}

describe('Between two steps', () => {
  it('F3: cancelled while its row may stand there, is cancelled when the warehouse has seen it', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    await stopped(() => campaign.sync());
    expect(campaign.paper.ids()).toEqual(['A-1-1']);
    expect(await campaign.ask('cancel', 'A-1-1', { sent: false })).toBe('taken');
    await campaign.sync();
    expect(campaign.paper.struck('A-1-1')).toBe(true);
    expect((await campaign.parcel('A-1-1')).state).toBe('cancel asked');
  });

  it('F3: what may stand there goes to no other connection', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    await stopped(() => campaign.sync());
    const other = await world.campaign();
    await world.store.db
      .updateTable('connections')
      .set({ campaign_id: campaign.id, name: 'EU' })
      .where('id', '=', other.connectionId)
      .execute();
    const rows = handOver([handed('A-1-1')], { connection: 'EU' });
    await world.store.db
      .updateTable('partner_sheets')
      .set({ campaign_id: campaign.id })
      .where('connection_id', '=', other.connectionId)
      .execute();
    const { results } = await world.exchange.take(campaign.id, rows);
    expect(results[0]).toMatchObject({ outcome: 'refused', code: 'parcel.elsewhere' });
  });

  it('an address that goes back after the other was seen is told again', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    await campaign.sync();
    await campaign.ask('update', 'A-1-1', { address1: '5 New Road' });
    await campaign.sync();
    campaign.paper.type('A-1-1', 'Seen', true);
    await campaign.ask('update', 'A-1-1');
    await campaign.sync();
    expect(campaign.paper.row('A-1-1')).toMatchObject({
      'Address 1': '12 Larkspur Lane',
      Status: 'Changed',
      Seen: 'false',
    });
    expect(campaign.paper.row('A-1-1')?.['What changed']).toContain('5 New Road');
    campaign.paper.type('A-1-1', 'Seen', true);
    await campaign.sync();
    expect((await campaign.parcel('A-1-1')).state).toBe('accepted');
  });

  it('a tick that came before the warehouse could see what to stop is not for that', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    await campaign.sync();
    await campaign.ask('cancel', 'A-1-1');
    const { write } = world;
    world.write = (...given) => {
      campaign.paper.type('A-1-1', 'Seen', true);
      return write(...given);
    };
    await campaign.sync();
    world.write = write;
    await campaign.sync();
    expect((await campaign.parcel('A-1-1')).state).toBe('cancel asked');
    expect(campaign.paper.row('A-1-1')?.Seen).toBe('false');
    campaign.paper.type('A-1-1', 'Seen', true);
    await campaign.sync();
    expect((await campaign.parcel('A-1-1')).state).toBe('cancelled');
  });

  it('G10: a number that was typed into a wrong row and put into the right one keeps nobody else’s back', async () => {
    const ids = ['A-1-1', 'A-2-1', 'A-3-1', 'A-4-1', 'A-5-1', 'A-6-1'];
    const campaign = await world.campaign({ shipments: Object.fromEntries(ids.map((id) => [id, {}])) });
    await campaign.push(...ids);
    await campaign.round();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    for (const [i, id] of ids.slice(3).entries()) {
      campaign.paper.type(id, 'Tracking number', `TRK12345678${i}`);
      campaign.paper.type(id, 'Carrier', 'Post');
    }
    await campaign.round();
    expect(campaign.shipment('A-6-1')['Tracking number']).toBe('TRK123456782');
    campaign.paper.type('A-1-1', 'Tracking number', null);
    campaign.paper.type('A-2-1', 'Tracking number', UPS);
    campaign.paper.type('A-3-1', 'Tracking number', UPS_2);
    await campaign.round();
    expect(campaign.shipment('A-3-1')['Tracking number']).toBe(UPS_2);
    expect(campaign.attention()).toHaveProperty('partner.decide/A-2/A-2-1');
    expect((await campaign.row('A-1-1')).refusal?.code).toBe('tracking.removed');
    expect(campaign.shipment('A-2-1')['Tracking number']).toBe('');
  });

  it('a quantity that is put right counts', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    campaign.paper.type('A-1-1', 'Quantity shipped', 'MUG x1; SHIRT x1');
    await campaign.round();
    expect(campaign.attention()).toHaveProperty('partner.partly/A-1/A-1-1');
    campaign.paper.type('A-1-1', 'Quantity shipped', '3');
    await campaign.round();
    expect(campaign.attention()).toEqual({});
  });

  it('G14: a number that is typed over another is no further box, whatever second numbers are', async () => {
    const campaign = await world.campaign({ policy: { secondNumber: 'further box' } });
    await campaign.push('A-1-1');
    await campaign.round();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    campaign.paper.type('A-1-1', 'Tracking number', UPS_2);
    await campaign.round();
    expect((await campaign.row('A-1-1')).refusal).toMatchObject({
      code: 'tracking.other-number',
      decide: true,
    });
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe(UPS);
  });
});
