/** Opens the sidebar: the HTML page that has the panel's code, told by its boot data which panel it is. */
import { Refused } from '../../shared/plan/book.ts';
import { type Api, type Boot, isPanel, PANEL_PAGES } from '../api.ts';

/** The pages' HTML by name in the pasted bundle; null where HtmlService has the files. Set by the build. */
declare const __PAGES__: Readonly<Record<string, string>> | null;

/** What a page's template holds where the boot data go. */
const MARK = '"__BOOT__"';

export function openPanel(boot: Boot, title: string): void {
  const name = PANEL_PAGES[boot.panel];
  const html = __PAGES__?.[name] ?? HtmlService.createHtmlOutputFromFile(name).getContent();
  // JSON in a script: a closing tag inside a text would end the script.
  const data = JSON.stringify(boot).replace(/</g, '\\u003c');
  const page = HtmlService.createHtmlOutput(html.split(MARK).join(data)).setTitle(title);
  SpreadsheetApp.getUi().showSidebar(page);
}

/** Opens a panel that another panel asks for, so that a next step is one click away. */
export const showPanel: Api['openPanel'] = ({ panel, title, action, orders, segment, filter }) => {
  if (!isPanel(panel))
    throw new Refused('request.invalid', `There is no panel ${panel}. Reload the spreadsheet.`);
  openPanel(
    {
      panel,
      ...(action === undefined ? {} : { action }),
      ...(orders === undefined ? {} : { orders }),
      ...(segment === undefined ? {} : { segment }),
      ...(filter === undefined ? {} : { filter }),
    },
    title,
  );
  return { ok: true };
};
