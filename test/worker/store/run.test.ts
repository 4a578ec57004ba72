import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { run } from '../../../worker/store/embedded/run.ts';

test('What a program wrote is there when it has ended, however many run at once', async () => {
  const many = await Promise.all(
    Array.from({ length: 40 }, (_, i) => run('sh', ['-c', `echo out ${i}; echo err ${i} >&2`], {}, tmpdir())),
  );
  for (const [i, { code, output }] of many.entries()) {
    expect(code).toBe(0);
    expect(output).toContain(`out ${i}`);
    expect(output).toContain(`err ${i}`);
  }
});

test('A server that is left behind with the streams open does not hold up the one who started it', async () => {
  const { code, output } = await run('sh', ['-c', 'sleep 20 & echo started'], {}, tmpdir());
  expect([code, output.trim()]).toEqual([0, 'started']);
});
