/** The contract of every connector, on recorded answers of its vendor or on a live one. */
import { createServer, type RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallerParts, createCaller } from '../../worker/connectors/call.ts';
import {
  type Account,
  canCancel,
  canListSince,
  canReceiveWebhooks,
  canTrack,
  canUpdate,
  type HttpReply,
  type HttpRequest,
  isRetryable,
  type OrderRef,
  type ParcelOrder,
  type PartnerOrder,
  type Power,
  powersOf,
  type Reply,
} from '../../worker/connectors/contract.ts';
import { type ConnectorFixture, PARCELS, type Situation } from './connector-fixture.ts';

const SINCE = '2026-03-01T00:00:00.000Z';
/** Of one power. */
const MOST_CALLS = 10;
const KEYS = PARCELS.map(({ key }) => key);

/** What must never be in a problem: it is logged, counted and shown to others than the backer. */
const PERSONAL = PARCELS.flatMap(({ to }) => [to.name, to.address1, to.postalCode, to.phone, to.email]);

function impersonal(said: unknown): void {
  const text = JSON.stringify(said);
  for (const value of PERSONAL) expect(text).not.toContain(JSON.stringify(value).slice(1, -1));
}

/** All texts of a JSON body, whatever they are called there. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** Starts a vendor of one behaviour on the loopback; `calls` counts what reached it. */
async function serve(listener: RequestListener) {
  let calls = 0;
  const server = createServer((request, response) => {
    calls++;
    request.resume();
    request.on('end', () => listener(request, response));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

export function connectorContract(name: string, fixture: ConnectorFixture): void {
  const { connector, never } = fixture;
  const can = (situation: Situation): boolean => !(situation in never);
  /** Of the situations that hold: those of this vendor. */
  const situation = (which: Situation, run: () => Promise<void>, title: string): void => {
    if (can(which)) it(title, run);
  };
  let account: Account;
  let ref: OrderRef;

  /** Builds the request, has the vendor answer it in the situation, and reads the answer. */
  async function ask<I, O>(power: Power<I, O>, input: I, when: Situation): Promise<Reply<O>> {
    const { replies } = await talk(power, input, when);
    const last = replies.pop();
    if (!last) throw new Error('No reply');
    const read = power.answer(last, input, replies, account);
    if (!read.ok) impersonal(read.problem);
    return read;
  }
  /** All calls of a power, as the vendor answers them in the situation. */
  async function talk<I, O>(power: Power<I, O>, input: I, when: Situation) {
    const requests: HttpRequest[] = [];
    const replies: HttpReply[] = [];
    let request: HttpRequest | undefined = power.request(account, input);
    while (request && replies.length < MOST_CALLS) {
      requests.push(request);
      replies.push(await fixture.vendor(when, request));
      request = power.next?.(account, input, replies)?.request;
    }
    return { requests, replies };
  }
  async function value<I, O>(power: Power<I, O>, input: I, when: Situation): Promise<O> {
    const read = await ask(power, input, when);
    if (!read.ok) throw new Error(`${when}: ${read.problem.code} ${read.problem.message}`);
    return read.value;
  }
  const isFirst = (order: PartnerOrder): boolean =>
    order.key === PARCELS[0].key || (order.key === '' && order.externalId === fixture.externalIds?.[0]);
  const firstOf = (orders: readonly PartnerOrder[]): PartnerOrder => {
    const found = orders.find(isFirst);
    if (!found) throw new Error('The first parcel is not in the answer');
    return found;
  };

  /** Each power as a function from an answer to what it is read as. */
  const powers = (): [string, (reply: HttpReply) => Reply<unknown>][] => {
    const list: [string, (reply: HttpReply) => Reply<unknown>][] = [
      ['test', (reply) => connector.test.answer(reply, null)],
      ['create', (reply) => connector.create.answer(reply, PARCELS)],
      ['find', (reply) => connector.find.answer(reply, ref)],
    ];
    if (canUpdate(connector)) {
      list.push(['update', (reply) => connector.update.answer(reply, { ref, order: PARCELS[0] })]);
    }
    if (canCancel(connector)) list.push(['cancel', (reply) => connector.cancel.answer(reply, ref)]);
    if (canListSince(connector)) {
      const { listSince } = connector;
      list.push([
        'listSince',
        (reply) => {
          const streams = listSince.streams(account);
          const read = streams.map((stream) => listSince.answer(reply, { stream, since: SINCE, page: null }));
          // All streams read the same faults: one that does not is the answer.
          return read.find(({ ok }) => ok) ?? read[0] ?? { ok: true, value: 'no streams' };
        },
      ]);
    }
    if (canReceiveWebhooks(connector)) {
      const resource = fixture.webhook?.resource ?? '';
      list.push([
        'webhooks.fetch',
        (reply) => connector.webhooks.fetch.answer(reply, { resource, page: null }),
      ]);
    }
    if (canTrack(connector)) {
      list.push(['track', (reply) => connector.track.answer(reply, fixture.facts.tracked ?? [])]);
    }
    return list;
  };
  const POWER_NAMES = powers().map(([power]) => power);
  const read = (power: string, reply: HttpReply): Reply<unknown> => {
    const found = powers().find(([other]) => other === power);
    if (!found) throw new Error(`No power ${power}`);
    return found[1](reply);
  };

  describe(`${name}, by the contract of connectors`, () => {
    beforeAll(async () => {
      account = await fixture.account();
      ref = {
        key: PARCELS[0].key,
        externalId: fixture.externalIds?.[0] ?? '',
        shipmentId: PARCELS[0].shipmentId,
      };
    });
    afterAll(() => fixture.stop?.());

    describe('what it says of itself', () => {
      it('has a name for programs, one for people, an address, and limits that mean something', () => {
        expect(connector.vendor).toMatch(/^[a-z][a-z0-9-]*$/);
        expect(connector.label).not.toBe('');
        expect(connector.baseUrl).toMatch(/^https?:\/\/[^ ]+[^/]$/);
        for (const { calls, ms } of connector.limits(account)) {
          expect(calls).toBeGreaterThan(0);
          expect(ms).toBeGreaterThan(0);
        }
        expect(connector.create.batch).toBeGreaterThan(0);
      });

      it('lists the powers that its guards find', () => {
        expect(powersOf(connector)).toEqual(
          [
            'push',
            canUpdate(connector) && 'update',
            canCancel(connector) && 'cancel',
            canListSince(connector) && 'sync',
            canReceiveWebhooks(connector) && 'webhooks',
            canTrack(connector) && 'track',
          ].filter((power) => power !== false),
        );
      });

      it('explains each field of the connect form, and hides what is secret', () => {
        const fields = [...connector.credentialFields, ...connector.settingFields];
        expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
        expect(fields.every(({ label, help }) => label !== '' && help !== '')).toBe(true);
        expect(connector.credentialFields.some(({ secret }) => secret)).toBe(true);
        expect(connector.settingFields.some(({ secret }) => secret)).toBe(false);
      });
    });

    describe('credentials', () => {
      it('are taken when filled in', () => {
        expect(connector.credentials.safeParse(fixture.credentials).success).toBe(true);
      });

      const required = connector.credentialFields.filter((field) => field.required);
      it.each(required.map((field) => [field.name]))(
        'without %s are refused, at the field, in words',
        (field) => {
          for (const blank of ['', '   ']) {
            const parsed = connector.credentials.safeParse({ ...fixture.credentials, [field]: blank });
            const issues = parsed.error?.issues.filter(({ path }) => path[0] === field) ?? [];
            expect(issues.length).toBeGreaterThan(0);
            for (const { message } of issues) expect(message).toMatch(/^[A-Z].*\.$/);
          }
        },
      );

      situation(
        'test ok',
        async () => {
          expect((await value(connector.test, null, 'test ok')).account).not.toBe('');
        },
        'are proved by the cheapest call, which names the account',
      );
    });

    describe('create', () => {
      const outcomes = async (when: Situation) => value(connector.create, PARCELS, when);
      const sent = async (orders: readonly ParcelOrder[]): Promise<string[]> => {
        const { requests } = await talk(connector.create, orders, 'create all');
        return requests.flatMap(({ body }) => textsOf(JSON.parse(body ?? 'null')));
      };

      situation(
        'create all',
        async () => {
          const created = await outcomes('create all');
          expect(created.map(({ key, outcome }) => [key, outcome])).toEqual(
            KEYS.map((key) => [key, 'accepted']),
          );
          const ids = created.map((one) => (one.outcome === 'accepted' ? one.externalId : ''));
          expect(new Set(ids).size).toBe(3);
          expect(ids).not.toContain('');
        },
        'takes a batch, one answer for each key, each with an id of its own',
      );

      situation(
        'create second refused',
        async () => {
          const created = await outcomes('create second refused');
          const byKey = new Map(created.map((one) => [one.key, one]));
          expect([...byKey.keys()].sort()).toEqual([...KEYS].sort());
          expect(KEYS.map((key) => byKey.get(key)?.outcome)).toEqual(['accepted', 'refused', 'accepted']);
          const refused = byKey.get(PARCELS[1].key);
          if (refused?.outcome !== 'refused') throw new Error('not refused');
          expect(refused.code).toMatch(/^partner\.[a-z-]+$/);
          expect(refused.reason).not.toBe('');
          impersonal(refused);
        },
        'F2: refuses one of a batch with a reason, and the others go on',
      );

      situation(
        'create first exists',
        async () => {
          const created = await outcomes('create first exists');
          expect(created.find(({ key }) => key === PARCELS[0].key)).toEqual({
            key: PARCELS[0].key,
            outcome: 'exists',
          });
        },
        'F9: says that an order of the key is there already',
      );

      it('F18: sends names with quotes, commas, &, < and emoji so that they come back exactly', async () => {
        const texts = await sent(PARCELS);
        for (const { to } of PARCELS) {
          for (const part of [to.name, to.address1]) {
            expect(texts.some((text) => text.includes(part))).toBe(true);
          }
        }
      });

      it('F18: a newline in a name breaks nothing', async () => {
        const to = { ...PARCELS[0].to, name: 'Ana\nBrandt' };
        const texts = (await sent([{ ...PARCELS[0], to }])).map((text) => text.replace(/\s+/g, ' '));
        expect(texts.some((text) => text.includes('Ana Brandt'))).toBe(true);
      });

      it('passes its own preflight', () => {
        expect(PARCELS.map((parcel) => connector.preflight(parcel))).toEqual([null, null, null]);
      });

      it('refuses before the call what has no line', () => {
        const found = connector.preflight({ ...PARCELS[0], lines: [] });
        expect(found?.code).toMatch(/^preflight\./);
        expect(found?.reason).toMatch(/\.$/);
      });
    });

    describe('find', () => {
      situation(
        'find none',
        async () => expect(await value(connector.find, ref, 'find none')).toEqual([]),
        'is empty where the partner has no order of the key',
      );
      situation(
        'find one',
        async () => {
          const found = await value(connector.find, ref, 'find one');
          expect(found).toHaveLength(1);
          expect(firstOf(found).externalId).not.toBe('');
        },
        'F3: finds the order of a lost answer',
      );
      situation(
        'find two',
        async () => {
          const found = await value(connector.find, ref, 'find two');
          expect(found.filter(isFirst)).toHaveLength(2);
          expect(new Set(found.map(({ externalId }) => externalId)).size).toBe(2);
        },
        'gives both where the partner let that happen',
      );
    });

    if (canUpdate(connector)) {
      describe('update', () => {
        const { update } = connector;
        const input = () => ({ ref, order: { ...PARCELS[0], lines: PARCELS[1].lines } });
        situation(
          'update done',
          async () => expect(await value(update, input(), 'update done')).toEqual({ outcome: 'done' }),
          'is done before the parcel has left',
        );
        situation(
          'update refused',
          async () => {
            const asked = await value(update, input(), 'update refused');
            expect(asked).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/./) });
            impersonal(asked);
          },
          'is refused with a reason afterwards',
        );
      });
    }

    if (canCancel(connector)) {
      describe('cancel', () => {
        const { cancel } = connector;
        situation(
          'cancel done',
          async () => expect(await value(cancel, ref, 'cancel done')).toEqual({ outcome: 'done' }),
          'is done before the parcel is packed',
        );
        situation(
          'cancel refused',
          async () => {
            const asked = await value(cancel, ref, 'cancel refused');
            expect(asked).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/./) });
            impersonal(asked);
          },
          'F8: is refused with a reason afterwards',
        );
      });
    }

    if (canListSince(connector)) {
      describe('listSince', () => {
        const { listSince } = connector;
        const { facts } = fixture;
        const input = (page: string | null = null) => ({ stream: facts.stream, since: SINCE, page });

        situation(
          'list first page',
          async () => {
            const first = await value(listSince, input(), 'list first page');
            expect(first.next).not.toBeNull();
            const last = await value(listSince, input(first.next), 'list last page');
            expect(last.next).toBeNull();
            const all = [...first.items, ...last.items];
            expect(all.length).toBeGreaterThan(1);
            expect(new Set(all.map(({ key, externalId }) => key || externalId)).size).toBe(all.length);
          },
          'goes from page to page by its cursor, to an end',
        );
        it('asks each stream for the next page, and for another time, in other words', () => {
          expect(listSince.streams(account)).toContain(facts.stream);
          for (const stream of listSince.streams(account)) {
            const first = listSince.request(account, { stream, since: SINCE, page: null });
            const later = listSince.request(account, {
              stream,
              since: '2026-03-02T00:00:00.000Z',
              page: null,
            });
            expect(first).not.toEqual(listSince.request(account, { stream, since: SINCE, page: '2' }));
            expect(first).not.toEqual(later);
          }
        });
        situation(
          'list empty',
          async () =>
            expect(await value(listSince, input(), 'list empty')).toEqual({ items: [], next: null }),
          'is empty and ends where nothing changed',
        );
        situation(
          'list shipped',
          async () => {
            const order = firstOf((await value(listSince, input(), 'list shipped')).items);
            expect(order.packages).toHaveLength(1);
            expect(order.packages[0]).toMatchObject({ ...facts.shipped, voided: false });
            expect(new Date(order.packages[0]?.shippedAt ?? '').toISOString()).toBe(
              order.packages[0]?.shippedAt,
            );
          },
          'tells of a package: number, carrier as the partner writes it, when it left in UTC',
        );
        situation(
          'list shipped',
          async () => {
            const twice = [
              await value(listSince, input(), 'list shipped'),
              await value(listSince, input(), 'list shipped'),
            ].map(({ items }) => firstOf(items).packages.map(({ id }) => id));
            expect(twice[0]).toEqual(twice[1]);
          },
          'gives the same package the same id each time',
        );
        if (facts.scan) {
          situation(
            'list shipped',
            async () => {
              const order = firstOf((await value(listSince, input(), 'list shipped')).items);
              expect(order.packages[0]?.scans).toContainEqual(expect.objectContaining(facts.scan));
            },
            'H19: has the time of a scan in UTC, with the original beside it',
          );
        }
        situation(
          'list split',
          async () => {
            const { packages } = firstOf((await value(listSince, input(), 'list split')).items);
            expect(packages).toHaveLength(2);
            expect(new Set(packages.map(({ id }) => id)).size).toBe(2);
            expect(new Set(packages.map((one) => one.number)).size).toBe(2);
          },
          'F10: two packages of one order are two packages',
        );
        situation(
          'list voided',
          async () => {
            const { packages } = firstOf((await value(listSince, input(), 'list voided')).items);
            expect(packages.filter(({ voided }) => voided)).toHaveLength(1);
          },
          'H13: says that a label is void',
        );
        situation(
          'list unknown status',
          async () => {
            const { packages } = firstOf((await value(listSince, input(), 'list unknown status')).items);
            const last = packages[0]?.scans.at(-1);
            expect(last?.status).toBe('unknown');
            expect(last?.raw).toContain(facts.unknown);
          },
          'H1: takes a text that it does not know for unknown and keeps it',
        );
        situation(
          'list undelivered',
          async () => {
            const { packages } = firstOf((await value(listSince, input(), 'list undelivered')).items);
            const last = packages[0]?.scans.at(-1);
            expect(last?.status).not.toBe('delivered');
            expect(last?.raw).toContain(facts.undelivered);
          },
          'H2: never takes "undelivered" for delivered',
        );
      });
    }

    if (canReceiveWebhooks(connector) && fixture.webhook) {
      const { webhooks } = connector;
      const { webhook } = fixture;
      const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
      const verified = async (body: string, headers: Record<string, string>) =>
        webhooks.verify({ body: bytes(body), headers, account });

      describe('webhooks', () => {
        it('says how to set them up, with the place of the address', () => {
          expect(webhooks.setUp).toContain('{url}');
        });

        const { sign, header } = webhook;
        if (sign) {
          it('H5, H6: takes its signature over the raw bytes', async () => {
            expect(await verified(webhook.body, await sign(webhook.body))).toBe(true);
          });
          it('H5: refuses a wrong, shortened, lengthened, empty or missing signature without a crash', async () => {
            const good = (await sign(webhook.body))[header] ?? '';
            const swapped = `${good.slice(0, -5)}${good.slice(-5) === 'AAAAA' ? 'BBBBB' : 'AAAAA'}`;
            for (const wrong of [swapped, good.slice(0, 8), `${good}0`, '', '�', 'x'.repeat(5000)]) {
              expect(await verified(webhook.body, { [header]: wrong })).toBe(false);
            }
            expect(await verified(webhook.body, {})).toBe(false);
          });
          it('H5: refuses the signature of another account', async () => {
            const headers = await sign(webhook.body);
            const others = Object.entries(account.credentials).map(([key, text]) => [key, `${text}x`]);
            const other = { ...account, credentials: Object.fromEntries(others) };
            expect(await webhooks.verify({ body: bytes(webhook.body), headers, account: other })).toBe(false);
          });
          if (webhook.overBody) {
            it('H6: refuses the same JSON in other bytes', async () => {
              const again = JSON.stringify(JSON.parse(webhook.body));
              expect(again).not.toBe(webhook.body);
              expect(await verified(again, await sign(webhook.body))).toBe(false);
            });
          }
        }
        it('H4: makes the same nudge of the same delivery', () => {
          const nudges = webhooks.nudges(bytes(webhook.body));
          expect(nudges).toEqual([{ id: expect.stringMatching(/./), resource: webhook.resource }]);
          expect(webhooks.nudges(bytes(webhook.body))).toEqual(nudges);
        });
        it.each(['', '{', 'null', '[]', '<html>', '{"resource_url":5}', '\u0000'])(
          'reads nothing to fetch out of %j',
          (body) => {
            expect(webhooks.nudges(bytes(body)) ?? []).toEqual([]);
          },
        );
        it.each(webhook.foreign.map((resource) => [resource]))('never fetches %s', (resource) => {
          expect(() => webhooks.fetch.request(account, { resource, page: null })).toThrow();
        });
        situation(
          'fetch shipped',
          async () => {
            const input = { resource: webhook.resource, page: null };
            const page = await value(webhooks.fetch, input, 'fetch shipped');
            expect(firstOf(page.items).packages[0]).toMatchObject(fixture.facts.shipped);
          },
          'fetches the truth behind it',
        );
      });
    }

    if (canTrack(connector)) {
      const { track } = connector;
      describe('track', () => {
        situation(
          'track one bad',
          async () => {
            const [good = '', bad = ''] = fixture.facts.tracked ?? [];
            const found = await value(track, [good, bad], 'track one bad');
            expect(found.scans.get(good)?.length).toBeGreaterThan(0);
            expect(found.scans.has(bad)).toBe(false);
            expect([...found.problems.keys()]).toEqual([bad]);
            impersonal([...found.problems.values()]);
          },
          'H16: one bad number leaves the others as they are',
        );
      });
    }

    describe.each(POWER_NAMES)('faults: %s', (power) => {
      const echo = PARCELS.map(({ to }) => `${to.name}, ${to.address1}, ${to.phone}, ${to.email}`).join(
        ' / ',
      );
      const fault = (status: number, body = '', headers: Record<string, string> = {}): HttpReply => ({
        status,
        headers,
        body,
      });

      it.each([408, 500, 502, 503, 504])('an answer %i may be tried again', (status) => {
        const reply = read(power, fault(status, '<html><body>Bad gateway</body></html>'));
        if (reply.ok) throw new Error('taken for an answer');
        expect(reply.problem.code).toBe(`api.http-${status}`);
        expect(isRetryable(reply.problem)).toBe(true);
      });
      it('F5: 429 says how long to wait', () => {
        const reply = read(power, fault(429, '', { 'retry-after': '30' }));
        expect(reply).toMatchObject({ ok: false, problem: { code: 'api.http-429', retryAfterMs: 30_000 } });
      });
      it('F20: 401 is about the credentials, and is not tried again', () => {
        const reply = read(power, fault(401, '{"message":"Unauthorized"}'));
        if (reply.ok) throw new Error('taken for an answer');
        expect(reply.problem.code).toBe('partner.auth');
        expect(isRetryable(reply.problem)).toBe(false);
      });
      it.each(['', ' ', '{"half', '<html><body>Maintenance</body></html>', 'null', '42', '"text"'])(
        '200 with %j is unreadable, never done',
        (body) => {
          expect(read(power, fault(200, body))).toMatchObject({
            ok: false,
            problem: { code: 'api.answer-unreadable' },
          });
        },
      );
      it.each(['{}', '[]', '{"data":null}', '{"errors":[{}]}'])('200 with %s does not throw', (body) => {
        const reply = read(power, fault(200, body));
        if (power === 'create' && reply.ok) {
          expect(reply.value).toEqual(KEYS.map((key) => expect.objectContaining({ key })));
          expect(reply.value).not.toContainEqual(expect.objectContaining({ outcome: 'accepted' }));
        }
      });
      it.each([400, 409, 422, 500])('%i that quotes a person is told without the person', (status) => {
        const bodies = [
          echo,
          JSON.stringify({ message: echo, error: echo, Message: echo, ExceptionMessage: echo }),
          JSON.stringify({ error: { code: 'invalid', message: echo, details: [echo] }, errors: [echo] }),
        ];
        for (const body of bodies) impersonal(read(power, fault(status, body)));
      });
    });

    describe('on the wire', () => {
      const waits: number[] = [];
      const caller = (parts: Partial<CallerParts> = {}) =>
        createCaller({
          take: async () => ({ waitMs: 0 }),
          block: async () => {},
          log: { debug: () => {}, error: () => {} },
          sleep: async (ms) => {
            waits.push(ms);
          },
          ...parts,
        });
      const create = async (url: string, parts: Partial<CallerParts> = {}) =>
        caller(parts)(connector, { ...account, baseUrl: url }, 'account', connector.create, PARCELS, 'click');

      it('F3: no answer in time is a time-out, which may have been done', async () => {
        const vendor = await serve(() => {});
        const reply = await create(vendor.url, { timeoutMs: 50 });
        await vendor.stop();
        expect(reply).toMatchObject({ ok: false, problem: { code: 'api.timeout' } });
      });

      it('F3: a connection that breaks before the answer is of the network', async () => {
        const vendor = await serve((request) => request.socket.destroy());
        const reply = await create(vendor.url);
        await vendor.stop();
        expect(reply).toMatchObject({ ok: false, problem: { code: 'api.network' } });
      });

      it('F5: 429 is waited for as told, and is no problem', async () => {
        const vendor = await serve((_request, response) => {
          if (vendor.calls() === 1) response.writeHead(429, { 'Retry-After': '2' }).end();
          else response.writeHead(500).end();
        });
        const blocked: number[] = [];
        const reply = await create(vendor.url, {
          now: () => 1_000_000,
          block: async (_account, until) => {
            blocked.push(until.getTime() - 1_000_000);
          },
        });
        await vendor.stop();
        expect(blocked[0]).toBe(2000);
        expect(vendor.calls()).toBe(2);
        expect(reply).toMatchObject({ ok: false, problem: { code: 'api.http-500' } });
      });
    });
  });
}
