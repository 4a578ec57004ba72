/** Calls the add-on's server functions: typed, at most ten at a time, with refusals as errors that hold a sentence. */
import type { Answer, Api, ApiName } from '../api.ts';

export type Args<F extends ApiName> = Parameters<Api[F]>[0];
export type Value<F extends ApiName> = ReturnType<Api[F]>;
export type Call = <F extends ApiName>(fn: F, args: Args<F>) => Promise<Value<F>>;

/** What Google gives the page. The answers come from the bundle of the same version, through `serve`. */
interface Runner {
  withSuccessHandler<T>(handler: (answer: Answer<T> | null) => void): Runner;
  withFailureHandler(handler: (error: Error) => void): Runner;
  serve(request: { fn: string; args: unknown }): void;
}
declare const google: { readonly script: { readonly run: Runner } };

/** A refusal (its code and sentence come from the server) or a call that failed on the way (`call.failed`). */
export class CallError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Google refuses an eleventh call of one page with an exception, so the rest wait here. */
const MOST = 10;
let running = 0;
const waiting: (() => void)[] = [];

function next(): void {
  running -= 1;
  waiting.shift()?.();
}

export const call: Call = (fn, args) =>
  new Promise((resolve, reject) => {
    const start = (): void => {
      running += 1;
      google.script.run
        .withSuccessHandler<Value<typeof fn>>((answer) => {
          next();
          if (answer === null) reject(failed('The spreadsheet gave no answer.'));
          else if (answer.ok) resolve(answer.value);
          else reject(new CallError(answer.problem.code, answer.problem.message));
        })
        .withFailureHandler((error) => {
          next();
          reject(failed(error.message));
        })
        .serve({ fn, args });
    };
    if (running < MOST) start();
    else waiting.push(start);
  });

function failed(message: string): CallError {
  const said = message === '' ? 'The connection was lost.' : message;
  return new CallError('call.failed', `The spreadsheet could not be reached: ${said} Try again.`);
}

/** The sentence of anything that was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof CallError) return error.message;
  const said = error instanceof Error ? error.message : String(error);
  return `Something went wrong in this panel: ${said}`;
}
