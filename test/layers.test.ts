import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'shipsheet-layers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

/** The rules that biome finds broken in one line of code, if it stood in the file `path`. */
function broken(path: string, code: string): string[] {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${code}\n`);
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=json', path];
  let output: string;
  try {
    output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    output = z.object({ stdout: z.string() }).parse(error).stdout;
  }
  return report.parse(JSON.parse(output)).diagnostics.map((found) => found.category.replace('lint/', ''));
}

const LAYER = 'style/noRestrictedImports';
const NODE = 'correctness/noNodejsModules';

describe('the layers, as biome.json has them', () => {
  it.each([
    ['shared/order/bad.ts', "export { x } from '../../addon/main.ts';", LAYER],
    ['shared/order/bad.ts', "export { x } from '../../worker/main.ts';", LAYER],
    ['shared/order/bad.ts', "export { x } from '../../test/support/x.ts';", LAYER],
    ['shared/order/bad.ts', "export type { Api } from '../../addon/api.ts';", LAYER],
    ['shared/order/bad.ts', "export const load = () => import('../../worker/main.ts');", LAYER],
    ['shared/order/bad.ts', "export { readFileSync } from 'node:fs';", NODE],
    ['shared/order/bad.ts', "export { readFileSync } from 'fs';", NODE],
    ['shared/order/bad.ts', "export { default as x } from 'express';", LAYER],
    ['shared/order/bad.ts', "export { sheets } from 'googleapis/build/src/apis/sheets';", LAYER],
    ['shared/order/bad.ts', "export { z } from 'zod';", LAYER],
    ['shared/order/bad.ts', "import { z } from 'zod/mini';\nexport const t = z.string();", LAYER],
    ['addon/server/bad.ts', "import { z } from 'zod/mini';\nexport const t = z.string();", LAYER],
    ['addon/server/bad.ts', "export { x } from '../../worker/main.ts';", LAYER],
    ['addon/server/bad.ts', "export { readFileSync } from 'node:fs';", NODE],
    ['addon/sidebar/bad.ts', "export { x } from '../../worker/local/page/main.ts';", LAYER],
    ['worker/local/bad.ts', "export { x } from '../../addon/main.ts';", LAYER],
    ['worker/local/page/bad.ts', "export type { Api } from '../../../addon/api.ts';", LAYER],
    ['worker/local/page/bad.ts', "export { readFileSync } from 'node:fs';", NODE],
  ])('refuse in %s: %s', (path, code, rule) => {
    expect(broken(path, code)).toContain(rule);
  });

  it.each([
    ['shared/order/good.ts', "import * as z from 'zod/mini';\nexport const t = z.string();"],
    ['shared/order/good.ts', "export { TABS } from '../tabs/tabs.ts';"],
    ['addon/server/good.ts', "export { TABS } from '../../shared/tabs/tabs.ts';"],
    ['worker/local/good.ts', "export { readFileSync } from 'node:fs';"],
    ['worker/local/page/good.ts', "export { TABS } from '../../../shared/tabs/tabs.ts';"],
  ])('allow in %s: %s', (path, code) => {
    expect(broken(path, code)).toEqual([]);
  });
});
