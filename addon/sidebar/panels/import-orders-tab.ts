/** A tab of this spreadsheet as a source: the responses of a Google Form, most likely. */

import { hash53 } from '../../../shared/plan/hash.ts';
import { layoutKey } from '../../../shared/source/layout.ts';
import { recogniseReport, reportKnows } from '../../../shared/source/recognise.ts';
import type { OpenedReport } from '../../../shared/source/report-file.ts';
import { TAB_NAMES } from '../../../shared/tabs/tabs.ts';
import type { Call } from '../call.ts';
import { refusalWords } from '../file-words.ts';
import { tableOfTab } from '../read-file.ts';
import { tabChoice } from '../widgets/tab-choice.ts';

const OURS: ReadonlySet<string> = new Set(TAB_NAMES);

export interface OpenedTab {
  readonly name: string;
  /** The same for the same rows. */
  readonly hash: string;
  readonly opened: OpenedReport;
  readonly hiddenRows: number;
}

/** The tabs that are not the product's own. */
export function orderTabs(call: Call, take: (tab: OpenedTab) => void): HTMLElement {
  return tabChoice({
    call,
    leaveOut: OURS,
    none: 'There is no other tab. In Google Forms choose Responses, Link to Sheets, and this spreadsheet.',
    help: 'Survey answers of a Google Form, for example.',
    take({ name, rows, hiddenRows }) {
      const table = tableOfTab(name, rows, reportKnows);
      if (!table.ok) return `${name}: ${refusalWords(table)}`;
      const candidates = recogniseReport(table.header, table.rows.slice(0, 200)).map((layout) => ({
        layout,
        parts: [layout],
      }));
      const parts = [{ name, table, bytes: null, choice: {} }];
      take({
        name,
        hash: `${hash53(JSON.stringify(rows)).toString(36)}-${rows.length.toString(36)}`,
        opened: { ok: true, parts, candidates, key: layoutKey(table.header) },
        hiddenRows,
      });
      return null;
    },
  });
}
