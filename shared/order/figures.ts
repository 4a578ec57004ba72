/** The campaign added up: orders by stage, units by SKU, and how far it is. */
import type { Stage } from '../tabs/tabs.ts';
import type { Accounts } from './accounts.ts';
import type { Campaign } from './campaign.ts';
import { stageFacts, stageOf } from './stage.ts';

export interface CampaignFigures {
  readonly orders: number;
  readonly stages: ReadonlyMap<Stage, number>;
  /** By unit SKU; ordered = cancelled + shipped + pushed + open. */
  readonly units: ReadonlyMap<string, UnitFigures>;
  /** Orders with physical units that are not all cancelled. */
  readonly live: number;
  readonly shipped: number;
  /** Orders with something open or at a warehouse. */
  readonly remaining: number;
  /** More than half of the live orders are shipped. */
  readonly fulfilled: boolean;
  /** None is open. */
  readonly complete: boolean;
}
export interface UnitFigures {
  ordered: number;
  locked: number;
  paid: number;
  /** The physical part of `open` in orders whose address is final. */
  ready: number;
  shipped: number;
  pushed: number;
  cancelled: number;
  open: number;
  /** Orders whose accounts do not add up for this SKU. */
  broken: number;
}

const NO_UNITS: UnitFigures = {
  ordered: 0,
  locked: 0,
  paid: 0,
  ready: 0,
  shipped: 0,
  pushed: 0,
  cancelled: 0,
  open: 0,
  broken: 0,
};

/** Adds up the campaign; `all` holds the accounts of each order, null for blank rows. */
export function figuresOf(campaign: Campaign, all: readonly (Accounts | null)[]): CampaignFigures {
  const stages = new Map<Stage, number>();
  const units = new Map<string, UnitFigures>();
  let orders = 0;
  let live = 0;
  let shipped = 0;
  let remaining = 0;
  for (let i = 0; i < campaign.n; i++) {
    const account = all[i];
    if (account === null || account === undefined) continue;
    orders++;
    const facts = stageFacts(campaign, i, account);
    const stage = stageOf(facts);
    stages.set(stage, (stages.get(stage) ?? 0) + 1);
    const { physical } = facts.accounts;
    if (physical.ordered > physical.cancelled || physical.shipped > 0) {
      live++;
      if (stage === 'Shipped') shipped++;
      if (physical.open > 0 || physical.pushed > 0) remaining++;
    }
    for (const unit of account.units) {
      let sum = units.get(unit.sku);
      if (sum === undefined) {
        sum = { ...NO_UNITS };
        units.set(unit.sku, sum);
      }
      sum.ordered += unit.ordered;
      if (facts.locked) sum.locked += unit.ordered;
      if (facts.paid) sum.paid += unit.ordered;
      if (facts.finalized && unit.physical && unit.open > 0) sum.ready += unit.open;
      sum.shipped += unit.shipped;
      sum.pushed += unit.pushed;
      sum.cancelled += unit.cancelled;
      sum.open += unit.open;
      if (unit.open < 0 || unit.planned > unit.open) sum.broken++;
    }
  }
  return {
    orders,
    stages,
    units,
    live,
    shipped,
    remaining,
    fulfilled: live > 0 && shipped * 2 > live,
    complete: live > 0 && remaining === 0,
  };
}
