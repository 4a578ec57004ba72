import { expect, test } from 'vitest';
import type { ChannelDraft } from '../../../addon/api.ts';
import { ready } from '../../support/campaign.ts';
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
