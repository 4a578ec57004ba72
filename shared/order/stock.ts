/**
 * What can ship today: of the orders that are ready, those that could leave complete with what is on hand. Oldest
 * first, by Ordered at, then by id; an order that lacks something does not keep its other goods from the next one.
 */
import type { Accounts } from './accounts.ts';
import type { Campaign } from './campaign.ts';
import { firstRefusal, frozen, type Guard, hasPhysical, READY, sameAsLocked } from './guards.ts';

export interface SkuStock {
  readonly sku: string;
  /** As typed; null when the cell is blank: then nobody counts it and it keeps no order back. */
  readonly onHand: number | null;
  /** Units at a warehouse that have not shipped: they take from On hand first. */
  readonly promised: number;
  /** What the ready orders can take: On hand less what is promised, nothing of a discontinued SKU; null: not counted. */
  readonly free: number | null;
  /** Units that the ready orders need. */
  readonly needed: number;
  /** Units that the ready orders lack: needed minus what is free; 0 when it is enough, or not counted. */
  readonly short: number;
  readonly gone: boolean;
  /** Ready orders that cannot leave complete and lack this SKU, at their turn. */
  readonly blocks: number;
  /** Of these, orders that lack nothing else. */
  readonly blocksAlone: number;
  /** How many more orders could leave with one more unit of it. Counted by trying; 0 of a discontinued SKU. */
  readonly releases: number;
}

export interface ShipToday {
  /** Orders that are ready and have something open. */
  readonly ready: number;
  /** The Order IDs of those that can leave complete, oldest first. */
  readonly complete: readonly string[];
  /** The SKU that blocks most comes first; ties by name. Only SKUs that ready orders need. */
  readonly skus: readonly SkuStock[];
  /** The first orders that must wait, oldest first, with the SKUs that they lack; 50 at most. */
  readonly waiting: readonly { readonly orderId: string; readonly lacks: readonly string[] }[];
}

/** What Push asks, as far as goods go. */
const CAN_SHIP: readonly Guard[] = [hasPhysical, ...READY, sameAsLocked];

/** Ready orders that need the same units, and when it is whose turn. */
interface Turns {
  /** SKU numbers and quantities of each kind of order, in pairs. */
  readonly kinds: readonly (readonly number[])[];
  /** The kind of each ready order, oldest first. */
  readonly turns: Uint32Array;
  readonly ids: readonly string[];
}

const MOST_WAITING = 50;
/** SKUs for which one more unit is tried, those that block most: each costs a pass over all ready orders. */
const MOST_TRIED = 200;

/**
 * `all` holds the accounts of each order, null for blank rows. `onHand` is by SKU; a SKU that is not in it is not
 * counted. `gone` are discontinued SKUs: nothing of them can ship. The campaign needs Ordered at, where there is one.
 */
export function shipToday(
  campaign: Campaign,
  all: readonly (Accounts | null)[],
  onHand: ReadonlyMap<string, number>,
  gone: ReadonlySet<string> = new Set(),
): ShipToday {
  const skus: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (sku: string): number => {
    let number = numbers.get(sku);
    if (number === undefined) {
      number = skus.length;
      skus.push(sku);
      numbers.set(sku, number);
    }
    return number;
  };
  const turns = turnsOf(campaign, all, numberOf);
  const promised = new Map<string, number>();
  for (const account of all)
    for (const unit of account?.units ?? [])
      if (unit.pushed > 0) promised.set(unit.sku, (promised.get(unit.sku) ?? 0) + unit.pushed);
  const free = skus.map((sku) => {
    if (gone.has(sku)) return 0;
    const typed = onHand.get(sku);
    return typed === undefined ? Number.POSITIVE_INFINITY : Math.max(0, typed - (promised.get(sku) ?? 0));
  });
  const blocks = new Array<number>(skus.length).fill(0);
  const blocksAlone = new Array<number>(skus.length).fill(0);
  const waiting: { orderId: string; lacks: string[] }[] = [];
  const stays = new Uint8Array(turns.turns.length);
  const leaving = serve(turns, free, (turn, lacks) => {
    stays[turn] = 1;
    for (const sku of lacks) blocks[sku] = (blocks[sku] ?? 0) + 1;
    const only = lacks[0];
    if (lacks.length === 1 && only !== undefined) blocksAlone[only] = (blocksAlone[only] ?? 0) + 1;
    if (waiting.length < MOST_WAITING)
      waiting.push({ orderId: turns.ids[turn] ?? '', lacks: lacks.map((sku) => skus[sku] ?? '').sort() });
  });
  const needed = new Array<number>(skus.length).fill(0);
  for (const kind of turns.turns) {
    const units = turns.kinds[kind] ?? [];
    for (let at = 0; at < units.length; at += 2) {
      const sku = units[at] ?? 0;
      needed[sku] = (needed[sku] ?? 0) + (units[at + 1] ?? 0);
    }
  }
  const order = skus
    .map((_, sku) => sku)
    .sort((a, b) => (blocks[b] ?? 0) - (blocks[a] ?? 0) || by(skus, a, b));
  const tried = new Set(
    order.filter((sku) => (blocks[sku] ?? 0) > 0 && !gone.has(skus[sku] ?? '')).slice(0, MOST_TRIED),
  );
  return {
    ready: turns.turns.length,
    complete: turns.ids.filter((_, turn) => stays[turn] === 0),
    waiting,
    skus: order.map((sku) => ({
      sku: skus[sku] ?? '',
      onHand: onHand.get(skus[sku] ?? '') ?? null,
      promised: promised.get(skus[sku] ?? '') ?? 0,
      free: Number.isFinite(free[sku]) ? (free[sku] ?? 0) : null,
      needed: needed[sku] ?? 0,
      short: Math.max(0, (needed[sku] ?? 0) - (free[sku] ?? 0)),
      gone: gone.has(skus[sku] ?? ''),
      blocks: blocks[sku] ?? 0,
      blocksAlone: blocksAlone[sku] ?? 0,
      releases: tried.has(sku)
        ? Math.max(
            0,
            serve(
              turns,
              free.map((count, at) => (at === sku ? count + 1 : count)),
            ) - leaving,
          )
        : 0,
    })),
  };
}

function by(skus: readonly string[], a: number, b: number): number {
  return (skus[a] ?? '') < (skus[b] ?? '') ? -1 : 1;
}

/** The ready orders with what they need, oldest first. */
function turnsOf(
  campaign: Campaign,
  all: readonly (Accounts | null)[],
  numberOf: (sku: string) => number,
): Turns {
  const orderedAt = campaign.col('Ordered at');
  const ids = campaign.facts.id;
  const rows: number[] = [];
  for (let i = 0; i < campaign.n; i++) {
    const account = all[i];
    if (account === null || account === undefined || account.physical.open <= 0 || account.broken) continue;
    if (frozen(campaign, i) === null && firstRefusal(CAN_SHIP, campaign, i, account) === null) rows.push(i);
  }
  // An order without a time is the last one: nobody knows that it is older.
  const when = (i: number): string => orderedAt[i] || '~';
  const id = (i: number): string => ids[i] ?? '';
  rows.sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : id(a) < id(b) ? -1 : 1));
  const kinds: number[][] = [];
  const kindOf = new Map<string, number>();
  const turns = Uint32Array.from(rows, (i) => {
    const units: number[] = [];
    for (const unit of all[i]?.units ?? [])
      if (unit.physical && unit.open > 0) units.push(numberOf(unit.sku), unit.open);
    const key = units.join();
    let kind = kindOf.get(key);
    if (kind === undefined) {
      kind = kinds.length;
      kinds.push(units);
      kindOf.set(key, kind);
    }
    return kind;
  });
  return { kinds, turns, ids: rows.map(id) };
}

/**
 * Serves the orders in turn and counts those that get everything. Stock only falls, so a kind of order that lacked
 * something once lacks it ever after: when nobody asks what, its turns are one look.
 */
function serve(
  { kinds, turns }: Turns,
  free: readonly number[],
  blocked: ((turn: number, lacks: readonly number[]) => void) | null = null,
): number {
  const left = Float64Array.from(free);
  const dead = new Uint8Array(kinds.length);
  let complete = 0;
  for (let turn = 0; turn < turns.length; turn++) {
    const kind = turns[turn] ?? 0;
    if (dead[kind] === 1 && blocked === null) continue;
    const units = kinds[kind] ?? [];
    const lacks: number[] = [];
    for (let at = 0; at < units.length; at += 2)
      if ((left[units[at] ?? 0] ?? 0) < (units[at + 1] ?? 0)) lacks.push(units[at] ?? 0);
    if (lacks.length > 0) {
      dead[kind] = 1;
      blocked?.(turn, lacks);
      continue;
    }
    for (let at = 0; at < units.length; at += 2) {
      const sku = units[at] ?? 0;
      left[sku] = (left[sku] ?? 0) - (units[at + 1] ?? 0);
    }
    complete++;
  }
  return complete;
}
