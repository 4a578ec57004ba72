/** Tests of what is computed from an order: facts, the channels it goes to, its address. */
import { checkAddress } from '../address/check.ts';
import { countryCode } from '../address/countries.ts';
import type { Campaign } from '../order/campaign.ts';
import { contentAccepted, frozen, sameAsLocked } from '../order/guards.ts';
import { isPaid, readPayment } from '../order/payment.ts';
import { stageFacts, stageOf } from '../order/stage.ts';
import { ADDRESS_COLUMNS, shipTo } from '../shipment/ship-to.ts';
import { textColumn } from '../tabs/table.ts';
import type { Fact } from './filter.ts';
import type { AccountOf, RowTest } from './skus.ts';

/** The test of one fact; see FACTS for what each says. */
export function factTest(campaign: Campaign, fact: Fact, account: AccountOf): RowTest {
  const { facts } = campaign;
  const filled = (column: readonly string[]): RowTest => {
    return (i) => (column[i] ?? '') !== '';
  };
  switch (fact) {
    case 'answered':
      return filled(facts.surveyAt);
    case 'locked':
      return filled(facts.lockedAt);
    case 'finalized':
      return filled(campaign.col('Finalized at'));
    case 'held':
      return filled(campaign.col('Hold'));
    case 'paid':
      return (i) => isPaid(facts.payment[i] ?? '', facts.amountDue[i] ?? '');
    case 'errored':
      return (i) => {
        const state = readPayment(facts.payment[i] ?? '');
        return state.known && state.payment === 'errored';
      };
    case 'open':
      return (i) => account(i).physical.open > 0;
    case 'sent':
      return (i) => account(i).physical.pushed > 0;
    case 'shipped':
      return (i) => stageOf(stageFacts(campaign, i, account(i))) === 'Shipped';
    case 'cancelled':
      return (i) => account(i).allCancelled;
    case 'changed':
      return changedTest(campaign, account);
    case 'edited':
      return (i) => contentAccepted(campaign, i, account(i))?.code === 'row.edited';
    case 'mixed':
      return (i) => frozen(campaign, i) !== null;
  }
}

/** Items changed since lock-down, or what a parcel on its way was sent to is not the order's address any more. */
function changedTest(campaign: Campaign, account: AccountOf): RowTest {
  const sentTo = textColumn(campaign.shipmentsTable, 'Ship to');
  const columns = ADDRESS_COLUMNS.map((name) => campaign.col(name));
  const names = campaign.col('Name');
  const phones = campaign.col('Phone');
  return (i) => {
    if (sameAsLocked(campaign, i, account(i)) !== null) return true;
    const sent = campaign
      .shipmentsAt(i)
      .filter((shipment) => shipment.status === 'sent' && (sentTo[shipment.index] ?? '') !== '');
    if (sent.length === 0) return false;
    const address = columns.map((column) => column[i] ?? '');
    const now = shipTo({ name: names[i] ?? '', address, phone: phones[i] ?? '' });
    return sent.some((shipment) => sentTo[shipment.index] !== now);
  };
}

/** The channels that parcels of an order went to, or will go to by the rules of today. */
export function channelsOf(campaign: Campaign, account: AccountOf): (i: number) => string[] {
  const country = campaign.col('Country');
  return (i) => {
    const names = new Set<string>();
    for (const shipment of campaign.shipmentsAt(i))
      if (shipment.status !== 'cancelled' && shipment.status !== 'refused') names.add(shipment.channel);
    const open = account(i)
      .units.filter((unit) => unit.physical && unit.open > 0)
      .map((unit) => ({ sku: unit.sku, quantity: unit.open }));
    if (open.length > 0) {
      const routed = campaign.route(open, countryCode(country[i] ?? '') ?? '');
      for (const shipment of routed.shipments) names.add(shipment.channel);
    }
    return [...names];
  };
}

/** The result of the address check of an order: ok, warning or problem. */
export function addressResult(campaign: Campaign): (i: number) => string {
  const column = (name: string): ((i: number) => string) => {
    const cells = campaign.col(name);
    return (i) => cells[i] ?? '';
  };
  const name = column('Name');
  const line1 = column('Address 1');
  const line2 = column('Address 2');
  const city = column('City');
  const state = column('State/Province');
  const postal = column('Postal code');
  const country = column('Country');
  const phone = column('Phone');
  const taxId = column('Tax ID');
  return (i) =>
    checkAddress({
      name: name(i),
      line1: line1(i),
      line2: line2(i),
      city: city(i),
      state: state(i),
      postal: postal(i),
      country: country(i),
      phone: phone(i),
      taxId: taxId(i),
    }).result;
}
