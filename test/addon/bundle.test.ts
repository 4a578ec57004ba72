import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Context, runInContext } from 'node:vm';
import { parse } from 'acorn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PANEL_PAGES } from '../../addon/api.ts';
import { buildAddon } from '../../addon/build.mjs';
import { buildPages } from '../../addon/sidebar/build.mjs';
import { bareContext } from '../support/bare-context.ts';

const PAGES = [...new Set(Object.values(PANEL_PAGES))].map((page) => `${page}.html`);
const out = mkdtempSync(join(tmpdir(), 'shipsheet-bundle-'));
afterAll(() => rmSync(out, { recursive: true }));

beforeAll(async () => {
  await buildAddon({
    entry: fileURLToPath(new URL('../../addon/main.ts', import.meta.url)),
    pages: await buildPages({ minify: true }),
    out,
  });
  // Everything is built and minified, which takes longer than other beginnings when all cores are busy.
}, 120_000);

const text = (name: string) => readFileSync(join(out, name), 'utf8');

/** The least of a spreadsheet that a menu needs; it writes down what was added. */
function fakeMenu() {
  const items: { label: string; fn: string }[] = [];
  const menus: string[] = [];
  const menu = (caption: string) => {
    const made = {
      addItem(label: string, fn: string) {
        items.push({ label, fn });
        return made;
      },
      addSeparator: () => made,
      addSubMenu: () => made,
      addToUi: () => {
        menus.push(caption);
      },
    };
    return made;
  };
  const ui = { createMenu: menu, createAddonMenu: () => menu('add-on') };
  return { items, menus, services: { SpreadsheetApp: { getUi: () => ui } } };
}

function loaded(name: string, services: Record<string, unknown> = {}): Context {
  const context = bareContext(services);
  runInContext(text(name), context, { filename: name });
  return context;
}

describe.each(['addon/Code.js', 'Code.gs'])('%s', (name) => {
  it('parses as Apps Script parses', () => {
    expect(() => parse(text(name), { ecmaVersion: 2020, sourceType: 'script' })).not.toThrow();
  });

  it('loads with nothing but ECMAScript around it', () => {
    expect(() => loaded(name)).not.toThrow();
  });

  it('has the entry points, all of them functions, and no other global but its own', () => {
    const context = loaded(name);
    const globals: string[] = runInContext('Object.keys(globalThis)', context);
    expect(globals).toEqual(expect.arrayContaining(['onOpen', 'onInstall', 'onEdit', 'serve']));
    const values = globals.filter((global) => runInContext(`typeof ${global}`, context) !== 'function');
    // zod keeps its settings in a global.
    expect(values.sort()).toEqual(['Shipsheet', '__zod_globalConfig']);
  });

  it('builds its menu with the user interface alone, and each item names a function', () => {
    const { items, menus, services } = fakeMenu();
    const context = loaded(name, services);
    runInContext('onOpen({ authMode: "NONE" })', context);
    expect(menus).toEqual(['Shipsheet']);
    expect(items.slice(0, 6).map(({ label }) => label)).toEqual([
      'Import Orders',
      'Lock Down',
      'Record Payments',
      'Finalize Addresses',
      'Push to Channel',
      'Import Tracking',
    ]);
    const missing = items.filter(({ fn }) => runInContext(`typeof ${fn}`, context) !== 'function');
    expect(missing).toEqual([]);
    expect(new Set(items.map(({ fn }) => fn)).size).toBe(items.length);
  });
});

describe('the sizes', () => {
  it.each(['Code.js', ...PAGES])('keep %s under 300 KB', (name) => {
    expect(statSync(join(out, 'addon', name)).size).toBeLessThan(300 * 1024);
  });
});

describe('Code.gs', () => {
  it('holds the pages that clasp sends as files', () => {
    expect(text('Code.gs')).toContain('__BOOT__');
    const pages = PAGES.reduce((sum, name) => sum + text(join('addon', name)).length, 0);
    expect(text('Code.gs').length - text('addon/Code.js').length).toBeGreaterThan(pages * 0.9);
  });
});
