/**
 * start: `npm start` on a built checkout until its page answers, against the smallest server that Node can start. The
 * data folder is empty, so the demo campaign is made too.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, report } from './report.ts';

const RUNS = 3;
const PATIENCE_MS = 60_000;
const ADDRESS = /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\S*/;

const BARE = `
  import { createServer } from 'node:http';
  const server = createServer((_, response) => response.end('ok'));
  server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));
`;

/** Milliseconds from the start of the program until the address that it prints answers 200. */
async function untilAnswer(program: string, args: string[]): Promise<number> {
  const before = performance.now();
  // A group of its own, so that npm, its shell and the server all end.
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  try {
    const url = await printed(child);
    for (;;) {
      const answer = await fetch(url).catch(() => null);
      if (answer?.ok) return performance.now() - before;
      if (performance.now() - before > PATIENCE_MS) throw new Error(`${url} does not answer`);
    }
  } finally {
    await end(child);
  }
}

/** The first address that the program prints. */
function printed(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let text = '';
    const late = setTimeout(() => failed(new Error(`No address in: ${text}`)), PATIENCE_MS);
    child.stdout?.on('data', (data) => {
      text += data;
      const found = ADDRESS.exec(text);
      if (found === null) return;
      clearTimeout(late);
      done(found[0]);
    });
    child.on('exit', (code) => {
      clearTimeout(late);
      failed(new Error(`It ended with ${code}: ${text}`));
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.pid === undefined) return done();
    child.on('exit', () => done());
    process.kill(-child.pid, 'SIGTERM');
  });
}

async function start(): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'shipsheet-bench-'));
  try {
    return await untilAnswer('npm', ['start', '--silent', '--', '--data', data]);
  } finally {
    rmSync(data, { recursive: true });
  }
}

const times: { ours: number; bare: number }[] = [];
for (let run = 0; run < RUNS; run++) {
  const bare = await untilAnswer(process.execPath, ['--input-type=module', '-e', BARE]);
  times.push({ bare, ours: await start() });
}
report('start', [
  {
    metric: 'readyMs',
    value: median(times.map(({ ours }) => ours)),
    unit: 'ms',
    baseline: median(times.map(({ bare }) => bare)),
  },
]);
