// @ts-check
import { fileURLToPath } from 'node:url';

/**
 * Builds the two texts that createScriptHost runs its threads with: the thread for Node, and the services for the VM
 * inside it. esbuild is given by the caller: it is there when Shipsheet is built and tested, not when it runs.
 * @param {Pick<typeof import('esbuild'), 'build'>} esbuild
 * @returns {Promise<{ thread: string, services: string }>}
 */
export async function buildScriptRuntime(esbuild) {
  /** @param {import('esbuild').BuildOptions} options */
  const text = async (options) => {
    const result = await esbuild.build({ bundle: true, write: false, logLevel: 'silent', ...options });
    const [file] = result.outputFiles ?? [];
    if (file === undefined) throw new Error('esbuild gave no file');
    return file.text;
  };
  const [thread, services] = await Promise.all([
    text({
      entryPoints: [fileURLToPath(new URL('./thread.ts', import.meta.url))],
      platform: 'node',
      format: 'cjs',
      target: 'node20',
    }),
    text({
      entryPoints: [fileURLToPath(new URL('./execute.ts', import.meta.url))],
      platform: 'neutral',
      format: 'iife',
      target: 'es2022',
      // Named as SERVICES_NAME in wire.ts.
      globalName: 'shipsheetScriptServices',
    }),
  ]);
  return { thread, services };
}
