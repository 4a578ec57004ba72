/**
 * Powers that take several calls, written as a conversation: a generator that yields calls, is given their answers, and
 * ends with what they came to. It must be pure: it is run again from its beginning over the replies that are there.
 */
import type { Account, FollowingCall, HttpReply, HttpRequest, Power, Reply } from './contract.ts';
import { unreadable } from './http.ts';

/** A part of a conversation that ends with `T`. */
export type Talk<T> = Generator<FollowingCall, T, HttpReply>;

/** One call, `afterMs` after the one before. */
export function* call(request: HttpRequest, afterMs = 0): Talk<HttpReply> {
  return yield { request, afterMs };
}

type Standing<O> = { readonly call: FollowingCall } | { readonly end: Reply<O> };

function standing<O>(talk: Talk<Reply<O>>, replies: readonly HttpReply[]): Standing<O> {
  let step = talk.next();
  for (const reply of replies) {
    if (step.done === true) break;
    step = talk.next(reply);
  }
  return step.done === true ? { end: step.value } : { call: step.value };
}

const NOBODY: Account = { baseUrl: '', credentials: {}, settings: {} };

/** The power of a conversation, which must begin with a call. */
export function talking<I, O>(talk: (account: Account, input: I) => Talk<Reply<O>>): Power<I, O> {
  return {
    request(account, input) {
      const now = standing(talk(account, input), []);
      if ('end' in now) throw new Error('A conversation begins with a call');
      return now.call.request;
    },
    next(account, input, replies) {
      const now = standing(talk(account, input), replies);
      return 'call' in now ? now.call : null;
    },
    answer(reply, input, earlier = [], account = NOBODY) {
      const now = standing(talk(account, input), [...earlier, reply]);
      // A conversation that was broken off says nothing of what was asked.
      return 'end' in now ? now.end : { ok: false, problem: unreadable };
    },
  };
}
