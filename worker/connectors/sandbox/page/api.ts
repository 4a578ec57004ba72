/** The page's calls; every answer is parsed. */
import * as z from 'zod/mini';
import { type ControlInput, VIEW, type View } from '../control-wire.ts';

const problem = z.object({ detail: z.string() });
const accounts = z.array(z.object({ name: z.string(), orders: z.number() }));
const made = z.object({ name: z.string(), key: z.string() });

export interface Search {
  readonly state: string;
  readonly q: string;
}

/** Throws an Error with words for the person. */
async function call(path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
      signal: AbortSignal.timeout(20_000),
    });
  } catch {
    throw new Error('The Sandbox does not answer. Is Shipsheet running?');
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Error(problem.safeParse(answer).data?.detail ?? `Refused: ${response.status}`);
  return answer;
}
const at = (account: string, { state, q }: Search): string => {
  const query = new URLSearchParams({ ...(state !== '' && { state }), ...(q !== '' && { q }) }).toString();
  return `${encodeURIComponent(account)}/control${query === '' ? '' : `?${query}`}`;
};

export const listAccounts = async () => accounts.parse(await call('accounts'));
export const openAccount = async (name: string) => made.parse(await call('accounts', { name }));
export const look = async (account: string, search: Search): Promise<View> =>
  VIEW.parse(await call(at(account, search)));
export const tell = async (account: string, search: Search, asked: ControlInput): Promise<View> =>
  VIEW.parse(await call(at(account, search), asked));
