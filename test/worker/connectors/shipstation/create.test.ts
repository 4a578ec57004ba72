import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Created, HttpReply, HttpRequest, ParcelOrder } from '../../../../worker/connectors/contract.ts';
import { create } from '../../../../worker/connectors/shipstation/create.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { notTaken, results, status } from './answers.ts';
import { answerOf, converse } from './converse.ts';

const [first, second] = PARCELS;
const many = (n: number): ParcelOrder[] =>
  Array.from({ length: n }, (_, i) => ({ ...first, key: `lan7-KS-${i}-1`, shipmentId: `KS-${i}-1` }));

const SENT = z.array(z.object({ orderKey: z.string(), orderNumber: z.string() }));
const sent = ({ body }: HttpRequest) => SENT.parse(JSON.parse(body ?? ''));
const takeAll = (request: HttpRequest): HttpReply =>
  results(sent(request).map((o, n) => ({ ...o, orderId: 1 + n, success: true })));
const outcomes = (created: readonly Created[]): Record<string, number> => {
  const count: Record<string, number> = {};
  for (const { outcome } of created) count[outcome] = (count[outcome] ?? 0) + 1;
  return count;
};

describe('orders handed to ShipStation', () => {
  it('F2: of a call that it cannot read, the order that it names is refused, and the others go again', () => {
    const vendor = (request: HttpRequest): HttpReply => {
      const at = sent(request).findIndex(({ orderKey }) => orderKey === 'lan7-KS-57-1');
      return at < 0
        ? takeAll(request)
        : status(400, {
            Message: 'The request is invalid.',
            ModelState: { [`apiOrders[${at}].shipTo.country`]: [`'${first.to.name}' is no country`] },
          });
    };
    const told = converse(create, many(100), vendor);
    expect(told.requests).toHaveLength(2);
    const created = answerOf(told);
    expect(outcomes(created)).toEqual({ accepted: 99, refused: 1 });
    const refused = created.find(({ outcome }) => outcome === 'refused');
    expect(refused).toMatchObject({ key: 'lan7-KS-57-1', code: 'partner.address' });
    expect(JSON.stringify(refused)).not.toContain(first.to.name);
  });

  it('F2: where it does not say which one, the call as a whole is refused, and one alone is', () => {
    const vendor = (): HttpReply => status(400, { Message: 'An item is not valid.' });
    const told = converse(create, many(100), vendor);
    expect(told.requests).toHaveLength(1);
    expect(told.reply).toMatchObject({ ok: false, problem: { code: 'api.http-400' } });
    expect(answerOf(converse(create, many(1), vendor))).toEqual([
      { key: 'lan7-KS-0-1', outcome: 'refused', code: 'partner.rejected', reason: 'An item is not valid.' },
    ]);
  });

  it('refuses all of them where all are named, with all that is said of each', () => {
    const ModelState = {
      'apiOrders[0].items[3].name': ['Too long.'],
      'apiOrders[0].shipTo.city': ['Missing.', 'Unknown.'],
      'apiOrders[1]': ['No such store.'],
      apiOrders: ['Bad.'],
    };
    const told = converse(create, many(2), () => status(400, { ModelState }));
    expect(told.requests).toHaveLength(1);
    expect(answerOf(told)).toMatchObject([
      { code: 'partner.address', reason: 'items[3].name: Too long.; shipTo.city: Missing. Unknown.' },
      { code: 'partner.rejected', reason: 'No such store.' },
    ]);
  });

  it('does not go on for ever where each call names another', () => {
    const told = converse(create, many(100), () => status(400, { ModelState: { 'apiOrders[0]': ['No.'] } }));
    expect(told.requests).toHaveLength(5);
    expect(told.reply).toMatchObject({ ok: false, problem: { code: 'api.http-400' } });
  });

  it('a fault after the first call ends it: what was handed in is found by its key', () => {
    const vendor = (_: HttpRequest, n: number): HttpReply =>
      n === 0 ? status(400, { ModelState: { 'apiOrders[1]': ['No.'] } }) : status(502);
    expect(converse(create, many(4), vendor).reply).toMatchObject({
      ok: false,
      problem: { code: 'api.http-502' },
    });
  });

  it('waits as its own headers say when the limit is used up', () => {
    const vendor = (): HttpReply => ({
      status: 429,
      headers: { 'x-rate-limit-limit': '40', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '21' },
      body: '{"message":"Too Many Requests"}',
    });
    expect(converse(create, PARCELS, vendor).reply).toMatchObject({
      ok: false,
      problem: { code: 'api.http-429', retryAfterMs: 21_000 },
    });
  });

  it('takes an order for accepted only with a number of ShipStation', () => {
    const vendor = (request: HttpRequest): HttpReply =>
      results(sent(request).map((o) => ({ ...o, orderId: null, success: true })));
    expect(outcomes(answerOf(converse(create, PARCELS, vendor)))).toEqual({ failed: 3 });
  });

  it('an order that the answer leaves out has failed alone', () => {
    const vendor = (request: HttpRequest): HttpReply =>
      results(
        sent(request)
          .slice(1)
          .map((o, n) => ({ ...o, orderId: 1 + n, success: true })),
      );
    const created = answerOf(converse(create, PARCELS, vendor));
    expect(created.map(({ outcome }) => outcome)).toEqual(['failed', 'accepted', 'accepted']);
  });

  it('finds a refusal without a key by its number, unless two have that number', () => {
    const vendor = (): HttpReply => results([{ ...notTaken(second, 'No such store.'), orderKey: null }]);
    expect(answerOf(converse(create, [first, second], vendor)).map(({ outcome }) => outcome)).toEqual([
      'failed',
      'refused',
    ]);
    const twins = [second, { ...second, key: `b-${second.shipmentId}` }];
    expect(outcomes(answerOf(converse(create, twins, vendor)))).toEqual({ failed: 2 });
  });
});
