/** The one door: what it refuses, with a sentence and without anything personal. */
import { describe, expect, it } from 'vitest';
import { REQUESTS } from '../../../addon/server/requests.ts';
import { open } from '../../support/campaign.ts';
import { testSheet } from './sheet.ts';

const sheet = testSheet({ orders: [open('A-1', { Name: 'Ada Secret', Email: 'ada@secret.example' })] });
const problem = (request: unknown): { code: string; message: string } => {
  const answer = sheet.ask(request);
  if (answer.ok) throw new Error('The request was answered');
  return answer.problem;
};

describe('serve', () => {
  it.each([
    [null],
    ['context'],
    [{}],
    [{ fn: 'dropTables', args: {} }],
    [{ fn: 'toString', args: {} }],
    [{ fn: '__proto__', args: {} }],
    [{ fn: 7, args: {} }],
  ])('%j is unknown', (request) => {
    expect(problem(request)).toEqual({
      code: 'request.unknown',
      message: 'The panel asked for something unknown. Reload the spreadsheet.',
    });
  });

  it.each(
    Object.keys(REQUESTS).filter(
      (fn) =>
        ![
          'setUp',
          'context',
          'tabs',
          'rewards',
          'order',
          'workerState',
          'unpair',
          'recordHappenings',
        ].includes(fn),
    ),
  )('%s refuses arguments that it cannot read, without repeating them', (fn) => {
    for (const args of [null, 'Ada Secret', {}, { scope: 'Ada Secret', from: -1 }]) {
      const { code, message } = problem({ fn, args });
      expect(code).toBe('request.invalid');
      expect(message).toBe(
        `The panel sent something that cannot be read (${fn}). Reload the spreadsheet and try again.`,
      );
    }
  });

  it.each([
    [{ fn: 'preview', args: { action: 'fly', scope: { base: 'all' }, options: {} } }, 'action.unknown'],
    [{ fn: 'preview', args: { action: 'hold', scope: { base: 'all' }, options: {} } }, 'options'],
    [{ fn: 'preview', args: { action: 'undo', scope: { base: 'all' }, options: {} } }, 'options'],
    [{ fn: 'order', args: { orderId: 'A-77' } }, 'match.none'],
    [{ fn: 'showOrder', args: { orderId: 'A-77' } }, 'match.none'],
    [{ fn: 'readTab', args: { name: 'Nowhere', from: 0, count: 5 } }, 'sheet.tab-missing'],
    [{ fn: 'exportRows', args: { batch: 'B #9', columns: ['Name'], from: 0 } }, 'export.empty'],
  ])('%j ends in a sentence', (request, code) => {
    const said = problem(request);
    expect(said.code).toBe(code);
    expect(said.message).toMatch(/^[A-Z].*\.$/s);
    expect(JSON.stringify(said)).not.toMatch(/secret/i);
  });

  it('apply refuses sums that are none, a file action that is none, and leaves no lease behind', () => {
    const run = { runId: 'R', now: '2026-03-01 10:00:00Z', hash: '', sums: 'x', which: '' };
    const apply = { action: 'lock-down', scope: { base: 'all' }, options: {}, ...run };
    expect(problem({ fn: 'apply', args: apply }).code).toBe('run.sums');
    const counts = { already: 0, left: 0, decide: 0 };
    const part = { action: 'fly', options: {}, ...run, intents: [], part: 0, last: true, counts };
    expect(problem({ fn: 'applyPart', args: part }).code).toBe('action.unknown');
    expect(sheet.call('context', {}).openRun).toBeNull();
  });

  it('settings that were damaged are the defaults', () => {
    sheet.execution();
    PropertiesService.getDocumentProperties().setProperty('settings', '{"prefix":');
    const defaults = { campaignName: '', prefix: 'KS', lockDownDate: '', noNumberDays: 5 };
    expect(sheet.call('context', {}).settings).toEqual(defaults);
  });

  it('settings that were saved before the days without a number existed have five', () => {
    sheet.execution();
    const saved = '{"campaignName":"Old","prefix":"A","lockDownDate":""}';
    PropertiesService.getDocumentProperties().setProperty('settings', saved);
    expect(sheet.call('context', {}).settings).toMatchObject({ campaignName: 'Old', noNumberDays: 5 });
  });
});
