import { build } from 'esbuild';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';
import {
  createScriptHost,
  type ScriptEvent,
  type ScriptHost,
  type ScriptHostOptions,
  type ScriptSession,
} from '../../../../worker/local/script/host.ts';
import { createPropertyStore } from '../../../../worker/local/script/properties.ts';
import { buildScriptRuntime } from '../../../../worker/local/script/runtime-build.mjs';

export const session: ScriptSession = { id: 's1', user: 'maker@example.com' };

let runtime: ReturnType<typeof buildScriptRuntime> | undefined;

/** The runtime, built from the sources once a process. */
export function scriptRuntime(): ReturnType<typeof buildScriptRuntime> {
  runtime ??= buildScriptRuntime({ build });
  return runtime;
}

/** A host over a new workbook whose script is the given code; made without a spare thread, as each test needs one. */
export async function hostOf(
  code: string,
  options: Partial<ScriptHostOptions> = {},
): Promise<ScriptHost & { workbook: ReturnType<typeof createWorkbook>; events: ScriptEvent[] }> {
  const workbook = createWorkbook({ id: 'wb', title: 'Campaign', timeZone: 'Europe/Berlin' });
  const host = createScriptHost({
    workbook,
    properties: createPropertyStore(),
    code,
    html: () => undefined,
    runtime: await scriptRuntime(),
    warm: false,
    ...options,
  });
  const events: ScriptEvent[] = [];
  host.on((event) => events.push(event));
  return { ...host, workbook, events };
}

/** Resolves at the first event that fits, past or future. */
export function eventOf<T extends ScriptEvent['type']>(
  host: Pick<ScriptHost, 'on'> & { events: readonly ScriptEvent[] },
  type: T,
): Promise<Extract<ScriptEvent, { type: T }>> {
  const fits = (event: ScriptEvent): event is Extract<ScriptEvent, { type: T }> => event.type === type;
  const past = host.events.find(fits);
  if (past !== undefined) return Promise.resolve(past);
  return new Promise((resolve) => {
    const off = host.on((event) => {
      if (!fits(event)) return;
      off();
      resolve(event);
    });
  });
}
