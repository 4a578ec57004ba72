import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type JobOutcome, type Jobs, startJobs, type TakenJob } from '../../../worker/jobs/jobs.ts';
import { keepDead } from '../../../worker/jobs/keep-dead.ts';
import { PRIORITY } from '../../../worker/jobs/queues.ts';
import { openStore, type Store } from '../../../worker/store/store.ts';
import { listening, silent } from '../../support/log.ts';
import { freshDatabase, readyDatabase } from '../../support/postgres.ts';

let store: Store;
let jobs: Jobs;
const others: { store: Store; jobs: Jobs }[] = [];

/** A second process on the same database. */
async function another(): Promise<Jobs> {
  const second = await openStore({ url: store.url, log: silent });
  const started = await startJobs(second, silent);
  others.push({ store: second, jobs: started });
  return started;
}

beforeEach(async () => {
  store = await openStore({ url: await readyDatabase(), log: silent });
  jobs = await startJobs(store, silent);
});
afterEach(async () => {
  for (const other of others.splice(0)) {
    await other.jobs.stop({ finishMs: 1_000 });
    await other.store.stop();
  }
  await jobs.stop({ finishMs: 1_000 });
  await store.stop();
});

const DONE: JobOutcome = { outcome: 'done' };
const dispatch = (n: number, requestId = `r-${n}`) => ({
  requestId,
  campaignId: 'sheet-1',
  parcelId: `${n}-1`,
});
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

/** A handler that answers with `answer`, and the jobs that it got. */
function handler<Q extends 'dispatch' | 'inbox' | 'poll' | 'project'>(
  answer: (job: TakenJob<Q>) => JobOutcome = () => DONE,
) {
  const got: TakenJob<Q>[] = [];
  return {
    got,
    handle: (batch: readonly TakenJob<Q>[]) => {
      got.push(...batch);
      return Promise.resolve(new Map(batch.map((job) => [job.id, answer(job)])));
    },
  };
}

describe('a job', () => {
  test('is there when its transaction has committed, and only then', async () => {
    const seen = handler<'dispatch'>();
    await jobs.work('dispatch', { batch: 10, parallel: 1 }, seen.handle);
    await expect(
      store.db.transaction().execute(async (trx) => {
        await jobs.send('dispatch', dispatch(1), { trx });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await store.db.transaction().execute(async (trx) => {
      await jobs.sendMany('dispatch', [dispatch(2), dispatch(3)], { trx });
    });
    await soon(() => expect(seen.got).toHaveLength(2));
    expect(seen.got.map(({ data }) => data.requestId).sort()).toEqual(['r-2', 'r-3']);
  });

  test('is handled by any process, whichever sent it', async () => {
    const seen = handler<'inbox'>();
    await jobs.work('inbox', { batch: 10, parallel: 1 }, seen.handle);
    await (await another()).send('inbox', { connectionId: 'c-1', eventId: 'e' });
    await soon(() => expect(seen.got).toHaveLength(1));
  });

  test('does not start before its time', async () => {
    const seen = handler<'inbox'>();
    await jobs.work('inbox', { batch: 10, parallel: 1 }, seen.handle);
    const sent = Date.now();
    await jobs.send('inbox', { connectionId: 'c-1', eventId: 'e' }, { afterMs: 1_500 });
    expect((await jobs.counts()).inbox).toMatchObject({ waiting: 0, later: 1 });
    await soon(() => expect(seen.got).toHaveLength(1));
    expect(Date.now() - sent).toBeGreaterThanOrEqual(1_500);
  });

  test('of a person goes before the nightly ones that came earlier', async () => {
    await jobs.send('poll', { connectionId: 'night' }, { priority: PRIORITY.nightly });
    await jobs.send('poll', { connectionId: 'usual' });
    await jobs.send('poll', { connectionId: 'person' }, { priority: PRIORITY.person });
    const seen = handler<'poll'>();
    await jobs.work('poll', { batch: 1, parallel: 1 }, seen.handle);
    await soon(() => expect(seen.got).toHaveLength(3));
    expect(seen.got.map(({ data }) => data.connectionId)).toEqual(['person', 'usual', 'night']);
  });

  test('one that fails does not hold up the others of its batch', async () => {
    const seen = handler<'dispatch'>((job) =>
      job.data.requestId === 'r-7' && job.attempt === 0
        ? { outcome: 'again', code: 'api.http-503', message: 'The partner is away.', afterMs: 0 }
        : DONE,
    );
    await jobs.sendMany(
      'dispatch',
      Array.from({ length: 20 }, (_, i) => dispatch(i)),
    );
    await jobs.work('dispatch', { batch: 20, parallel: 1 }, seen.handle);
    await soon(() => expect(seen.got).toHaveLength(21));
    expect(seen.got.filter(({ data }) => data.requestId === 'r-7').map(({ attempt }) => attempt)).toEqual([
      0, 1,
    ]);
    await soon(async () => expect((await jobs.counts()).dispatch.active).toBe(0));
  });

  test('is tried again when its handler throws, or says nothing of it; what was thrown is not kept', async () => {
    const log = listening();
    const loud = await startJobs(store, log);
    let calls = 0;
    await loud.work('inbox', { batch: 10, parallel: 1 }, (batch) => {
      calls += 1;
      if (calls === 1) throw new Error('Ana Ruiz, 1 Main St');
      return Promise.resolve(calls === 2 ? new Map() : new Map(batch.map(({ id }) => [id, DONE])));
    });
    await loud.send('inbox', { connectionId: 'c-1', eventId: 'e' });
    await soon(() => expect(calls).toBe(3));
    const { rows } = await sql<{
      output: unknown;
    }>`select output from pgboss.job where name = 'inbox'`.execute(store.db);
    expect(JSON.stringify([rows, log.lines])).not.toContain('Ana Ruiz');
    await loud.stop({ finishMs: 1_000 });
  });
});

describe('work on one parcel', () => {
  test('is done in the order in which it was asked, one at a time, over all processes', async () => {
    const second = await another();
    const order: string[] = [];
    let active = 0;
    const handle = async (batch: readonly TakenJob<'dispatch'>[]) => {
      for (const { data } of batch) {
        active += 1;
        expect(active).toBe(1);
        order.push(data.requestId);
        await new Promise((resolve) => setTimeout(resolve, 5));
        active -= 1;
      }
      return new Map(batch.map(({ id }) => [id, DONE]));
    };
    for (let i = 0; i < 6; i += 1) await jobs.send('dispatch', dispatch(1, `r-${i}`));
    await jobs.work('dispatch', { batch: 5, parallel: 2 }, handle);
    await second.work('dispatch', { batch: 5, parallel: 2 }, handle);
    await soon(() => expect(order).toHaveLength(6));
    expect(order).toEqual(Array.from({ length: 6 }, (_, i) => `r-${i}`));
  });

  test('stays in order while the first is put off, and others go on', async () => {
    const order: string[] = [];
    let waits = 0;
    await jobs.send('dispatch', dispatch(1, 'create'));
    await jobs.send('dispatch', dispatch(1, 'cancel'));
    await jobs.send('dispatch', dispatch(2, 'other'));
    await jobs.work('dispatch', { batch: 10, parallel: 1 }, (batch) =>
      Promise.resolve(
        new Map(
          batch.map((job): [string, JobOutcome] => {
            if (job.data.requestId === 'create' && waits < 2) {
              waits += 1;
              expect(job.attempt).toBe(0);
              return [job.id, { outcome: 'later', ms: 300 }];
            }
            order.push(job.data.requestId);
            return [job.id, DONE];
          }),
        ),
      ),
    );
    await soon(() => expect(order).toHaveLength(3));
    expect(order).toEqual(['other', 'create', 'cancel']);
  });

  test('waits behind what was given up, which is seen, and goes on when that is sent again', async () => {
    let refuse = true;
    const seen = handler<'dispatch'>(({ data }) =>
      refuse && data.requestId === 'create'
        ? { outcome: 'dead', code: 'partner.auth', message: 'The partner does not know the key.' }
        : DONE,
    );
    await jobs.work('dispatch', { batch: 10, parallel: 1 }, seen.handle);
    await jobs.send('dispatch', dispatch(1, 'create'));
    await soon(async () => expect((await jobs.counts()).dispatch.dead).toBe(1));
    await jobs.send('dispatch', dispatch(1, 'cancel'));
    await jobs.send('dispatch', dispatch(2, 'other'));
    await soon(() => expect(seen.got.map(({ data }) => data.requestId)).toEqual(['create', 'other']));
    expect(await jobs.blockedKeys()).toEqual(['sheet-1/1-1']);
    const [letter, ...more] = await jobs.deadLetters();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      queue: 'dispatch',
      data: dispatch(1, 'create'),
      code: 'partner.auth',
      message: 'The partner does not know the key.',
      attempts: 1,
    });
    refuse = false;
    expect(await jobs.retry('dispatch', letter?.id ?? '')).toBe(true);
    await soon(() =>
      expect(seen.got.slice(2).map(({ data, attempt }) => [data.requestId, attempt])).toEqual([
        ['create', 0],
        ['cancel', 0],
      ]),
    );
    expect(await jobs.retry('dispatch', letter?.id ?? '')).toBe(false);
    expect(await jobs.retry('dispatch', 'no such job')).toBe(false);
    expect(await jobs.blockedKeys()).toEqual([]);
    expect(await jobs.deadLetters()).toEqual([]);
  });
});

describe('what is over', () => {
  test('is thrown away after two days, but not what waits for a person', async () => {
    await jobs.work('inbox', { batch: 10, parallel: 1 }, (batch) =>
      Promise.resolve(
        new Map(
          batch.map(({ id, data }): [string, JobOutcome] => [
            id,
            data.eventId === 'dead' ? { outcome: 'dead', code: 'partner.auth', message: 'No.' } : DONE,
          ]),
        ),
      ),
    );
    for (const eventId of ['dead', 'done']) await jobs.send('inbox', { connectionId: 'c-1', eventId });
    const settled = () =>
      sql<{ state: string; seconds: number }>`
        select state, deletion_seconds as seconds from pgboss.job
        where name = 'inbox' and state in ('failed', 'completed') order by state`.execute(store.db);
    await soon(async () => expect((await settled()).rows).toHaveLength(2));
    await keepDead(store.db);
    expect((await settled()).rows).toEqual([
      { state: 'completed', seconds: 2 * 24 * 3600 },
      { state: 'failed', seconds: 0 },
    ]);
  });
});

describe('work that is asked for many times', () => {
  test('is done once for all that asked before it began', async () => {
    for (let i = 0; i < 10; i += 1) await jobs.ensure('project', { campaignId: 'sheet-1' }, { afterMs: 500 });
    await jobs.ensure('project', { campaignId: 'sheet-2' }, { afterMs: 500 });
    const seen = handler<'project'>();
    await jobs.work('project', { batch: 1, parallel: 2 }, seen.handle);
    await soon(() => expect(seen.got.length).toBeGreaterThanOrEqual(2));
    await soon(async () =>
      expect((await jobs.counts()).project).toMatchObject({ later: 0, waiting: 0, active: 0 }),
    );
    expect(seen.got.map(({ data }) => data.campaignId).sort()).toEqual(['sheet-1', 'sheet-2']);
  });

  test('is done again for who asked while it ran', async () => {
    let runs = 0;
    await jobs.work('project', { batch: 1, parallel: 2 }, async (batch) => {
      runs += 1;
      if (runs === 1) await jobs.ensure('project', { campaignId: 'sheet-1' });
      return new Map(batch.map(({ id }) => [id, DONE]));
    });
    await jobs.ensure('project', { campaignId: 'sheet-1' });
    await soon(() => expect(runs).toBe(2));
  });

  test.each<JobOutcome>([
    { outcome: 'later', ms: 3_600_000 },
    { outcome: 'again', code: 'sheet.gone', message: '', afterMs: 3_600_000 },
  ])(
    'is done at once for a person who asked while it ran, though it is for later: $outcome',
    async (first) => {
      let runs = 0;
      await jobs.work('sheet', { batch: 1, parallel: 2 }, async (batch) => {
        runs += 1;
        if (runs > 1) return new Map(batch.map(({ id }) => [id, DONE]));
        await jobs.ensure('sheet', { connectionId: 'c-1' }, { priority: PRIORITY.person });
        return new Map(batch.map(({ id }) => [id, first]));
      });
      await jobs.ensure('sheet', { connectionId: 'c-1' });
      await soon(() => expect(runs).toBe(2));
      await soon(async () =>
        expect((await jobs.counts()).sheet).toMatchObject({ later: 0, waiting: 0, active: 0 }),
      );
    },
  );

  test('stays for later where nobody but the worker itself asked while it ran', async () => {
    let runs = 0;
    await jobs.work('sheet', { batch: 1, parallel: 2 }, async (batch) => {
      runs += 1;
      await jobs.ensure('sheet', { connectionId: 'c-1' });
      return new Map(batch.map(({ id }) => [id, { outcome: 'later', ms: 3_600_000 }]));
    });
    await jobs.ensure('sheet', { connectionId: 'c-1' });
    await soon(async () =>
      expect((await jobs.counts()).sheet).toMatchObject({ active: 0, retry: 1, waiting: 1 }),
    );
    expect(runs).toBe(1);
  });

  test('does not begin between the question and the commit of who asked', async () => {
    let began = false;
    await jobs.ensure('project', { campaignId: 'sheet-1' });
    await store.db.transaction().execute(async (trx) => {
      await jobs.ensure('project', { campaignId: 'sheet-1' }, { trx });
      await jobs.work('project', { batch: 1, parallel: 1 }, (batch) => {
        began = true;
        return Promise.resolve(new Map(batch.map(({ id }) => [id, DONE])));
      });
      // A job of another queue has gone through: this one could have, too.
      const passed = handler<'inbox'>();
      await jobs.work('inbox', { batch: 1, parallel: 1 }, passed.handle);
      await jobs.send('inbox', { connectionId: 'c-1', eventId: 'e' });
      await soon(() => expect(passed.got).toHaveLength(1));
      expect(began).toBe(false);
    });
    await soon(() => expect(began).toBe(true));
  });

  test('is done at once, and first, when a person asks for what waits', async () => {
    await jobs.ensure('poll', { connectionId: 'c-1' }, { afterMs: 3_600_000 });
    expect((await jobs.counts()).poll).toMatchObject({ later: 1 });
    await jobs.ensure('poll', { connectionId: 'c-1' }, { priority: PRIORITY.person });
    const seen = handler<'poll'>();
    await jobs.work('poll', { batch: 1, parallel: 1 }, seen.handle);
    await soon(() => expect(seen.got).toHaveLength(1));
    expect(seen.got[0]?.priority).toBe(PRIORITY.person);
    expect((await jobs.counts()).poll).toMatchObject({ later: 0, waiting: 0 });
  });
});

describe('processes that start at the same moment on a new database', () => {
  test('make the queues once, and all can use them', async () => {
    const url = await freshDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ url, log: silent })));
    const all = await Promise.all(stores.map((each) => startJobs(each, silent)));
    for (const [i, each] of all.entries()) await each.send('dispatch', dispatch(i));
    expect((await all[0]?.counts())?.dispatch.waiting).toBe(4);
    for (const each of all) await each.stop({ finishMs: 1_000 });
    for (const each of stores) await each.stop();
  });
});

describe('a process that stops', () => {
  test('lets its handlers finish', async () => {
    const leaving = await another();
    let finished = false;
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    await leaving.work('inbox', { batch: 1, parallel: 1 }, async (batch) => {
      await opened;
      await new Promise((resolve) => setTimeout(resolve, 400));
      finished = true;
      return new Map(batch.map(({ id }) => [id, DONE]));
    });
    await leaving.send('inbox', { connectionId: 'c-1', eventId: 'e' });
    await soon(async () => expect((await jobs.counts()).inbox.active).toBe(1));
    const stopped = leaving.stop({ finishMs: 10_000 });
    open();
    await stopped;
    expect(finished).toBe(true);
    expect((await jobs.counts()).inbox).toMatchObject({ active: 0, retry: 0, waiting: 0 });
  });

  test('returns what does not finish in time, and another does it', async () => {
    const leaving = await another();
    let told = false;
    await leaving.work('inbox', { batch: 1, parallel: 1 }, async (batch) => {
      const [job] = batch;
      await new Promise<void>((resolve) => {
        job?.signal.addEventListener('abort', () => {
          told = true;
          resolve();
        });
      });
      return new Map();
    });
    await leaving.send('inbox', { connectionId: 'c-1', eventId: 'e' });
    await soon(async () => expect((await jobs.counts()).inbox.active).toBe(1));
    await leaving.stop({ finishMs: 1_000 });
    expect(told).toBe(true);
    const seen = handler<'inbox'>();
    await jobs.work('inbox', { batch: 1, parallel: 1 }, seen.handle);
    await soon(() => expect(seen.got).toHaveLength(1));
  });
});
