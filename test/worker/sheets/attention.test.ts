import { expect, test } from 'vitest';
import { tableOf } from '../../../shared/tabs/table.ts';
import { attentionOfRows } from '../../../worker/sheets/attention.ts';
import { newTally } from '../../../worker/sheets/task.ts';

test('what was said of a connection is over when it has another name, and said of that one', () => {
  const there = tableOf('Needs attention', {
    Key: [
      'partner.auth/Ohio/',
      'partner.strays/US 3PL sheet/',
      'partner.auth/Texas/',
      'partner.refused/A-1/A-1-1',
      'partner.away/Utah/',
    ],
    Resolved: ['', '', '', '', '2026-03-01 09:00:00Z'],
  });
  const attention = [{ key: 'partner.auth/Texas/', what: 'Texas: its key is refused.', action: '' }];
  expect(attentionOfRows({ rows: [], channels: [], attention }, newTally(), there)).toEqual([
    { key: 'partner.auth/Ohio/', what: '', action: '' },
    { key: 'partner.strays/US 3PL sheet/', what: '', action: '' },
  ]);
});
