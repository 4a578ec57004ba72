import { describe, expect, test } from 'vitest';
import type { ChannelDraft } from '../../../addon/api.ts';
import { planned, ready, sent } from '../../support/campaign.ts';
import { testSheet } from './sheet.ts';

const draft = (name: string, more: Partial<ChannelDraft> = {}): ChannelDraft => ({
  name,
  skus: [],
  everythingElse: false,
  method: 'Export',
  connectedTo: '',
  shippedWhen: '',
  emailsBy: '',
  countries: [],
  priority: 1,
  notTo: [],
  ...more,
});

test('D7, D8: where a channel does not deliver to is saved, shown again, and asked by Push to Channel', () => {
  const sheet = testSheet({
    orders: [ready('A-1', { 'Address 1': 'PO Box 12' }), ready('A-2')],
  });
  sheet.call('saveChannels', { channels: [draft('Courier', { everythingElse: true })] });
  expect(Object.keys(sheet.rows('Channels')[0] ?? {})).not.toContain('Does not deliver to');
  const channels = [draft('Courier', { everythingElse: true, notTo: ['PO boxes', 'parcel lockers'] })];
  sheet.call('saveChannels', { channels });
  expect(sheet.rows('Channels')[0]?.['Does not deliver to']).toBe('PO boxes; parcel lockers');
  const shown = sheet.call('preview', {
    action: 'push-to-channel',
    scope: { base: 'all' },
    options: { channel: 'Courier' },
  });
  expect(shown).toMatchObject({ counts: { change: 1, left: 1 } });
  expect(JSON.stringify(shown)).toContain('address.po-box');
  sheet.call('saveChannels', { channels: [draft('Courier', { everythingElse: true })] });
  expect(sheet.rows('Channels')[0]?.['Does not deliver to'] ?? '').toBe('');
});

describe('a channel that gets another name', () => {
  const campaign = () =>
    testSheet({
      orders: [ready('A-1'), ready('A-2')],
      shipments: [
        sent('A-1-1', 'MUG x1', { Channel: 'US 3PL' }),
        sent('A-1-2', 'MUG x1', { Channel: 'EU' }),
        planned('A-2-1', 'MUG x1', { Channel: 'US 3PL', 'Warehouse says': 'waiting' }),
      ],
      channels: [
        { Channel: 'US 3PL', SKUs: 'MUG', 'Backorder rule': 'wait for all' },
        { Channel: 'EU', SKUs: 'everything else', 'Backorder rule': 'ask' },
      ],
    });
  const parcels = (sheet: ReturnType<typeof campaign>) =>
    sheet.rows('Shipments').map((row) => [row['Shipment ID'], row.Channel]);
  const channels = (sheet: ReturnType<typeof campaign>) =>
    sheet.rows('Channels').map((row) => [row.Channel, row['Backorder rule']]);
  const us = { skus: ['MUG'] };
  const eu = { everythingElse: true };

  test('keeps its row with all that stands there, and its parcels', () => {
    const sheet = campaign();
    sheet.call('saveChannels', {
      channels: [draft('West', us), draft('EU', eu)],
      renamed: [{ from: 'US 3PL', to: 'West' }],
    });
    expect(channels(sheet)).toEqual([
      ['West', 'wait for all'],
      ['EU', 'ask'],
    ]);
    expect(parcels(sheet)).toEqual([
      ['A-1-1', 'West'],
      ['A-1-2', 'EU'],
      ['A-2-1', 'West'],
    ]);
  });

  test('may swap with another, or leave its name to a new one', () => {
    const sheet = campaign();
    sheet.call('saveChannels', {
      channels: [draft('EU', us), draft('US 3PL', eu)],
      renamed: [
        { from: 'US 3PL', to: 'EU' },
        { from: 'EU', to: 'US 3PL' },
      ],
    });
    expect(channels(sheet)).toEqual([
      ['EU', 'wait for all'],
      ['US 3PL', 'ask'],
    ]);
    expect(parcels(sheet).map(([, name]) => name)).toEqual(['EU', 'US 3PL', 'EU']);
    sheet.call('saveChannels', {
      channels: [draft('West', us), draft('US 3PL', eu), draft('EU')],
      renamed: [{ from: 'EU', to: 'West' }],
    });
    expect(channels(sheet)).toEqual([
      ['West', 'wait for all'],
      ['US 3PL', 'ask'],
      ['EU', ''],
    ]);
    expect(parcels(sheet).map(([, name]) => name)).toEqual(['West', 'US 3PL', 'West']);
  });

  test.each([
    ['US 3PL', 'EU', 'wait for all'],
    ['EU', 'US 3PL', 'ask'],
  ])('%s may take the name of %s, which is removed, and leaves no second row', (from, to, rule) => {
    const sheet = campaign();
    sheet.call('saveChannels', { channels: [draft(to, eu)], renamed: [{ from, to }] });
    expect(channels(sheet)).toEqual([[to, rule]]);
    expect(parcels(sheet).map(([, name]) => name)).toEqual([to, to, to]);
  });

  test('takes in parcels whose channel is gone, and keeps its own row', () => {
    const sheet = campaign();
    sheet.put('Channels', 'US 3PL', 'Channel', 'West');
    sheet.call('saveChannels', {
      channels: [draft('West', us), draft('EU', eu)],
      renamed: [{ from: 'US 3PL', to: 'West' }],
    });
    expect(channels(sheet)).toEqual([
      ['West', 'wait for all'],
      ['EU', 'ask'],
    ]);
    expect(parcels(sheet)[2]).toEqual(['A-2-1', 'West']);
  });

  test('has its push undone as if nothing had happened', () => {
    const sheet = testSheet({
      orders: [ready('A-1')],
      channels: [{ Channel: 'US 3PL', SKUs: 'everything else' }],
    });
    sheet.run('push-to-channel', { channel: 'US 3PL' });
    sheet.call('saveChannels', {
      channels: [draft('West', eu)],
      renamed: [{ from: 'US 3PL', to: 'West' }],
    });
    const run = sheet.rows('Activity').find((row) => row.Action?.startsWith('Push'))?.['Run ID'] ?? '';
    const shown = sheet.preview('undo', { runId: run, notSent: true });
    expect(shown.counts).toMatchObject({ change: 1 });
  });

  test('is nothing that Repair Sheets would put back; a name that is no channel’s is', () => {
    const sheet = testSheet({
      orders: [ready('A-1')],
      channels: [{ Channel: 'US 3PL', SKUs: 'everything else' }],
    });
    sheet.run('push-to-channel', { channel: 'US 3PL' });
    sheet.call('saveChannels', {
      channels: [draft('West', eu), draft('US 3PL', { ...us, priority: 2 })],
      renamed: [{ from: 'US 3PL', to: 'West' }],
    });
    expect(sheet.preview('repair').counts).toMatchObject({ change: 0, decide: 0 });
    sheet.put('Shipments', 'A-1-1', 'Channel', 'pasted over');
    expect(sheet.preview('repair').counts).toMatchObject({ decide: 1 });
  });

  test('is not typed over where parcels know it: the cell goes back and says where', () => {
    const sheet = campaign();
    const said: string[] = [];
    sheet.type('Channels', 'US 3PL', 'Channel', 'West', (text) => void said.push(text));
    expect(channels(sheet)[0]?.[0]).toBe('US 3PL');
    expect(said).toEqual([
      'Parcels and sheets know the channel by this name. Rename it under Set Up, Channels: they follow there.',
    ]);
    sheet.type('Channels', 'US 3PL', 'SKUs', 'MUG; SHIRT');
    expect(sheet.cell('Channels', 'US 3PL', 'SKUs')).toBe('MUG; SHIRT');
  });

  test('may be typed over before it has a parcel', () => {
    const sheet = testSheet({ orders: [ready('A-1')], channels: [{ Channel: 'US 3PL' }] });
    sheet.type('Channels', 'US 3PL', 'Channel', 'West');
    expect(sheet.rows('Channels')[0]?.Channel).toBe('West');
  });
});
