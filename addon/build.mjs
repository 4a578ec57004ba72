// @ts-check
/**
 * Builds the add-on: dist/addon (Code.js, the sidebar's pages, appsscript.json: what `clasp push` sends) and dist/Code.gs, the
 * one file to paste under Extensions, Apps Script, which carries the pages' HTML inside.
 *
 * `__PAGES__` is their HTML by name in Code.gs and null in Code.js, where HtmlService reads the files.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { minify } from 'terser';
import { poolStrings } from './pool-strings.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Apps Script's editor refuses private fields and static blocks; esbuild lowers both for this target. */
const TARGET = 'es2020';

/** Characters of a line. */
const LINE = 500;

/**
 * What only pages say about files.
 * @type {import('esbuild').Plugin}
 */
const noFileWords = {
  name: 'no-file-words',
  setup(bundler) {
    bundler.onResolve({ filter: /\/file-reasons\.ts$/ }, () => ({ path: join(here, 'no-file-reasons.ts') }));
    bundler.onResolve({ filter: /\/import-orders\/ask\.ts$/ }, () => ({
      path: join(here, 'no-questions.ts'),
    }));
  },
};

/**
 * The server bundle as text: one IIFE, then a real top-level function for each export of the entry, because Apps Script
 * finds menu items, triggers and `google.script.run` targets by the names of top-level functions only.
 * @param {string} entry path of the entry module; all that it exports must be functions
 * @param {Readonly<Record<string, string>> | null} pages the HTML to embed, by name, or null
 * @returns {Promise<string>}
 */
export async function bundleServer(entry, pages) {
  /** @satisfies {import('esbuild').BuildOptions} */
  const common = {
    entryPoints: [entry],
    bundle: true,
    write: false,
    target: TARGET,
    charset: 'utf8',
    minify: true,
    // Lines stay short enough for the script editor. `smaller` breaks those of Code.js, and finds more in whole ones.
    lineLimit: pages === null ? 0 : LINE,
    legalComments: 'inline',
    logLevel: 'silent',
    plugins: [noFileWords],
    define: { __PAGES__: JSON.stringify(pages) },
  };
  const names = await exportsOf({ ...common, format: 'esm', metafile: true, outfile: 'exports.js' });
  const result = await esbuild.build({
    ...common,
    format: 'iife',
    globalName: 'Shipsheet',
    footer: { js: names.map(entryPoint).join('\n') },
  });
  return result.outputFiles[0]?.text ?? '';
}

/**
 * Another look at the whole takes out some kilobytes more: Apps Script reads the file at each click.
 * @param {string} code
 */
async function smaller(code) {
  const made = await minify(poolStrings(code), {
    ecma: 2020,
    // Nothing of ours is called with `new` or asks a function for its prototype.
    compress: { passes: 2, unsafe_arrows: true, unsafe_methods: true, hoist_funs: true },
    format: { max_line_len: LINE, comments: 'some' },
  });
  return made.code ?? code;
}

/**
 * Only an ES module's metafile lists exports, hence a build of its own.
 * @param {import('esbuild').BuildOptions & { metafile: true }} options
 */
async function exportsOf(options) {
  const { metafile } = await esbuild.build(options);
  return Object.values(metafile.outputs)
    .flatMap((output) => output.exports)
    .sort();
}

/** @param {string} name */
const entryPoint = (name) => `function ${name}(...a){return Shipsheet.${name}(...a)}`;

/**
 * The manifest for a worker's address. A versioned add-on may only call addresses of its list, so whoever hosts a
 * worker builds with WORKER_URL; without it the list is left out.
 * @param {string} text appsscript.json
 * @param {string | undefined} workerUrl `https://host/` or a longer prefix that ends in a slash
 */
export function manifest(text, workerUrl) {
  const parsed = JSON.parse(text);
  if (workerUrl !== undefined && workerUrl !== '') {
    if (!/^https:\/\/[^/\s]+\/(\S*\/)?$/.test(workerUrl)) {
      throw new Error(
        `WORKER_URL must look like https://worker.example.com/ and end in a slash, not ${workerUrl}`,
      );
    }
    parsed.urlFetchWhitelist = [workerUrl];
  }
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

/**
 * Writes all files of the add-on into `out`.
 * @param {{ entry: string, pages: Readonly<Record<string, string>>, out: string, workerUrl?: string | undefined }} options
 */
export async function buildAddon({ entry, pages, out, workerUrl }) {
  const [code, paste, manifestText] = await Promise.all([
    bundleServer(entry, null).then(smaller),
    bundleServer(entry, pages),
    readFile(join(here, 'appsscript.json'), 'utf8'),
  ]);
  // What Set Up, Connections fills in as the worker's address.
  const offer = workerUrl ? `var SHIPSHEET_WORKER=${JSON.stringify(workerUrl.replace(/\/$/, ''))};\n` : '';
  const folder = join(out, 'addon');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(folder, 'Code.js'), offer + code),
    ...Object.entries(pages).map(([name, html]) => writeFile(join(folder, `${name}.html`), html)),
    writeFile(join(folder, 'appsscript.json'), manifest(manifestText, workerUrl)),
    writeFile(join(out, 'Code.gs'), offer + paste),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { buildPages } = await import('./sidebar/build.mjs');
  await buildAddon({
    entry: join(here, 'main.ts'),
    pages: await buildPages({ minify: true }),
    out: join(here, '..', 'dist'),
    workerUrl: process.env.WORKER_URL,
  });
}
