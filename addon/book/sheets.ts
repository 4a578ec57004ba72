/** Finds the tabs: by name, or by the mark that set-up left on a tab that was renamed. */
import { TAB_MARK } from '../../shared/tabs/headers.ts';
import { TABS, type TabName } from '../../shared/tabs/tabs.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The tab of this name; else the one tab that was renamed from it. A copy of a tab carries the mark too, so two are none. */
export function findSheet(spreadsheet: Spreadsheet, tab: TabName): Sheet | null {
  const named = spreadsheet.getSheetByName(tab);
  if (named !== null) return named;
  const marked: Sheet[] = [];
  for (const mark of spreadsheet.createDeveloperMetadataFinder().withKey(TAB_MARK).withValue(tab).find()) {
    const sheet = mark.getLocation().getSheet();
    // Under the name of another tab of ours it is that one.
    if (sheet !== null && TABS.every((other) => other.name !== sheet.getName())) marked.push(sheet);
  }
  const [only] = marked;
  return only !== undefined && marked.length === 1 ? only : null;
}

/** Which tab of ours this sheet is; null for a person's own. */
export function tabNameOf(spreadsheet: Spreadsheet, sheet: Sheet): TabName | null {
  const named = TABS.find((tab) => tab.name === sheet.getName());
  if (named !== undefined) return named.name;
  const mark = sheet.getDeveloperMetadata().find((found) => found.getKey() === TAB_MARK);
  const tab = TABS.find(({ name }) => name === mark?.getValue());
  const found = tab === undefined ? null : findSheet(spreadsheet, tab.name);
  return tab !== undefined && found?.getSheetId() === sheet.getSheetId() ? tab.name : null;
}

/** Leaves the mark by which the tab is found after it was renamed. */
export function markTab(sheet: Sheet, tab: TabName): void {
  if (sheet.getDeveloperMetadata().every((mark) => mark.getKey() !== TAB_MARK))
    sheet.addDeveloperMetadata(TAB_MARK, tab);
}
