import { describe, expect, it } from 'vitest';
import { mapRewards, type RewardIntent } from '../../../shared/actions/map-rewards.ts';
import type { MemoryBook } from '../../support/memory-book.ts';
import { memoryBook } from '../../support/memory-book.ts';
import { importRows, outcomes, run } from './import-support.ts';

const NOTHING = new Map<string, string>();

/** Two orders whose rewards and items have no SKU yet. */
function waiting(): MemoryBook {
  const sheet = memoryBook({ Products: { SKU: ['GAME'], Kind: ['physical'] } });
  importRows(sheet, [{ Insert: '2' }, { 'Backer Number': '2' }], { mapping: NOTHING });
  return sheet;
}

const intent = (platformId: string, items: string, more: Partial<RewardIntent> = {}): RewardIntent => ({
  title: platformId.slice(platformId.indexOf(':') + 1),
  platformId,
  items,
  orders: ['LH-1042', 'LH-2'],
  countedTwice: false,
  ...more,
});

const itemsOf = (sheet: MemoryBook) => sheet.show('Orders').map((row) => row.Items);

describe('mapping rewards', () => {
  it('remembers them by platform id and gives open orders their SKUs', () => {
    const sheet = waiting();
    const made = run(sheet, mapRewards, [
      intent('reward:501', 'GAME x1'),
      intent('item:Insert', 'INSERT x1', { orders: ['LH-1042'] }),
    ]);
    expect(outcomes(made)).toEqual([
      ['change', null],
      ['change', null],
    ]);
    expect(sheet.show('Rewards')).toEqual([
      { Title: '501', 'Platform ID': 'reward:501', Items: 'GAME x1' },
      { Title: 'Insert', 'Platform ID': 'item:Insert', Items: 'INSERT x1' },
    ]);
    expect(itemsOf(sheet)).toEqual(['GAME x1; INSERT x2', 'GAME x1']);
    expect(made.plan.figures).toEqual([
      {
        title: 'Orders that get SKUs',
        columns: ['Reward or item', 'Orders'],
        rows: [
          ['501', 2],
          ['Insert', 1],
        ],
      },
    ]);
    expect(sheet.show('Orders')[0]?.['Next step']).not.toContain('no SKU');
  });

  it('makes the products that are missing, once', () => {
    const sheet = waiting();
    run(sheet, mapRewards, [intent('reward:501', 'GAME x1; BOX x1'), intent('item:Insert', 'BOX x2')]);
    expect(sheet.show('Products').map(({ SKU, Name, Kind }) => [SKU, Name, Kind])).toEqual([
      ['GAME', '', 'physical'],
      ['BOX', 'BOX', 'physical'],
    ]);
    expect(itemsOf(sheet)[0]).toBe('GAME x1; BOX x5');
  });

  it('a second time changes nothing (property 3)', () => {
    const sheet = waiting();
    const intents = [intent('reward:501', 'GAME x1'), intent('item:Insert', '-')];
    run(sheet, mapRewards, intents);
    expect(itemsOf(sheet)).toEqual(['GAME x1', 'GAME x1']);
    expect(outcomes(run(sheet, mapRewards, intents))).toEqual([
      ['already', 'already.done'],
      ['already', 'already.done'],
    ]);
  });

  it('is no change of the source: the same report imported afterwards changes nothing', () => {
    const sheet = waiting();
    run(sheet, mapRewards, [intent('reward:501', 'GAME x1'), intent('item:Insert', 'INSERT x1')]);
    const mapping = new Map([
      ['reward:501', 'GAME x1'],
      ['item:Insert', 'INSERT x1'],
    ]);
    const rows = [{ Insert: '2' }, { 'Backer Number': '2' }];
    expect(importRows(sheet, rows, { mapping }).counts.change).toBe(0);
    sheet.type('Orders', 1, 'Items', 'GAME x2');
    const again = importRows(sheet, rows, { mapping });
    expect(again.counts).toMatchObject({ change: 0, decide: 0 });
  });

  it('corrects a row that is there, and keeps its title', () => {
    const sheet = memoryBook({
      Rewards: { Title: ['The Game'], 'Platform ID': ['reward:501'], Items: ['GMAE x1'] },
    });
    run(sheet, mapRewards, [intent('reward:501', 'GAME x1', { orders: [] })]);
    expect(sheet.show('Rewards')).toEqual([
      { Title: 'The Game', 'Platform ID': 'reward:501', Items: 'GAME x1' },
    ]);
  });

  it('leaves locked orders as they are and names them', () => {
    const sheet = waiting();
    sheet.type('Orders', 1, 'Locked at', '2026-03-01 09:00:00Z');
    const made = run(sheet, mapRewards, [intent('reward:501', 'GAME x1')]);
    expect(itemsOf(sheet)).toEqual(['GAME x1; item:Insert x2', 'reward:501 x1']);
    expect(made.plan.notices).toEqual([
      {
        level: 'warning',
        text: '1 order is locked down and keeps its items: LH-2. Unlock to give them SKUs.',
      },
    ]);
  });

  it('leaves alone a row whose hidden check belongs to another order', () => {
    const sheet = waiting();
    sheet.type('Orders', 0, 'Row check', String(sheet.show('Orders')[1]?.['Row check']));
    const made = run(sheet, mapRewards, [intent('reward:501', 'GAME x1')]);
    expect(itemsOf(sheet)).toEqual(['reward:501 x1; item:Insert x2', 'GAME x1']);
    expect(made.plan.notices[0]?.text).toContain('LH-1042');
  });

  it.each(['GAME', 'GAME x', 'GAME x1.5', 'reward:7 x1', ';'])('refuses the items %s', (items) => {
    const sheet = waiting();
    const made = run(sheet, mapRewards, [intent('reward:501', items)]);
    expect(made.counts.left).toBe(1);
    expect(sheet.show('Rewards')).toEqual([]);
  });

  it('asks where a reward and its item columns both have SKUs, and counts one of them', () => {
    const twice = [intent('reward:501', 'GAME x1', { countedTwice: true })];
    const asked = run(waiting(), mapRewards, twice);
    expect(outcomes(asked)).toEqual([['decide', 'reward.counted-twice']]);
    expect(asked.plan.questions.map(({ id }) => id)).toEqual(['counted-twice']);

    const items = waiting();
    run(items, mapRewards, twice, { answers: { 'counted-twice': 'items' } });
    expect(itemsOf(items)).toEqual(['item:Insert x2', '']);
    expect(items.show('Rewards')[0]?.Items).toBe('-');

    const both = waiting();
    run(both, mapRewards, twice, { answers: { 'counted-twice': 'both' } });
    expect(itemsOf(both)[0]).toBe('GAME x1; item:Insert x2');
  });

  it('takes a mapping back without touching orders', () => {
    const sheet = waiting();
    run(sheet, mapRewards, [intent('reward:501', 'GAME x1')]);
    run(sheet, mapRewards, [intent('reward:501', '', { orders: [] })]);
    expect(sheet.show('Rewards')[0]?.Items).toBe('');
    expect(itemsOf(sheet)[1]).toBe('GAME x1');
  });

  it('refuses intents that are none', () => {
    expect(() => mapRewards.parse([{ platformId: 'reward:501' }])).toThrow();
  });
});
