import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundleServer } from '../../addon/build.mjs';
import { buildScriptRuntime } from '../../worker/local/script/runtime-build.mjs';
import type { AddOnParts } from './add-on.ts';

let built: Promise<AddOnParts> | undefined;

/** The add-on and the script runtime, built from the sources once a process, so that a test never meets an old build. */
export function freshParts(): Promise<AddOnParts> {
  built ??= build();
  return built;
}

async function build(): Promise<AddOnParts> {
  const entry = fileURLToPath(new URL('../../addon/main.ts', import.meta.url));
  const [code, runtime] = await Promise.all([bundleServer(entry, null), buildScriptRuntime(esbuild)]);
  return { code, runtime };
}
