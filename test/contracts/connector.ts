/** The contract of every connector, on recorded answers of its vendor or on a live one. */
import { afterAll, beforeAll, describe } from 'vitest';
import { faultsContract } from './connector-faults.ts';
import type { ConnectorFixture } from './connector-fixture.ts';
import { newsContract } from './connector-news.ts';
import { ordersContract } from './connector-orders.ts';
import { createTrial } from './connector-trial.ts';

/** Defines the tests of a connector; the fixture plays its vendor. */
export function connectorContract(name: string, fixture: ConnectorFixture): void {
  describe(`${name}, by the contract of connectors`, () => {
    const trial = createTrial(fixture);
    beforeAll(async () => {
      trial.account = await fixture.account();
    });
    afterAll(() => fixture.stop?.());

    ordersContract(trial);
    newsContract(trial);
    faultsContract(trial);
  });
}
