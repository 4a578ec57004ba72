import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASSUMPTIONS } from '../../addon/check/assumptions.ts';
import { SAYS } from '../../addon/check/says.ts';
import { createWorkbook } from '../../worker/local/core/workbook.ts';
import { createScriptHost, type ScriptHost } from '../../worker/local/script/host.ts';
import { createPropertyStore } from '../../worker/local/script/properties.ts';
import { scriptRuntime, session } from '../worker/local/script/host.ts';
import * as contract from './apps-script-bundle.ts';

/** The contract as a script, as the add-on is built: one IIFE and a top-level function. */
async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./apps-script-bundle.ts', import.meta.url))],
    bundle: true,
    write: false,
    target: 'es2020',
    format: 'iife',
    globalName: 'contract',
    footer: {
      js: Object.keys(contract)
        .map((name) => `function ${name}(...args) { return contract.${name}(...args); }`)
        .join('\n'),
    },
  });
  return result.outputFiles[0]?.text ?? '';
}

let host: ScriptHost;
let findings: unknown;
beforeAll(async () => {
  host = createScriptHost({
    workbook: createWorkbook({ id: 'wb', title: 'Contract', timeZone: 'America/New_York' }),
    properties: createPropertyStore(),
    code: await bundle(),
    html: () => undefined,
    runtime: await scriptRuntime(),
    warm: false,
  });
  findings = await host.run('checkAll', [5000], session);
});
afterAll(() => host.close());

test.each(ASSUMPTIONS.map(({ name }) => [name, SAYS[name]]))('the local workbook does as %s: %s', (name) => {
  expect(findings).toContainEqual(expect.objectContaining({ name, ok: true }));
});

test('no two assumptions share a name', () => {
  expect(new Set(ASSUMPTIONS.map(({ name }) => name)).size).toBe(ASSUMPTIONS.length);
});

test('a belief that is wrong is found', async () => {
  expect(await host.run('checkWrong', [], session)).toMatchObject([
    { name: 'wrong', ok: false, saw: '2' },
    { name: 'throwing', ok: false, saw: 'threw: No such thing' },
  ]);
});
