/** The contract of connectors: how they tell what has happened. */
import { describe, expect, it } from 'vitest';
import { canListSince, canReceiveWebhooks, canTrack } from '../../worker/connectors/contract.ts';
import { impersonal, SINCE, type Trial } from './connector-trial.ts';

export function newsContract(trial: Trial): void {
  const { connector, fixture, situation, value, firstOf } = trial;

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
        expect(listSince.streams(trial.account)).toContain(facts.stream);
        for (const stream of listSince.streams(trial.account)) {
          const first = listSince.request(trial.account, { stream, since: SINCE, page: null });
          const later = listSince.request(trial.account, {
            stream,
            since: '2026-03-02T00:00:00.000Z',
            page: null,
          });
          expect(first).not.toEqual(listSince.request(trial.account, { stream, since: SINCE, page: '2' }));
          expect(first).not.toEqual(later);
        }
      });
      situation(
        'list empty',
        async () => expect(await value(listSince, input(), 'list empty')).toEqual({ items: [], next: null }),
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
      webhooks.verify({ body: bytes(body), headers, account: trial.account });

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
          const others = Object.entries(trial.account.credentials).map(([key, text]) => [key, `${text}x`]);
          const other = { ...trial.account, credentials: Object.fromEntries(others) };
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
        expect(() => webhooks.fetch.request(trial.account, { resource, page: null })).toThrow();
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
}
