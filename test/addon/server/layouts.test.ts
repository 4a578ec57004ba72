/** Remembered column layouts: kept for the spreadsheet, in properties that hold 9 KB each. */
import { describe, expect, it } from 'vitest';
import { testSheet } from './sheet.ts';

const mapping = (columns: number): string =>
  JSON.stringify({ fields: Array.from({ length: columns }, (_, i) => `Größe ${i}`) });

describe('remembered layouts', () => {
  it('are none at first', () => {
    expect(testSheet().call('layouts', { kind: 'orders' })).toEqual([]);
  });

  it('come back as they were saved, last saved first, each kind apart', () => {
    const sheet = testSheet();
    sheet.call('saveLayout', { kind: 'orders', key: 'k1', name: '', mapping: '{"a":1}' });
    sheet.call('saveLayout', { kind: 'orders', key: 'k2', name: '', mapping: '{"b":2}' });
    sheet.call('saveLayout', { kind: 'tracking', key: 'k1', name: 'US 3PL', mapping: '{"c":3}' });
    const kept = sheet.call('layouts', { kind: 'orders' });
    expect(kept.map(({ key, name, mapping }) => [key, name, mapping])).toEqual([
      ['k2', '', '{"b":2}'],
      ['k1', '', '{"a":1}'],
    ]);
    expect(kept[0]?.at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
    expect(sheet.call('layouts', { kind: 'tracking' })).toMatchObject([{ key: 'k1', name: 'US 3PL' }]);
  });

  it('two partners whose files have the same header keep their own', () => {
    const sheet = testSheet();
    sheet.call('saveLayout', { kind: 'tracking', key: 'k', name: 'US 3PL', mapping: '1' });
    const kept = sheet.call('saveLayout', { kind: 'tracking', key: 'k', name: 'EU 3PL', mapping: '2' });
    expect(kept.map(({ name, mapping }) => [name, mapping])).toEqual([
      ['EU 3PL', '2'],
      ['US 3PL', '1'],
    ]);
  });

  it('a layout is changed by saving it again, and forgotten with null', () => {
    const sheet = testSheet();
    const layout = { kind: 'orders', key: 'k', name: '' } as const;
    sheet.call('saveLayout', { ...layout, mapping: mapping(900) });
    expect(sheet.call('saveLayout', { ...layout, mapping: '2' })).toMatchObject([{ mapping: '2' }]);
    expect(sheet.call('saveLayout', { ...layout, mapping: null })).toEqual([]);
    expect(sheet.call('layouts', { kind: 'orders' })).toEqual([]);
  });

  it('a mapping longer than a property is kept in pieces of less than 9 KB', () => {
    const sheet = testSheet();
    const long = mapping(2500);
    sheet.call('saveLayout', { kind: 'orders', key: 'k', name: '', mapping: long });
    expect(sheet.call('layouts', { kind: 'orders' })[0]?.mapping).toBe(long);
    sheet.execution();
    const all = PropertiesService.getDocumentProperties().getProperties();
    const pieces = Object.keys(all).filter((name) => name.startsWith('layouts.orders.'));
    expect(pieces.length).toBeGreaterThan(5);
    for (const name of pieces) expect(Buffer.byteLength(all[name] ?? '')).toBeLessThan(9 * 1024);
  });

  it('beyond the room for a kind the oldest goes; what can never fit is refused and the rest stays', () => {
    const sheet = testSheet();
    for (const key of ['k1', 'k2', 'k3'])
      sheet.call('saveLayout', { kind: 'orders', key, name: '', mapping: mapping(1100) });
    expect(sheet.call('layouts', { kind: 'orders' }).map(({ key }) => key)).toEqual(['k3', 'k2']);
    expect(() =>
      sheet.call('saveLayout', { kind: 'orders', key: 'k4', name: '', mapping: mapping(5000) }),
    ).toThrow('layout.too-long: This file has too many columns');
    expect(sheet.call('layouts', { kind: 'orders' })).toHaveLength(2);
  });

  it('a preset never goes for another one: the one too many is refused', () => {
    const sheet = testSheet();
    for (const key of ['own-1', 'own-2'])
      sheet.call('saveLayout', { kind: 'export', key, name: '', mapping: mapping(1100) });
    expect(() =>
      sheet.call('saveLayout', { kind: 'export', key: 'own-3', name: '', mapping: mapping(1100) }),
    ).toThrow('layout.full: There is no room for one more preset.');
    expect(sheet.call('layouts', { kind: 'export' })).toHaveLength(2);
  });

  it('what somebody damaged counts as never saved', () => {
    const sheet = testSheet();
    sheet.call('saveLayout', { kind: 'orders', key: 'k', name: '', mapping: '1' });
    sheet.execution();
    PropertiesService.getDocumentProperties().setProperty('layouts.orders.0', '[{"key":1');
    expect(sheet.call('layouts', { kind: 'orders' })).toEqual([]);
    expect(sheet.call('saveLayout', { kind: 'orders', key: 'n', name: '', mapping: '2' })).toHaveLength(1);
  });
});
