import { afterEach, expect, test } from 'vitest';
import {
  ScriptError,
  type ScriptHost,
  type ScriptHostOptions,
} from '../../../../worker/local/script/host.ts';
import { eventOf, hostOf, session } from './host.ts';

const open: ScriptHost[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((host) => host.close()));
});
async function script(code: string, options: Partial<ScriptHostOptions> = {}) {
  const host = await hostOf(code, options);
  open.push(host);
  return host;
}

test('calls a global function with its arguments and gives its result', async () => {
  const host = await script('function add(a, b) { return { sum: a.n + b, list: [a.n, b] }; }');
  expect(await host.run('add', [{ n: 2 }, 3], session)).toEqual({ sum: 5, list: [2, 3] });
});

test('each execution starts with fresh globals', async () => {
  const host = await script('let calls = 0; function count() { return ++calls; }');
  expect(await host.run('count', [], session)).toBe(1);
  expect(await host.run('count', [], session)).toBe(1);
});

test('arguments and cell values are made of the lists, objects and dates of the script itself', async () => {
  const host = await script(`function realm(argument) {
    const sheet = SpreadsheetApp.getActiveSheet();
    sheet.getRange('A1').setValue('2026-03-01');
    const values = sheet.getDataRange().getValues();
    return [argument instanceof Object, argument.list instanceof Array, values instanceof Array,
      values[0] instanceof Array, values[0][0] instanceof Date];
  }`);
  expect(await host.run('realm', [{ list: [] }], session)).toEqual([true, true, true, true, true]);
});

test('a script sees ECMAScript and the services, and nothing of Node or a browser', async () => {
  const host = await script(`function see() {
    return ['process', 'require', 'setTimeout', 'fetch', 'URL', 'TextEncoder', 'crypto', 'atob', 'Buffer', 'WebAssembly',
      'structuredClone', 'queueMicrotask', 'shipsheetScriptServices'].filter((name) => name in globalThis)
      .concat(typeof Map, typeof Intl, typeof SpreadsheetApp, typeof console.log);
  }`);
  expect(await host.run('see', [], session)).toEqual(['function', 'object', 'object', 'function']);
});

test('refuses unknown functions, private ones, and what JavaScript itself brings', async () => {
  const host = await script('function helper_() { return 1; } const arrow = () => 1;');
  for (const name of ['missing', 'helper_', 'parseInt', 'SpreadsheetApp']) {
    await expect(host.run(name, [], session)).rejects.toThrow(`Script function not found: ${name}`);
  }
});

test('arguments hold no date and no function', async () => {
  const host = await script('function take() {}');
  await expect(host.run('take', [new Date()], session)).rejects.toThrow('illegal value in property: 0');
  await expect(host.run('take', [1, { a: [() => 1] }], session)).rejects.toThrow(
    'illegal value in property: 1.a[0]',
  );
});

test('a result that holds a date fails, nothing and null are null, undefined fields go', async () => {
  const host = await script(`function date() { return { rows: [[new Date()]] }; }
    function nothing() {}
    function fields() { return { a: undefined, b: [undefined], c: NaN }; }`);
  await expect(host.run('date', [], session)).rejects.toThrow('not a supported return type');
  expect(await host.run('nothing', [], session)).toBeNull();
  expect(await host.run('fields', [], session)).toEqual({ b: [null], c: null });
});

test('an error keeps its name, message and place in the script', async () => {
  const host = await script("function fail() { throw new RangeError('too far'); }");
  const error = await host.run('fail', [], session).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ScriptError);
  expect(error).toMatchObject({ name: 'RangeError', message: 'too far' });
  expect(error).toHaveProperty('scriptStack', expect.stringContaining('Code.gs:1'));
});

test('a script that cannot be parsed fails with the reason', async () => {
  const host = await script('function (');
  await expect(host.run('any', [], session)).rejects.toThrow(/Function statements require a function name/);
});

test('an endless loop is stopped, and its locks are free again', async () => {
  const host = await script(
    `function forever() { LockService.getDocumentLock().waitLock(10); for (;;) {} }
     function free() { return LockService.getDocumentLock().tryLock(0); }`,
    { limits: { executionMs: 300 } },
  );
  await expect(host.run('forever', [], session)).rejects.toThrow('Exceeded maximum execution time');
  expect(await host.run('free', [], session)).toBe(true);
});

test('a script that sleeps is stopped too', async () => {
  const host = await script('function nap() { Utilities.sleep(200000); }', { limits: { executionMs: 100 } });
  await expect(host.run('nap', [], session)).rejects.toThrow('Exceeded maximum execution time');
});

test('closing the host ends what runs and starts nothing more', async () => {
  const host = await script("function wait() { SpreadsheetApp.getUi().alert('Stay'); }");
  const running = host.run('wait', [], session);
  const ended = expect(running).rejects.toThrow('The workbook is closed');
  await eventOf(host, 'ask');
  await host.close();
  await ended;
  await expect(host.run('wait', [], session)).rejects.toThrow('The workbook is closed');
});

test('a spare thread that was made before runs the next call', async () => {
  const host = await script('function one() { return 1; }', { warm: true });
  expect(await host.run('one', [], session)).toBe(1);
  expect(await host.run('one', [], session)).toBe(1);
});

test('a lock makes a second execution wait until the first has ended', async () => {
  const host = await script(`function hold() {
      LockService.getDocumentLock().waitLock(1000);
      SpreadsheetApp.getUi().alert('Holding');
      SpreadsheetApp.getActiveSheet().getRange('A1').setValue('first');
    }
    function impatient() { return LockService.getDocumentLock().tryLock(1); }
    function patient() {
      SpreadsheetApp.getActiveSpreadsheet().toast('asking');
      LockService.getDocumentLock().waitLock(20000);
      return SpreadsheetApp.getActiveSheet().getRange('A1').getValue();
    }`);
  const first = host.run('hold', [], session);
  const { dialogId } = await eventOf(host, 'ask');
  expect(await host.run('impatient', [], session)).toBe(false);
  const second = host.run('patient', [], { ...session, id: 's2' });
  await eventOf(host, 'toast');
  host.answer(dialogId, 'OK');
  await first;
  expect(await second).toBe('first');
});

test('waitLock says so when the lock stays taken', async () => {
  const host =
    await script(`function hold() { LockService.getScriptLock().waitLock(1); SpreadsheetApp.getUi().alert(''); }
    function late() { LockService.getScriptLock().waitLock(5); }`);
  const first = host.run('hold', [], session);
  const { dialogId } = await eventOf(host, 'ask');
  await expect(host.run('late', [], session)).rejects.toThrow(
    'Lock timeout: another process was holding the lock',
  );
  host.answer(dialogId, 'OK');
  await first;
});

test('a user may not run more than the limit at the same time, another user may', async () => {
  const host = await script(
    "function ask() { SpreadsheetApp.getUi().alert('?'); } function one() { return 1; }",
    {
      limits: { concurrent: 1 },
    },
  );
  const first = host.run('ask', [], session);
  const { dialogId } = await eventOf(host, 'ask');
  await expect(host.run('one', [], session)).rejects.toThrow('too many scripts running simultaneously');
  expect(await host.run('one', [], { id: 's2', user: 'other@example.com' })).toBe(1);
  host.answer(dialogId, 'OK');
  await first;
  expect(await host.run('one', [], session)).toBe(1);
});

test('50,000 rows of 14 columns are read and written in two calls, within seconds', async () => {
  const host = await script(`function big() {
    const sheet = SpreadsheetApp.getActiveSheet();
    sheet.insertRowsAfter(sheet.getMaxRows(), 50000 - sheet.getMaxRows());
    const range = sheet.getRange(1, 1, 50000, 14);
    range.setNumberFormat('@');
    const rows = [];
    for (let r = 0; r < 50000; r++) rows.push(Array.from({ length: 14 }, (_, c) => 'r' + r + 'c' + c));
    range.setValues(rows);
    const back = range.getValues();
    return [back.length, back[49999][13]];
  }`);
  const start = performance.now();
  expect(await host.run('big', [], session)).toEqual([50000, 'r49999c13']);
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(host.counters()).toEqual({ reads: 1, writes: 1, readCells: 700_000, writtenCells: 700_000 });
  host.resetCounters();
  expect(host.counters().reads).toBe(0);
});
