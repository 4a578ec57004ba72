import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findBrowser } from './find-browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'shipsheet-browser-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = join(folder, 'google-chrome');
writeFileSync(program, '');
chmodSync(program, 0o755);
const text = join(folder, 'chromium');
writeFileSync(text, '');
chmodSync(text, 0o644);

describe('findBrowser', () => {
  it('takes the program that CHROMIUM names', () => {
    expect(findBrowser({ CHROMIUM: program, PATH: '' })).toBe(program);
  });

  it('finds none when CHROMIUM names something that cannot be run', () => {
    expect(findBrowser({ CHROMIUM: join(folder, 'missing'), PATH: folder })).toBeNull();
  });

  it('takes the first on the PATH that can be run', () => {
    expect(findBrowser({ PATH: folder })).toBe(program);
  });
});
