// @ts-check
/**
 * Builds the worker: dist/worker/main.js (packages stay outside), dist/worker/server.js (all in one file with the fonts
 * beside it, which a server needs no node_modules for), the two texts that run the add-on in a thread of its
 * own, dist/page (the page with its grid and styles, and the google.script of the sidebars), and dist/sandbox (the page of
 * the Sandbox 3PL).
 */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildScriptRuntime } from './local/script/runtime-build.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const page = join(here, 'local/page');
const sandboxPage = join(here, 'connectors/sandbox/page');

/** @param {string} out */
async function buildProgram(out) {
  await esbuild.build({
    entryPoints: [join(here, 'main.ts')],
    outfile: join(out, 'worker/main.js'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  });
}

/**
 * The googleapis package alone is 200 MB, of which a server needs 1: so its packages go into the file.
 * @param {string} out
 */
export async function buildServer(out) {
  await esbuild.build({
    entryPoints: [join(here, 'server.ts')],
    outfile: join(out, 'worker/server.js'),
    bundle: true,
    // Optional, and looked for by pg in vain.
    external: ['pg-native'],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    legalComments: 'linked',
    logLevel: 'warning',
    // CommonJS packages in the bundle ask for Node's own modules by require, and where they are: an ES module has neither.
    banner: {
      js: [
        "import { createRequire as __requireOf } from 'node:module'; const require = __requireOf(import.meta.url);",
        'const __filename = import.meta.filename; const __dirname = import.meta.dirname;',
      ].join(' '),
    },
  });
  await copyFonts(join(out, 'worker/fonts'));
}

/**
 * The fonts of packing slips, which worker/packing/fonts.ts finds beside the program where there is no node_modules: of
 * each package the weights that it uses, what they hold, and the licence.
 * @param {string} to
 */
async function copyFonts(to) {
  /** @type {{ dependencies: Record<string, string> }} */
  const manifest = JSON.parse(await readFile(join(here, '../package.json'), 'utf8'));
  const names = Object.keys(manifest.dependencies).filter((name) => name.startsWith('@fontsource'));
  await rm(to, { recursive: true, force: true });
  for (const name of names) {
    const from = join(here, '../node_modules', name);
    const files = (await readdir(join(from, 'files'))).filter((file) =>
      /-(?:[47]00-normal\.woff|\d+-wght-normal\.woff2)$/.test(file),
    );
    await mkdir(join(to, name, 'files'), { recursive: true });
    const copied = ['LICENSE', 'unicode.json', ...files.map((file) => join('files', file))];
    await Promise.all(copied.map((file) => copyFile(join(from, file), join(to, name, file))));
  }
}

/** @param {string} out */
async function buildRuntime(out) {
  const { thread, services } = await buildScriptRuntime(esbuild);
  const folder = join(out, 'worker/script');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'thread.txt'), thread);
  await writeFile(join(folder, 'services.txt'), services);
}

/** @param {string} out */
async function buildPage(out) {
  const folder = join(out, 'page');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  /** @satisfies {import('esbuild').BuildOptions} */
  const common = {
    bundle: true,
    minify: true,
    target: 'es2022',
    logLevel: 'warning',
    legalComments: 'linked',
  };
  await Promise.all([
    esbuild.build({
      ...common,
      entryPoints: { page: join(page, 'main.ts') },
      outdir: folder,
      format: 'esm',
      sourcemap: 'linked',
    }),
    esbuild.build({
      ...common,
      entryPoints: [join(page, 'bridge/bridge.ts')],
      outfile: join(folder, 'bridge.js'),
      format: 'iife',
    }),
    copyFile(join(page, 'index.html'), join(folder, 'index.html')),
    copyFile(join(page, 'icon.svg'), join(folder, 'icon.svg')),
  ]);
}

/**
 * The page of the Sandbox 3PL, into `out/sandbox`.
 * @param {string} out
 */
export async function buildSandboxPage(out) {
  const folder = join(out, 'sandbox');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all([
    esbuild.build({
      entryPoints: { page: join(sandboxPage, 'main.ts') },
      outdir: folder,
      bundle: true,
      minify: true,
      target: 'es2022',
      format: 'esm',
      sourcemap: 'linked',
      logLevel: 'warning',
    }),
    copyFile(join(sandboxPage, 'index.html'), join(folder, 'index.html')),
    copyFile(join(sandboxPage, 'page.css'), join(folder, 'page.css')),
  ]);
}

/**
 * Writes all that `npm start` runs, except the add-on, into `out`.
 * @param {{ out: string, program?: boolean }} options `program: false` leaves main.js and server.js out, for
 * tests that import them
 */
export async function buildWorker({ out, program = true }) {
  await Promise.all([
    program ? buildProgram(out) : undefined,
    program ? buildServer(out) : undefined,
    buildRuntime(out),
    buildPage(out),
    buildSandboxPage(out),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = join(here, '..', 'dist');
  // A server needs nothing else, and its image is built from fewer files.
  if (process.argv.slice(2).join(' ') === '--only server') await buildServer(out);
  else await buildWorker({ out });
}
