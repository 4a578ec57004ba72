import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from '../core/state.ts';
import type { Commit } from '../core/transaction.ts';
import { type StoredWorkbook, workbookOf } from '../core/workbook.ts';
import { damaged } from './error.ts';
import { TEMPORARY } from './files.ts';
import { append, encodeCommits, journalFile, journalsIn, replay, sheetOf } from './journal.ts';
import type { Manifest } from './schema.ts';
import { readManifest, readState, sheetFile, writeManifest, writeSheet } from './snapshot.ts';

export interface KeeperOptions {
  /** How long changes are gathered before they are written, in milliseconds. */
  readonly delay: number;
  /** Journal size at which a new snapshot is made, in bytes. */
  readonly compactAt: number;
  /** Bytes of JSON of the changes written at once; above it a snapshot is made instead. */
  readonly lineLimit: number;
  readonly onError: (error: unknown) => void;
}

/** Writes one workbook down as it changes. */
export interface Keeper {
  readonly workbook: StoredWorkbook;
  /** Resolves when all that has happened until now is on the disk; rejects when it cannot be written. */
  flush(): Promise<void>;
  /** Also waits for a snapshot under way. */
  close(): Promise<void>;
  /** Writes nothing more: the folder is about to go. */
  drop(): void;
}

/** Before any manifest there may be leftovers of a first snapshot, but no journal: that would be somebody's work. */
export function loadKept(folder: string, id: string, options: KeeperOptions): Keeper | undefined {
  const manifest = readManifest(folder, id);
  if (manifest === undefined) {
    if (journalsIn(folder).length > 0) throw damaged(folder, 'workbook.json is missing.');
    return undefined;
  }
  for (const name of readdirSync(folder)) {
    if (TEMPORARY.test(name)) rmSync(join(folder, name), { force: true });
  }
  const { state, revision, journal, touched } = replay(
    folder,
    readState(folder, manifest),
    manifest.revision,
  );
  return keep(folder, workbookOf(id, state, revision), options, {
    manifest,
    journal: journal ?? { name: journalFile(revision + 1), size: 0 },
    stale: touched,
  });
}

export function keepNew(folder: string, workbook: StoredWorkbook, options: KeeperOptions): Keeper {
  return keep(folder, workbook, options, undefined);
}

interface Kept {
  readonly manifest: Manifest;
  readonly journal: { readonly name: string; readonly size: number };
  readonly stale: ReadonlySet<number>;
}

function keep(
  folder: string,
  workbook: StoredWorkbook,
  options: KeeperOptions,
  kept: Kept | undefined,
): Keeper {
  let manifest = kept?.manifest;
  let journal = kept?.journal;
  const stale = new Set(kept?.stale);
  let pending: Commit[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let compacting: Promise<void> | undefined;
  let dropped = false;
  const wanted = () => !dropped;

  /** Sheets that did not change keep the file they have. */
  const snapshot = async (state: State, revision: number, changed: ReadonlySet<number>) => {
    const files = new Map(manifest?.sheets.map(({ id, file }) => [id, file]));
    const sheets: Manifest['sheets'] = [];
    for (const sheet of state.sheets) {
      const old = files.get(sheet.id);
      const file = old === undefined || changed.has(sheet.id) ? sheetFile(sheet.id, revision) : old;
      if (file !== old) await writeSheet(join(folder, file), sheet, wanted);
      sheets.push({ id: sheet.id, file });
    }
    const { title, locale, timeZone, nextId, metadata } = state;
    const next: Manifest = {
      format: 1,
      id: workbook.id,
      title: workbook.title,
      revision,
      state: { title, locale, timeZone, nextId, metadata: [...metadata] },
      sheets,
    };
    if (dropped) return;
    await writeManifest(folder, next, wanted);
    manifest = next;
  };

  const sweep = (current: string) => {
    const used = new Set(manifest?.sheets.map(({ file }) => file));
    const journals = journalsIn(folder).map(({ name }) => name);
    const old = journals.slice(0, Math.max(0, journals.indexOf(current)));
    // Before its first line a journal is no file yet: then all that are there are older.
    const gone = journals.includes(current) ? old : journals;
    const sheets = readdirSync(folder).filter((name) => name.startsWith('sheet-') && !used.has(name));
    for (const name of [...gone, ...sheets]) rmSync(join(folder, name), { force: true });
  };

  /** The state is taken at once; writing it goes on beside new changes, which go to a journal of their own. */
  const compact = async () => {
    const changed = new Set(stale);
    stale.clear();
    const { state, revision } = workbook.capture();
    const first = pending[0]?.revision ?? revision + 1;
    const current = { name: journalFile(first), size: 0 };
    journal = current;
    try {
      await snapshot(state, revision, changed);
      if (!dropped) sweep(current.name);
    } catch (error) {
      for (const id of changed) stale.add(id);
      throw error;
    }
  };

  /** All of it anew: at first, and for a change too large for a line of the journal. */
  const rewrite = async () => {
    await compacting;
    mkdirSync(folder, { recursive: true });
    const { state, revision } = workbook.capture();
    const taken = pending;
    const changed = new Set(stale);
    pending = [];
    stale.clear();
    try {
      await snapshot(state, revision, changed);
    } catch (error) {
      pending = [...taken, ...pending];
      for (const id of changed) stale.add(id);
      throw error;
    }
    journal = { name: journalFile(revision + 1), size: 0 };
    if (!dropped) sweep(journal.name);
  };

  const journalise = async (target: Kept['journal']) => {
    const taken = pending;
    const lines = encodeCommits(taken, options.lineLimit);
    if (lines === undefined) return rewrite();
    pending = [];
    try {
      const size = await append(join(folder, target.name), target.size, lines);
      journal = { name: target.name, size };
    } catch (error) {
      pending = [...taken, ...pending];
      throw error;
    }
  };

  const write = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (dropped) return;
    if (journal === undefined) await rewrite();
    else if (pending.length > 0) await journalise(journal);
    if (dropped || compacting !== undefined || manifest === undefined || journal === undefined) return;
    if (manifest.title !== workbook.title) {
      manifest = { ...manifest, title: workbook.title };
      await writeManifest(folder, manifest, wanted);
    }
    if (journal.size > options.compactAt) {
      compacting = compact()
        // Meanwhile the next journal may have grown too, or the title changed: have another look.
        .then(schedule)
        .catch((error: unknown) => {
          if (!dropped) options.onError(error);
        })
        .finally(() => {
          compacting = undefined;
        });
    }
  };

  function flush(): Promise<void> {
    const done = writing.then(write);
    writing = done.catch(() => {});
    return done;
  }

  function schedule(): void {
    if (dropped || timer !== undefined) return;
    timer = setTimeout(() => {
      flush().catch((error: unknown) => {
        if (dropped || !existsSync(folder)) return;
        options.onError(error);
        schedule();
      });
    }, options.delay);
  }

  const stop = workbook.onCommit((commit) => {
    pending.push(commit);
    for (const op of commit.operations) {
      const id = sheetOf(op);
      if (id !== undefined) stale.add(id);
    }
    schedule();
  });
  if (kept === undefined) schedule();

  return {
    workbook,
    flush,
    async close() {
      stop();
      await flush();
      // What has piled up beside a snapshot would make the next start slow.
      while (compacting !== undefined) {
        await compacting;
        await flush();
      }
      clearTimeout(timer);
      dropped = true;
    },
    drop() {
      stop();
      clearTimeout(timer);
      dropped = true;
    },
  };
}
