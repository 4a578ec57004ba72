/** The JSON API of the local workbook, as the page calls it. Every answer is parsed. */

import * as z from 'zod/mini';
import {
  type AnswerWire,
  blockWire,
  distinctWire,
  editResultWire,
  type FormatWire,
  foundWire,
  HERE,
  problemWire,
  type RangeWire,
  replacedWire,
  type SelectionWire,
  sessionWire,
  shapeWire,
  steppedWire,
  summaryWire,
  workbookListWire,
  workbookWire,
} from '../../http/wire.ts';

// The page's policy allows no code made from text, which is what zod would otherwise try first.
z.config({ jitless: true });

/** A refusal of the server, with a sentence for the person. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** How the page reaches its workbook: as its owner, or by a partner's link. */
export interface Door {
  /** Address of the API. */
  readonly root: string;
  readonly workbook: string;
  /** Answers while there is something to come back to. */
  readonly alive: string;
  /** Once closed, nothing is sent any more. */
  isClosed(): boolean;
  close(): void;
  onClose(listener: () => void): void;
}

function doorOf(root: string, workbook: string, alive: string): Door {
  let closed = false;
  const listeners: (() => void)[] = [];
  return {
    root,
    workbook,
    alive,
    isClosed: () => closed,
    close() {
      if (closed) return;
      closed = true;
      for (const listener of listeners) listener();
    },
    onClose: (listener) => void listeners.push(listener),
  };
}

export const ownDoor = (workbook: string): Door => doorOf('/api', workbook, '/api/workbooks');

export function partnerDoor(secret: string): Door {
  const root = `/p/${encodeURIComponent(secret)}/api`;
  return doorOf(root, HERE, `${root}/workbooks/${HERE}`);
}

/** Of the machine itself, for what is about no workbook in particular. */
const SHELF = ownDoor('');
/** The server's word for access that has ended; see http/partner.ts. */
export const ENDED = 'share.ended';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function request(
  door: Door,
  method: Method,
  path: string,
  body?: unknown,
  session?: string,
): Promise<unknown> {
  if (door.isClosed()) throw new ApiError(0, ENDED, 'This sheet is no longer shared with you.');
  const response = await fetch(`${door.root}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      // Who does it, so that it is a step of their own undo.
      ...(session !== undefined && { 'X-Session': session }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError(
      0,
      'offline',
      'The program that holds this workbook does not answer. Is it still running?',
    );
  });
  const text = await response.text();
  const data: unknown = text === '' ? null : JSON.parse(text);
  if (response.ok) return data;
  const problem = problemWire.safeParse(data);
  const said = problem.success ? problem.data : undefined;
  if (said?.code === ENDED) door.close();
  throw new ApiError(
    response.status,
    said?.code ?? 'unknown',
    said?.detail ?? said?.title ?? 'Something went wrong.',
  );
}

const anything = z.unknown();
const runResult = z.object({ result: anything });

export interface Replacement {
  readonly text: string;
  readonly by: string;
  readonly matchCase: boolean;
  readonly wholeCell: boolean;
  readonly within?: readonly RangeWire[];
}
export type FilterChoice =
  | { readonly hidden: readonly string[] }
  | { readonly shown: readonly string[] }
  | { readonly condition: string; readonly value: string };

/** What a format sets; a key at its default takes the look away. */
export type Look = FormatWire & { readonly numberFormat?: '' | '@' | '#,##0.00' | '0.00%' | 'yyyy-mm-dd' };
export type MergeKind = 'all' | 'rows' | 'columns';

export type Api = ReturnType<typeof apiOf>;

export async function listWorkbooks() {
  return workbookListWire.parse(await request(SHELF, 'GET', '/workbooks')).workbooks;
}
export async function createWorkbook(title: string) {
  return workbookWire.parse(await request(SHELF, 'POST', '/workbooks', { title }));
}
export async function deleteWorkbook(id: string): Promise<void> {
  await request(SHELF, 'DELETE', `/workbooks/${encodeURIComponent(id)}`);
}

export async function startSession(door: Door, user: string | null) {
  const path = `/workbooks/${encodeURIComponent(door.workbook)}/sessions`;
  return sessionWire.parse(
    await request(door, 'POST', path, { wait: false, ...(user !== null && { user }) }),
  );
}

export async function readWorkbook(door: Door) {
  const path = `/workbooks/${encodeURIComponent(door.workbook)}`;
  return workbookWire.parse(await request(door, 'GET', path));
}

/** Calls about one workbook, as one session. */
export function apiOf(door: Door, session: string) {
  const { workbook } = door;
  const base = `/workbooks/${encodeURIComponent(workbook)}`;
  const own = `${base}/sessions/${session}`;
  const sheet = (id: number): string => `${base}/sheets/${id}`;
  const asked = (method: Method, path: string, body?: unknown): Promise<unknown> =>
    request(door, method, path, body, session);
  const shape = async (answer: Promise<unknown>) => shapeWire.parse(await answer);
  return {
    eventsUrl: `${door.root}${own}/events`,
    frameUrl: (frame: string) => `/frame/${encodeURIComponent(workbook)}/${encodeURIComponent(frame)}`,
    csvUrl: (id: number) => `${door.root}${sheet(id)}/csv`,
    rename: async (title: string) => workbookWire.parse(await request(door, 'PATCH', base, { title })),
    copy: async () => workbookWire.parse(await request(door, 'POST', `${base}/copy`, {})),
    resetDemo: async () => workbookWire.parse(await request(door, 'POST', `${base}/demo`, {})),

    undo: async (id: number) =>
      steppedWire.parse(await request(door, 'POST', `${base}/undo`, { session, sheet: id })),
    redo: async (id: number) =>
      steppedWire.parse(await request(door, 'POST', `${base}/redo`, { session, sheet: id })),

    shape: (id: number) => shape(request(door, 'GET', sheet(id))),
    addSheet: () => shape(asked('POST', `${base}/sheets`, {})),
    changeSheet: (
      id: number,
      change: {
        name?: string;
        index?: number;
        hidden?: boolean;
        frozenRows?: number;
        frozenColumns?: number;
      },
    ) => shape(asked('PATCH', sheet(id), change)),
    deleteSheet: async (id: number) => workbookWire.parse(await asked('DELETE', sheet(id))),
    duplicateSheet: (id: number) => shape(asked('POST', `${sheet(id)}/copy`, {})),
    move: (id: number, axis: 'rows' | 'columns', at: number, count: number, to: number) =>
      shape(asked('POST', `${sheet(id)}/${axis}/move`, { at, count, to })),
    insert: (id: number, axis: 'rows' | 'columns', at: number, count: number) =>
      shape(asked('POST', `${sheet(id)}/${axis}/insert`, { at, count })),
    remove: (id: number, axis: 'rows' | 'columns', at: number, count: number) =>
      shape(asked('POST', `${sheet(id)}/${axis}/delete`, { at, count })),
    hide: (id: number, axis: 'rows' | 'columns', at: number, count: number, hidden: boolean) =>
      shape(asked('POST', `${sheet(id)}/${axis}/hide`, { at, count, hidden })),
    width: (id: number, at: number, count: number, pixels: number) =>
      shape(asked('POST', `${sheet(id)}/columns/width`, { at, count, pixels })),

    rows: async (id: number, from: number, count: number) =>
      blockWire.parse(await request(door, 'GET', `${sheet(id)}/rows?from=${from}&count=${count}`)),
    edit: async (id: number, row: number, column: number, values: readonly (readonly (string | null)[])[]) =>
      editResultWire.parse(
        await request(door, 'POST', `${sheet(id)}/edits`, { session, row, column, values, wait: false }),
      ),
    clear: async (id: number, ranges: readonly RangeWire[]) =>
      editResultWire.parse(
        await request(door, 'POST', `${sheet(id)}/clear`, { session, ranges, wait: false }),
      ),
    find: async (id: number, text: string, row: number, column: number, back: boolean) =>
      foundWire.parse(
        await request(
          door,
          'GET',
          `${sheet(id)}/find?${new URLSearchParams({ text, row: `${row}`, column: `${column}`, back: `${back}` })}`,
        ),
      ),
    summary: async (id: number, ranges: readonly RangeWire[]) =>
      summaryWire.parse(await request(door, 'POST', `${sheet(id)}/summary`, { ranges })),

    replace: async (id: number, wanted: Replacement) =>
      replacedWire.parse(await asked('POST', `${sheet(id)}/replace`, wanted)),
    sort: (id: number, column: number, ascending: boolean, range?: RangeWire) =>
      shape(asked('POST', `${sheet(id)}/sort`, { column, ascending, ...(range && { range }) })),
    /** With the range of the filter that is there, all its rows show again. */
    makeFilter: (id: number, range?: RangeWire) =>
      shape(asked('PUT', `${sheet(id)}/filter`, { ...(range && { range }) })),
    dropFilter: (id: number) => shape(asked('DELETE', `${sheet(id)}/filter`)),
    filterValues: async (id: number, column: number, search: string) =>
      distinctWire.parse(
        await request(
          door,
          'GET',
          `${sheet(id)}/filter/values?${new URLSearchParams({ column: `${column}`, search })}`,
        ),
      ),
    chooseValues: (id: number, column: number, choice: FilterChoice) =>
      shape(asked('PUT', `${sheet(id)}/filter/columns/${column}`, choice)),

    format: (id: number, ranges: readonly RangeWire[], format: Look) =>
      shape(asked('PUT', `${sheet(id)}/format`, { ranges, format })),
    merge: (id: number, range: RangeWire, kind: MergeKind) =>
      shape(asked('POST', `${sheet(id)}/merge`, { range, kind })),
    unmerge: (id: number, range: RangeWire) => shape(asked('POST', `${sheet(id)}/unmerge`, { range })),

    select: (selection: SelectionWire) => request(door, 'PUT', `${own}/selection`, selection),
    runMenu: (name: string) => request(door, 'POST', `${own}/menu`, { function: name }),
    run: async (name: string, args: readonly unknown[]) =>
      runResult.parse(await request(door, 'POST', `${own}/run`, { function: name, args })).result,
    answer: (question: string, answer: AnswerWire) =>
      request(door, 'POST', `${own}/questions/${question}`, answer),
  };
}
