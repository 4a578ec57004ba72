/**
 * bundle: kilobytes (of 1,000 bytes) of the files that go to Apps Script, tables and all: the largest one, then each.
 * The baseline is the code of the file before minification.
 */
import { readdirSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import * as esbuild from 'esbuild';
import { type Measure, report } from './report.ts';

/** Kilobytes of an entry's code, bundled and not minified. */
async function plain(entry: string): Promise<number> {
  const result = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    // Nothing is written there; styles need a place beside the code.
    outdir: 'dist',
    define: { __PAGES__: 'null' },
    alias: entry === 'addon/main.ts' ? {} : { 'zod/mini': './addon/sidebar/no-schemas.ts' },
    logLevel: 'silent',
  });
  return result.outputFiles.reduce((sum, { contents }) => sum + contents.length, 0) / 1000;
}

const files: Measure[] = [];
for (const file of readdirSync('dist/addon').sort()) {
  if (!/\.(js|html)$/.test(file)) continue;
  const page = basename(file, '.html');
  const baseline = await plain(file === 'Code.js' ? 'addon/main.ts' : `addon/sidebar/pages/${page}.ts`);
  const value = statSync(`dist/addon/${file}`).size / 1000;
  files.push({ metric: `kilobytes of ${file}`, value, unit: 'kB', baseline });
}
const largest = files.reduce((most, file) => (file.value > most.value ? file : most));
report('bundle', [{ ...largest, metric: 'kilobytes' }, ...files]);
