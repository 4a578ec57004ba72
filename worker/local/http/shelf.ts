/** The workbooks of the data folder, as the HTTP app uses them. */

import type { Workbook } from '../core/types.ts';
import type { Store } from '../store/store.ts';
import type { Shelf } from './ports.ts';

/** Fills an emptied workbook with the demo campaign. */
export type Demo = (workbook: Workbook, size: 'small' | 'big') => void | Promise<void>;

export const FIRST_SHEET = 'Sheet1';

/** Leaves one empty sheet and nothing that scripts remember. */
function empty(store: Store, workbook: Workbook): void {
  workbook.batch(() => {
    const old = workbook.sheets();
    for (const { id } of workbook.metadata()) workbook.removeMetadata(id);
    // The new sheet comes first, because a workbook never has none; its name may still be taken.
    const fresh = workbook.addSheet({ name: `${FIRST_SHEET} ${workbook.revision}` });
    for (const sheet of old) workbook.deleteSheet(sheet.id);
    workbook.updateSheet(fresh.id, { name: FIRST_SHEET });
  });
  const properties = store.properties(workbook.id);
  for (const key of [...properties.entries('document').keys()]) properties.delete('document', key);
}

export function shelfOf(store: Store, demo: Demo): Shelf {
  const create = (title: string, id?: string): Workbook => {
    const workbook = store.create(title, id === undefined ? {} : { id });
    if (workbook.sheets().length === 0) workbook.addSheet({ name: FIRST_SHEET });
    return workbook;
  };
  return {
    list: async () =>
      store.list().map(({ id, title, changedAt }) => ({ id, title, ...(changedAt && { changedAt }) })),
    open: async (id) => store.open(id),
    create: async (title, id) => create(title, id),
    copy: async (id, title) => store.duplicate(id, title),
    remove: async (id) => store.delete(id),
    async resetDemo(workbook, size) {
      empty(store, workbook);
      await demo(workbook, size);
    },
  };
}
