/** Opens the sidebar: one HTML page for all panels, told by its boot data which one it is. */
import type { Boot } from '../api.ts';

/** The page's HTML in the pasted bundle; null where HtmlService has the file. Set by the build. */
declare const __SIDEBAR__: string | null;

/** What the page's template holds where the boot data go. */
const MARK = '"__BOOT__"';

export function openPanel(boot: Boot, title: string): void {
  const html = __SIDEBAR__ ?? HtmlService.createHtmlOutputFromFile('sidebar').getContent();
  // JSON in a script: a closing tag inside a text would end the script.
  const data = JSON.stringify(boot).replace(/</g, '\\u003c');
  const page = HtmlService.createHtmlOutput(html.split(MARK).join(data)).setTitle(title);
  SpreadsheetApp.getUi().showSidebar(page);
}
