import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

describe.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'worker/local/http/README.md'])(
  '%s',
  (path) => {
    const text = read(path);

    it('links only to files that are there', () => {
      const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
      expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
    });

    it('names only scripts that package.json has', () => {
      const names = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
      expect(names.filter((name) => !(name in scripts))).toEqual([]);
    });
  },
);

describe('README.md', () => {
  it('has the benches that there are', () => {
    const names = [...read('README.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name = '']) => name);
    const benches = /NAMES = \[([^\]]+)\]/.exec(read('test/bench/run.mjs'))?.[1] ?? '';
    expect(names.sort()).toEqual([...benches.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name).sort());
  });

  it('names the sample files that the demo writes', () => {
    const files = read('worker/local/demo/files.ts');
    const named = [...read('README.md').matchAll(/`([\w-]+\.csv)`/g)].map(([, name = '']) => name);
    expect(named.length).toBe(4);
    for (const name of named) expect(files).toContain(`'${name}'`);
  });

  it('gives the command that the checks on every change run', () => {
    expect(read('README.md')).toContain('npm ci && npm test');
    expect(read('.ci/run')).toContain('npm ci && npm test');
  });
});
