import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createWorkbook, type StoredWorkbook, workbookOf } from '../core/workbook.ts';
import { StoreError } from './error.ts';
import { type Keeper, keepNew, loadKept } from './keeper.ts';
import { lock } from './lock.ts';
import { type KeptProperties, keepProperties, type Properties } from './properties.ts';
import { MANIFEST, readManifest } from './snapshot.ts';

export interface Listed {
  readonly id: string;
  readonly title: string;
  /** ISO time of the last change on disk; absent until the first one is written. */
  readonly changedAt?: string;
  /** Why it cannot be opened: its files are damaged. */
  readonly problem?: string;
}

/** The workbooks of a data folder. */
export interface Store {
  /** By title, then id. */
  list(): Listed[];
  /** undefined: there is none with this id. Throws a StoreError when its files are damaged. Reads at the first call. */
  open(id: string): StoredWorkbook | undefined;
  create(title: string, options?: { id?: string; locale?: string; timeZone?: string }): StoredWorkbook;
  /** A copy with an id of its own; script properties stay behind unless asked for. */
  duplicate(id: string, title: string, options?: { properties?: boolean }): StoredWorkbook;
  delete(id: string): void;
  /** What scripts keep beside the workbook. */
  properties(id: string): Properties;
  /** Resolves when everything until now is on the disk. */
  flush(): Promise<void>;
  /** Flushes and lets go of the folder. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Milliseconds that changes are gathered; a kill loses at most these. */
  readonly delay?: number;
  /** Bytes of journal after which a workbook's changed sheets are written anew. */
  readonly compactAt?: number;
  readonly lineLimit?: number;
  /** A write that failed; it is tried again. */
  readonly onError?: (error: unknown) => void;
}

const ID = /^[\w-]{1,100}$/;
const GONE = '.deleted-';

interface Open {
  readonly keeper: Keeper;
  readonly properties: KeptProperties;
}

/**
 * Opens a data folder, made when missing; one program at a time. A change is on the disk at most a second later, and a
 * kill at any moment leaves the state before or after a change, never a part of one.
 */
export function openStore(path: string, given: StoreOptions = {}): Store {
  const folder = resolve(path);
  const options = {
    delay: given.delay ?? 250,
    compactAt: given.compactAt ?? 16_000_000,
    lineLimit: given.lineLimit ?? 200_000_000,
    onError: given.onError ?? ((error: unknown) => console.error('A workbook could not be written.', error)),
  };
  const unlock = lock(folder);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(GONE)) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const opened = new Map<string, Open>();

  const place = (id: string) => {
    if (!ID.test(id)) throw new StoreError('id.invalid', `"${id}" cannot be the id of a workbook.`);
    return join(folder, id);
  };

  const add = (id: string, keeper: Keeper, start?: Record<string, Record<string, string>>) => {
    const properties = keepProperties(place(id), { ...options, ready: () => keeper.flush() }, start);
    opened.set(id, { keeper, properties });
    return keeper.workbook;
  };

  const find = (id: string): Open | undefined => {
    if (!ID.test(id)) return undefined;
    const known = opened.get(id);
    if (known !== undefined) return known;
    if (!existsSync(place(id))) return undefined;
    const keeper = loadKept(place(id), id, options);
    if (keeper === undefined) return undefined;
    add(id, keeper);
    return opened.get(id);
  };

  const need = (id: string): Open => {
    const found = find(id);
    if (found === undefined) throw new StoreError('unknown', `There is no workbook with the id ${id}.`);
    return found;
  };

  const changedAt = (id: string): { changedAt?: string } => {
    if (!existsSync(join(place(id), MANIFEST))) return {};
    const times = readdirSync(place(id))
      .filter((name) => name === MANIFEST || name.endsWith('.log'))
      .map((name) => statSync(join(place(id), name)).mtimeMs);
    return { changedAt: new Date(Math.max(...times)).toISOString() };
  };

  const listed = (id: string): Listed | undefined => {
    const known = opened.get(id);
    if (known !== undefined) return { id, title: known.keeper.workbook.title, ...changedAt(id) };
    try {
      const manifest = readManifest(place(id), id);
      return manifest && { id, title: manifest.title, ...changedAt(id) };
    } catch (error) {
      if (error instanceof StoreError) return { id, title: id, problem: error.message };
      throw error;
    }
  };

  const freeId = (wanted: string | undefined) => {
    // As long as Google's.
    const id = wanted ?? randomBytes(33).toString('base64url');
    if (opened.has(id) || existsSync(join(place(id), MANIFEST))) {
      throw new StoreError('exists', `There is a workbook with the id ${id} already.`);
    }
    return id;
  };

  const each = async (work: (open: Open) => Promise<void>) => {
    const results = await Promise.allSettled([...opened.values()].map(work));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };

  return {
    list() {
      const onDisk = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() && ID.test(entry.name) ? [entry.name] : [],
      );
      const order = (a: Listed, b: Listed) => a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1);
      return [...new Set([...onDisk, ...opened.keys()])].flatMap((id) => listed(id) ?? []).sort(order);
    },
    open: (id) => find(id)?.keeper.workbook,
    create(title, { id: wanted, ...props } = {}) {
      const id = freeId(wanted);
      return add(id, keepNew(place(id), createWorkbook({ id, title, ...props }), options), {});
    },
    duplicate(from, title, { properties = false } = {}) {
      const source = need(from);
      const id = freeId(undefined);
      const { state } = source.keeper.workbook.capture();
      const copy = workbookOf(id, { ...state, title }, 0);
      return add(id, keepNew(place(id), copy, options), properties ? source.properties.snapshot() : {});
    },
    delete(id) {
      const known = opened.get(id);
      if (known === undefined && !existsSync(place(id))) {
        throw new StoreError('unknown', `There is no workbook with the id ${id}.`);
      }
      known?.keeper.drop();
      known?.properties.drop();
      opened.delete(id);
      if (!existsSync(place(id))) return;
      const gone = join(folder, `${GONE}${id}-${randomBytes(6).toString('hex')}`);
      renameSync(place(id), gone);
      rmSync(gone, { recursive: true, force: true });
    },
    properties: (id) => need(id).properties,
    flush: () =>
      each(async ({ keeper, properties }) => {
        await keeper.flush();
        await properties.flush();
      }),
    async close() {
      try {
        await each(async ({ keeper, properties }) => {
          await keeper.flush();
          await properties.close();
          await keeper.close();
        });
      } finally {
        unlock();
      }
    },
  };
}
