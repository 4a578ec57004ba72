import { MessageChannel, Worker } from 'node:worker_threads';
import * as esbuild from 'esbuild';
import { expect, test } from 'vitest';
import { buildScriptRuntime } from '../../../../worker/local/script/runtime-build.mjs';
import type { Call, Outcome, Reply, ThreadData } from '../../../../worker/local/script/wire.ts';

test('a wake-up that comes before the reply is no reply: the script goes on waiting', async () => {
  const runtime = await buildScriptRuntime(esbuild);
  const { port1, port2 } = new MessageChannel();
  const memory = new SharedArrayBuffer(4);
  const flag = new Int32Array(memory);
  const code = 'function add(a, b) { return a + b; }';
  const data: ThreadData = { ...runtime, code, flag: memory, port: port2 };
  const worker = new Worker(runtime.thread, {
    eval: true,
    workerData: data,
    transferList: [port2],
    env: {},
  });
  const outcome = new Promise<Outcome>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', () => worker.postMessage('start'));
    port1.on('message', (call: Call) => {
      if (call.op === 'done') return resolve(call.args[0] as Outcome);
      const wake = (): void => {
        // Only a thread that waits is woken; until then there is nothing to test.
        if (Atomics.notify(flag, 0) === 0) {
          setImmediate(wake);
          return;
        }
        setImmediate(() => {
          const reply: Reply = { value: { kind: 'run', functionName: 'add', args: [2, 3] } };
          port1.postMessage(reply);
          Atomics.store(flag, 0, 1);
          Atomics.notify(flag, 0);
        });
      };
      wake();
    });
  });
  await expect(outcome).resolves.toEqual({ ok: true, value: 5 });
  port1.close();
  await worker.terminate();
});
