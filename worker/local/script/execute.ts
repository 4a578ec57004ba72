/**
 * Runs inside the VM of an executor thread, so that all that a script sees (dates, lists, errors) is of the VM's realm.
 * Bundled by runtime-build.mjs with the services, and known to the thread as SERVICES_NAME.
 */
import type { Backend } from './backend.ts';
import { plainCopy } from './plain.ts';
import { createScriptServices } from './services/index.ts';
import type { Job, Outcome } from './wire.ts';

/** One synchronous call to the host; throws what the host refuses. */
export type Bridge = (op: string, args: readonly unknown[]) => unknown;

/** Does the thread's one job: puts the services on the global object, loads the script, calls its function. */
export function execute(bridge: Bridge, global: Record<string, unknown>, load: () => void): void {
  bridge('done', [outcomeOf(bridge, global, load)]);
}

function outcomeOf(bridge: Bridge, global: Record<string, unknown>, load: () => void): Outcome {
  try {
    const job = bridge('job', []) as Job;
    const scripts = createScriptServices(remoteBackend(bridge));
    for (const [name, value] of Object.entries(scripts.services)) {
      Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false });
    }
    const builtIn = new Set(Object.getOwnPropertyNames(global));
    load();
    const own = (name: string): unknown => (builtIn.has(name) ? undefined : global[name]);
    if (job.kind === 'run') return called(own, job.functionName, job.args);
    const trigger = own(job.kind === 'open' ? 'onOpen' : 'onEdit');
    if (typeof trigger === 'function') {
      trigger(job.kind === 'open' ? scripts.openEvent() : scripts.editEvent(job.facts));
    }
    return { ok: true, value: null };
  } catch (error) {
    return failure(error);
  }
}

function called(own: (name: string) => unknown, name: string, args: readonly unknown[]): Outcome {
  const found = name.endsWith('_') ? undefined : own(name);
  if (typeof found !== 'function') {
    return failure(Object.assign(new Error(`Script function not found: ${name}`), { name: 'Exception' }));
  }
  const copy = plainCopy(found(...args));
  if (copy.ok) return { ok: true, value: copy.value };
  const where = copy.path === '' ? name : `${name}: ${copy.path}`;
  return failure(
    Object.assign(
      new Error(`The script completed but the returned value is not a supported return type. (${where})`),
      { name: 'Exception' },
    ),
  );
}

function remoteBackend(bridge: Bridge): Backend {
  return new Proxy({} as Backend, {
    get: (_target, op) => (typeof op === 'string' ? (...args: unknown[]) => bridge(op, args) : undefined),
  });
}

function failure(error: unknown): Outcome {
  if (typeof error !== 'object' || error === null || !('message' in error)) {
    return { ok: false, name: 'Error', message: String(error), stack: '' };
  }
  const stack = 'stack' in error ? String(error.stack) : '';
  const name = 'name' in error ? String(error.name) : 'Error';
  return { ok: false, name, message: String(error.message), stack };
}
