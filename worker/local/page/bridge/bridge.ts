/**
 * google.script inside a panel: run (any server function, with handlers), host.close, host.setHeight/setWidth.
 * It stands in a frame without our origin and speaks to the page by messages; at most 10 calls run at once and the
 * others wait, as on Google.
 */

import { illegal } from './legal.ts';

const MARK = 'shipsheet-panel';
const AT_ONCE = 10;

type Handler = (value: unknown, userObject: unknown) => void;
interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly success: Handler | undefined;
  readonly failure: Handler | undefined;
  readonly userObject: unknown;
}

const waiting: Call[] = [];
const running = new Map<number, Call>();
let last = 0;

function post(message: Record<string, unknown>): void {
  parent.postMessage({ mark: MARK, ...message }, '*');
}

function pump(): void {
  while (running.size < AT_ONCE) {
    const call = waiting.shift();
    if (!call) return;
    const id = ++last;
    running.set(id, call);
    post({ type: 'call', id, name: call.name, args: call.args });
  }
}

function isAnswer(data: unknown): data is { id: number; ok: boolean; value?: unknown; message?: string } {
  return typeof data === 'object' && data !== null && 'mark' in data && data.mark === MARK && 'id' in data;
}

addEventListener('message', (event) => {
  if (event.source !== parent || !isAnswer(event.data)) return;
  const { id, ok, value, message } = event.data;
  const call = running.get(id);
  if (!call) return;
  running.delete(id);
  pump();
  if (ok) call.success?.(value, call.userObject);
  else {
    const error = new Error(message ?? 'The script failed.');
    error.name = 'ScriptError';
    if (call.failure) call.failure(error, call.userObject);
    else console.error(error);
  }
});

function runner(success?: Handler, failure?: Handler, userObject?: unknown): object {
  return new Proxy(
    {},
    {
      get(_target, name) {
        if (typeof name !== 'string') return undefined;
        if (name === 'withSuccessHandler') return (handler: Handler) => runner(handler, failure, userObject);
        if (name === 'withFailureHandler') return (handler: Handler) => runner(success, handler, userObject);
        if (name === 'withUserObject') return (object: unknown) => runner(success, failure, object);
        if (name.endsWith('_')) return undefined;
        return (...args: unknown[]) => {
          args.forEach((arg, index) => {
            if (illegal(arg) !== undefined) {
              throw new TypeError(`Failed due to illegal value in property: ${index}`);
            }
          });
          waiting.push({ name, args, success, failure, userObject });
          pump();
        };
      },
    },
  );
}

Object.assign(globalThis, {
  google: {
    script: {
      run: runner(),
      host: {
        close: () => post({ type: 'close' }),
        setHeight: (height: number) => post({ type: 'size', height }),
        setWidth: (width: number) => post({ type: 'size', width }),
        editor: { focus: () => post({ type: 'focus-sheet' }) },
        origin: '*',
      },
    },
  },
});
