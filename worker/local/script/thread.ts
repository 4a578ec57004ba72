/** The executor thread: a VM context with ECMAScript globals and the services, for one execution. */
import { createContext, Script } from 'node:vm';
import {
  MessagePort,
  moveMessagePortToContext,
  parentPort,
  receiveMessageOnPort,
  workerData,
} from 'node:worker_threads';
import type { Bridge, execute } from './execute.ts';
import { type Reply, SERVICES_NAME, type ThreadData } from './wire.ts';

const { services, code, flag, port } = workerData as ThreadData;
if (!(port instanceof MessagePort)) throw new Error('An executor thread is started with its port');

const context = createContext({});
// V8 adds it to each context; Apps Script is not for it.
new Script('delete globalThis.WebAssembly').runInContext(context);
// What arrives on a port of the context is made of the context's own objects and lists.
const calls = moveMessagePortToContext(port, context);
const ready = new Int32Array(flag);

const bridge: Bridge = (op, args) => {
  calls.postMessage({ op, args });
  // The host sets the flag after it has sent its reply. After `done` it sends none, and ends this thread here.
  // The host's notify for the reply before may come only now, when nothing is there yet: the flag alone counts.
  do Atomics.wait(ready, 0, 0);
  while (Atomics.load(ready, 0) === 0);
  Atomics.store(ready, 0, 0);
  const reply = receiveMessageOnPort(calls)?.message as Reply;
  if ('error' in reply) throw new Error(reply.error);
  return reply.value;
};

// In a function of its own, so that the name does not become a global that a script could see.
const entry = new Script(`(() => { ${services}\nreturn ${SERVICES_NAME}; })()`, { filename: 'services.js' });
const runtime = entry.runInContext(context) as { execute: typeof execute };

/** Compiled before the job is known: a spare thread starts faster. A syntax error is the job's to report. */
let load: () => void;
try {
  const script = new Script(code, { filename: 'Code.gs' });
  load = () => script.runInContext(context);
} catch (error) {
  load = () => {
    throw error;
  };
}

parentPort?.once('message', () => runtime.execute(bridge, context as Record<string, unknown>, load));
parentPort?.postMessage('ready');
