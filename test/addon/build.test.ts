import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInContext } from 'node:vm';
import { parse } from 'acorn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAddon, bundleServer, manifest } from '../../addon/build.mjs';
import { bareContext } from '../support/bare-context.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'shipsheet-build-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entry = join(folder, 'main.ts');
const PAGE = '<!doctype html><p title="a">É ` " $& </p>\n';

/** A small add-on with what Apps Script cannot parse. */
const ADDON = `
  declare const __PAGES__: Record<string, string> | null;
  class Counter {
    static step = 1;
    #n = 0;
    static { Counter.step = 2; }
    add() { this.#n += Counter.step; return this.#n; }
  }
  const cache: { counter?: Counter } = {};
  export function onOpen() { cache.counter ??= new Counter(); return cache.counter.add(); }
  export const serve = (a: number, b: number) => a + b;
  export function html_() { return __PAGES__ && __PAGES__.work; }
`;

const parses = (code: string) => parse(code, { ecmaVersion: 2020, sourceType: 'script' });

beforeAll(() => writeFileSync(entry, ADDON));

describe('bundleServer', () => {
  it('makes a top-level function of each export, and no other global but its own', async () => {
    const context = bareContext();
    runInContext(await bundleServer(entry, null), context);
    expect(Object.keys(context).sort()).toEqual(['Shipsheet', 'html_', 'onOpen', 'serve']);
    expect(runInContext('[onOpen(), onOpen(), serve(2, 3)].join()', context)).toBe('2,4,5');
  });

  it('lowers what Apps Script cannot parse', async () => {
    expect(() => parses(ADDON.replace(/^.*declare.*$/m, ''))).toThrow();
    expect(() => parses('class A { #x = 1; }')).toThrow();
    expect(() => parses('class A { static { f(); } }')).toThrow();
    expect(parses(await bundleServer(entry, null)).type).toBe('Program');
  });

  it('embeds the pages for pasting, and leaves null where HtmlService reads the files', async () => {
    const context = bareContext();
    runInContext(await bundleServer(entry, { work: PAGE }), context);
    expect(runInContext('html_()', context)).toBe(PAGE);
    const other = bareContext();
    runInContext(await bundleServer(entry, null), other);
    expect(runInContext('html_()', other)).toBeNull();
  });

  it('refuses a module that Apps Script does not have', async () => {
    const bad = join(folder, 'bad.ts');
    writeFileSync(bad, "import { readFileSync } from 'node:fs';\nexport const serve = () => readFileSync;\n");
    await expect(bundleServer(bad, null)).rejects.toThrow('node:fs');
  });
});

describe('manifest', () => {
  const source = readFileSync(join(root, 'addon/appsscript.json'), 'utf8');

  it('asks for the five scopes and V8, and lists no address without a worker', () => {
    const made = JSON.parse(manifest(source, undefined));
    expect(made.runtimeVersion).toBe('V8');
    expect(made.urlFetchWhitelist).toBeUndefined();
    expect(made.oauthScopes.sort()).toEqual([
      'https://www.googleapis.com/auth/script.container.ui',
      'https://www.googleapis.com/auth/script.external_request',
      'https://www.googleapis.com/auth/spreadsheets.currentonly',
      'https://www.googleapis.com/auth/userinfo.email',
      'openid',
    ]);
  });

  it('lists the address of the worker that it was built for', () => {
    const made = JSON.parse(manifest(source, 'https://worker.example.com/'));
    expect(made.urlFetchWhitelist).toEqual(['https://worker.example.com/']);
  });

  it.each(['http://worker.example.com/', 'https://worker.example.com', 'worker.example.com/'])(
    'refuses %s, which Google would refuse too',
    (url) => {
      expect(() => manifest(source, url)).toThrow('WORKER_URL');
    },
  );
});

describe('buildAddon', () => {
  it('writes what clasp pushes and nothing else, and the one file to paste', async () => {
    const out = join(folder, 'dist');
    await buildAddon({ entry, pages: { work: PAGE }, out });
    expect(readFileSync(join(out, 'addon/work.html'), 'utf8')).toBe(PAGE);
    expect(readFileSync(join(out, 'Code.gs'), 'utf8')).toContain('function onOpen(');

    writeFileSync(join(out, 'addon/notes.txt'), 'not for Google');
    for (const name of ['.clasp.json', '.claspignore']) copyFileSync(join(root, name), join(folder, name));
    const clasp = join(root, 'node_modules/@google/clasp/build/src/index.js');
    const output = execFileSync(process.execPath, [clasp, 'status', '--json'], {
      cwd: folder,
      env: { ...process.env, HOME: folder },
      encoding: 'utf8',
    });
    const status = JSON.parse(output);
    expect(status.filesToPush.sort()).toEqual([
      'dist/addon/Code.js',
      'dist/addon/appsscript.json',
      'dist/addon/work.html',
    ]);
    expect(status.untrackedFiles).toEqual(['dist/addon/notes.txt']);
  });
});
