/**
 * Older layouts (case J30): each step brings a spreadsheet from one version to the next. The version stands in the
 * document properties; a spreadsheet from before versions were written down is 1. A step makes only what came with its
 * version: a tab of an earlier one that is missing was deleted, and must not quietly come back empty. Steps leave a
 * person's own tabs and columns alone, and running one twice changes nothing the second time.
 */
import { tabOf } from '../../shared/tabs/headers.ts';
import { completeTab } from './set-up.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Properties = Pick<GoogleAppsScript.Properties.Properties, 'getProperty' | 'setProperty'>;

const PROPERTY = 'layout';

export interface Migration {
  /** The version that this step makes. */
  readonly to: number;
  /** Answers what it made, as sentences. */
  readonly run: (spreadsheet: Spreadsheet) => string[];
}

/** In order, one a version. A step that was released is never changed: a further one follows it. */
const MIGRATIONS: readonly Migration[] = [
  {
    to: 2,
    run: (spreadsheet) => [
      ...completeTab(spreadsheet, tabOf('Segments')),
      ...completeTab(spreadsheet, tabOf('Segment members')),
    ],
  },
];

/** The layout of a spreadsheet; 1 where none was written down, or where the property was damaged. */
function layoutOf(properties: Properties): number {
  const version = Number(properties.getProperty(PROPERTY) ?? '');
  return Number.isInteger(version) && version >= 1 ? version : 1;
}

/** Whether a step is missing. */
export function isOlder(properties: Properties, steps: readonly Migration[] = MIGRATIONS): boolean {
  return steps.some(({ to }) => layoutOf(properties) < to);
}

/**
 * Brings an older layout up to this version, step by step; answers what was made. The version is written after each
 * step, so that one that was cut off is done again. A layout of a newer add-on is left alone.
 */
export function migrate(
  spreadsheet: Spreadsheet,
  properties: Properties,
  steps: readonly Migration[] = MIGRATIONS,
): string[] {
  const made: string[] = [];
  for (const { to, run } of steps) {
    if (layoutOf(properties) >= to) continue;
    made.push(...run(spreadsheet));
    properties.setProperty(PROPERTY, String(to));
  }
  return made;
}
