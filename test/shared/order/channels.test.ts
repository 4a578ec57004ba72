import { describe, expect, test } from 'vitest';
import { isConnected, readChannels } from '../../../shared/order/channels.ts';
import { tableOf } from '../../../shared/tabs/table.ts';
import { CHANNEL_METHODS, SHIPPED_WHEN } from '../../../shared/tabs/tabs.ts';

const channel = (cells: Readonly<Record<string, string>>) =>
  readChannels(
    tableOf(
      'Channels',
      Object.fromEntries(Object.entries({ Channel: 'A', ...cells }).map(([k, v]) => [k, [v]])),
    ),
  )[0];

describe('a channel', () => {
  test.each([
    ['Export', 'tracking imported'],
    ['Partner sheet', 'tracking imported'],
    ['Integration', 'partner reports it'],
  ])('of the method %s counts a parcel as shipped, where nothing is said, when: %s', (method, when) => {
    expect(channel({ Method: method })?.shippedWhen).toBe(when);
  });

  test("of a partner's sheet ships by what is typed there, whatever its cell says: nobody reports more", () => {
    for (const when of SHIPPED_WHEN)
      expect(channel({ Method: 'Partner sheet', 'Counts as shipped when': when })?.shippedWhen).toBe(
        'tracking imported',
      );
    expect(channel({ Method: 'Integration', 'Counts as shipped when': 'first scan' })?.shippedWhen).toBe(
      'first scan',
    );
  });

  test('goes by the worker when it names a connection or a sheet, and never as a file', () => {
    const connected = CHANNEL_METHODS.filter((method) => {
      const read = channel({ Method: method, 'Connected to': 'US 3PL sheet' });
      return read !== undefined && isConnected(read);
    });
    expect(connected).toEqual(['Partner sheet', 'Integration']);
    for (const method of CHANNEL_METHODS) {
      const read = channel({ Method: method });
      expect(read !== undefined && isConnected(read)).toBe(false);
    }
  });
});
