/** Stands for the add-on of a workbook that has none. */

import type { Scripts } from './ports.ts';

export function noScripts(): Scripts {
  return {
    open: async () => undefined,
    edit: async () => undefined,
    async run() {
      throw new Error('No add-on is bound to this sheet.');
    },
    answer: () => false,
    select: () => undefined,
    forget: () => undefined,
    onShow: () => () => undefined,
    counters: () => ({ reads: 0, writes: 0, readCells: 0, writtenCells: 0 }),
    resetCounters: () => undefined,
    close: async () => undefined,
  };
}
