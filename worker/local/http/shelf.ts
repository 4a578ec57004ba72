/** The workbooks of the data folder, as the HTTP app uses them. */

import { randomUUID } from 'node:crypto';
import type { Workbook } from '../core/types.ts';
import type { Store } from '../store/store.ts';
import type { DemoSize, RunScript, Shelf } from './ports.ts';

/** Fills an emptied workbook with the demo campaign; it may ask the add-on to set up its tabs. */
export type Demo = (workbook: Workbook, size: DemoSize, run: RunScript) => void | Promise<void>;

/** Leaves one empty sheet and nothing that scripts remember. */
function empty(store: Store, workbook: Workbook): void {
  workbook.batch(() => {
    const old = workbook.sheets();
    for (const { id } of workbook.metadata()) workbook.removeMetadata(id);
    // A workbook is never without a sheet: a spare one stands in between, under a name that nobody has.
    const spare = workbook.addSheet({ name: `Spare ${randomUUID()}`, rows: 1, columns: 1 });
    for (const sheet of old) workbook.deleteSheet(sheet.id);
    workbook.addSheet({ name: 'Sheet1', id: 0 });
    workbook.deleteSheet(spare.id);
  });
  const properties = store.properties(workbook.id);
  for (const key of [...properties.entries('document').keys()]) properties.delete('document', key);
}

export function shelfOf(store: Store, demo: Demo): Shelf {
  return {
    list: async () =>
      store.list().map(({ id, title, changedAt }) => ({ id, title, ...(changedAt && { changedAt }) })),
    open: async (id) => store.open(id),
    create: async (title, id) => store.create(title, id === undefined ? {} : { id }),
    copy: async (id, title) => store.duplicate(id, title),
    remove: async (id) => store.delete(id),
    async resetDemo(workbook, size, run) {
      empty(store, workbook);
      await demo(workbook, size, run);
      workbook.history.forget();
    },
  };
}
