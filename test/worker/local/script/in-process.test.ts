import { expect, test } from 'vitest';
import { createPropertyStore } from '../../../../worker/local/script/properties.ts';
import { inProcess } from './in-process.ts';

test('questions are answered by the function that is given, and throw without one', () => {
  const asked: unknown[] = [];
  const { run } = inProcess({
    ask(question) {
      asked.push(question);
      return { button: 'CANCEL', text: '' };
    },
  });
  expect(run("return String(SpreadsheetApp.getUi().alert('Sure?'))")).toBe('CANCEL');
  expect(asked).toEqual([{ kind: 'alert', title: '', text: 'Sure?', buttons: 'OK' }]);
  expect(() => inProcess().run("SpreadsheetApp.getUi().alert('Sure?')")).toThrow(
    'Nothing answers a question',
  );
});

test('requests are answered by the function that is given', () => {
  const { run } = inProcess({
    fetch: ({ url }) => ({ status: 200, headers: [], body: new TextEncoder().encode(`of ${url}`) }),
  });
  expect(run("return UrlFetchApp.fetch('https://example.com/a').getContentText()")).toBe(
    'of https://example.com/a',
  );
});

test('properties can be shared with the test', () => {
  const properties = createPropertyStore();
  properties.set('document', 'prefix', 'KS');
  const { run } = inProcess({ properties });
  expect(run("return PropertiesService.getDocumentProperties().getProperty('prefix')")).toBe('KS');
});

test('the rules of simple triggers hold here too', () => {
  const { run } = inProcess({ simpleTrigger: true });
  expect(run('return Session.getActiveUser().getEmail()')).toBe('');
  expect(() => run('Session.getEffectiveUser().getEmail()')).toThrow(
    'Specified permissions are not sufficient',
  );
});

test('menus, sidebars and toasts are shown to the function that is given', () => {
  const shown: { type: string }[] = [];
  const { run } = inProcess({ show: (one) => shown.push(one), html: (name) => `<p>${name}</p>` });
  run(`const ui = SpreadsheetApp.getUi();
    ui.createMenu('M').addItem('A', 'a').addToUi();
    ui.showSidebar(HtmlService.createHtmlOutputFromFile('sidebar.html'));
    spreadsheet.toast('t');`);
  expect(shown.map(({ type }) => type)).toEqual(['menu', 'sidebar', 'toast']);
  expect(shown[1]).toMatchObject({ html: '<p>sidebar</p>' });
});
