import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNEL, handed } from '../../../support/handed.ts';
import { sheetOf } from '../../sheets/support.ts';
import { type SyncWorld, startSync, UPS, UPS_2 } from './world.ts';

let world: SyncWorld;
beforeAll(async () => {
  world = await startSync();
});
afterAll(async () => {
  expect(world.google.api.faults).toEqual([]);
  await world.stop();
});

describe('What is pushed', () => {
  it('K1: stands in the warehouse’s own sheet, with what its preset shows and nothing else', async () => {
    const campaign = await world.campaign();
    expect(await campaign.push('A-1-1')).toEqual({ 'A-1-1': 'taken' });
    expect((await campaign.parcel('A-1-1')).state).toBe('taken');
    expect(await campaign.sync()).toBe('done');
    const row = campaign.paper.row('A-1-1');
    expect(row).toMatchObject({
      Status: 'New',
      Contents: '2 × MUG; 1 × SHIRT',
      Name: 'Zoë O’Brien & Sons',
      'Postal code': '78701',
    });
    expect(JSON.stringify(row)).not.toContain('example.org');
    expect(campaign.paper.summary()).toBe('1 new, 0 changed, 1 without a number');
    const parcel = await campaign.parcel('A-1-1');
    expect(parcel).toMatchObject({ state: 'accepted', confirmed_hash: parcel.content_hash });
    await campaign.project();
    expect(campaign.shipment('A-1-1')).toMatchObject({ 'Warehouse says': 'accepted', Status: 'sent' });
    expect(campaign.shipment('A-1-1')['Pushed at']).not.toBe('');
  });

  it('F1: handed over twice, or synced again, changes nothing', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    await campaign.sync();
    expect(await campaign.push('A-1-1')).toEqual({ 'A-1-1': 'already' });
    const before = campaign.paper.book.revision;
    await campaign.sync();
    expect(campaign.paper.book.revision).toBe(before);
    expect(campaign.paper.ids()).toEqual(['A-1-1']);
  });

  it('F4: written by a process that died before it could say so, is there once and counts as sent', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    const { write } = world;
    world.write = async (...given) => {
      await write(...given);
      throw new Error('killed');
    };
    await expect(campaign.sync()).rejects.toThrow('killed');
    world.write = write;
    // A process that is killed does not say that it gives up, either.
    await world.store.db
      .updateTable('requests')
      .set({ state: 'sending' })
      .where('campaign_id', '=', campaign.id)
      .execute();
    expect((await campaign.parcel('A-1-1')).state).toBe('taken');
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    expect(campaign.paper.ids()).toEqual(['A-1-1']);
    expect((await campaign.parcel('A-1-1')).state).toBe('accepted');
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe(UPS);
  });

  it('comes back when the warehouse deletes its row, with the number that was taken', async () => {
    const campaign = await world.campaign({ shipments: { 'A-1-1': {}, 'A-2-1': {} } });
    await campaign.push('A-1-1', 'A-2-1');
    await campaign.sync();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    campaign.paper.remove('A-1-1');
    await campaign.sync();
    expect(campaign.paper.row('A-1-1')).toMatchObject({ 'Tracking number': UPS, Status: 'Sent' });
  });

  it('K2: goes into the sheet of its own channel alone', async () => {
    const campaign = await world.campaign();
    const { results } = await campaign.handOver([handed('A-1-1', { channel: 'EU 3PL' })], 'EU 3PL');
    expect(results[0]).toMatchObject({ outcome: 'refused', code: 'connection.other-channel' });
    expect(results[0]?.detail).toContain(`serves ${CHANNEL} alone`);
  });

  it('K11: goes into no sheet that whoever has the link can open, unless the creator wants that', async () => {
    const campaign = await world.campaign();
    const sheets = world.store.db
      .updateTable('partner_sheets')
      .where('connection_id', '=', campaign.connectionId);
    await sheets.set({ open_to: 'readers' }).execute();
    expect(await campaign.push('A-1-1')).toEqual({ 'A-1-1': 'partner.link-open' });
    const policy = { wipeDays: 30, wipeShippedDays: 90, linkAllowed: true, secondNumber: 'ask' };
    await sheets.set({ policy: JSON.stringify(policy) }).execute();
    const { results, warnings } = await campaign.handOver([handed('A-1-1')]);
    expect(results[0]?.outcome).toBe('taken');
    expect(warnings?.[0]).toContain('Whoever has the link can open');
  });

  it('K11: opened to whoever has the link after the push, and copied into a second tab, is told until that is over', async () => {
    const campaign = await world.pushed();
    const ofSheet = () => Object.entries(campaign.attention()).filter(([key]) => key.endsWith('sheet/'));
    const sheets = world.store.db
      .updateTable('partner_sheets')
      .where('connection_id', '=', campaign.connectionId);
    const { book } = campaign.paper;
    const copy = book.copySheet(sheetOf(book, 'Shipments').id, book, '=Copy');
    await sheets.set({ open_to: 'writers' }).execute();
    await campaign.round();
    expect(ofSheet()).toEqual([
      [`partner.second-tab/${CHANNEL} sheet/`, expect.stringMatching(/^US 3PL: .* another tab too: “=Copy”/)],
      [`partner.link-open/${CHANNEL} sheet/`, expect.stringContaining('can open and change its sheet')],
    ]);
    expect(campaign.paper.summary()).toBe(
      'Not read: “=Copy”. Please type here. 1 new, 0 changed, 1 without a number',
    );
    book.deleteSheet(copy.id);
    const policy = { wipeDays: 30, wipeShippedDays: 90, linkAllowed: true, secondNumber: 'ask' };
    await sheets.set({ policy: JSON.stringify(policy) }).execute();
    await campaign.round();
    expect(ofSheet()).toEqual([]);
    expect(campaign.paper.summary()).toBe('1 new, 0 changed, 1 without a number');
  });

  it('K11: is not put there as it was before, once the link is closed, where it was changed meanwhile', async () => {
    const campaign = await world.campaign();
    expect(await campaign.push('A-1-1')).toEqual({ 'A-1-1': 'taken' });
    const sheets = world.store.db
      .updateTable('partner_sheets')
      .where('connection_id', '=', campaign.connectionId);
    await sheets.set({ open_to: 'readers' }).execute();
    // As it is it waits for the link to be closed.
    expect(await campaign.ask('update', 'A-1-1', { sent: false })).toBe('partner.link-open');
    const changed = { city: 'Dallas', sent: false };
    expect(await campaign.ask('update', 'A-1-1', changed)).toBe('partner.link-open');
    await sheets.set({ open_to: 'nobody' }).execute();
    await campaign.sync();
    expect(campaign.paper.ids()).toEqual([]);
    expect(await campaign.ask('update', 'A-1-1', changed)).toBe('taken');
    await campaign.sync();
    expect(campaign.paper.row('A-1-1')?.City).toBe('Dallas');
  });

  it('K11: that was not changed goes there once the link is closed', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    const sheets = world.store.db
      .updateTable('partner_sheets')
      .where('connection_id', '=', campaign.connectionId);
    await sheets.set({ open_to: 'readers' }).execute();
    expect(await campaign.ask('update', 'A-1-1', { sent: false })).toBe('partner.link-open');
    await sheets.set({ open_to: 'nobody' }).execute();
    await campaign.sync();
    expect(campaign.paper.ids()).toEqual(['A-1-1']);
  });

  it('follows the word of its warehouse about an address, whatever its channel is called by now, or after the end', async () => {
    const campaign = await world.pushed();
    const agreed = (city: string) =>
      campaign.ask('update', 'A-1-1', { city, channel: 'Another', agreed: true });
    const sheets = world.store.db
      .updateTable('partner_sheets')
      .where('connection_id', '=', campaign.connectionId);
    expect(await agreed('Dallas')).toBe('taken');
    await sheets.set({ open_to: 'readers' }).execute();
    expect(await agreed('Waco')).toBe('partner.link-open');
    await sheets.set({ open_to: 'nobody', ended_at: new Date() }).execute();
    expect(await agreed('Waco')).toBe('taken');
    expect((await campaign.parcel('A-1-1')).state).toBe('accepted');
  });

  it('does not go where the sheet has ended', async () => {
    const campaign = await world.campaign();
    await world.store.db
      .updateTable('partner_sheets')
      .set({ ended_at: new Date() })
      .where('connection_id', '=', campaign.connectionId)
      .execute();
    expect(await campaign.push('A-1-1')).toEqual({ 'A-1-1': 'partner.sheet-ended' });
    expect(await campaign.sync()).toBe('done');
  });

  it('is refused without an address, and abroad without a phone', async () => {
    const campaign = await world.campaign({ shipments: { 'A-1-1': {}, 'A-2-1': {}, 'A-3-1': {} } });
    const { results } = await campaign.handOver([
      handed('A-1-1', { address1: '' }),
      handed('A-2-1', { country: 'CH', phone: '' }),
      handed('A-3-1', { phone: '' }),
    ]);
    expect(results.map(({ code }) => code)).toEqual(['preflight.address', 'preflight.phone', '']);
    expect(results[0]?.detail).toBe('The address lacks the street. Fill it in and push again.');
  });
});

describe('What the warehouse types', () => {
  it('K4: number, carrier and day come into the creator’s sheet, and the parcel counts as shipped', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Tracking number', UPS.toLowerCase());
    campaign.paper.type('A-1-1', 'Ship date', '2026-03-01');
    await campaign.round();
    expect(campaign.shipment('A-1-1')).toMatchObject({
      'Tracking number': UPS,
      Carrier: 'UPS',
      'Shipped at': '2026-03-01 00:00:00Z',
      Status: 'shipped',
    });
    expect(campaign.paper.row('A-1-1')?.Status).toBe('Sent');
    expect(campaign.paper.summary()).toBe('0 new, 0 changed, 0 without a number');
  });

  it('a day that follows its number counts, whatever was written down meanwhile', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    campaign.paper.type('A-1-1', 'Ship date', '2026-03-01');
    await campaign.round();
    expect(campaign.shipment('A-1-1')['Shipped at']).toBe('2026-03-01 00:00:00Z');
  });

  it('G2: a damaged number gets a note in its cell and ships nothing; typed again it is taken and the note goes', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Tracking number', '9.25082E+11');
    await campaign.round();
    expect(campaign.paper.note('A-1-1', 'Tracking number')).toMatch(/^Shipsheet: .*lost digits/);
    expect(campaign.paper.row('A-1-1')?.Status).toBe('Please check');
    expect(campaign.shipment('A-1-1')).toMatchObject({ 'Tracking number': '', 'Shipped at': '' });
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    expect(campaign.paper.note('A-1-1', 'Tracking number')).toBe('');
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe(UPS);
  });

  it('G4: a number of many digits that was typed as a number is not taken', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Tracking number', 9_400_111_899_223_197_000_000);
    await campaign.round();
    expect((await campaign.row('A-1-1')).refusal?.code).toMatch(/^tracking\.damaged/);
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe('');
  });

  it('a number that is taken away again stays, and nothing that has left comes back', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    campaign.paper.type('A-1-1', 'Tracking number', null);
    await campaign.round();
    expect((await campaign.row('A-1-1')).refusal?.code).toBe('tracking.removed');
    expect(campaign.paper.note('A-1-1', 'Tracking number')).toContain(UPS);
    expect(campaign.shipment('A-1-1')).toMatchObject({ 'Tracking number': UPS, Status: 'shipped' });
  });

  it('G14: another number than before waits for the creator, who takes it', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    campaign.paper.type('A-1-1', 'Tracking number', UPS_2);
    await campaign.round();
    expect((await campaign.row('A-1-1')).refusal).toMatchObject({
      code: 'tracking.other-number',
      decide: true,
    });
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe(UPS);
    expect(campaign.attention()['partner.decide/A-1/A-1-1']).toContain(UPS);
    await world.store.db
      .updateTable('partner_rows')
      .set({ answer: 'take' })
      .where('connection_id', '=', campaign.connectionId)
      .execute();
    await campaign.round();
    expect(campaign.shipment('A-1-1')).toMatchObject({ 'Tracking number': UPS_2, Status: 'shipped' });
    expect((await campaign.row('A-1-1')).refusal).toBeNull();
    expect(campaign.attention()).not.toHaveProperty('partner.decide/A-1/A-1-1');
  });

  it('G14: a number that waits for the creator waits on when the warehouse deletes its row', async () => {
    const campaign = await world.campaign({ shipments: { 'A-1-1': {}, 'A-2-1': {} } });
    await campaign.push('A-1-1', 'A-2-1');
    await campaign.sync();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    campaign.paper.type('A-1-1', 'Tracking number', UPS_2);
    campaign.paper.type('A-1-1', 'Remark', 'New label');
    await campaign.sync();
    campaign.paper.remove('A-1-1');
    await campaign.sync();
    expect(campaign.paper.row('A-1-1')).toMatchObject({ 'Tracking number': UPS_2, Remark: 'New label' });
    await campaign.sync();
    expect(await campaign.row('A-1-1')).toMatchObject({
      refusal: { code: 'tracking.other-number', decide: true },
      said: { number: UPS_2, remark: 'New label' },
    });
    campaign.paper.remove('A-1-1');
    await world.store.db
      .updateTable('partner_rows')
      .set({ answer: 'take' })
      .where('connection_id', '=', campaign.connectionId)
      .execute();
    await campaign.round();
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe(UPS_2);
    expect(campaign.paper.row('A-1-1')).toMatchObject({ 'Tracking number': UPS_2, Status: 'Sent' });
  });

  it('G9, F10: two numbers in a cell are two boxes where the policy says so', async () => {
    const campaign = await world.campaign({ policy: { secondNumber: 'further box' } });
    await campaign.push('A-1-1');
    await campaign.round();
    campaign.paper.type('A-1-1', 'Tracking number', `${UPS}, ${UPS_2}`);
    await campaign.round();
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe(UPS);
    expect(campaign.shipment('A-1-1.1')).toMatchObject({ 'Tracking number': UPS_2, Contents: '-' });
  });

  it('A5: what travels in one box is one row, and its number is that of all', async () => {
    const box = { Box: 'A-1-1' };
    const campaign = await world.campaign({ shipments: { 'A-1-1': box, 'A-2-1': box } });
    await campaign.handOver([handed('A-1-1', { box: 'A-1-1' }), handed('A-2-1', { box: 'A-1-1' })]);
    await campaign.round();
    expect(campaign.paper.ids()).toEqual(['A-1-1']);
    expect(campaign.paper.row('A-1-1')?.Contents).toBe('4 × MUG; 2 × SHIRT');
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    expect([campaign.shipment('A-1-1'), campaign.shipment('A-2-1')]).toMatchObject([
      { 'Tracking number': UPS, Status: 'shipped' },
      { 'Tracking number': UPS, Status: 'shipped' },
    ]);
  });

  it('J6: waits while the creator’s tab is gone, and new rows stand there all the same', async () => {
    const campaign = await world.campaign({ shipments: { 'A-1-1': {}, 'A-2-1': {} } });
    await campaign.push('A-1-1');
    await campaign.round();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    campaign.book.deleteSheet(sheetOf(campaign.book, 'Orders').id);
    await campaign.push('A-2-1');
    expect(await campaign.sync()).toBe('done');
    expect(campaign.paper.ids()).toEqual(['A-1-1', 'A-2-1']);
    expect((await campaign.row('A-1-1')).taken).toEqual({});
    const connection = await world.store.db
      .selectFrom('connections')
      .select('last_error_code')
      .where('id', '=', campaign.connectionId)
      .executeTakeFirstOrThrow();
    expect(connection.last_error_code).toBe('sheet.tab-missing');
  });

  it('G10: one number for two orders waits for the creator', async () => {
    const campaign = await world.campaign({ shipments: { 'A-1-1': {}, 'A-2-1': {} } });
    await campaign.push('A-1-1', 'A-2-1');
    await campaign.round();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    campaign.paper.type('A-2-1', 'Tracking number', UPS);
    await campaign.round();
    expect((await campaign.row('A-1-1')).refusal?.code).toBe('tracking.same-number');
    expect(campaign.paper.note('A-2-1', 'Tracking number')).not.toContain('A-1');
    expect(campaign.shipment('A-2-1')['Tracking number']).toBe('');
  });

  it('part of a parcel is said as such', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    campaign.paper.type('A-1-1', 'Quantity shipped', 'MUG x1; SHIRT x1');
    await campaign.round();
    expect(campaign.attention()['partner.partly/A-1/A-1-1']).toContain('MUG x1');
    campaign.paper.type('A-1-1', 'Quantity shipped', 'MUG x7');
    await campaign.round();
    expect(campaign.paper.note('A-1-1', 'Quantity shipped')).toMatch(/^Shipsheet: /);
  });

  it('K3: an address that is edited is put back, and told the creator', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Address 1', '99 Elm Street');
    await campaign.round();
    expect(campaign.paper.row('A-1-1')?.['Address 1']).toBe('12 Larkspur Lane');
    expect(campaign.attention()['partner.edit/A-1/A-1-1']).toContain('Address 1: 99 Elm Street');
    expect((await campaign.parcel('A-1-1')).content.order.to.address1).toBe('12 Larkspur Lane');
    await world.store.db
      .updateTable('partner_rows')
      .set({ edits: '{}' })
      .where('connection_id', '=', campaign.connectionId)
      .execute();
    await campaign.round();
    expect(campaign.attention()).not.toHaveProperty('partner.edit/A-1/A-1-1');
  });

  it('K4: a remark is told the creator, until it is gone', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Remark', 'Box was wet');
    await campaign.round();
    expect(campaign.attention()['partner.remark/A-1/A-1-1']).toBe(
      'Shipment A-1-1: The warehouse remarks: Box was wet',
    );
    campaign.paper.type('A-1-1', 'Remark', null);
    await campaign.round();
    expect(campaign.attention()).toEqual({});
  });

  it('K6: a row of no shipment is reported, and nothing of it is taken', async () => {
    const campaign = await world.pushed();
    campaign.paper.append({ 'Shipment ID': 'ZZ-9-1', 'Tracking number': UPS_2 });
    await campaign.round();
    expect(Object.values(campaign.attention()).join()).toContain('ZZ-9-1');
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe('');
    expect(campaign.paper.row('ZZ-9-1')?.['Tracking number']).toBe(UPS_2);
  });
});

describe('What changes after the push', () => {
  const elsewhere = { address1: '5 New Road', shipTo: 'Zoë O’Brien & Sons, 5 New Road' };

  it('an address shows what it was, and waits until the warehouse has ticked Seen', async () => {
    const campaign = await world.pushed();
    expect(await campaign.ask('update', 'A-1-1', elsewhere)).toBe('taken');
    await campaign.round();
    expect(campaign.paper.row('A-1-1')).toMatchObject({ Status: 'Changed', 'Address 1': '5 New Road' });
    expect(campaign.paper.row('A-1-1')?.['What changed']).toContain(
      'Address was: Zoë O’Brien & Sons, 12 Larkspur Lane',
    );
    expect(campaign.shipment('A-1-1')['Warehouse says']).toBe('update asked');
    expect((await world.exchange.stateOf(campaign.id)).busy.sending).toBe(0);
    campaign.paper.type('A-1-1', 'Seen', true);
    await campaign.round();
    expect(campaign.paper.row('A-1-1')).toMatchObject({ Status: 'New', 'What changed': '' });
    expect(campaign.shipment('A-1-1')['Warehouse says']).toBe('accepted');
    const parcel = await campaign.parcel('A-1-1');
    expect(parcel.confirmed_hash).toBe(parcel.content_hash);
  });

  it('a change that nobody has seen when the number comes was too late', async () => {
    const campaign = await world.pushed();
    await campaign.ask('update', 'A-1-1', elsewhere);
    await campaign.sync();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    expect(campaign.paper.row('A-1-1')).toMatchObject({ Status: 'Sent', 'What changed': '' });
    expect(campaign.attention()).toHaveProperty('partner.update-refused/A-1/A-1-1');
    expect(campaign.shipment('A-1-1')).toMatchObject({
      'Warehouse says': 'update refused: already shipped',
      'Tracking number': UPS,
    });
  });

  it('a second change is told against what was last seen, and takes the tick of the first away', async () => {
    const campaign = await world.pushed();
    await campaign.ask('update', 'A-1-1', elsewhere);
    await campaign.sync();
    campaign.paper.type('A-1-1', 'Seen', true);
    await campaign.sync();
    await campaign.ask('update', 'A-1-1', { address1: '6 Newer Road' });
    await campaign.sync();
    expect(campaign.paper.row('A-1-1')?.Seen).toBe('false');
    expect(campaign.paper.row('A-1-1')?.['What changed']).toContain('5 New Road');
    await campaign.sync();
    expect((await campaign.parcel('A-1-1')).state).toBe('update asked');
    await campaign.ask('update', 'A-1-1', { address1: '7 Newest Road' });
    await campaign.sync();
    expect(campaign.paper.row('A-1-1')?.['What changed']).toContain('5 New Road');
    campaign.paper.type('A-1-1', 'Seen', true);
    await campaign.sync();
    expect((await campaign.parcel('A-1-1')).state).toBe('accepted');
  });

  it('what the preset does not show asks for nothing', async () => {
    const campaign = await world.pushed();
    await campaign.ask('update', 'A-1-1', { email: 'new@example.org' });
    await campaign.sync();
    expect(campaign.paper.row('A-1-1')).toMatchObject({ Status: 'New', 'What changed': '' });
    expect((await campaign.parcel('A-1-1')).state).toBe('accepted');
  });

  it('a cancelled parcel is struck out, and is cancelled when the warehouse has seen it', async () => {
    const campaign = await world.campaign({ shipments: { 'A-1-1': {}, 'A-2-1': {} } });
    await campaign.push('A-1-1', 'A-2-1');
    await campaign.round();
    expect(await campaign.ask('cancel', 'A-1-1')).toBe('taken');
    await campaign.sync();
    expect(campaign.paper.struck('A-1-1')).toBe(true);
    expect(campaign.paper.row('A-1-1')?.Status).toBe('Stop: cancelled');
    expect((await campaign.parcel('A-1-1')).state).toBe('cancel asked');
    campaign.paper.type('A-1-1', 'Seen', true);
    await campaign.round();
    expect((await campaign.parcel('A-1-1')).state).toBe('cancelled');
    expect(campaign.shipment('A-1-1')['Warehouse says']).toBe('cancelled');
    expect(campaign.shipment('A-1-1')['Cancelled at']).not.toBe('');
    await campaign.sync();
    expect(campaign.paper.row('A-1-1')?.Status).toBe('Cancelled');
    campaign.paper.remove('A-1-1');
    await campaign.sync();
    expect(campaign.paper.ids()).toEqual(['A-2-1']);
  });

  it('what the warehouse agreed to by phone needs no tick: struck out for good, and changed without a word', async () => {
    const campaign = await world.campaign({ shipments: { 'A-1-1': {}, 'A-2-1': {} } });
    await campaign.push('A-1-1', 'A-2-1');
    await campaign.round();
    await campaign.ask('cancel', 'A-1-1');
    await campaign.ask('update', 'A-2-1', elsewhere);
    await campaign.sync();
    expect(await campaign.ask('cancel', 'A-1-1', { agreed: true })).toBe('taken');
    expect(await campaign.ask('update', 'A-2-1', { ...elsewhere, agreed: true })).toBe('taken');
    await campaign.round();
    expect(campaign.paper.row('A-1-1')?.Status).toBe('Cancelled');
    expect(campaign.paper.struck('A-1-1')).toBe(true);
    expect(campaign.shipment('A-1-1')['Warehouse says']).toBe('cancelled');
    expect(campaign.paper.row('A-2-1')).toMatchObject({ Status: 'New', 'What changed': '' });
    expect(campaign.shipment('A-2-1')['Warehouse says']).toBe('accepted');
    expect((await campaign.row('A-2-1')).before).toEqual({});
    // Taken back, the row asks again.
    expect(await campaign.ask('cancel', 'A-1-1')).toBe('taken');
    await campaign.sync();
    expect(campaign.paper.row('A-1-1')?.Status).toBe('Stop: cancelled');
    expect((await campaign.parcel('A-1-1')).state).toBe('cancel asked');
  });

  it('K7: once the sheet has ended nobody is left to be asked: what is taken back is free at once', async () => {
    const campaign = await world.campaign({ shipments: { 'A-1-1': {}, 'A-2-1': {} } });
    await campaign.push('A-1-1', 'A-2-1');
    await campaign.sync();
    campaign.paper.type('A-2-1', 'Tracking number', UPS);
    await campaign.round();
    const over = new Date();
    const { db } = world.store;
    const of = campaign.connectionId;
    await db.updateTable('partner_sheets').set({ ended_at: over }).where('connection_id', '=', of).execute();
    await db.updateTable('connections').set({ removed_at: over }).where('id', '=', of).execute();
    expect(await campaign.ask('cancel', 'A-1-1')).toBe('taken');
    expect((await campaign.parcel('A-1-1')).state).toBe('cancelled');
    // Nothing that has left becomes free.
    expect(await campaign.ask('cancel', 'A-2-1')).toBe('parcel.shipped');
  });

  it('F8: a cancellation of what has a number is refused: it has shipped', async () => {
    const campaign = await world.pushed();
    await campaign.ask('cancel', 'A-1-1');
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    expect(campaign.shipment('A-1-1')).toMatchObject({
      'Warehouse says': 'cancel refused: already shipped',
      'Tracking number': UPS,
    });
    expect(campaign.paper.struck('A-1-1')).toBe(false);
  });

  it('G18: a number for what is cancelled waits for the creator; taken, it is told as shipped all the same', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    await campaign.sync();
    await campaign.ask('cancel', 'A-1-1');
    await campaign.sync();
    campaign.paper.type('A-1-1', 'Seen', true);
    await campaign.round();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    expect((await campaign.row('A-1-1')).refusal).toMatchObject({ code: 'shipment.cancelled', decide: true });
    await world.store.db
      .updateTable('partner_rows')
      .set({ answer: 'take' })
      .where('connection_id', '=', campaign.connectionId)
      .execute();
    await campaign.round();
    expect(campaign.attention()).toHaveProperty('partner.shipped-anyway/A-1/A-1-1');
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe(UPS);
  });

  it('cancelled before it was ever shown, never stands there', async () => {
    const campaign = await world.campaign({ shipments: { 'A-1-1': {}, 'A-2-1': {} } });
    await campaign.push('A-1-1', 'A-2-1');
    expect(await campaign.ask('cancel', 'A-1-1')).toBe('taken');
    await campaign.round();
    expect(campaign.paper.ids()).toEqual(['A-2-1']);
    expect((await campaign.parcel('A-1-1')).state).toBe('cancelled');
  });

  it('K12: what another channel ships now is struck out, without a word of where it went', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    await campaign.sync();
    const other = await world.campaign();
    await world.store.db
      .updateTable('connections')
      .set({ campaign_id: campaign.id, name: 'EU' })
      .where('id', '=', other.connectionId)
      .execute();
    await world.store.db
      .updateTable('parcels')
      .set({ connection_id: other.connectionId, channel: 'EU 3PL' })
      .where('campaign_id', '=', campaign.id)
      .execute();
    await campaign.sync();
    expect(campaign.paper.struck('A-1-1')).toBe(true);
    const row = campaign.paper.row('A-1-1');
    expect(row).toMatchObject({ Status: 'Cancelled', 'What changed': 'Not yours to ship any more.' });
    expect(JSON.stringify(row)).not.toContain('EU');
  });

  it('K8: names and addresses that were removed stay removed; the number stays', async () => {
    const campaign = await world.campaign();
    await campaign.push('A-1-1');
    await campaign.sync();
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.sync();
    await world.store.db
      .updateTable('partner_rows')
      .set({ wiped_at: new Date() })
      .where('connection_id', '=', campaign.connectionId)
      .execute();
    await campaign.sync();
    expect(campaign.paper.row('A-1-1')).toMatchObject({
      Name: '(removed)',
      'Address 1': '(removed)',
      'Address 2': '',
      'Tracking number': UPS,
      Status: 'Sent',
    });
    expect(JSON.stringify(campaign.paper.row('A-1-1'))).not.toContain('Larkspur');
  });
});

describe('A warehouse that means harm', () => {
  it('cannot keep its sheet from being read by a cell that no database holds', async () => {
    const campaign = await world.pushed();
    campaign.paper.type('A-1-1', 'Remark', 'broken \u0000 \ud83d box');
    campaign.paper.type('A-1-1', 'Name', 'Zo\u0000');
    campaign.paper.append({ 'Shipment ID': 'X\u0000', Remark: '\udce6' });
    campaign.paper.type('A-1-1', 'Tracking number', UPS);
    await campaign.round();
    expect(campaign.shipment('A-1-1')['Tracking number']).toBe(UPS);
    expect(campaign.attention()['partner.remark/A-1/A-1-1']).toContain('broken \ufffd \ufffd box');
    expect(Object.values(campaign.attention()).join()).toContain('(X\ufffd)');
  });

  it('cannot fill the store with rows that are nobody’s: so many are told as many', async () => {
    const campaign = await world.pushed();
    const strays = Array.from({ length: 1_000 }, (_, i) => ({ line: i + 4, id: '', code: 'match.none' }));
    await world.store.db
      .updateTable('partner_sheets')
      .set({ strays: JSON.stringify(strays) })
      .where('connection_id', '=', campaign.connectionId)
      .execute();
    await campaign.project();
    expect(Object.values(campaign.attention()).join()).toContain('row 13 and many more.');
  });
});
