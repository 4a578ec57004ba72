/** Tells of changes of files, as Drive's notification channels do. */
import { randomBytes } from 'node:crypto';
import type { Workbook } from '../core/types.ts';
import { DriveError } from './error.ts';
import type { Keep, KeptWatch } from './keep.ts';

/** developers.google.com/workspace/drive/api/guides/push: an hour unless asked for more, a day at most. */
const USUAL_MS = 60 * 60_000;
const MOST_MS = 24 * USUAL_MS;
/** Whoever is told answers within this, or was not told: it looks by itself from time to time. */
const ANSWER_MS = 10_000;

export interface Watches {
  /** Throws where the id is taken. */
  add(watch: Omit<KeptWatch, 'resourceId' | 'expiresAt'>, expiresAt: number | undefined): Promise<KeptWatch>;
  /** false: there is none. */
  stop(id: string, resourceId: string): Promise<boolean>;
  /** Goes on with those of before. */
  begin(): void;
  /** Of changes beside the workbook itself. */
  touch(fileId: string): void;
  close(): void;
}

export interface WatchesParts {
  readonly keep: Keep;
  readonly books: (id: string) => Workbook | undefined;
  /** Of the program, without a slash at the end. */
  readonly url: () => string;
  /** Changes of so long are told together. */
  readonly gatherMs: number;
  readonly onError: (error: unknown) => void;
}

export function createWatches({ keep, books, url, gatherMs, onError }: WatchesParts): Watches {
  const running = new Map<string, { readonly touch: () => void; readonly stop: () => void }>();
  let closed = false;

  const tell = async (
    { id, resourceId, fileId, ...to }: KeptWatch,
    state: string,
    n: number,
  ): Promise<void> => {
    try {
      await fetch(new URL(to.address, url()), {
        method: 'POST',
        headers: {
          'X-Goog-Channel-ID': id,
          'X-Goog-Channel-Token': to.token,
          'X-Goog-Channel-Expiration': new Date(to.expiresAt).toUTCString(),
          'X-Goog-Message-Number': String(n),
          'X-Goog-Resource-ID': resourceId,
          'X-Goog-Resource-State': state,
          'X-Goog-Resource-URI': `https://www.googleapis.com/drive/v3/files/${fileId}`,
          ...(state === 'update' && { 'X-Goog-Changed': 'content,properties' }),
        },
        signal: AbortSignal.timeout(ANSWER_MS),
      });
    } catch {
      // Nobody listens there (any more).
    }
  };
  const run = (watch: KeptWatch): void => {
    const book = books(watch.fileId);
    if (book === undefined || closed) return;
    let timer: NodeJS.Timeout | undefined;
    let n = 1;
    const touch = (): void => {
      if (timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        if (watch.expiresAt <= Date.now()) end(watch.id);
        else void tell(watch, 'update', ++n);
      }, gatherMs);
    };
    const off = book.onChange(touch);
    running.set(watch.id, {
      touch,
      stop() {
        off();
        clearTimeout(timer);
      },
    });
  };
  function end(id: string): void {
    running.get(id)?.stop();
    running.delete(id);
    keep.watches.delete(id);
  }

  return {
    async add(given, expiresAt) {
      const now = Date.now();
      for (const { id, expiresAt: over } of [...keep.watches.values()]) if (over <= now) end(id);
      if (keep.watches.has(given.id))
        throw new DriveError(400, 'channelIdNotUnique', `Channel id ${given.id} not unique`);
      const watch = {
        ...given,
        address: given.address.startsWith(`${url()}/`) ? given.address.slice(url().length) : given.address,
        resourceId: randomBytes(18).toString('base64url'),
        expiresAt: Math.min(expiresAt ?? now + USUAL_MS, now + MOST_MS),
      };
      keep.watches.set(watch.id, watch);
      run(watch);
      await keep.save();
      void tell(watch, 'sync', 1);
      return watch;
    },
    async stop(id, resourceId) {
      if (keep.watches.get(id)?.resourceId !== resourceId) return false;
      end(id);
      await keep.save();
      return true;
    },
    begin() {
      for (const watch of [...keep.watches.values()]) {
        try {
          if (watch.expiresAt <= Date.now()) end(watch.id);
          else run(watch);
        } catch (error) {
          // Its workbook is damaged: the others are told of all the same.
          onError(error);
        }
      }
    },
    touch(fileId) {
      for (const { id, fileId: of } of keep.watches.values()) if (of === fileId) running.get(id)?.touch();
    },
    close() {
      closed = true;
      for (const { stop } of running.values()) stop();
      running.clear();
    },
  };
}
