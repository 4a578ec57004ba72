/**
 * The run lease: who is changing the spreadsheet just now. A script lock ends with its execution and a run takes
 * many, so the lease lives in the document properties and has a heartbeat.
 */
import * as z from 'zod/mini';
import { type Book, Refused } from './book.ts';
import { jsonOf } from './json.ts';
import type { Options, Scope } from './types.ts';

/** After this long without a heartbeat a run is dead: an execution ends after 6 minutes at the latest. */
const STALE_AFTER_MS = 7 * 60_000;
/** The property that holds it. */
export const LEASE = 'lease';

/** A property holds 9 KB, and the lease says more than how to resume. */
const MOST_RESUME = 6000;

/** Bytes of a text as UTF-8, at most. */
function bytesAtMost(said: string): number {
  let bytes = 0;
  for (let i = 0; i < said.length; i++) bytes += said.charCodeAt(i) < 128 ? 1 : 3;
  return bytes;
}

const leaseShape = z.object({
  runId: z.string(),
  action: z.string(),
  label: z.string(),
  who: z.string(),
  since: z.string(),
  beat: z.number(),
  /** Which execution of the run holds it: a call that is sent twice runs twice at once, and only the later may write. */
  turn: z.number(),
  /** Scope and options as JSON, for resuming; too long ones are left out. */
  resume: z.string(),
});
export type Lease = z.infer<typeof leaseShape>;

/** The lease that is held now; null when none is, or when the property was damaged. */
export function currentLease(book: Book): Lease | null {
  const found = book.property(LEASE);
  if (found === null) return null;
  const parsed = leaseShape.safeParse(jsonOf(found));
  return parsed.success ? parsed.data : null;
}

export function isStale(lease: Lease, clock: number): boolean {
  return clock - lease.beat > STALE_AFTER_MS;
}

/** Refuses with who and since when while somebody's run is alive: for what changes the sheet without being a run. */
export function refuseWhileBusy(book: Book): void {
  const held = currentLease(book);
  if (held !== null) refuseAlive(book, held);
}

function refuseAlive(book: Book, lease: Lease): void {
  if (isStale(lease, book.clock())) return;
  throw new Refused(
    'run.busy',
    `${lease.who || 'Somebody'} is running ${lease.label} since ${lease.since}. Wait until it is done, then make the preview again.`,
  );
}

/**
 * Takes the lease for an execution of a run; an earlier execution of the same run may write no more. Refuses with who
 * and since when while another run is alive; takes over from a dead one and says which.
 */
export function takeLease(
  book: Book,
  run: { runId: string; action: string; label: string; scope: Scope; options: Options },
): { tookOver: Lease | null; turn: number } {
  return book.exclusive(() => {
    const held = currentLease(book);
    const other = held !== null && held.runId !== run.runId ? held : null;
    if (other !== null) refuseAlive(book, other);
    const resume = JSON.stringify({ scope: run.scope, options: run.options });
    const turn = Math.max(book.clock(), (held?.turn ?? 0) + 1);
    const lease: Lease = {
      runId: run.runId,
      action: run.action,
      label: run.label,
      who: book.user(),
      since: held?.runId === run.runId ? held.since : book.now(),
      beat: book.clock(),
      turn,
      resume: bytesAtMost(resume) > MOST_RESUME ? '' : resume,
    };
    book.setProperty(LEASE, JSON.stringify(lease));
    return { tookOver: other, turn };
  });
}

/**
 * Does a piece of a run while nobody can take its lease, and beats its heart. Refuses when it was set aside, was taken
 * over or was started a second time: what that other has read must not be changed under it.
 */
export function underLease<T>(book: Book, runId: string, turn: number, work: () => T): T {
  return book.exclusive(() => {
    const held = currentLease(book);
    if (held === null || held.runId !== runId || held.turn !== turn) {
      throw new Refused(
        'run.busy',
        'This run was set aside or started a second time. Look at Activity, then make the preview again.',
      );
    }
    book.setProperty(LEASE, JSON.stringify({ ...held, beat: book.clock() }));
    return work();
  });
}

/** Ends the lease of a run; another run's lease stays, and with `turn` that of another execution of the same run. */
export function releaseLease(book: Book, runId: string, turn?: number): void {
  book.exclusive(() => {
    const held = currentLease(book);
    if (held?.runId === runId && (turn === undefined || held.turn === turn)) book.setProperty(LEASE, null);
  });
}
