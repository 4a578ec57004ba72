import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../../worker/local/store/store.ts';

let folder: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shipsheet-kill-'));
  program = join(folder, 'writer.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./writer.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Lets the program write until it has said `steps` steps, then kills it at once. Returns the last step it said. */
async function writeAndKill(data: string, steps: number, compactAt: number): Promise<number> {
  const child = spawn(process.execPath, [program, data, String(compactAt)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  let said = 0;
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    said = Number(line);
    if (++count === steps) child.kill('SIGKILL');
  }
  const [, signal] = await gone;
  expect(signal).toBe('SIGKILL');
  return said;
}

const block = { row: 0, column: 0, rows: 40, columns: 5 };

describe('a program killed while it writes', () => {
  it.each([
    ['between snapshots', 1_000_000_000],
    ['amid snapshots', 1],
    ['now here, now there', 20_000],
  ])('%s leaves a whole state that holds all it had said', { timeout: 60_000 }, async (name, compactAt) => {
    const data = join(folder, `data-${name.replaceAll(/\W/g, '')}`);
    for (const steps of [1, 2, 7, 30]) {
      const said = await writeAndKill(data, steps, compactAt);
      const store = openStore(data);
      const book = store.open('book');
      if (book === undefined) throw new Error('the workbook is gone');
      const seen = new Set(book.values(0, block).flat());
      expect(seen.size).toBe(1);
      expect(Number([...seen][0])).toBeGreaterThanOrEqual(said);
      expect(Number(store.properties('book').get('document', 'step'))).toBeGreaterThanOrEqual(said);
      expect(book.sheet(0).rowCount).toBe(1000);
      await store.close();
    }
  });
});
