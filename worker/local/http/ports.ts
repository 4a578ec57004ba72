/** What the HTTP app stands on; main.ts gives the real ones, tests may give smaller ones. */

import type { GridRange, Workbook } from '../core/types.ts';
import type { AnswerWire, MenuWire, SelectionWire, UiWire } from './wire.ts';

export interface WorkbookEntry {
  readonly id: string;
  readonly title: string;
  /** ISO time. */
  readonly changedAt?: string;
}

export type DemoSize = 'small' | 'big';
export type RunScript = (functionName: string, args: readonly unknown[]) => Promise<unknown>;

/** The workbooks of this machine. */
export interface Shelf {
  list(): Promise<readonly WorkbookEntry[]>;
  /** undefined where there is none. */
  open(id: string): Promise<Workbook | undefined>;
  /** A blank workbook with one sheet. */
  create(title: string, id?: string): Promise<Workbook>;
  /** A copy with all sheets and properties. */
  copy(id: string, title: string): Promise<Workbook>;
  remove(id: string): Promise<void>;
  /** Empties the workbook and fills it with the demo campaign; `run` calls a server function of the add-on in it. */
  resetDemo(workbook: Workbook, size: DemoSize, run: RunScript): Promise<void>;
}

/** Who looks at a workbook: one browser page, or a program. */
export interface Session {
  readonly id: string;
  /** E-mail address; `partner` for one of several with a partner's link. */
  readonly user: string;
}

/** An edit made by hand, as onEdit sees it. */
export interface Edit {
  readonly sheetId: number;
  readonly range: GridRange;
  /** Of a single cell; absent for blocks and where there was none. */
  readonly value?: string;
  readonly oldValue?: string;
}

/** Calls of scripts that touched cell content since the last reset; a call is one round trip to Sheets. */
export interface Counters {
  readonly reads: number;
  readonly writes: number;
  readonly readCells: number;
  readonly writtenCells: number;
}

/** What a script shows, before its HTML has an address. */
export type Shown =
  | Exclude<UiWire, { type: 'menus' | 'sidebar' | 'dialog' }>
  | { readonly type: 'menu'; readonly menu: MenuWire }
  | { readonly type: 'sidebar'; readonly title: string; readonly html: string }
  | {
      readonly type: 'dialog';
      readonly modal: boolean;
      readonly title: string;
      readonly html: string;
      readonly width: number;
      readonly height: number;
    };

/** The add-on's bundle, running against one workbook. */
export interface Scripts {
  /** Runs onOpen: menus appear as events. */
  open(session: Session): Promise<void>;
  /** Runs onEdit. */
  edit(session: Session, edit: Edit): Promise<void>;
  /** Runs a server function and gives its result; a thrown error carries the script's message. */
  run(session: Session, name: string, args: readonly unknown[]): Promise<unknown>;
  /** false: nobody waits for this question any more. */
  answer(question: string, answer: AnswerWire): boolean;
  select(session: Session, selection: SelectionWire): void;
  forget(session: Session): void;
  onShow(listener: (session: string, shown: Shown) => void): () => void;
  counters(): Counters;
  resetCounters(): void;
  /** Ends what runs. */
  close(): Promise<void>;
}
