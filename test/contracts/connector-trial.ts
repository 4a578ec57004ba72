/** A connector on trial: what the parts of the contract share. */
import { expect, it } from 'vitest';
import type {
  Account,
  Connector,
  HttpReply,
  HttpRequest,
  OrderRef,
  PartnerOrder,
  Power,
  Reply,
} from '../../worker/connectors/contract.ts';
import { type ConnectorFixture, PARCELS, type Situation } from './connector-fixture.ts';

export const SINCE = '2026-03-01T00:00:00.000Z';
export const KEYS = PARCELS.map(({ key }) => key);
/** Of one power. */
const MOST_CALLS = 10;

/** What must never be in a problem: it is logged, counted and shown to others than the backer. */
const PERSONAL = PARCELS.flatMap(({ to }) => [to.name, to.address1, to.postalCode, to.phone, to.email]);

export function impersonal(said: unknown): void {
  const text = JSON.stringify(said);
  for (const value of PERSONAL) expect(text).not.toContain(JSON.stringify(value).slice(1, -1));
}

export interface Trial {
  readonly connector: Connector;
  readonly fixture: ConnectorFixture;
  /** Of the first parcel. */
  readonly ref: OrderRef;
  /** There once the fixture has given it, before the first test. */
  account: Account;
  /** A test of a situation, where this vendor can be in it. */
  situation(which: Situation, run: () => Promise<void>, title: string): void;
  /** All calls of a power, as the vendor answers them in the situation. */
  talk<I, O>(
    power: Power<I, O>,
    input: I,
    when: Situation,
  ): Promise<{ readonly requests: HttpRequest[]; readonly replies: HttpReply[] }>;
  /** What the power comes to in the situation; throws where that is a problem. */
  value<I, O>(power: Power<I, O>, input: I, when: Situation): Promise<O>;
  isFirst(order: PartnerOrder): boolean;
  firstOf(orders: readonly PartnerOrder[]): PartnerOrder;
}

export function createTrial(fixture: ConnectorFixture): Trial {
  const { connector, never } = fixture;

  async function ask<I, O>(power: Power<I, O>, input: I, when: Situation): Promise<Reply<O>> {
    const { replies } = await trial.talk(power, input, when);
    const last = replies.pop();
    if (!last) throw new Error('No reply');
    const read = power.answer(last, input, replies, trial.account);
    if (!read.ok) impersonal(read.problem);
    return read;
  }
  const trial: Trial = {
    connector,
    fixture,
    ref: {
      key: PARCELS[0].key,
      externalId: fixture.externalIds?.[0] ?? '',
      shipmentId: PARCELS[0].shipmentId,
    },
    account: { baseUrl: connector.baseUrl, credentials: {}, settings: {} },
    situation(which, run, title) {
      if (!(which in never)) it(title, run);
    },
    async talk(power, input, when) {
      const requests: HttpRequest[] = [];
      const replies: HttpReply[] = [];
      let request: HttpRequest | undefined = power.request(trial.account, input);
      while (request && replies.length < MOST_CALLS) {
        requests.push(request);
        replies.push(await fixture.vendor(when, request));
        request = power.next?.(trial.account, input, replies)?.request;
      }
      return { requests, replies };
    },
    async value(power, input, when) {
      const read = await ask(power, input, when);
      if (!read.ok) throw new Error(`${when}: ${read.problem.code} ${read.problem.message}`);
      return read.value;
    },
    isFirst: (order) =>
      order.key === PARCELS[0].key || (order.key === '' && order.externalId === fixture.externalIds?.[0]),
    firstOf(orders) {
      const found = orders.find(trial.isFirst);
      if (!found) throw new Error('The first parcel is not in the answer');
      return found;
    },
  };
  return trial;
}
