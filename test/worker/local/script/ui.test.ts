import { afterEach, expect, test } from 'vitest';
import type { ScriptHost, ScriptHostOptions } from '../../../../worker/local/script/host.ts';
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

test('onOpen puts up a menu with items, separators and submenus', async () => {
  const host = await script(`function onOpen(e) {
    const ui = SpreadsheetApp.getUi();
    ui.createAddonMenu().addItem('Lock Down' + e.authMode, 'lockDown').addSeparator()
      .addSubMenu(ui.createMenu('Tools').addItem('Check', 'check')).addToUi();
  }`);
  await host.open(session);
  expect(host.events).toEqual([
    {
      sessionId: 's1',
      type: 'menu',
      menu: {
        label: 'Shipsheet',
        entries: [
          { type: 'item', label: 'Lock DownLIMITED', functionName: 'lockDown' },
          { type: 'separator' },
          {
            type: 'submenu',
            label: 'Tools',
            entries: [{ type: 'item', label: 'Check', functionName: 'check' }],
          },
        ],
      },
    },
  ]);
});

test('a script without triggers opens and is edited in silence', async () => {
  const host = await script('function other() {}');
  await host.open(session);
  await host.edit(session, { sheetId: 0, range: { row: 0, column: 0, rows: 1, columns: 1 } });
  expect(host.events).toEqual([]);
});

test('onEdit learns what was edited, and may put it back', async () => {
  const host = await script(`function onEdit(e) {
    const { range, value, oldValue, source, authMode, user } = e;
    range.setNote([range.getA1Notation(), value, oldValue, source.getName(), authMode, user.getEmail()].join('|'));
    if (oldValue !== undefined) range.setValue(oldValue);
  }`);
  const cell = { row: 1, column: 2, rows: 1, columns: 1 };
  host.workbook.write(0, 1, 2, [['new']], 'USER');
  await host.edit(session, { sheetId: 0, range: cell, value: 'new', oldValue: 'old' });
  expect(host.workbook.values(0, cell)).toEqual([['old']]);
  expect(host.workbook.notes(0, cell)).toEqual([['C2|new|old|Campaign|LIMITED|']]);
});

test('the event of a pasted block has neither value nor oldValue', async () => {
  const host = await script(
    `function onEdit(e) { SpreadsheetApp.getActive().toast(Object.keys(e).sort().join()); }`,
  );
  await host.edit(session, { sheetId: 0, range: { row: 0, column: 0, rows: 2, columns: 1 } });
  expect(await eventOf(host, 'toast')).toMatchObject({ text: 'authMode,range,source,user' });
});

test.each([
  ["UrlFetchApp.fetch('http://localhost/')", 'UrlFetchApp.fetch'],
  ["SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('x'))", 'Ui.showSidebar'],
  ["SpreadsheetApp.getUi().showModalDialog(HtmlService.createHtmlOutput('x'), 't')", 'Ui.showModalDialog'],
  ['Session.getEffectiveUser().getEmail()', 'Session.getEffectiveUser'],
])('a simple trigger may not call %s', async (call, name) => {
  const host = await script(`function onEdit() { ${call}; } function onOpen() { ${call}; }`);
  const message = `Specified permissions are not sufficient to call ${name}.`;
  await expect(host.open(session)).rejects.toThrow(message);
  const range = { row: 0, column: 0, rows: 1, columns: 1 };
  await expect(host.edit(session, { sheetId: 0, range })).rejects.toThrow(message);
});

test('a simple trigger is stopped after its own, shorter time', async () => {
  const host = await script('function onOpen() { for (;;) {} }', { limits: { triggerMs: 100 } });
  await expect(host.open(session)).rejects.toThrow('Exceeded maximum execution time');
});

test('a menu item knows who runs it', async () => {
  const host = await script(`function who() {
    return [Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail(), Session.getScriptTimeZone()];
  }`);
  expect(await host.run('who', [], session)).toEqual([
    'maker@example.com',
    'maker@example.com',
    'Europe/Berlin',
  ]);
});

test('a sidebar and a dialog come with title, html and size', async () => {
  const files: Record<string, string> = { panel: '<p>Panel</p>' };
  const host = await script(
    `function show() {
      const ui = SpreadsheetApp.getUi();
      ui.showSidebar(HtmlService.createHtmlOutputFromFile('panel').append('<b>!</b>').setTitle('Lock Down'));
      ui.showModalDialog(HtmlService.createHtmlOutput('<i>d</i>').setWidth(300).setHeight(200), 'Import');
      ui.showModelessDialog(HtmlService.createHtmlOutput('m'), 'Log');
    }`,
    { html: (name) => files[name] },
  );
  await host.run('show', [], session);
  expect(host.events).toEqual([
    { sessionId: 's1', type: 'sidebar', title: 'Lock Down', html: '<p>Panel</p><b>!</b>' },
    {
      sessionId: 's1',
      type: 'dialog',
      modal: true,
      title: 'Import',
      html: '<i>d</i>',
      width: 300,
      height: 200,
    },
    { sessionId: 's1', type: 'dialog', modal: false, title: 'Log', html: 'm', width: 600, height: 400 },
  ]);
  host.closeSidebar('s1');
  expect(host.events.at(-1)).toEqual({ sessionId: 's1', type: 'sidebar-closed' });
});

test('a file that is not there is named', async () => {
  const host = await script("function show() { HtmlService.createHtmlOutputFromFile('nothing'); }");
  await expect(host.run('show', [], session)).rejects.toThrow('No HTML file named nothing was found.');
});

test('a template sees its properties and the functions of the script', async () => {
  const host = await script(
    `function shout(text) { return text.toUpperCase(); }
     function page() {
       const template = HtmlService.createTemplateFromFile('page');
       template.names = ['a<b', 'c'];
       return template.evaluate().getContent();
     }`,
    { html: () => '<? for (const name of names) { ?><li><?= name ?>|<?!= shout(name) ?></li><? } ?>' },
  );
  expect(await host.run('page', [], session)).toBe('<li>a&lt;b|A<B</li><li>c|C</li>');
});

test('an alert stops the script until somebody answers, with buttons of its set', async () => {
  const host = await script(`function ask() {
    const ui = SpreadsheetApp.getUi();
    const answer = ui.alert('Lock down?', '1,143 orders', ui.ButtonSet.YES_NO);
    return [answer === ui.Button.YES, String(answer)];
  }`);
  const running = host.run('ask', [], session);
  const asked = await eventOf(host, 'ask');
  expect(asked.question).toEqual({
    kind: 'alert',
    title: 'Lock down?',
    text: '1,143 orders',
    buttons: 'YES_NO',
  });
  expect(host.questions('s1')).toEqual([{ dialogId: asked.dialogId, question: asked.question }]);
  expect(host.answer(asked.dialogId, 'YES')).toBe(true);
  expect(await running).toEqual([true, 'YES']);
  expect(host.answer(asked.dialogId, 'NO')).toBe(false);
  expect(host.questions('s1')).toEqual([]);
});

test('a prompt gives the text that was typed', async () => {
  const host = await script(`function ask() {
    const answer = SpreadsheetApp.getUi().prompt('Order ID?');
    return [answer.getSelectedButton() === SpreadsheetApp.getUi().Button.OK, answer.getResponseText()];
  }`);
  const running = host.run('ask', [], session);
  const { dialogId, question } = await eventOf(host, 'ask');
  expect(question).toEqual({ kind: 'prompt', title: '', text: 'Order ID?', buttons: 'OK_CANCEL' });
  host.answer(dialogId, 'OK', 'KS-12');
  expect(await running).toEqual([true, 'KS-12']);
});

test('a question whose script is stopped is taken away', async () => {
  const host = await script("function ask() { SpreadsheetApp.getUi().alert('?'); }", {
    limits: { executionMs: 200 },
  });
  const running = host.run('ask', [], session);
  const ended = expect(running).rejects.toThrow('Exceeded maximum execution time');
  const { dialogId } = await eventOf(host, 'ask');
  await ended;
  expect(host.events.at(-1)).toEqual({ sessionId: 's1', type: 'asked', dialogId });
  expect(host.answer(dialogId, 'OK')).toBe(false);
});

test('toasts and changes of the selection reach the session that runs the script', async () => {
  const host = await script(`function go() {
    const made = SpreadsheetApp.getActive().insertSheet('Orders');
    made.getRange('B2:C3').activate();
    SpreadsheetApp.getActive().toast('Done', 'Shipsheet', 3);
    return SpreadsheetApp.getActiveRange().getA1Notation();
  }`);
  expect(await host.run('go', [], { ...session, id: 's9' })).toBe('B2:C3');
  const sheetId = host.workbook.sheetByName('Orders')?.id;
  expect(host.events).toEqual([
    { sessionId: 's9', type: 'selection', selection: { sheetId, ranges: [] } },
    {
      sessionId: 's9',
      type: 'selection',
      selection: { sheetId, ranges: [{ row: 1, column: 1, rows: 2, columns: 2 }] },
    },
    { sessionId: 's9', type: 'toast', title: 'Shipsheet', text: 'Done', seconds: 3 },
  ]);
});

test('the selection of a sheet that is gone is the first visible sheet', async () => {
  const host = await script('function where() { return SpreadsheetApp.getActiveSheet().getName(); }');
  const selection = { sheetId: 4711, ranges: [{ row: 9, column: 9, rows: 1, columns: 1 }] };
  expect(await host.run('where', [], { ...session, selection })).toBe('Sheet1');
});

test('console and Logger reach the log with their function and session', async () => {
  const lines: unknown[] = [];
  const host = await script(
    "function talk() { console.warn('n = %s', 5, { a: 1 }); Logger.log({ b: [2] }); }",
    {
      log: (line) => lines.push(line),
    },
  );
  await host.run('talk', [], session);
  expect(lines).toEqual([
    { level: 'warn', text: 'n = 5', sessionId: 's1', functionName: 'talk' },
    { level: 'info', text: '{"b":[2]}', sessionId: 's1', functionName: 'talk' },
  ]);
});

test('a listener can stop listening', async () => {
  const host = await script("function hi() { SpreadsheetApp.getActive().toast('hi'); }");
  const heard: unknown[] = [];
  const off = host.on((event) => heard.push(event));
  await host.run('hi', [], session);
  off();
  await host.run('hi', [], session);
  expect(heard).toHaveLength(1);
  expect(host.events).toHaveLength(2);
});
