/** A small add-on that uses what the page must show: menus, a sidebar, questions, a toast, an edit trigger. */

const CODE = `
function onOpen() {
  const ui = SpreadsheetApp.getUi();
  ui.createMenu('Shipsheet')
    .addItem('Show Panel', 'showPanel')
    .addItem('Ask', 'askMe')
    .addSeparator()
    .addSubMenu(ui.createMenu('Orders').addItem('Hold', 'hold').addItem('Fail', 'fail'))
    .addToUi();
}
function onEdit(e) {
  if (e.value === 'break') throw new Error('onEdit broke.');
  if (e.range.getColumn() !== 1 || e.range.getRow() === 1) return;
  const old = e.oldValue === undefined ? 'none' : e.oldValue;
  e.range.getSheet().getRange(e.range.getRow(), 6).setValue(e.range.getA1Notation() + ' was ' + old);
}
function showPanel() {
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('panel').setTitle('Orders panel'));
}
function askMe() {
  const ui = SpreadsheetApp.getUi();
  const button = ui.alert('Lock Down', 'Lock down 12 orders?', ui.ButtonSet.YES_NO);
  const answer = ui.prompt('Reason', 'Why?', ui.ButtonSet.OK_CANCEL);
  SpreadsheetApp.getActiveSpreadsheet().toast(button + ', because ' + answer.getResponseText(), 'Done');
}
function hold() { SpreadsheetApp.getActiveSheet().getRange('G1').setValue('held'); }
function fail() { throw new Error('No orders are selected.'); }
function whoAndWhere(name) {
  return {
    name,
    user: Session.getActiveUser().getEmail(),
    selected: SpreadsheetApp.getActiveRange().getA1Notation(),
    rows: SpreadsheetApp.getActiveSheet().getLastRow(),
  };
}
`;

const PANEL = `<!doctype html>
<html>
  <head><title>Panel</title></head>
  <body>
    <button id="ask">Who and where</button>
    <button id="fail">Fail</button>
    <button id="date">Send a date</button>
    <button id="close">Close</button>
    <p id="out"></p>
    <script>
      const out = document.getElementById('out');
      const show = (text) => { out.textContent = text; };
      document.getElementById('ask').onclick = () =>
        google.script.run
          .withSuccessHandler((value, object) => show(object + JSON.stringify(value)))
          .withUserObject('answer ')
          .whoAndWhere('Ada');
      document.getElementById('fail').onclick = () =>
        google.script.run.withFailureHandler((error) => show(error.message)).fail();
      document.getElementById('date').onclick = () => {
        try { google.script.run.whoAndWhere(new Date(0)); } catch (error) { show(error.message); }
      };
      document.getElementById('close').onclick = () => google.script.host.close();
    </script>
  </body>
</html>
`;

/** Files for `startServer({ addon })`. */
export const STUB_ADDON = { 'Code.js': CODE, 'panel.html': PANEL } as const;
