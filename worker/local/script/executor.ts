import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Call, Job, Outcome, Reply, ThreadData } from './wire.ts';

/** The texts of a thread and of the services inside it; runtime-build.mjs makes them. */
export interface ScriptRuntime {
  readonly thread: string;
  readonly services: string;
}

/** Answers one call of the script; a promise makes the script wait. */
export type Answerer = (call: Call) => unknown;

export interface Executor {
  /** Runs one job in a fresh thread and context. Resolves however it ends; milliseconds is its time. */
  execute(job: Job, answer: Answerer, milliseconds: number): Promise<Outcome>;
  close(): Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly flag: Int32Array;
  readonly ready: Promise<void>;
}

const failed = (name: string, message: string): Outcome => ({ ok: false, name, message, stack: '' });

/** Runs scripts, each in a thread of its own; with warm, one spare thread waits with the script compiled. */
export function createExecutor(runtime: ScriptRuntime, code: string, warm: boolean): Executor {
  const busy = new Map<Thread, (outcome: Outcome) => void>();
  const ending = new Set<Promise<unknown>>();
  let spare: Thread | undefined;
  let closed = false;

  const spawn = (): Thread => {
    const { port1, port2 } = new MessageChannel();
    const flag = new SharedArrayBuffer(4);
    const data: ThreadData = { ...runtime, code, flag, port: port2 };
    const worker = new Worker(runtime.thread, {
      eval: true,
      workerData: data,
      transferList: [port2],
      env: {},
      name: 'script',
    });
    const ready = new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The executor thread ended before it was ready')));
    });
    // Whoever uses the thread sees the failure; a spare that nobody uses must not end the process.
    ready.catch(() => {});
    return { worker, port: port1, flag: new Int32Array(flag), ready };
  };

  const take = (): Thread => {
    const thread = spare ?? spawn();
    spare = undefined;
    thread.worker.ref();
    return thread;
  };

  const keepSpare = (): void => {
    if (!warm || closed || spare !== undefined) return;
    spare = spawn();
    spare.worker.unref();
  };

  const end = ({ worker, port }: Thread): void => {
    port.close();
    const ended: Promise<unknown> = worker.terminate().finally(() => ending.delete(ended));
    ending.add(ended);
  };

  const reply = ({ port, flag }: Thread, message: Reply): void => {
    port.postMessage(message);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };

  const respond = (thread: Thread, call: Call, answer: Answerer): void => {
    const refuse = (error: unknown): void => {
      if (busy.has(thread)) reply(thread, { error: error instanceof Error ? error.message : String(error) });
    };
    const send = (value: unknown): void => {
      if (!busy.has(thread)) return;
      try {
        reply(thread, { value });
      } catch (error) {
        refuse(error);
      }
    };
    try {
      const value = answer(call);
      if (value instanceof Promise) value.then(send, refuse);
      else send(value);
    } catch (error) {
      refuse(error);
    }
  };

  keepSpare();
  return {
    async execute(job, answer, milliseconds) {
      if (closed) return failed('Exception', 'The workbook is closed');
      const thread = take();
      let timer: NodeJS.Timeout | undefined;
      const outcome = new Promise<Outcome>((resolve) => {
        busy.set(thread, resolve);
        thread.worker.once('error', (error) => resolve(failed(error.name, error.message)));
        thread.worker.once('exit', () => resolve(failed('Exception', 'The execution was stopped')));
        thread.port.on('message', (call: Call) => {
          if (call.op === 'job') return reply(thread, { value: job });
          if (call.op === 'done') return resolve(call.args[0] as Outcome);
          respond(thread, call, answer);
        });
        thread.ready.then(
          () => {
            // The executor may have been closed meanwhile.
            if (!busy.has(thread)) return;
            thread.worker.postMessage('start');
            timer = setTimeout(
              () => resolve(failed('Exception', 'Exceeded maximum execution time')),
              milliseconds,
            );
          },
          (error: Error) => resolve(failed(error.name, error.message)),
        );
      });
      const result = await outcome;
      clearTimeout(timer);
      // close() has ended it already.
      if (!busy.delete(thread)) return result;
      // A job may have ended while its thread still runs an endless loop: it is ended either way.
      end(thread);
      keepSpare();
      return result;
    },
    async close() {
      closed = true;
      for (const [thread, stop] of busy) {
        stop(failed('Exception', 'The workbook is closed'));
        end(thread);
      }
      busy.clear();
      if (spare !== undefined) end(spare);
      spare = undefined;
      await Promise.all(ending);
    },
  };
}
