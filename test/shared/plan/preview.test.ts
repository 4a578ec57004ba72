import { expect, test } from 'vitest';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { planBuilder } from '../../../shared/plan/builder.ts';
import { countReasons, previewOf } from '../../../shared/plan/preview.ts';
import { wordsOf } from '../../../shared/plan/reasons.ts';
import { hashPlan } from '../../../shared/plan/row-hash.ts';
import { awaiting, lockedOrder, NOW, open, planOf, tablesOf } from '../../support/campaign.ts';

test('the preview counts every order once, and its button names act and count', () => {
  const tables = tablesOf({
    orders: [open('A-1'), open('A-2', { Items: 'SET x1' }), awaiting('A-3'), lockedOrder('A-4')],
  });
  const plan = planOf(lockDown, tables);
  const preview = previewOf(plan, hashPlan(campaignOf(tables), tables, plan), {
    action: 'lock-down',
    runId: 'r1',
    now: NOW,
    which: 'All orders: 4 orders',
    words: lockDown.words,
  });
  expect(preview.counts).toEqual({ change: 2, already: 1, left: 1, decide: 0 });
  expect(preview.total).toBe(4);
  expect(preview.button).toBe('Lock down 2 orders');
  expect(preview.sends).toBe('Nothing is sent to backers, warehouses or cards by this step.');
  expect(preview.figures).toEqual([
    {
      title: 'Units that become final',
      columns: ['SKU', 'Units'],
      rows: [
        ['MUG', 3],
        ['PDF', 1],
      ],
    },
  ]);
  expect(preview.reasons).toEqual([
    {
      outcome: 'change',
      code: null,
      count: 2,
      shared: '',
      samples: [
        { key: 'A-1', detail: '' },
        { key: 'A-2', detail: '' },
      ],
    },
    {
      outcome: 'already',
      code: 'already.done',
      count: 1,
      shared: '',
      samples: [{ key: 'A-4', detail: '' }],
    },
    {
      outcome: 'left',
      code: 'survey.incomplete',
      count: 1,
      shared: '',
      samples: [{ key: 'A-3', detail: '' }],
    },
  ]);
  expect(preview.reasons.map((reason) => wordsOf(reason).sentence)).toEqual([
    'Will change.',
    'Already done.',
    'The survey is not answered.',
  ]);
  expect(JSON.parse(JSON.stringify(preview))).toEqual(preview);
});

test('reasons are grouped with at most 50 samples; one shared detail is told, several are not', () => {
  const keys = Array.from({ length: 60 }, (_, i) => `A-${i}`);
  const builder = planBuilder(
    keys,
    keys.map(() => -1),
  );
  for (let s = 0; s < 60; s++) {
    if (s < 5) builder.left(s, { code: 'sku.unknown', detail: 'CUP' });
    else builder.left(s, { code: 'items.invalid', detail: s < 59 ? 'two mugs' : 'one mug' });
  }
  const [invalid, unknown] = countReasons(builder.build());
  expect([unknown?.count, unknown && wordsOf(unknown).sentence]).toEqual([
    5,
    'The SKU CUP is not in Products.',
  ]);
  expect([invalid?.count, invalid?.samples.length, invalid && wordsOf(invalid).sentence]).toEqual([
    55,
    50,
    'The items cannot be read: …',
  ]);
});
