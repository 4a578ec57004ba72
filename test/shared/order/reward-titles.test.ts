/** Rewards, items and add-ons without SKUs are called by their titles everywhere. */
import { describe, expect, it } from 'vitest';
import { hold } from '../../../shared/actions/hold.ts';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { rewardTitles } from '../../../shared/order/reward-titles.ts';
import { apply, preview } from '../../../shared/plan/run.ts';
import { refreshSummary } from '../../../shared/plan/summary.ts';
import { tableOf } from '../../../shared/tabs/table.ts';
import { memoryBook } from '../../support/memory-book.ts';

const SETTINGS = { prefix: 'A', campaignName: 'Test' };

describe('the title of a placeholder', () => {
  const titleOf = rewardTitles(
    tableOf('Rewards', {
      Title: ['Extra Meeples', ''],
      'Platform ID': ['addon:10760001', 'reward:8812345'],
    }),
  );

  it.each([
    ['addon:10760001', 'Extra Meeples', 'as Rewards has it'],
    ['item:Wooden Insert', 'Wooden Insert', 'out of the placeholder itself'],
    ['sku:MUG-RED', 'MUG-RED', 'out of the placeholder itself'],
    ['reward:8812345', 'reward:8812345', 'a number keeps its kind while nobody has named it'],
  ])('%s is “%s”: %s', (token, title) => {
    expect(titleOf(token)).toBe(title);
  });

  it('needs no Rewards at all', () => {
    expect(rewardTitles(undefined)('addon:77')).toBe('addon:77');
  });
});

describe('an order that waits for SKUs', () => {
  const book = () =>
    memoryBook({
      Orders: {
        'Order ID': ['A-1', 'A-2'],
        Items: ['MUG x1; addon:10760001 x2', 'MUG x1'],
        Payment: ['paid', 'paid'],
        'Survey at': ['2026-02-20 07:12:00Z', '2026-02-20 07:12:00Z'],
      },
      Products: { SKU: ['MUG'], Kind: ['physical'] },
      Rewards: { Title: ['Extra Meeples'], 'Platform ID': ['addon:10760001'], Items: [''] },
    });

  it('names the title in its reason, in Next step and in Needs attention; the key there stays the platform’s', () => {
    const sheet = book();
    const refused = preview(sheet, lockDown, SETTINGS, { base: 'all' }, {}, 'R-0');
    expect(refused.reasons.find(({ code }) => code === 'reward.unmapped')?.samples).toEqual([
      { key: 'A-1', detail: 'Extra Meeples' },
    ]);
    const options = { reason: 'paint' };
    const shown = preview(sheet, hold, SETTINGS, { base: 'all' }, options, 'R-1');
    apply(sheet, hold, SETTINGS, { ...shown, scope: { base: 'all' }, options });
    expect(sheet.show('Orders')[0]?.['Next step']).toBe(
      'The reward or item Extra Meeples has no SKU yet. Give it SKUs under Set Up, Rewards.',
    );
    refreshSummary(sheet, null);
    expect(sheet.show('Needs attention')).toMatchObject([
      {
        Key: 'reward.unmapped/addon:10760001/',
        What: 'The reward or item Extra Meeples has no SKU yet. Orders that wait for it: 1.',
      },
    ]);
  });
});
