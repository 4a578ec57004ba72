import type { State } from './state.ts';

/** The next id that no sheet, protection or metadata has; the operation that uses it moves the counter on. */
export function newId(state: State): number {
  const used = new Set<number>();
  for (const sheet of state.sheets) {
    used.add(sheet.id);
    for (const { id } of sheet.protections) used.add(id);
  }
  for (const { id } of state.metadata) used.add(id);
  let id = state.nextId;
  while (used.has(id)) id++;
  return id;
}
