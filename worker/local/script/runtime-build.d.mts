import type { build } from 'esbuild';
import type { ScriptRuntime } from './executor.ts';

export function buildScriptRuntime(esbuild: { build: typeof build }): Promise<ScriptRuntime>;
