/**
 * The add-on's own server code over the Apps Script services in this process: one execution a call, a workbook in
 * memory that people sort, paste and type into, and properties that last from call to call. The clock is Date's, so
 * that fake timers turn it.
 */
import { vi } from 'vitest';
import type { Answer, Api, ApiName } from '../../../addon/api.ts';
import { onEdit, serve } from '../../../addon/main.ts';
import type { Options, Preview, Progress, Scope } from '../../../shared/plan/types.ts';
import type { TabName } from '../../../shared/tabs/tabs.ts';
import type { GridRange, SheetInfo, Value, Workbook } from '../../../worker/local/core/types.ts';
import { createWorkbook } from '../../../worker/local/core/workbook.ts';
import { fillDemo } from '../../../worker/local/demo/fill.ts';
import type { Counters, Shown } from '../../../worker/local/script/backend.ts';
import { createInProcessBackend } from '../../../worker/local/script/in-process.ts';
import { createPropertyStore } from '../../../worker/local/script/properties.ts';
import { createScriptServices, type ScriptServices } from '../../../worker/local/script/services/index.ts';
import { type Literal, tablesOf } from '../../support/campaign.ts';

export const ALL: Scope = { base: 'all' };
const ANA = 'ana@example.com';

export type Row = Readonly<Record<string, string>>;

export interface TestSheet {
  readonly workbook: Workbook;
  /** The whole answer of the one door; `who` is the person. */
  ask(request: unknown, who?: string): Answer<unknown>;
  /** A server function; a refusal is thrown as `code: sentence`. */
  call<F extends ApiName>(fn: F, args: Parameters<Api[F]>[0], who?: string): ReturnType<Api[F]>;
  preview(action: string, options?: Options, scope?: Scope, who?: string): Preview;
  apply(action: string, shown: Preview, options?: Options, scope?: Scope, who?: string): Progress;
  /** Preview and apply in one; the whole run. */
  run(action: string, options?: Options, scope?: Scope, who?: string): Progress;
  /** Reads and writes of the last call. */
  counters(): Counters;
  sheet(tab: string): SheetInfo;
  header(tab: string): string[];
  /** The rows of a tab under its header as a person reads them; blank rows left out. */
  rows(tab: string): Row[];
  /** One cell by the key in the first column of ours. */
  cell(tab: TabName, key: string, column: string): string;
  /** The row number (from 0, header included) of a key. */
  rowOf(tab: TabName, key: string): number;
  columnOf(tab: string, header: string): number;
  note(tab: TabName, key: string, column: string): string;
  /** Puts a value in without any trigger, as a paste or the API does. */
  put(tab: TabName, key: string, column: string, value: Value): void;
  /** A person types into one cell: the value is parsed as typing is, and onEdit runs. */
  /** `toast` hears what is shown to the person. */
  type(
    tab: TabName,
    key: string,
    column: string,
    value: string,
    toast?: (text: string, title: string) => void,
  ): void;
  /** What is selected in a tab: ranges of rows, numbered as on screen (1 is the header). */
  select(tab: string, ...rows: readonly (readonly [from: number, to: number])[]): void;
  /** Services of a new execution, put on the global object. */
  execution(who?: string, show?: (shown: Shown) => void): ScriptServices;
  values(tab: string, range?: GridRange): Value[][];
}

/** A new workbook, set up, filled with the literal when there is one. */
export function testSheet(literal?: Literal): TestSheet {
  const workbook = createWorkbook({ id: 'file-1', title: 'Campaign', timeZone: 'Europe/Berlin' });
  const made = sheetOver(workbook);
  made.call('setUp', {});
  if (literal !== undefined) {
    fillDemo(workbook, tablesOf(literal));
    made.call('saveSettings', { campaignName: 'Test', prefix: 'A', lockDownDate: '', noNumberDays: 5 });
    made.call('setUp', {});
  }
  return made;
}

/** The same over a workbook that is there already. */
export function sheetOver(workbook: Workbook, properties = createPropertyStore()): TestSheet {
  let selection = { sheetId: workbook.sheets()[0]?.id ?? 0, ranges: [] as GridRange[] };
  let last: Counters = { reads: 0, writes: 0, readCells: 0, writtenCells: 0 };

  const execution: TestSheet['execution'] = (user = ANA, show = () => {}) => {
    const { backend, counters } = createInProcessBackend({ workbook, properties, user, selection, show });
    last = counters;
    const made = createScriptServices(backend);
    for (const [name, service] of Object.entries(made.services))
      if (name !== 'console') vi.stubGlobal(name, service);
    return made;
  };
  const ask: TestSheet['ask'] = (request, who) => {
    execution(who);
    // What comes through google.script.run is JSON.
    return JSON.parse(JSON.stringify(serve(JSON.parse(JSON.stringify(request))))) as Answer<unknown>;
  };
  const call: TestSheet['call'] = (fn, args, who) => {
    const answer = ask({ fn, args }, who) as Answer<ReturnType<Api[typeof fn]>>;
    if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.message}`);
    return answer.value;
  };
  const preview: TestSheet['preview'] = (action, options = {}, scope = ALL, who = ANA) =>
    call('preview', { action, scope, options }, who);
  const apply: TestSheet['apply'] = (action, shown, options = {}, scope = ALL, who = ANA) => {
    const { runId, now, hash, sums, which } = shown;
    return call('apply', { action, scope, options, runId, now, hash, sums, which }, who);
  };
  const sheet = (tab: string): SheetInfo => {
    const found = workbook.sheetByName(tab);
    if (found === undefined) throw new Error(`No tab ${tab}`);
    return found;
  };
  const whole = (tab: string): GridRange => {
    const { id } = sheet(tab);
    const { rows, columns } = workbook.contentSize(id);
    return { row: 0, column: 0, rows: Math.max(1, rows), columns: Math.max(1, columns) };
  };
  const header = (tab: string): string[] =>
    workbook.displayValues(sheet(tab).id, { ...whole(tab), rows: 1 })[0] ?? [];
  const columnOf = (tab: string, name: string): number => {
    const at = header(tab).indexOf(name);
    if (at < 0) throw new Error(`${tab} has no header ${name}`);
    return at;
  };
  const keyColumn = (tab: TabName): string => {
    const keys: Partial<Record<TabName, string>> = {
      Orders: 'Order ID',
      Shipments: 'Shipment ID',
      'Needs attention': 'Key',
      Channels: 'Channel',
      Products: 'SKU',
      Rewards: 'Platform ID',
      Activity: 'Run ID',
      Journal: 'Run ID',
    };
    return keys[tab] ?? '';
  };
  const rowOf = (tab: TabName, key: string): number => {
    const at = columnOf(tab, keyColumn(tab));
    const found = workbook.displayValues(sheet(tab).id, whole(tab)).findIndex((row) => row[at] === key);
    if (found < 0) throw new Error(`${tab} has no row ${key}`);
    return found;
  };
  const area = (tab: TabName, key: string, column: string): GridRange => ({
    row: rowOf(tab, key),
    column: columnOf(tab, column),
    rows: 1,
    columns: 1,
  });

  return {
    workbook,
    ask,
    call,
    preview,
    apply,
    run: (action, options, scope, who) =>
      apply(action, preview(action, options, scope, who), options, scope, who),
    counters: () => ({ ...last }),
    sheet,
    header,
    columnOf,
    rowOf,
    execution,
    rows(tab) {
      const [names = [], ...lines] = workbook.displayValues(sheet(tab).id, whole(tab));
      return lines
        .filter((line) => line.some((cell) => cell !== ''))
        .map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? ''])));
    },
    cell: (tab, key, column) => workbook.displayValues(sheet(tab).id, area(tab, key, column))[0]?.[0] ?? '',
    note: (tab, key, column) => workbook.notes(sheet(tab).id, area(tab, key, column))[0]?.[0] ?? '',
    put(tab, key, column, value) {
      const { row, column: at } = area(tab, key, column);
      workbook.write(sheet(tab).id, row, at, [[value]], 'RAW');
    },
    type(tab, key, column, value, toast) {
      const range = area(tab, key, column);
      const { id } = sheet(tab);
      const old = workbook.values(id, range)[0]?.[0] ?? null;
      workbook.write(id, range.row, range.column, [[value === '' ? null : value]], 'USER');
      const facts = { sheetId: id, range, ...(old === null ? {} : { oldValue: String(old) }) };
      const heard = (shown: Shown): void => {
        if (shown.type === 'toast') toast?.(shown.text, shown.title);
      };
      const event: unknown = execution(undefined, heard).editEvent(
        value === '' ? facts : { ...facts, value },
      );
      onEdit(event as GoogleAppsScript.Events.SheetsOnEdit);
    },
    select(tab, ...rows) {
      const { id, columnCount } = sheet(tab);
      selection = {
        sheetId: id,
        ranges: rows.map(([from, to]) => ({
          row: from - 1,
          column: 0,
          rows: to - from + 1,
          columns: columnCount,
        })),
      };
    },
    values: (tab, range) => workbook.values(sheet(tab).id, range ?? whole(tab)),
  };
}
