/**
 * Everything at once: a warehouse that does to its sheet what people do, a creator who pushes, changes and takes back, and a
 * worker whose calls are lost and that dies between any two of them. In the end no number is at another parcel than the one
 * in whose row it was typed, nothing typed is gone or unheard, every parcel stands there once, and nothing is left to write.
 */
import fc from 'fast-check';
import type { Kysely, KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../../worker/store/tables.ts';
import { handed } from '../../../support/handed.ts';
import { rowsOf } from '../../sheets/support.ts';
import { type Deed, deed, Hands } from './hands.ts';
import { type SyncCampaign, type SyncWorld, startSync } from './world.ts';

/** Of the worker's process: it does so many things more, calls and questions to its store, and then nothing. */
const life = { left: Number.POSITIVE_INFINITY, dead: false };
class Killed extends Error {}
function step(): void {
  if (--life.left < 0) life.dead = true;
  if (life.dead) throw new Killed('killed');
}
const mortal: KyselyPlugin = {
  transformQuery({ node }) {
    step();
    return node;
  },
  transformResult: ({ result }) => Promise.resolve(result),
};

let world: SyncWorld;
beforeAll(async () => {
  world = await startSync((db: Kysely<Database>) => db.withPlugin(mortal));
});
afterAll(async () => {
  expect(world.google.api.faults).toEqual([]);
  await world.stop();
});

const IDS = Array.from({ length: 6 }, (_, i) => `A-${i + 1}-1`);
const PEOPLE = new Map(IDS.map((id, i) => [`${['Ada', 'Grace', 'Edsger'][i % 3]} Lee ${i}`, id]));
const nameOf = new Map([...PEOPLE].map(([name, id]) => [id, name]));

const at = fc.nat(1000);
const ask = fc.oneof(
  { weight: 4, arbitrary: fc.record({ ask: fc.constant('push' as const), at }) },
  { weight: 3, arbitrary: fc.record({ ask: fc.constant('update' as const), at }) },
  { weight: 1, arbitrary: fc.record({ ask: fc.constant('cancel' as const), at }) },
  { weight: 1, arbitrary: fc.record({ ask: fc.constantFrom('take' as const, 'keep' as const), at }) },
);
type Ask = typeof ask extends fc.Arbitrary<infer T> ? T : never;

/** What happens while the worker is at it, before so many more of its calls. */
const meanwhile = fc.record({
  wait: fc.integer({ min: 1, max: 8 }),
  deeds: fc.array(deed, { maxLength: 2 }),
  asks: fc.array(ask, { maxLength: 1 }),
  fault: fc.constantFrom('none', 'none', 'none', 'lost after', 'lost before'),
});
const round = fc.record({
  asks: fc.array(ask, { maxLength: 3 }),
  deeds: fc.array(deed, { maxLength: 5 }),
  meanwhile: fc.array(meanwhile, { maxLength: 3 }),
  /** Steps until it is killed. */
  dies: fc.option(fc.integer({ min: 1, max: 90 }), { freq: 3, nil: null }),
  projects: fc.boolean(),
});

type Round = typeof round extends fc.Arbitrary<infer T> ? T : never;

/** The creator, as one who knows what it asked for. */
class Creator {
  /** Handed over, and never asked back. */
  readonly pushed = new Set<string>();
  readonly cancelled = new Set<string>();
  private readonly streets = new Map<string, string>();
  constructor(readonly campaign: SyncCampaign) {}
  contents(id: string) {
    return { name: nameOf.get(id) ?? '', address1: this.streets.get(id) ?? `${id} High Street` };
  }
  async asks({ ask: what, at: where }: Ask): Promise<void> {
    const id = IDS[where % IDS.length] ?? '';
    const { campaign } = this;
    if (what === 'take' || what === 'keep') {
      await campaign.decide(id, what);
      return;
    }
    // A parcel that was taken back is pushed again under another id.
    if (this.cancelled.has(id) || (what !== 'push' && !this.pushed.has(id))) return;
    if (what === 'push') {
      const { results } = await campaign.handOver([handed(id, this.contents(id))]);
      if (results[0]?.outcome === 'taken') this.pushed.add(id);
      return;
    }
    const address1 = what === 'update' ? `${id} New Road ${where}` : this.contents(id).address1;
    const answer = await campaign.ask(what, id, { ...this.contents(id), address1 });
    if (what === 'update' && answer === 'taken') this.streets.set(id, address1);
    if (what === 'cancel' && answer === 'taken') this.cancelled.add(id);
  }
}

/** As it is known where numbers are compared. */
const plain = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

interface Told {
  readonly at: Map<string, Set<string>>;
}
async function packages({ id }: SyncCampaign): Promise<Told['at']> {
  const rows = await world.store.db
    .selectFrom('packages')
    .select(['parcel_id', 'number', 'voided_at'])
    .where('campaign_id', '=', id)
    .execute();
  const found = new Map<string, Set<string>>();
  for (const { parcel_id, number, voided_at } of rows)
    if (voided_at === null && number !== '')
      found.set(plain(number), (found.get(plain(number)) ?? new Set()).add(parcel_id));
  return found;
}

/** One round of the worker with what happens meanwhile. Answers whether it came to its end. */
async function works(creator: Creator, hands: Hands, plan: Round | null): Promise<boolean> {
  const { campaign } = creator;
  const left = [...(plan?.meanwhile ?? [])];
  let wait = left[0]?.wait ?? 0;
  life.left = plan?.dies ?? Number.POSITIVE_INFINITY;
  let inside = false;
  world.google.between = async () => {
    if (inside) return undefined;
    if (life.dead || --life.left < 0) {
      life.dead = true;
      return 'lost before';
    }
    const [next] = left;
    if (next === undefined || --wait > 0) return undefined;
    left.shift();
    wait = left[0]?.wait ?? 0;
    for (const one of next.deeds) hands.does(one);
    // The creator has a process of its own.
    inside = true;
    const { left: steps } = life;
    life.left = Number.POSITIVE_INFINITY;
    for (const one of next.asks) await creator.asks(one);
    life.left = steps;
    inside = false;
    return next.fault === 'none' ? undefined : next.fault;
  };
  let ended = true;
  try {
    await campaign.sync();
    if (plan === null || plan.projects) await campaign.project();
  } catch (problem) {
    if (!life.dead) throw problem;
  }
  ended = !life.dead;
  world.google.between = () => undefined;
  life.left = Number.POSITIVE_INFINITY;
  life.dead = false;
  return ended;
}

/** What was typed stands where it was, or somebody of the warehouse has taken it away. */
function nothingLost(hands: Hands): void {
  const typed = hands.typed();
  for (const text of hands.standing) expect(typed.has(text), `${text} still stands`).toBe(true);
  if (!hands.doubled) expect(hands.lost()).toEqual([]);
}

async function numbersAreRight(creator: Creator, hands: Hands): Promise<void> {
  const births = new Map<string, Set<string>>();
  for (const [text, id] of hands.born) {
    if (hands.astray.has(text)) births.set(plain(text), new Set(IDS));
    const ids = births.get(plain(text)) ?? new Set<string>();
    const stood = hands.moved.has(text) ? (hands.stood.get(text) ?? []) : [];
    births.set(plain(text), new Set([...ids, id, ...stood]));
  }
  for (const [number, parcels] of await packages(creator.campaign))
    for (const id of parcels) expect([...(births.get(number) ?? [])], `${number} at ${id}`).toContain(id);
}

async function inTheEnd(creator: Creator, hands: Hands): Promise<void> {
  const { campaign } = creator;
  const { book } = campaign.paper;
  const all = (): string =>
    JSON.stringify([book.revision, rowsOf(campaign.book, 'Shipments'), campaign.attention()]);
  let before = '';
  for (let i = 0; i < 6 && before !== all(); i++) {
    before = all();
    await works(creator, hands, null);
    nothingLost(hands);
    await numbersAreRight(creator, hands);
  }
  expect(all(), 'quiet in the end').toBe(before);
  const columns = hands.columns();
  const [id = -1, name = -1] = (['id', 'name'] as const).map((key) => columns.get(key));
  const cells = hands.cells();
  const told = await packages(campaign);
  for (const parcel of IDS) {
    // Where the id stands alone, nobody packs a parcel.
    const rows = cells.filter((line) => line[id] === parcel && line[name] !== '');
    if (!creator.pushed.has(parcel)) {
      expect(rows, parcel).toEqual([]);
      continue;
    }
    const { state } = await campaign.parcel(parcel);
    if (creator.cancelled.has(parcel)) {
      expect(['cancelled', 'cancel asked', 'cancel refused', 'accepted'], parcel).toContain(state);
      if (!state.startsWith('cancel') || state.endsWith('refused'))
        expect([...told.values()].some((ids) => ids.has(parcel))).toBe(true);
    } else {
      expect(['accepted', 'update asked', 'update refused'], parcel).toContain(state);
      expect(rows.length, parcel).toBeGreaterThan(0);
      // It had left before anybody there had seen the change.
      if (state === 'update refused') expect([...told.values()].some((ids) => ids.has(parcel))).toBe(true);
      for (const [key, text] of Object.entries(creator.contents(parcel)))
        for (const row of rows) expect(row[columns.get(key) ?? -1], `${parcel} ${key}`).toBe(text);
    }
    if (!hands.doubled) expect(rows.length, parcel).toBeLessThan(2);
  }
  const open = await world.store.db
    .selectFrom('requests')
    .select(['state', 'code', 'kind', 'parcel_id'])
    .where('campaign_id', '=', campaign.id)
    .where('state', '<>', 'done')
    .execute();
  for (const request of open) expect(['waiting', 'refused', 'dropped']).toContain(request.state);
  // What is typed is taken, or said to be not.
  const number = columns.get('number') ?? -1;
  const owners = hands.owners();
  const { strays } = await world.store.db
    .selectFrom('partner_sheets')
    .select('strays')
    .where('connection_id', '=', campaign.connectionId)
    .executeTakeFirstOrThrow();
  for (const [at, line] of cells.entries()) {
    const text = line[number] ?? '';
    const owner = owners[at];
    if (at < hands.first() || text === '' || owner === undefined || !hands.born.has(text)) continue;
    if (told.get(plain(text))?.has(owner) === true || strays.some(({ line: n }) => n === at + 1)) continue;
    const row = await campaign.row(owner);
    expect([row.refusal?.code ?? '', row.answer], `${text} of ${owner} is told`).not.toEqual(['', '']);
  }
  expect(JSON.stringify([cells, book.metadata(), book.sheets()])).not.toMatch(/example\.org|Anna|notes/);
}

it('property: K1 to K6, F1 to F4: whatever a warehouse, its creator and a crash do together, all ends right', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 5 }), async (rounds) => {
      const campaign = await world.campaign({ shipments: Object.fromEntries(IDS.map((id) => [id, {}])) });
      const hands = new Hands(campaign.paper.book, PEOPLE);
      const creator = new Creator(campaign);
      for (const id of IDS.slice(0, 4)) await creator.asks({ ask: 'push', at: IDS.indexOf(id) });
      await works(creator, hands, null);
      for (const one of rounds) {
        for (const asked of one.asks) await creator.asks(asked);
        for (const done of one.deeds) hands.does(done satisfies Deed);
        await works(creator, hands, one);
        nothingLost(hands);
        await numbersAreRight(creator, hands);
      }
      await inTheEnd(creator, hands);
    }),
    // Some seconds. With other seeds, and for hours, it is a soak.
    { numRuns: 3, seed: 5, endOnFailure: true },
  );
}, 120_000);
