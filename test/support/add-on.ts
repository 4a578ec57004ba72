/** The add-on on a workbook in memory, without HTTP or a browser: what a panel calls can be called here. */
import type { Answer, Api, ApiName } from '../../addon/api.ts';
import type { Workbook } from '../../worker/local/core/types.ts';
import { createWorkbook } from '../../worker/local/core/workbook.ts';
import type { ScriptRuntime } from '../../worker/local/script/executor.ts';
import { createScriptHost, type ScriptHost } from '../../worker/local/script/host.ts';
import { createPropertyStore } from '../../worker/local/script/properties.ts';

export interface AddOnParts {
  /** Code.js as it goes to Google. */
  readonly code: string;
  readonly runtime: ScriptRuntime;
}

export interface AddOn {
  readonly workbook: Workbook;
  readonly host: ScriptHost;
  /** A server function of the panels; a refusal is thrown with its sentence. */
  call<F extends ApiName>(fn: F, args: Parameters<Api[F]>[0]): Promise<ReturnType<Api[F]>>;
  close(): Promise<void>;
}

/** Runs the add-on on a new workbook that has been set up. */
export async function startAddOn({ code, runtime }: AddOnParts): Promise<AddOn> {
  const workbook = createWorkbook({ id: 'test', title: 'Test' });
  const properties = createPropertyStore();
  const host = createScriptHost({ workbook, properties, code, html: () => undefined, runtime });
  const session = { id: 'session', user: 'creator@example.com' };
  const call: AddOn['call'] = async (fn, args) => {
    // The bundle is the other side of the same types, so its answer has the type that api.ts gives it.
    const answer = (await host.run('serve', [{ fn, args }], session)) as Answer<ReturnType<Api[typeof fn]>>;
    if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.message}`);
    return answer.value;
  };
  await call('setUp', {});
  return { workbook, host, call, close: () => host.close() };
}
