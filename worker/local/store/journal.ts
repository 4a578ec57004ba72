import { readdirSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { apply } from '../core/apply.ts';
import type { Operation } from '../core/operation.ts';
import type { State } from '../core/state.ts';
import type { Commit } from '../core/transaction.ts';
import { damaged } from './error.ts';
import { readIfThere } from './files.ts';
import { operation } from './schema.ts';

const JOURNAL = /^journal-(\d+)\.log$/;

/** A journal is named after the first revision that it may hold. */
export function journalFile(revision: number): string {
  return `journal-${revision}.log`;
}

/** The journals of a folder, oldest first. */
export function journalsIn(folder: string): { name: string; from: number }[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const match = JOURNAL.exec(name);
      return match ? [{ name, from: Number(match[1]) }] : [];
    })
    .sort((a, b) => a.from - b.from);
}

const record = z.strictObject({ revision: z.number().int().positive(), operations: z.array(operation) });

/** One commit a line: checksum, blank, JSON. JSON holds no line end of its own. */
function encodeCommit(commit: Commit): string {
  const text = JSON.stringify({ revision: commit.revision, operations: commit.operations });
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`;
}

/** undefined: longer than `limit`, or than a string can be; such a change is better kept by a new snapshot. */
export function encodeCommits(commits: readonly Commit[], limit: number): Buffer[] | undefined {
  const lines: Buffer[] = [];
  let length = 0;
  for (const commit of commits) {
    let line: string;
    try {
      line = encodeCommit(commit);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
    length += line.length;
    if (length > limit) return undefined;
    lines.push(Buffer.from(line, 'utf8'));
  }
  return lines;
}

/** Appends at a known size, so that what a failed attempt left behind is cut away first. Returns the new size. */
export async function append(path: string, size: number, lines: readonly Buffer[]): Promise<number> {
  const file = await open(path, size === 0 ? 'w' : 'r+');
  try {
    await file.truncate(size);
    let at = size;
    for (const bytes of lines) {
      for (let sent = 0; sent < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, sent, bytes.length - sent, at + sent);
        sent += bytesWritten;
      }
      at += bytes.length;
    }
    await file.datasync();
    return at;
  } finally {
    await file.close();
  }
}

function decode(path: string, line: Buffer): z.infer<typeof record> {
  const text = line.toString('utf8', 9);
  const sum = line.toString('latin1', 0, 9);
  if (sum !== `${crc32(text).toString(16).padStart(8, '0')} `) {
    throw damaged(path, 'the checksum of a line is wrong.');
  }
  const read = record.safeParse(JSON.parse(text));
  if (!read.success) throw damaged(path, 'a line is not a change to a workbook.', read.error);
  return read.data;
}

/** The sheet that an operation changes; undefined when it is none of them. */
export function sheetOf(op: Operation): number | undefined {
  if (!('sheet' in op)) return undefined;
  return typeof op.sheet === 'number' ? op.sheet : op.sheet.id;
}

export interface Replayed {
  readonly state: State;
  readonly revision: number;
  /** The journal to go on with. */
  readonly journal: { readonly name: string; readonly size: number } | undefined;
  /** Sheets that are no longer as the snapshot has them. */
  readonly touched: ReadonlySet<number>;
}

/**
 * Does again what the journals hold beyond the snapshot. Only the very last line may be cut off (the program was killed
 * while writing it): that change is dropped. Any other fault is refused, for what follows it would be lost unseen.
 */
export function replay(folder: string, snapshot: State, snapshotRevision: number): Replayed {
  let state = snapshot;
  let revision = snapshotRevision;
  let journal: Replayed['journal'];
  const touched = new Set<number>();
  const journals = journalsIn(folder);
  journals.forEach(({ name }, i) => {
    const path = join(folder, name);
    const bytes = readIfThere(path) ?? Buffer.alloc(0);
    let at = 0;
    while (at < bytes.length) {
      const end = bytes.indexOf(10, at);
      if (end < 0) break;
      const commit = decode(path, bytes.subarray(at, end));
      at = end + 1;
      if (commit.revision <= revision) continue;
      if (commit.revision !== revision + 1) {
        throw damaged(path, `the changes from ${revision + 1} to ${commit.revision - 1} are missing.`);
      }
      try {
        for (const entry of commit.operations) {
          state = apply(state, entry).state;
          const id = sheetOf(entry);
          if (id !== undefined) touched.add(id);
        }
      } catch (error) {
        throw damaged(path, `change ${commit.revision} does not fit its workbook.`, error);
      }
      revision = commit.revision;
    }
    if (at < bytes.length) {
      if (i < journals.length - 1)
        throw damaged(path, 'its last line is cut off, and a later journal follows.');
      truncateSync(path, at);
    }
    journal = { name, size: at };
  });
  return { state, revision, journal, touched };
}
