/** One order of the demo, as facts: a pure function of the seed and the order's number. */
import type { Catalog } from '../../../shared/order/catalog.ts';
import { formatItems, parseItems } from '../../../shared/order/items.ts';
import type { Stage } from '../../../shared/tabs/tabs.ts';
import {
  type Address,
  countryOf,
  drawAddress,
  drawCountry,
  FLAWS,
  type Flaw,
  NO_ADDRESS,
} from './address.ts';
import { ADDONS, DIGITAL, PLEDGES, type Reward } from './goods.ts';
import { emailOf, nameIn, ODD_NAMES } from './people.ts';
import { type Chance, chance } from './random.ts';
import { FINALIZED_AT, hasReached, LOCKED_AT, orderedAt, placeOf, surveyedAt } from './stages.ts';

export interface DemoOrder {
  readonly address: Address;
  readonly number: number;
  readonly id: string;
  readonly uid: string;
  readonly stage: Stage;
  readonly variant: number;
  /** What is wrong with the address; undefined when nothing is. */
  readonly flaw: Flaw | undefined;
  readonly name: string;
  readonly email: string;
  readonly reward: Reward | null;
  /** Index into ADDONS and quantity. */
  readonly addons: readonly { readonly addon: number; readonly quantity: number }[];
  readonly items: string;
  readonly hold: string;
  readonly money: Money;
  readonly pledged: number;
  readonly orderedAt: string;
  readonly surveyAt: string;
  readonly lockedAt: string;
  readonly finalizedAt: string;
  readonly lockedItems: string;
  readonly cancelledItems: string;
  readonly notes: string;
}

export interface Money {
  readonly payment: string;
  readonly amountDue: string;
}

/** The number of the first backer; the numbers have gaps, as a platform's have when pledges are dropped. */
const FIRST = 1001;
export const backerNumber = (i: number): number => FIRST + i + Math.floor(i / 13);

const PLEDGE_DRAW: readonly Reward[] = PLEDGES.flatMap((pledge) =>
  new Array<Reward>(pledge.share).fill(pledge),
);
const CHEST: Reward = PLEDGES[3];

function drawReward(stage: Stage, variant: number, random: Chance): Reward | null {
  if (stage === 'Nothing to ship') return variant % 3 === 0 ? null : DIGITAL;
  // What ships in part needs several units.
  if (stage === 'Partly shipped') return CHEST;
  return PLEDGE_DRAW[random.below(PLEDGE_DRAW.length)] ?? CHEST;
}

function drawAddons(stage: Stage, random: Chance): DemoOrder['addons'] {
  if (stage === 'Nothing to ship') return [];
  // The mug goes by another channel than the chest in the US: two packages.
  if (stage === 'Partly shipped') return [{ addon: 2, quantity: 1 }];
  if (!random.happens(0.38)) return [];
  const addon = random.below(ADDONS.length);
  const one = { addon, quantity: random.happens(0.15) ? 2 : 1 };
  // In the order of the platform's columns, as an import would list them.
  return random.happens(0.25) && addon + 2 < ADDONS.length ? [one, { addon: addon + 2, quantity: 1 }] : [one];
}

const EMPTY = { items: '', units: '' };

/** The Items cell of a pledge and its add-ons, and its units; remembered by the caller's map, for orders repeat. */
function itemsOf(
  reward: Reward | null,
  addons: DemoOrder['addons'],
  catalog: Catalog,
  memo: Map<string, typeof EMPTY>,
): typeof EMPTY {
  if (reward === null) return EMPTY;
  const key = `${reward.platformId}:${addons.map((one) => `${one.addon}x${one.quantity}`).join()}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const extra = addons.map(({ addon, quantity }) => `${ADDONS[addon]?.sku ?? ''} x${quantity}`);
  const parsed = parseItems([reward.items, ...extra].join('; '));
  if (!parsed.ok) throw new Error(`The demo's items cannot be read: ${parsed.detail}`);
  const items = formatItems(parsed.items);
  const made = { items, units: catalog.explode(items).text };
  memo.set(key, made);
  return made;
}

const REFUSALS = ['card expired', 'insufficient funds', 'declined by the bank'] as const;

/** What a backer owes for shipping, and how the payment stands. */
function moneyOf(stage: Stage, variant: number, country: string): Money {
  const fee = country === 'US' ? '9.00' : country === 'GB' || country === 'CA' ? '16.50' : '24.00';
  switch (stage) {
    case 'Awaiting survey':
      return variant % 4 === 0 ? { payment: '', amountDue: '' } : { payment: 'card on file', amountDue: fee };
    case 'Open':
      if (variant % 11 === 0) return { payment: 'no card', amountDue: fee };
      if (variant % 11 === 1) return { payment: '', amountDue: '' };
      if (variant % 11 === 2) return { payment: 'nothing due', amountDue: '0' };
      return { payment: 'card on file', amountDue: fee };
    case 'Locked down':
      if (variant % 4 === 0) return { payment: 'pending', amountDue: fee };
      return { payment: variant % 4 === 1 ? 'partly paid' : 'card on file', amountDue: fee };
    case 'Errored':
      return { payment: `errored: ${REFUSALS[variant % REFUSALS.length]}`, amountDue: fee };
    case 'Cancelled':
      return { payment: 'refunded', amountDue: '0' };
    case 'Nothing to ship':
      return { payment: 'nothing due', amountDue: '0' };
    default:
      return { payment: variant % 9 === 0 ? 'nothing due' : 'paid', amountDue: '0' };
  }
}

const HOLDS = [
  'moving house, asked on 12 February',
  'wants to add a second game',
  'address looks like a hotel',
] as const;

/** Some orders that could ship are held. */
function holdOf(stage: Stage, variant: number): string {
  const mayHold = stage === 'Ready to ship' || stage === 'Paid' || stage === 'Open';
  return mayHold && variant % 23 === 7 ? (HOLDS[variant % HOLDS.length] ?? '') : '';
}

/** Wrong addresses stand where somebody can still put them right. */
function flawOf(stage: Stage, i: number, variant: number): Flaw | undefined {
  const mayBeWrong =
    hasReached(stage, 'Open') && !hasReached(stage, 'Ready to ship') && stage !== 'Nothing to ship';
  return mayBeWrong && variant % 7 === 3 ? FLAWS[Math.floor(i / 3) % FLAWS.length] : undefined;
}

/** Now and then two orders in a row have one address of e-mail: somebody pledged twice. They are never merged. */
function emailFor(name: string, i: number): string {
  const twice = i % 151 === 149 || i % 151 === 150;
  return twice ? emailOf('Keen Backer', backerNumber(i - (i % 151))) : emailOf(name, backerNumber(i));
}

/** Makes the order maker of one campaign; Order IDs are `<prefix>-<backer number>`. */
export function orderMaker(seed: number, prefix: string, catalog: Catalog): (i: number) => DemoOrder {
  const memo = new Map<string, typeof EMPTY>();
  return (i) => {
    const random = chance(seed, i);
    const { stage, variant } = placeOf(i);
    const number = backerNumber(i);
    const reward = drawReward(stage, variant, random);
    const addons = drawAddons(stage, random);
    const { items, units } = itemsOf(reward, addons, catalog, memo);
    const flaw = flawOf(stage, i, variant);
    const country = countryOf(flaw) ?? drawCountry(random);
    const odd = i % 97 === 41 ? ODD_NAMES[Math.floor(i / 97) % ODD_NAMES.length] : undefined;
    const name = odd ?? nameIn(random.pick(country.languages), random);
    // Some cancelled orders had gone all the way to the warehouse.
    const reached = stage === 'Cancelled' && variant % 3 === 0 ? 'Ready to ship' : stage;
    const surveyed = hasReached(reached, 'Open') && reward !== null;
    const address = drawAddress(country, random, flaw);
    const locked = hasReached(reached, 'Locked down') && reward !== null;
    const price = addons.reduce(
      (sum, { addon, quantity }) => sum + (ADDONS[addon]?.price ?? 0) * quantity,
      reward?.price ?? 5,
    );
    return {
      address: surveyed && reward !== DIGITAL ? address : NO_ADDRESS,
      number,
      id: `${prefix}-${number}`,
      uid: String(1_700_000_000 + ((i * 7919) % 290_000_000)),
      stage,
      variant,
      flaw,
      name,
      email: emailFor(name, i),
      reward,
      addons,
      items,
      hold: holdOf(stage, variant),
      money: moneyOf(stage, variant, country.code),
      pledged: price + (random.happens(0.1) ? 10 : 0),
      orderedAt: orderedAt(random.below(43_000)),
      surveyAt: surveyed ? surveyedAt(random.below(120_000)) : '',
      lockedAt: locked ? LOCKED_AT : '',
      finalizedAt: hasReached(reached, 'Ready to ship') ? FINALIZED_AT : '',
      lockedItems: locked ? units : '',
      cancelledItems: stage === 'Cancelled' ? units : '',
      notes: random.happens(0.04) ? 'Asked by mail when it ships' : '',
    };
  };
}
