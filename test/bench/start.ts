/**
 * start: `npm start` on a built checkout until its page answers, against the smallest server that Node can start. The
 * data folder is empty, so the demo campaign is made too.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from './program.ts';
import { median, report } from './report.ts';

const RUNS = 3;
const PATIENCE_MS = 60_000;

const BARE = `
  import { createServer } from 'node:http';
  const server = createServer((_, response) => response.end('ok'));
  server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));
`;

/** Milliseconds from the start of the program until the address that it prints answers 200. */
async function untilAnswer(program: string, args: readonly string[]): Promise<number> {
  const before = performance.now();
  const { url, end } = await startProgram(program, args);
  try {
    for (;;) {
      const answer = await fetch(url).catch(() => null);
      if (answer?.ok) return performance.now() - before;
      if (performance.now() - before > PATIENCE_MS) throw new Error(`${url} does not answer`);
    }
  } finally {
    await end();
  }
}

async function ours(): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'shipsheet-bench-'));
  try {
    return await untilAnswer('npm', ['start', '--silent', '--', '--data', data]);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

const times: { bare: number; ours: number }[] = [];
for (let run = 0; run < RUNS; run++) {
  const bare = await untilAnswer(process.execPath, ['--input-type=module', '-e', BARE]);
  times.push({ bare, ours: await ours() });
}
const ready = (way: 'bare' | 'ours'): number => median(times.map((run) => run[way]));
report('start', [{ metric: 'readyMs', value: ready('ours'), unit: 'ms', baseline: ready('bare') }]);
