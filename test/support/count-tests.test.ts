import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'shipsheet-count-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Counts the tests of one file as `npm test` does, in a process of its own: vitest sets the exit code of its process. */
function count(code: string): unknown {
  writeFileSync(join(folder, 'sample.test.mjs'), code);
  const script = `
    import { startVitest } from 'vitest/node';
    import { countTests } from './test/support/count-tests.mjs';
    const vitest = await startVitest('test', [], {
      root: ${JSON.stringify(folder)}, config: false, watch: false, globals: true, reporters: [{}],
    });
    console.log(JSON.stringify(countTests(vitest.state.getTestModules())));
    await vitest.close();
    process.exit(0);
  `;
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

describe('countTests', () => {
  it('counts what passed and what failed', () => {
    const code = "it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('no'); });";
    expect(count(code)).toEqual({ passed: 2, failed: 1, skipped: [] });
  });

  it('names what was skipped or left to do', () => {
    const code = "it.skip('later', () => {}); describe('x', () => { it.todo('never'); });";
    expect(count(code)).toEqual({
      passed: 0,
      failed: 0,
      skipped: ['sample.test.mjs: later', 'sample.test.mjs: x > never'],
    });
  });

  it('counts a file that cannot be loaded as one failure', () => {
    expect(count("throw new Error('no');")).toEqual({ passed: 0, failed: 1, skipped: [] });
  });

  it('counts a failing afterAll as one failure', () => {
    const code = "it('a', () => {}); afterAll(() => { throw new Error('no'); });";
    expect(count(code)).toEqual({ passed: 1, failed: 1, skipped: [] });
  });
});
