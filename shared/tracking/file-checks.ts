/** What the rows of a tracking file say about each other (G10, G11, G12), over one file or several read as one. */
import { NUMBER, type TrackingFile } from './tracking-file.ts';

export interface FileChecks {
  /** G12: row that this one repeats cell by cell, or -1. The first stays, the others are `already`. */
  readonly duplicateOf: Int32Array;
  /** G10: one number on rows of different orders; the model asks whether they travel in one box. */
  readonly sameNumber: readonly { readonly number: string; readonly rows: readonly number[] }[];
  /** G11: one order with different numbers on its rows. Rows of orders that were not found are left out. */
  readonly severalNumbers: readonly { readonly order: number; readonly rows: readonly number[] }[];
}

/** `order`: n of each row's order, or -1, as `matchKeys` gives it. */
export function checkFile(file: TrackingFile, order: Int32Array): FileChecks {
  const { count, kind, number, hash, table } = file;
  const duplicateOf = new Int32Array(count).fill(-1);
  // Equal hashes are looked at more closely; a chain of rows with one number is nearly always one row long.
  const { first, next } = chains(hash, kind);
  const same: { number: string; rows: number[] }[] = [];
  for (let i = 0; i < count; i++) {
    if (first[i] !== i || next[i] === -1) continue;
    const rows: number[] = [];
    for (let j = i; j !== -1; j = next[j] ?? -1) rows.push(j);
    for (const group of byNumber(rows, number)) {
      markDuplicates(group, table.rows, duplicateOf);
      const left = group.filter((j) => duplicateOf[j] === -1);
      const orders = new Set(left.map((j) => order[j]).filter((n) => n !== -1));
      if (orders.size > 1) same.push({ number: number[i] ?? '', rows: left });
    }
  }
  return { duplicateOf, sameNumber: same, severalNumbers: severalNumbers(file, order, duplicateOf) };
}

/** Rows of equal hash, linked in file order: `first` of each row's chain and the `next` row, -1 at the end. */
function chains(hash: Int32Array, kind: Uint8Array): { first: Int32Array; next: Int32Array } {
  const count = hash.length;
  let size = 16;
  while (size < count * 2) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size).fill(-1);
  const last = new Int32Array(count);
  const first = new Int32Array(count).fill(-1);
  const next = new Int32Array(count).fill(-1);
  for (let i = 0; i < count; i++) {
    if (kind[i] !== NUMBER) continue;
    const h = hash[i] ?? 0;
    // Neighbouring numbers have neighbouring hashes; multiplying spreads them over the table.
    let slot = (Math.imul(h, 0x9e3779b1) >>> 7) & mask;
    let head = slots[slot] ?? -1;
    while (head !== -1 && hash[head] !== h) {
      slot = (slot + 1) & mask;
      head = slots[slot] ?? -1;
    }
    if (head === -1) {
      slots[slot] = i;
      first[i] = i;
    } else {
      first[i] = head;
      next[last[head] ?? head] = i;
      last[head] = i;
      continue;
    }
    last[i] = i;
  }
  return { first, next };
}

function byNumber(rows: readonly number[], number: readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const group = groups.get(number[row] ?? '');
    if (group) group.push(row);
    else groups.set(number[row] ?? '', [row]);
  }
  return [...groups.values()];
}

function markDuplicates(group: readonly number[], rows: Table, duplicateOf: Int32Array): void {
  const seen = new Map<string, number>();
  for (const row of group) {
    const key = (rows[row] ?? []).map((c) => c.trim()).join('\u0000');
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, row);
    else duplicateOf[row] = earlier;
  }
}
type Table = readonly (readonly string[])[];

function severalNumbers(
  file: TrackingFile,
  order: Int32Array,
  duplicateOf: Int32Array,
): { order: number; rows: number[] }[] {
  const { count, kind, number } = file;
  let most = -1;
  for (let i = 0; i < count; i++) most = Math.max(most, order[i] ?? -1);
  const firstRow = new Int32Array(most + 1).fill(-1);
  const rowsOf = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const n = order[i] ?? -1;
    if (n < 0 || kind[i] !== NUMBER || duplicateOf[i] !== -1) continue;
    const first = firstRow[n] ?? -1;
    if (first === -1) firstRow[n] = i;
    else {
      const rows = rowsOf.get(n);
      if (rows) rows.push(i);
      else rowsOf.set(n, [first, i]);
    }
  }
  return [...rowsOf]
    .filter(([, rows]) => new Set(rows.map((r) => number[r])).size > 1)
    .map(([n, rows]) => ({ order: n, rows }))
    .sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
}
