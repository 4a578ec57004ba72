import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../worker/connectors/contract.ts';
import { at } from './document.ts';
import { loadVendor, type Mock, startMock } from './mock.ts';

const SPEC = 'shipstation/v1-openapi.prism.json';
const MARK = 'POST /orders/markasshipped';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(SPEC);
});
afterAll(() => mock.close());

interface Change {
  readonly query?: string;
  readonly path?: string;
  readonly text?: string;
  readonly headers?: HttpRequest['headers'];
}
const request = (body: unknown, parts: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: `${mock.url}/orders/markasshipped`,
  headers: { Authorization: 'Basic a2V5OnNlY3JldA==', 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
  ...parts,
});
const send = async ({ url, ...rest }: HttpRequest): Promise<number> => {
  const answer = await fetch(url, rest);
  await answer.text();
  return answer.status;
};

describe('a vendor made of its own document', () => {
  test('takes a request that fits, and answers with the example', async () => {
    const good = request({ orderId: 7, carrierCode: 'usps' });
    expect(mock.validRequest(MARK, good)).toEqual([]);
    const { url, ...rest } = good;
    const answer = await fetch(url, rest);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(mock.examples(MARK)[0]?.value);
  });

  test.each([
    ['a field of the wrong type', { orderId: 'seven' }, {}, 400],
    ['a field that the document does not name', { orderId: 7, carierCode: 'usps' }, {}, 400],
    ['a list where an object belongs', [{ orderId: 7 }], {}, 400],
    ['no body', undefined, {}, 400],
    ['a body that is no JSON', undefined, { text: '{"orderId":' }, 400],
    ['a query that is not named', { orderId: 7 }, { query: '?notify=yes' }, 400],
    ['no credentials', { orderId: 7 }, { headers: { 'Content-Type': 'application/json' } }, 401],
    ['another address', { orderId: 7 }, { path: '/orders/markasdelivered' }, 404],
  ] satisfies [string, unknown, Change, number][])('refuses %s', async (_, body, change: Change, status) => {
    const { query = '', path = '/orders/markasshipped', text = JSON.stringify(body), headers } = change;
    const { body: __, ...rest } = request(body);
    const wrong: HttpRequest = {
      ...rest,
      ...(headers && { headers }),
      ...(text !== undefined && { body: text }),
      url: `${mock.url}${path}${query}`,
    };
    expect(mock.validRequest(MARK, wrong)).not.toEqual([]);
    const before = mock.refused.length;
    expect(await send(wrong)).toBe(status);
    expect(mock.refused.length).toBe(before + 1);
  });

  test('an operation that the document does not have is a fault of the test', () => {
    expect(() => mock.validRequest('POST /orders/ship', request({}))).toThrow('has no operation');
  });

  test('a patch for what is not there fails, and so does a missing file', async () => {
    await expect(loadVendor(SPEC, { patch: (d) => at(d, 'paths', '/nowhere') })).rejects.toThrow('/nowhere');
    await expect(loadVendor('shipstation/v9.json')).rejects.toThrow('VENDOR_SPECS');
  });
});
