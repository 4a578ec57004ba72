import { afterEach, describe, expect, it } from 'vitest';
import { CallError, call, sentenceOf } from '../../../addon/sidebar/call.ts';

interface Sent {
  readonly fn: string;
  succeed(answer: unknown): void;
  fail(message: string): void;
}

/** Google's client, answering only when the test says so. */
function installGoogle(): Sent[] {
  const sent: Sent[] = [];
  const runner = (success: (answer: unknown) => void, failure: (error: Error) => void): object => ({
    withSuccessHandler: (to: (answer: unknown) => void) => runner(to, failure),
    withFailureHandler: (to: (error: Error) => void) => runner(success, to),
    serve: ({ fn }: { fn: string }) =>
      sent.push({ fn, succeed: success, fail: (message) => failure(new Error(message)) }),
  });
  const none = (): void => {};
  Reflect.set(globalThis, 'google', { script: { run: runner(none, none) } });
  return sent;
}
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'google');
});

describe('a call of the add-on', () => {
  it('never has more than ten under way, as Google refuses an eleventh', async () => {
    const sent = installGoogle();
    const all = Array.from({ length: 23 }, () => call('tabs', {}));
    expect(sent).toHaveLength(10);
    sent[3]?.succeed({ ok: true, value: [] });
    sent[4]?.fail('lost');
    await expect(all[3]).resolves.toEqual([]);
    await expect(all[4]).rejects.toThrow(CallError);
    expect(sent).toHaveLength(12);
    // Each answer lets the next one go, until all are through.
    for (let i = 0; i < sent.length; i++) if (i !== 3 && i !== 4) sent[i]?.succeed({ ok: true, value: [] });
    await Promise.allSettled(all);
    expect(sent).toHaveLength(23);
  });

  it('gives the value of an answer, and a refusal as its own sentence and code', async () => {
    const sent = installGoogle();
    const value = call('tabs', {});
    sent[0]?.succeed({ ok: true, value: [{ name: 'Orders', rows: 3 }] });
    await expect(value).resolves.toEqual([{ name: 'Orders', rows: 3 }]);
    const refused = call('setAside', { runId: 'R-1' });
    sent[1]?.succeed({ ok: false, problem: { code: 'run.busy', message: 'Ben is running Lock Down.' } });
    const error: unknown = await refused.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'run.busy' });
    expect(sentenceOf(error)).toBe('Ben is running Lock Down.');
  });

  it('says in a sentence that the spreadsheet could not be reached', async () => {
    const sent = installGoogle();
    const lost = call('tabs', {});
    sent[0]?.fail('NetworkError: Connection failure due to HTTP 0');
    await expect(lost).rejects.toThrow('The spreadsheet could not be reached: NetworkError');
    const silent = call('tabs', {});
    sent[1]?.succeed(null);
    await expect(silent).rejects.toThrow('The spreadsheet gave no answer.');
  });
});
