import { createHistory } from './history.ts';
import { changeMethods } from './methods-change.ts';
import { gridMethods } from './methods-grid.ts';
import { mergeMethods } from './methods-merge.ts';
import { readMethods } from './methods-read.ts';
import { sheetMethods } from './methods-sheet.ts';
import { blankSheet, copyOfSheet, type State } from './state.ts';
import { type Commit, transactions } from './transaction.ts';
import type { Workbook } from './types.ts';

/** A workbook as the storage sees it: with what each batch did, and its state to be written down. */
export interface StoredWorkbook extends Workbook {
  onCommit(listener: (commit: Commit) => void): () => void;
  /** A copy that later changes do not touch. */
  capture(): { readonly state: State; readonly revision: number };
}

/** A new workbook has one sheet, "Sheet1" of 1,000 by 26 with the id 0, as Google's have. */
export function createWorkbook(options: {
  id: string;
  title: string;
  locale?: string;
  timeZone?: string;
}): StoredWorkbook {
  const state: State = {
    title: options.title,
    locale: options.locale ?? 'en_US',
    timeZone: options.timeZone ?? 'Etc/UTC',
    nextId: 1,
    sheets: [blankSheet(0, 'Sheet1', 1000, 26)],
    metadata: [],
  };
  return workbookOf(options.id, state, 0);
}

/** A workbook from a kept state, which becomes its own: the caller must not hold on to it. */
export function workbookOf(id: string, initial: State, revision: number): StoredWorkbook {
  const store = transactions(initial, revision);
  const history = createHistory(store);
  return {
    id,
    get title() {
      return store.state().title;
    },
    set title(title: string) {
      if (title !== store.state().title) store.run({ do: 'title', title });
    },
    get locale() {
      return store.state().locale;
    },
    get timeZone() {
      return store.state().timeZone;
    },
    get revision() {
      return store.revision();
    },
    ...sheetMethods(store),
    ...readMethods(store),
    ...changeMethods(store),
    ...gridMethods(store),
    ...mergeMethods(store),
    history,
    batch: store.batch,
    onChange: store.onChange,
    onCommit: store.onCommit,
    capture: () => {
      const state = store.state();
      return { state: { ...state, sheets: state.sheets.map(copyOfSheet) }, revision: store.revision() };
    },
  };
}
