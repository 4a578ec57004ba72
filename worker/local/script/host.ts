import { randomUUID } from 'node:crypto';
import type { Workbook } from '../core/types.ts';
import type {
  Answer,
  Button,
  Counters,
  FetchAnswer,
  FetchRequest,
  Question,
  Selection,
  Shown,
  WaitingBackend,
} from './backend.ts';
import { createScriptCache } from './cache.ts';
import { createExecutor, type ScriptRuntime } from './executor.ts';
import { performFetch } from './fetcher.ts';
import { createHostBackend, type LogLine, ownScope } from './host-backend.ts';
import { createLocks } from './locks.ts';
import { plainCopy } from './plain.ts';
import type { PropertyStore } from './properties.ts';
import type { EditFacts } from './services/index.ts';
import type { Call, Job, Outcome } from './wire.ts';

/** One open view of the workbook: who looks, and at what. */
export interface ScriptSession {
  readonly id: string;
  /** E-mail address. */
  readonly user: string;
  /** Absent: the first visible sheet, cell A1. */
  readonly selection?: Selection;
}

/** What a page shows for a session, in the order in which the script did it. */
export type ScriptEvent = { readonly sessionId: string } & (
  | Shown
  | { readonly type: 'ask'; readonly dialogId: string; readonly question: Question }
  /** A question is gone: answered here or in another view, or its script has ended. */
  | { readonly type: 'asked'; readonly dialogId: string }
  | { readonly type: 'sidebar-closed' }
);

export interface ScriptLimits {
  /** Milliseconds of an execution, and of a simple trigger. */
  readonly executionMs: number;
  readonly triggerMs: number;
  /** Executions at the same time for one user. */
  readonly concurrent: number;
}

/** Source: Google's "Quotas for Google Services" and "Simple Triggers" pages. */
const SCRIPT_LIMITS: ScriptLimits = { executionMs: 360_000, triggerMs: 30_000, concurrent: 30 };

/** An execution that failed: message and name are the script's own. */
export class ScriptError extends Error {
  constructor(
    name: string,
    message: string,
    /** Where in Code.gs it was thrown. */
    readonly scriptStack: string,
  ) {
    super(message);
    this.name = name;
  }
}

export interface ScriptHostOptions {
  readonly workbook: Workbook;
  readonly properties: PropertyStore;
  /** Code.js as it goes to Google. */
  readonly code: string;
  /** An HTML file of the add-on by its name without `.html`. */
  readonly html: (name: string) => string | undefined;
  readonly runtime: ScriptRuntime;
  /** The page's address, for getUrl. */
  readonly url?: string;
  /** Caption of createAddonMenu. */
  readonly addonName?: string;
  readonly fetch?: (request: FetchRequest) => Promise<FetchAnswer>;
  readonly clock?: { now(): number };
  readonly limits?: Partial<ScriptLimits>;
  readonly log?: (line: LogLine & { readonly sessionId: string; readonly functionName: string }) => void;
  /** Keep a spare thread ready; true unless said otherwise. */
  readonly warm?: boolean;
}

export interface ScriptHost {
  /**
   * Calls a global function as google.script.run or a menu item does. Rejects with a ScriptError: unknown functions and
   * those that end in `_`, values that google.script.run cannot carry, too long, too many, and whatever the script throws.
   */
  run(functionName: string, args: readonly unknown[], session: ScriptSession): Promise<unknown>;
  /** onOpen as a simple trigger; nothing when the script has none. */
  open(session: ScriptSession): Promise<void>;
  /** onEdit as a simple trigger; nothing when the script has none. */
  edit(session: ScriptSession, facts: EditFacts): Promise<void>;
  on(listener: (event: ScriptEvent) => void): () => void;
  /** Answers a question; false when it is no longer asked. */
  answer(dialogId: string, button: Button, text?: string): boolean;
  /** Questions that a session still has to answer, for a page that was loaded again. */
  questions(sessionId: string): { dialogId: string; question: Question }[];
  /** Tells the listeners that the person or google.script.host.close() closed the sidebar. */
  closeSidebar(sessionId: string): void;
  counters(): Counters;
  resetCounters(): void;
  /** Ends all executions and threads. */
  close(): Promise<void>;
}

interface Open {
  readonly sessionId: string;
  readonly owner: string;
  readonly question: Question;
  readonly done: (answer: Answer) => void;
}

export function createScriptHost(options: ScriptHostOptions): ScriptHost {
  const { workbook, properties, code, html, runtime } = options;
  const limits = { ...SCRIPT_LIMITS, ...options.limits };
  const perform = options.fetch ?? performFetch;
  const executor = createExecutor(runtime, code, options.warm ?? true);
  const counters: Counters = { reads: 0, writes: 0, readCells: 0, writtenCells: 0 };
  const cache = createScriptCache(() => (options.clock ?? Date).now());
  const locks = createLocks();
  const listeners = new Set<(event: ScriptEvent) => void>();
  const open = new Map<string, Open>();
  const running = new Map<string, number>();

  const emit = (event: ScriptEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const close = (dialogId: string): Open | undefined => {
    const found = open.get(dialogId);
    open.delete(dialogId);
    if (found !== undefined) emit({ sessionId: found.sessionId, type: 'asked', dialogId });
    return found;
  };
  const firstSheet = (): Selection => {
    const sheet = workbook.sheets().find((one) => !one.hidden) ?? workbook.sheets()[0];
    return { sheetId: sheet?.id ?? 0, ranges: [] };
  };

  const perUser = async (user: string, work: () => Promise<Outcome>): Promise<Outcome> => {
    const now = running.get(user) ?? 0;
    if (now >= limits.concurrent) {
      const message = 'There are too many scripts running simultaneously for this Google user account.';
      return { ok: false, name: 'Exception', message, stack: '' };
    }
    running.set(user, now + 1);
    try {
      return await work();
    } finally {
      running.set(user, (running.get(user) ?? 1) - 1);
    }
  };

  const execute = async (job: Job, session: ScriptSession): Promise<unknown> => {
    const owner = randomUUID();
    const { id: sessionId, user } = session;
    const functionName = job.kind === 'run' ? job.functionName : job.kind === 'open' ? 'onOpen' : 'onEdit';
    const immediate = createHostBackend(
      {
        workbook,
        properties,
        cache,
        locks,
        counters,
        html,
        url: options.url ?? '',
        addonName: options.addonName ?? 'Shipsheet',
        log: (line) => options.log?.({ ...line, sessionId, functionName }),
      },
      {
        id: owner,
        // What onEdit writes goes back together with what was typed.
        actor: { who: sessionId, ...(job.kind !== 'edit' && { step: owner }) },
        execution: { sessionId, user, simpleTrigger: job.kind !== 'run' },
        selection: session.selection ?? firstSheet(),
        show: (shown) => emit({ sessionId, ...shown }),
      },
    );
    const waiting: { [K in keyof WaitingBackend]: (...args: Parameters<WaitingBackend[K]>) => unknown } = {
      ask: (question) =>
        new Promise<Answer>((done) => {
          const dialogId = randomUUID();
          open.set(dialogId, { sessionId, owner, question, done });
          emit({ sessionId, type: 'ask', dialogId, question });
        }),
      takeLock: (scope, milliseconds) => locks.take(ownScope(scope, user), owner, milliseconds),
      fetch: (requests) => Promise.all(requests.map(perform)),
    };
    const answer = ({ op, args }: Call): unknown => {
      const backend = Object.hasOwn(waiting, op) ? waiting : immediate;
      const method: unknown = Object.hasOwn(backend, op) ? Reflect.get(backend, op) : undefined;
      if (typeof method !== 'function') throw new Error(`${op} is not available in the local workbook`);
      return Reflect.apply(method, undefined, args);
    };
    const time = job.kind === 'run' ? limits.executionMs : limits.triggerMs;
    const outcome = await perUser(user, () => executor.execute(job, answer, time));
    locks.releaseAll(owner);
    for (const [dialogId, question] of [...open]) if (question.owner === owner) close(dialogId);
    if (outcome.ok) return outcome.value;
    throw new ScriptError(outcome.name, outcome.message, outcome.stack);
  };

  return {
    async run(functionName, args, session) {
      const copies = args.map((argument, index) => {
        const copy = plainCopy(argument);
        if (copy.ok) return copy.value;
        const where = copy.path === '' ? `${index}` : `${index}.${copy.path}`;
        throw new ScriptError('TypeError', `Failed due to illegal value in property: ${where}`, '');
      });
      return execute({ kind: 'run', functionName, args: copies }, session);
    },
    async open(session) {
      await execute({ kind: 'open' }, session);
    },
    async edit(session, facts) {
      await execute({ kind: 'edit', facts }, session);
    },
    on(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    answer(dialogId, button, text = '') {
      const found = close(dialogId);
      found?.done({ button, text });
      return found !== undefined;
    },
    questions: (sessionId) =>
      [...open]
        .filter(([, one]) => one.sessionId === sessionId)
        .map(([dialogId, { question }]) => ({ dialogId, question })),
    closeSidebar: (sessionId) => emit({ sessionId, type: 'sidebar-closed' }),
    counters: () => ({ ...counters }),
    resetCounters: () => void Object.assign(counters, { reads: 0, writes: 0, readCells: 0, writtenCells: 0 }),
    close: () => executor.close(),
  };
}
