import { randomUUID } from 'node:crypto';
import type { Workbook } from '../core/types.ts';
import type {
  Answer,
  Backend,
  Counters,
  FetchAnswer,
  FetchRequest,
  Question,
  Selection,
  Shown,
} from './backend.ts';
import { createScriptCache } from './cache.ts';
import { createHostBackend, type LogLine, ownScope } from './host-backend.ts';
import { createLocks } from './locks.ts';
import { createPropertyStore, type PropertyStore } from './properties.ts';

/**
 * A backend in the caller's own thread, for `createServices(backend)` in unit tests. Nothing can be waited for here, so
 * questions and requests are answered by functions given with it; without them they throw.
 */
export function createInProcessBackend(options: {
  workbook: Workbook;
  properties?: PropertyStore;
  user?: string;
  simpleTrigger?: boolean;
  selection?: Selection;
  html?: (name: string) => string | undefined;
  ask?: (question: Question) => Answer;
  fetch?: (request: FetchRequest) => FetchAnswer;
  show?: (shown: Shown) => void;
  log?: (line: LogLine) => void;
  now?: () => number;
}): { backend: Backend; counters: Counters } {
  const { workbook, user = 'someone@example.com' } = options;
  const counters: Counters = { reads: 0, writes: 0, readCells: 0, writtenCells: 0 };
  const locks = createLocks();
  const owner = 'in-process';
  const nobody = (what: string) => (): never => {
    throw new Error(`Nothing answers ${what} in this process`);
  };
  const { ask = nobody('a question'), fetch = nobody('a request') } = options;
  const immediate = createHostBackend(
    {
      workbook,
      properties: options.properties ?? createPropertyStore(),
      cache: createScriptCache(options.now ?? Date.now),
      locks,
      counters,
      url: 'http://localhost/',
      addonName: 'Shipsheet',
      html: options.html ?? (() => undefined),
      log: options.log ?? (() => {}),
    },
    {
      id: owner,
      actor: { who: user, ...(options.simpleTrigger !== true && { step: randomUUID() }) },
      execution: { sessionId: 'in-process', user, simpleTrigger: options.simpleTrigger ?? false },
      selection: options.selection ?? { sheetId: workbook.sheets()[0]?.id ?? 0, ranges: [] },
      show: options.show ?? (() => {}),
    },
  );
  // The methods stand behind a proxy that words the errors; a spread reads each of them through it.
  const backend: Backend = {
    ...immediate,
    ask,
    fetch: (requests) => requests.map(fetch),
    takeLock: (scope) => locks.takeNow(ownScope(scope, user), owner),
  };
  return { backend, counters };
}
