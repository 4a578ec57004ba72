/** Runs that the server plans: preview, apply in chunks, and the rows that were left alone. */
import { explain, isReasonCode } from '../../shared/plan/reasons.ts';
import type { Options, Scope } from '../../shared/plan/types.ts';
import type { Call } from './call.ts';
import type { Prepared } from './file-run.ts';

export interface Asked {
  readonly action: string;
  readonly scope: Scope;
  readonly options: Options;
  /** Go on with this unfinished run. */
  readonly resume?: string | undefined;
}

/** Planned by the server, with the scope that it was planned for. */
export interface ServerRun extends Prepared {
  readonly scope: Scope;
}

/** Plans on the server. `apply` goes chunk by chunk; called again after an error, it goes on with the last sums. */
export async function prepare(call: Call, asked: Asked): Promise<ServerRun> {
  const { action, options } = asked;
  const { scope, sentence } = await frozen(call, asked.scope);
  const resume = asked.resume === undefined ? {} : { resume: asked.resume };
  const made = await call('preview', { action, scope, options, ...resume });
  const preview = { ...made, which: sentence(made.which) };
  const { runId, now, hash, which } = preview;
  let sums = preview.sums;
  return {
    preview,
    scope,
    async apply(onProgress) {
      for (;;) {
        const step = await call('apply', { action, scope, options, runId, now, hash, sums, which });
        sums = step.sums;
        onProgress({ done: step.done, total: step.total });
        if (step.result !== null) return step.result;
        if (!step.more) throw new Error('The run ended without a result.');
      }
    },
  };
}

/** Of more selected orders than this the context names only the first. */
const MOST_SELECTED = 2000;

/**
 * A selection as a list: a click in the sheet after the preview must not change what is applied. Preview and apply
 * must be asked for the same scope, for what it reads is part of the hash.
 */
async function frozen(
  call: Call,
  scope: Scope,
): Promise<{ scope: Scope; sentence: (which: string) => string }> {
  const same = { scope, sentence: (which: string): string => which };
  if (scope.base !== 'selection') return same;
  const { selected } = await call('context', {});
  if (selected.length === 0 || selected.length >= MOST_SELECTED) return same;
  return {
    scope: { ...scope, base: 'list', list: selected.join('\n') },
    sentence: (which) => which.replace(/^Pasted list/, 'Selected rows'),
  };
}

const HEADER = ['Order', 'Problem', 'What to do', 'Detail', 'Code'];

/**
 * What was left alone or needs a decision, for the failure file: header and rows. What changed or was done already is
 * no failure and stays out.
 */
export async function failureRows(call: Call, asked: Asked): Promise<string[][]> {
  const out: string[][] = [HEADER];
  await eachFailure(call, asked, ([key = '', , code = '', detail = '']) => {
    const { sentence, next } = explain(isReasonCode(code) ? code : null, detail);
    out.push([key, sentence, next, detail, code]);
  });
  return out;
}

/** The keys of all that a reason keeps from changing. */
export async function failureKeys(call: Call, asked: Asked, code: string | null): Promise<string[]> {
  const keys: string[] = [];
  await eachFailure(call, asked, ([key = '', , reason = '']) => {
    if (reason === code) keys.push(key);
  });
  return keys;
}

/** Rows as the server gives them: key, outcome, code, detail. */
async function eachFailure(call: Call, asked: Asked, visit: (row: readonly string[]) => void): Promise<void> {
  const { action, scope, options } = asked;
  for (let from = 0; ; ) {
    const block = await call('failures', { action, scope, options, from });
    for (const row of block.rows) if (row[1] === 'left' || row[1] === 'decide') visit(row);
    from += block.rows.length;
    if (!block.more || block.rows.length === 0) return;
  }
}
