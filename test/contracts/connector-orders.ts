/** The contract of connectors: what one says of itself, and what it does to orders. */
import { describe, expect, it } from 'vitest';
import {
  canCancel,
  canListSince,
  canReceiveWebhooks,
  canTrack,
  canUpdate,
  type ParcelOrder,
  powersOf,
} from '../../worker/connectors/contract.ts';
import { PARCELS, type Situation } from './connector-fixture.ts';
import { impersonal, KEYS, type Trial } from './connector-trial.ts';

/** All texts of a JSON body, whatever they are called there. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

export function ordersContract(trial: Trial): void {
  const { connector, fixture, situation, talk, value, isFirst, firstOf } = trial;

  describe('what it says of itself', () => {
    it('has a name for programs, one for people, an address, and limits that mean something', () => {
      expect(connector.vendor).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(connector.label).not.toBe('');
      expect(connector.baseUrl).toMatch(/^https?:\/\/[^ ]+[^/]$/);
      for (const { calls, ms } of connector.limits(trial.account)) {
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
      async () => expect(await value(connector.find, trial.ref, 'find none')).toEqual([]),
      'is empty where the partner has no order of the key',
    );
    situation(
      'find one',
      async () => {
        const found = await value(connector.find, trial.ref, 'find one');
        expect(found).toHaveLength(1);
        expect(firstOf(found).externalId).not.toBe('');
      },
      'F3: finds the order of a lost answer',
    );
    situation(
      'find two',
      async () => {
        const found = await value(connector.find, trial.ref, 'find two');
        expect(found.filter(isFirst)).toHaveLength(2);
        expect(new Set(found.map(({ externalId }) => externalId)).size).toBe(2);
      },
      'gives both where the partner let that happen',
    );
  });

  if (canUpdate(connector)) {
    describe('update', () => {
      const { update } = connector;
      const input = () => ({ ref: trial.ref, order: { ...PARCELS[0], lines: PARCELS[1].lines } });
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
        async () => expect(await value(cancel, trial.ref, 'cancel done')).toEqual({ outcome: 'done' }),
        'is done before the parcel is packed',
      );
      situation(
        'cancel refused',
        async () => {
          const asked = await value(cancel, trial.ref, 'cancel refused');
          expect(asked).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/./) });
          impersonal(asked);
        },
        'F8: is refused with a reason afterwards',
      );
    });
  }
}
