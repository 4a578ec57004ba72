/** What is odd about products and how orders name them: each thing once, with the orders that it concerns. */
import type { Accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { normalSku } from '../order/catalog.ts';
import { sameAsLocked } from '../order/guards.ts';
import { parseItems } from '../order/items.ts';
import { explain, type ReasonCode } from '../plan/reasons.ts';
import type { Goods } from './goods.ts';
import { kitReader } from './kits.ts';

type Words = ReturnType<typeof explain>;

/** What only the panel says; no plan leaves an order alone for it, so the server need not carry the words. */
const OWN_WORDS = {
  'sku.variant-spelling': {
    sentence: 'One SKU is spelled in several ways: {detail}.',
    next: 'They count as one. Correct the orders or Products if they are different things.',
  },
  'sku.renamed': {
    sentence: 'Orders hold an earlier name: {detail}.',
    next: 'Nothing to do: they count as the new one.',
  },
  'kit.changed': {
    sentence: '{detail}: changed since lock-down; locked orders keep what they had.',
    next: 'Unlock the orders that should get the change; Push leaves them alone until then.',
  },
  'customs.weight': {
    sentence: 'The kit weighs less than what is in it: {detail}.',
    next: 'Correct Weight g in Products.',
  },
} as const satisfies Record<string, Words>;

type OwnCode = keyof typeof OWN_WORDS;

export interface Finding {
  readonly code: ReasonCode | OwnCode;
  readonly detail: string;
  /** Orders that it concerns; 0 when it concerns Products alone. */
  readonly orders: number;
}

const isOwn = (code: string): code is OwnCode => Object.hasOwn(OWN_WORDS, code);

/** What a finding means, and what to do. */
export function findingWords({ code, detail }: Finding): Words {
  if (!isOwn(code)) return explain(code, detail);
  const { sentence, next } = OWN_WORDS[code];
  return { sentence: sentence.replace('{detail}', detail), next };
}

/** In the order of a fixed list of codes, then most orders first. `all` holds the accounts of each order. */
export function productFindings(
  campaign: Campaign,
  all: readonly (Accounts | null)[],
  goods: ReadonlyMap<string, Goods>,
): Finding[] {
  const counts = countNames(campaign, all, goods);
  const list = (code: Finding['code'], orders: ReadonlyMap<string, number>): Finding[] =>
    [...orders]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([detail, count]) => ({ code, detail, orders: count }));
  return [
    ...brokenKits(campaign),
    ...list('sku.unknown', counts.unknown),
    ...list('sku.discontinued', counts.discontinued),
    ...list('kit.changed', counts.changed),
    ...variants(campaign, counts.spellings),
    ...list('sku.renamed', counts.renamed),
    ...lightKits(campaign, goods),
  ];
}

interface Names {
  readonly unknown: ReadonlyMap<string, number>;
  readonly discontinued: ReadonlyMap<string, number>;
  /** By the kits that an order holds. */
  readonly changed: ReadonlyMap<string, number>;
  /** SKU of Products to the other spellings of it and their orders. */
  readonly spellings: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** `OLD is NEW`. */
  readonly renamed: ReadonlyMap<string, number>;
}

function countNames(
  campaign: Campaign,
  all: readonly (Accounts | null)[],
  goods: ReadonlyMap<string, Goods>,
): Names {
  const unknown = new Map<string, number>();
  const discontinued = new Map<string, number>();
  const changed = new Map<string, number>();
  const renamed = new Map<string, number>();
  const spellings = new Map<string, Map<string, number>>();
  const kitsOf = kitReader(campaign);
  const namesOf = otherNames(campaign);
  const { items } = campaign.facts;
  for (let i = 0; i < campaign.n; i++) {
    const account = all[i];
    if (account === null || account === undefined) continue;
    for (const sku of account.unknown) more(unknown, sku);
    for (const unit of account.units)
      if (unit.open > 0 && goods.get(unit.sku)?.discontinued) more(discontinued, unit.sku);
    const cell = items[i] ?? '';
    for (const { said, sku, alias } of namesOf(cell)) {
      if (alias) more(renamed, `${said} is ${sku} now`);
      else {
        const known = spellings.get(sku) ?? new Map<string, number>();
        more(known, said);
        spellings.set(sku, known);
      }
    }
    // What has gone out cannot change any more.
    if (account.physical.open <= 0 || sameAsLocked(campaign, i, account) === null) continue;
    const kits = kitsOf(cell).map(({ sku }) => sku);
    more(changed, kits.length === 0 ? 'Items' : kits.join(', '));
  }
  return { unknown, discontinued, changed, spellings, renamed };
}

function more(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The names in an Items cell that are not as Products spells them; remembered, for orders repeat. */
function otherNames(
  campaign: Campaign,
): (items: string) => readonly { said: string; sku: string; alias: boolean }[] {
  const known = new Map<string, readonly { said: string; sku: string; alias: boolean }[]>();
  return (items) => {
    let names = known.get(items);
    if (names === undefined) {
      const parsed = parseItems(items);
      names = (parsed.ok ? parsed.items : []).flatMap(({ sku: said }) => {
        const sku = campaign.catalog.find(said)?.sku ?? said;
        return sku === said ? [] : [{ said, sku, alias: normalSku(said) !== normalSku(sku) }];
      });
      known.set(items, names);
    }
    return names;
  };
}

/** One finding for all spellings of one SKU, those of Products among them (case C1). */
function variants(
  campaign: Campaign,
  spellings: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Finding[] {
  const groups = new Map<string, { names: Set<string>; orders: number }>();
  for (const { sku } of campaign.catalog.products.values()) {
    const group = groups.get(normalSku(sku)) ?? { names: new Set<string>(), orders: 0 };
    group.names.add(sku);
    groups.set(normalSku(sku), group);
  }
  for (const [sku, others] of spellings) {
    const group = groups.get(normalSku(sku));
    for (const [said, orders] of others) {
      group?.names.add(said);
      if (group !== undefined) group.orders += orders;
    }
  }
  return [...groups.values()]
    .filter(({ names }) => names.size > 1)
    .map(({ names, orders }) => ({ code: 'sku.variant-spelling', detail: [...names].join(', '), orders }));
}

function brokenKits(campaign: Campaign): Finding[] {
  return [...campaign.catalog.products.values()].flatMap(({ sku, kind }) => {
    const problem = kind === 'kit' ? campaign.catalog.explode(`${sku} x1`).problem : null;
    return problem === null ? [] : [{ code: problem.code, detail: problem.detail, orders: 0 }];
  });
}

/** Kits with a weight of their own below that of their parts: customs would see more in the box than it weighs (E14). */
function lightKits(campaign: Campaign, goods: ReadonlyMap<string, Goods>): Finding[] {
  return [...campaign.catalog.products.values()].flatMap(({ sku, kind }): Finding[] => {
    const own = kind === 'kit' ? goods.get(sku)?.customs.grams : null;
    if (own === null || own === undefined) return [];
    const parts = campaign.catalog.explode(`${sku} x1`);
    const sum = parts.units.reduce(
      (grams, unit) => grams + (goods.get(unit.sku)?.customs.grams ?? 0) * unit.quantity,
      0,
    );
    return own >= sum
      ? []
      : [{ code: 'customs.weight', detail: `${sku} ${own} g, its parts ${sum} g`, orders: 0 }];
  });
}
