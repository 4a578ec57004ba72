/** What the panels ask of the worker, through the signed pipe of the add-on. The worker's answers are parsed here. */
import * as z from 'zod/mini';
import { WIRE_VERSION } from '../../../shared/sync/marks.ts';
import { STATE, type State } from '../../../shared/sync/wire.ts';
import type { Api } from '../../api.ts';
import { type Call, CallError } from '../call.ts';

type Method = Parameters<Api['askWorker']>[0]['method'];

export interface NewConnection {
  readonly vendor: string;
  readonly name: string;
  /** Credentials and settings by field name; blank ones are left out. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Each call refuses with a CallError: the worker's own code and sentence, or `worker.*` of the add-on. */
export interface Worker {
  state(): Promise<State>;
  /** The credentials are tried before anything is kept. */
  add(connection: NewConnection): Promise<void>;
  change(
    id: string,
    part: { readonly name?: string; readonly fields?: NewConnection['fields'] },
  ): Promise<void>;
  remove(id: string): Promise<void>;
  /** The account's name at the partner. */
  test(id: string): Promise<string>;
  schedule(everyMinutes: number): Promise<void>;
  /** Asks partners for news now; "" for all channels. */
  sync(channel: string): Promise<void>;
  /** Sends again what is stuck, by its id. */
  retry(id: string): Promise<void>;
}

const TESTED = z.object({ account: z.string() });
const VERSION = z.object({ version: z.number() });

export function workerOf(call: Call): Worker {
  const ask = (method: Method, path: string, body: unknown = {}): Promise<unknown> =>
    call('askWorker', { method, path, body }).then((answer) => answer.body);
  const at = (id: string): string => `/v1/connections/${encodeURIComponent(id)}`;
  const none = (): void => {};
  return {
    state: () => ask('GET', '/v1/state').then(stateOf),
    add: (connection) => ask('POST', '/v1/connections', connection).then(none),
    change: (id, part) => ask('PATCH', at(id), part).then(none),
    remove: (id) => ask('DELETE', at(id)).then(none),
    test: (id) => ask('POST', `${at(id)}/test`).then((body) => z.safeParse(TESTED, body).data?.account ?? ''),
    schedule: (everyMinutes) => ask('PUT', '/v1/schedule', { everyMinutes }).then(none),
    sync: (channel) => ask('POST', '/v1/sync', { channel }).then(none),
    retry: (id) => ask('POST', `/v1/requests/${encodeURIComponent(id)}/retry`).then(none),
  };
}

function stateOf(body: unknown): State {
  const { version } = z.safeParse(VERSION, body).data ?? { version: WIRE_VERSION };
  if (version !== WIRE_VERSION) {
    const older =
      version < WIRE_VERSION
        ? 'The worker is older than this add-on'
        : 'This add-on is older than the worker';
    const who =
      version < WIRE_VERSION
        ? 'Ask whoever runs the worker to bring it up to date.'
        : 'Install the newer one.';
    throw new CallError('worker.version', `${older}: they do not understand each other. ${who}`);
  }
  const state = z.safeParse(STATE, body);
  if (state.success) return state.data;
  throw new CallError(
    'worker.unreadable',
    'The worker answered something that this panel cannot read. Check the address under Set Up, Connections.',
  );
}
