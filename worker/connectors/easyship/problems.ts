/** What Easyship says when it does not do what it was asked. */

import type * as z from 'zod';
import type { Address, CallProblem, HttpReply, Reply } from '../contract.ts';
import { httpProblem, jsonOf, parseJson, vendorText } from '../http.ts';
import { ERROR } from './wire.ts';

export const no = (problem: CallProblem): { readonly ok: false; readonly problem: CallProblem } => ({
  ok: false,
  problem,
});
export const yes = <T>(value: T): Reply<T> => ({ ok: true, value });

/**
 * The JSON of an answer by its schema, as `parseJson`. 403 is Easyship's answer to a token that may not do this, so it
 * names the scope that is missing.
 */
export function parsed<T>(reply: HttpReply, schema: z.ZodType<T>, scope: Scope): Reply<T> {
  // As other services say it: may be tried again.
  if (reply.status === 400 && isFault(reply)) return no(httpProblem({ ...reply, status: 502 }));
  if (reply.status !== 403) return parseJson(reply, schema);
  return no({
    code: 'partner.auth',
    message: `The token may not do this. Give it the scope public.${scope} in Easyship, under Connect.`,
  });
}
type Scope =
  | 'address:read'
  | 'batch:read'
  | 'batch:write'
  | 'shipment:read'
  | 'shipment:write'
  | 'track:read';

export const isFine = ({ status }: HttpReply): boolean => status >= 200 && status < 300;
/** 400 with this code is no refusal: Easyship, or a courier behind it, has a fault (its "Errors" page). */
const isFault = (reply: HttpReply): boolean => errorOf(reply)?.code === 'api_error';

/** It read the request and does not want it; everything else is a fault, of the way or of the account. */
export const isRefusal = (reply: HttpReply): boolean =>
  (reply.status === 400 || reply.status === 409 || reply.status === 422) && !isFault(reply);

function errorOf(reply: HttpReply): z.infer<typeof ERROR>['error'] | null {
  const read = ERROR.safeParse(jsonOf(reply));
  return read.success ? read.data.error : null;
}

/** Said of requests of any kind, and of no help to anybody. */
const EMPTY_WORDS = /does not comply with the OpenAPI Specification|body content is not valid/i;

/**
 * Easyship's reasons on one line, without what the address holds. Where it gives none that can be shown, what the status
 * means.
 */
export function wordsOf(reply: HttpReply, to?: Address): string {
  const error = errorOf(reply);
  if (!error) return httpProblem(reply).message;
  const { message, details } = error;
  const useful = details.filter((detail) => !EMPTY_WORDS.test(detail));
  const words = (useful.length > 0 ? useful : [message]).map((one) => vendorText(one, to)).join(' ');
  return vendorText(words, to) || httpProblem(reply).message;
}

/** Which part of the order is meant, so that the right next step is offered; by the words of the reason. */
export function refusalCode(words: string): string {
  if (/\bproduct|\bsku\b/i.test(words)) return 'partner.sku-unknown';
  if (/address|postal|zip|city|state|country|phone|email|contact/i.test(words)) return 'partner.address';
  return 'partner.rejected';
}
