/** Makes the HTML pages of the sidebar: template, styles (those of all, then those that modules import) and one script. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const BOOT = '"__BOOT__"';
/** The pages that read what a worker answers; 22 KB of zod would be for nothing in the others. */
const WITH_SCHEMAS = ['connect', 'partner'];
/** All but tab and line ends. */
const CONTROL = /(?![\n\r\t])\p{Cc}/gu;

/** The workbook reader's four error classes bring 13 KB of helpers for browsers without classes; all are caught alike. */
const plainErrors = {
  name: 'plain-errors',
  setup(bundler) {
    bundler.onLoad({ filter: /read-excel-file[\\/]modules[\\/].*Error\.js$/ }, () => ({
      contents:
        'export default class extends Error {}; export const createUnzipError = (cause) => new Error(cause.message, { cause });',
      loader: 'js',
    }));
  },
};

/**
 * All pages by name: one for each module in pages/.
 * @returns {Promise<Record<string, string>>}
 */
export async function buildPages({ minify }) {
  const entries = await readdir(join(here, 'pages'));
  const made = entries.map(async (entry) => [
    basename(entry, '.ts'),
    await buildPage({ minify, entry: join(here, 'pages', entry) }),
  ]);
  return Object.fromEntries(await Promise.all(made));
}

/**
 * The finished HTML text of one page; tests hand in an entry of their own. It holds `"__BOOT__"` exactly once, for the server to replace by the JSON of Boot.
 * Throws when the bundle cannot be made.
 */
export async function buildPage({ minify, entry }) {
  const [template, styles, bundle] = await Promise.all([
    readFile(join(here, 'sidebar.html'), 'utf8'),
    readFile(join(here, 'sidebar.css'), 'utf8'),
    build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      // Nothing is written: without a name there would be no place for the styles that modules import.
      outfile: 'page.js',
      minify,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      // As far as strings go: the page should not depend on the charset of whatever it is embedded in.
      charset: 'ascii',
      // A schema function that the stand-in lacks must stop the build.
      alias: WITH_SCHEMAS.includes(basename(entry, '.ts')) ? {} : { 'zod/mini': join(here, 'no-schemas.ts') },
      logOverride: { 'import-is-undefined': 'error' },
      plugins: [plainErrors],
      // Google serves the page as one string: source maps have nowhere to go.
      sourcemap: false,
      legalComments: 'none',
    }),
  ]);
  const shared = (await transform(styles, { loader: 'css', minify, charset: 'utf8' })).code;
  const made = (extension) => bundle.outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  const css = shared + made('.css');
  // Some strings hold control characters as separators; no page should have to carry those as they are.
  const js = made('.js').replace(
    CONTROL,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  // Functions as replacements: the code holds `$&` and the like, which plain replacement text would expand.
  const html = template.replace('/* styles */', () => css).replace('/* script */', () => js);
  if (html.split(BOOT).length !== 2) throw new Error(`A page must hold ${BOOT} exactly once`);
  return html;
}
