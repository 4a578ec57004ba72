/** Leads a power to its end with a vendor that is a function. */
import type {
  Account,
  HttpReply,
  HttpRequest,
  Power,
  Reply,
} from '../../../../worker/connectors/contract.ts';

export const ACCOUNT: Account = {
  baseUrl: 'https://ssapi.shipstation.com',
  credentials: { key: 'k3y', secret: 's3cret', 'v2-key': '' },
  settings: {},
};

export interface Conversation<O> {
  readonly reply: Reply<O>;
  readonly requests: readonly HttpRequest[];
}

/** Asks until the power has its answer; more than 40 calls are one too many. */
export function converse<I, O>(
  power: Power<I, O>,
  input: I,
  vendor: (request: HttpRequest, n: number) => HttpReply,
  account: Account = ACCOUNT,
): Conversation<O> {
  const requests: HttpRequest[] = [power.request(account, input)];
  const replies: HttpReply[] = [];
  for (let request = requests[0]; request !== undefined; ) {
    if (requests.length > 40) throw new Error('It never ends');
    replies.push(vendor(request, replies.length));
    request = power.next?.(account, input, replies)?.request;
    if (request) requests.push(request);
  }
  const last = replies.pop();
  if (!last) throw new Error('No reply');
  return { reply: power.answer(last, input, replies, account), requests };
}

/** The value of a conversation that went well. */
export function answerOf<O>({ reply }: Conversation<O>): O {
  if (!reply.ok) throw new Error(`${reply.problem.code}: ${reply.problem.message}`);
  return reply.value;
}

/** `GET /orders`, the order of a test's vendor. */
export const callOf = ({ method, url }: HttpRequest): string => `${method} ${new URL(url).pathname}`;
