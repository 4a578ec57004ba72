/** What of a tab differs from what is wanted, and which of it is the worker's to write. Pure. */
import { text } from '../../shared/tabs/table.ts';
import { decide } from './decide.ts';
import type { RowWrite } from './encode.ts';
import type { Wrong } from './misplaced.ts';
import type { Value } from './port.ts';
import { cellAt, rowsWith, type Snapshot } from './snapshot.ts';
import type { Tally, Target, Task } from './task.ts';

export interface Round {
  readonly rows: readonly RowWrite[];
  /** Rows to be made: cells by position. */
  readonly adds: readonly RowWrite[];
  readonly wrote: Tally['wrote'];
}

const asText = (value: Value | undefined): string => text(value).trim();

/** What differs, and what of it is ours to write. The tally says what is settled, missing and contradicted as of now. */
export function planRound(snapshot: Snapshot, task: Task, wrong: readonly Wrong[], tally: Tally): Round {
  const { positions } = snapshot.place;
  const writes = new Map<number, Map<number, Value>>();
  const put = (row: number, position: number, value: Value): void => {
    const line = writes.get(row);
    if (line === undefined) writes.set(row, new Map([[position, value]]));
    else line.set(position, value);
  };
  const bases = new Map<string, Value>();
  for (const { key, nth, id, base } of wrong) {
    const row = rowsWith(snapshot, key)[nth];
    const position = snapshot.place.ids.indexOf(id);
    if (row === undefined || position < 0) continue;
    bases.set(`${row} ${id}`, base);
    put(row, position, base);
  }
  const vanished = new Set<string>();
  const adds: RowWrite[] = [];
  const wrote: Tally['wrote'] = [];
  Object.assign(tally, { settled: new Set(), conflicts: [], missing: [], duplicates: [] });
  for (const target of task.targets.values()) {
    const rows = rowsWith(snapshot, target.key);
    const [row] = rows;
    if (row === undefined) {
      if (!target.add) tally.missing.push(target.key);
      else adds.push(addedRow(target, task, positions, vanished, wrote));
      continue;
    }
    if (rows.length > 1) {
      tally.duplicates.push(target.key);
      continue;
    }
    let settled = true;
    const after = new Map<string, string>();
    const there = (name: string): string => {
      const base = bases.size === 0 ? undefined : bases.get(`${row} ${name}`);
      return asText(base ?? cellAt(snapshot, name, row));
    };
    const bring = (name: string, wanted: string, written: readonly string[] | null): void => {
      const position = positions.get(name);
      if (position === undefined) {
        // A column that nobody made yet lacks nothing as long as there is nothing to say.
        if (wanted !== '') {
          vanished.add(name);
          settled = false;
        }
        return;
      }
      const now = asText(cellAt(snapshot, name, row));
      const held = there(name);
      const verdict = decide(name, held, wanted, written);
      if (verdict === 'conflict')
        tally.conflicts.push({ id: target.key, column: name, theirs: held, ours: wanted });
      const next = verdict === 'write' ? wanted : held;
      after.set(name, next);
      if (next !== now) {
        settled = false;
        if (verdict === 'write') put(row, position, wanted);
      } else writes.get(row)?.delete(position);
      if (next === wanted && written !== null && !written.includes(wanted) && wanted !== '')
        wrote.push({ id: target.key, column: name, text: wanted });
    };
    for (const [name, wanted] of Object.entries(target.cells))
      bring(name, wanted, target.written === null ? null : (target.written[name] ?? []));
    if (task.derive !== undefined)
      bring(
        task.derive.column,
        task.derive.of((name) => after.get(name) ?? there(name)),
        null,
      );
    if (settled) tally.settled.add(target.key);
  }
  tally.vanished = [...vanished];
  return { rows: ascending(writes, snapshot), adds, wrote };
}

function ascending(writes: ReadonlyMap<number, ReadonlyMap<number, Value>>, snapshot: Snapshot): RowWrite[] {
  return [...writes]
    .filter(([, line]) => line.size > 0)
    .sort(([a], [b]) => a - b)
    .map(([row, line]) => {
      const cells = [...line].sort(([a], [b]) => a - b);
      return {
        row: snapshot.from + row,
        key: snapshot.keys[row] ?? '',
        positions: cells.map(([position]) => position),
        values: cells.map(([, value]) => value),
      };
    });
}

function addedRow(
  target: Target,
  task: Task,
  positions: ReadonlyMap<string, number>,
  vanished: Set<string>,
  wrote: Tally['wrote'],
): RowWrite {
  const cells = new Map<number, string>();
  const all = new Map(
    Object.entries({ ...target.made, ...target.cells }).filter(([, value]) => value !== ''),
  );
  all.set(task.keyColumn, target.key);
  if (task.derive !== undefined)
    all.set(
      task.derive.column,
      task.derive.of((name) => all.get(name) ?? ''),
    );
  for (const [name, value] of all) {
    const position = positions.get(name);
    if (position === undefined) vanished.add(name);
    else cells.set(position, value);
    if (target.written !== null && Object.hasOwn(target.cells, name))
      wrote.push({ id: target.key, column: name, text: value });
  }
  const sorted = [...cells].sort(([a], [b]) => a - b);
  return {
    row: -1,
    key: target.key,
    positions: sorted.map(([position]) => position),
    values: sorted.map(([, value]) => value),
  };
}
