/** Server functions that preview, apply and record runs. */
import { answerTo, type PlanContext } from '../../shared/actions/action.ts';
import { INTENT_ACTIONS } from '../../shared/actions/index.ts';
import { brokenLink, lostRuns, recordActivity, settleActivity } from '../../shared/plan/activity.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { currentLease, releaseLease } from '../../shared/plan/lease.ts';
import * as engine from '../../shared/plan/run.ts';
import type { Options } from '../../shared/plan/types.ts';
import { hasSegments, idsOf, refreshSegments } from '../../shared/segment/refresh.ts';
import { filterTest } from '../../shared/segment/scope.ts';
import { keepMembers } from '../../shared/segment/store.ts';
import { ACTIVITY } from '../../shared/tabs/tabs.ts';
import type { Api } from '../api.ts';
import { openBook } from '../book/open-book.ts';
import { restoreLooks } from '../setup/looks.ts';
import { setUp } from '../setup/set-up.ts';
import { labelOf, orderAction } from './actions.ts';
import { readRuns, rememberUndone } from './activity.ts';
import { clearAnswered } from './notes.ts';
import { readSettings } from './settings.ts';

/** Rows of a failure file that one call gives. */
const FAILURES_A_CALL = 5000;

export const runs = (
  book: Book,
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
): Pick<Api, 'preview' | 'apply' | 'failures' | 'applyPart' | 'readColumns' | 'setAside'> => ({
  preview({ action, scope, options, resume }) {
    const made = action === 'repair' ? [...setUp(spreadsheet), ...restoreLooks(spreadsheet)] : [];
    const shown = engine.preview(
      made.length > 0 ? openBook(SpreadsheetApp) : book,
      orderAction(action),
      readSettings(book),
      scope,
      complete(book, action, options),
      resume ?? newRunId(book),
    );
    const activity = action === 'repair' ? activityState(book, options) : { notices: [], questions: [] };
    const notices = [...made, ...activity.notices];
    return {
      ...shown,
      questions: [...shown.questions, ...activity.questions],
      notices: [...notices.map((text) => ({ level: 'info' as const, text })), ...shown.notices],
    };
  },
  apply({ action, scope, options, runId, now, sums }) {
    let members: string[] | null = null;
    const planned = ({ campaign }: PlanContext): void => {
      // Later parts of a run find fewer orders in the segment: its members are those of the beginning.
      if (scope.segment !== undefined && scope.rule !== undefined && engine.partsSoFar(book, runId) === 0)
        members = idsOf(campaign, filterTest(scope.rule, campaign, book, now));
    };
    const asked = { scope, options: complete(book, action, options), runId, now, sums, planned };
    const progress = engine.apply(book, orderAction(action), readSettings(book), asked);
    if (scope.segment !== undefined && members !== null) keepMembers(book, scope.segment, members);
    if (progress.result !== null && hasSegments(book)) refreshSegments(book);
    if (action === 'undo' && progress.result !== null) rememberUndone(book, String(asked.options.runId));
    if (scope.base === 'requests' && progress.result !== null) clearAnswered(spreadsheet, book);
    return progress;
  },
  failures: ({ action, scope, options, from }) =>
    engine.failures(
      book,
      orderAction(action),
      readSettings(book),
      scope,
      complete(book, action, options),
      from,
      FAILURES_A_CALL,
    ),
  readColumns: ({ tab, columns, from, count }) => {
    const name = tab as Parameters<Book['read']>[0];
    const table = book.read(name, columns, { from, count });
    return {
      n: table.n,
      columns: columns.map((column) => [...(table.columns.get(column) ?? [])]),
      missing: [...table.missing],
    };
  },
  applyPart: ({ action, options, runId, now, sums, which, intents, last, counts }) => {
    const request = { options, runId, now, sums, which, intents, last, counts };
    const settings = readSettings(book);
    const run = INTENT_ACTIONS[action];
    if (run === undefined)
      throw new Refused(
        'action.unknown',
        `There is no file action ${action}. Reload the spreadsheet and try again.`,
      );
    const progress = run(book, settings, request);
    if (progress.result !== null && hasSegments(book)) refreshSegments(book);
    return progress;
  },
  setAside: ({ runId }) => {
    const lease = currentLease(book);
    if (lease?.runId === runId) {
      const counts = { change: engine.partsSoFar(book, runId), already: 0, left: 0, decide: 0 };
      const which = 'The rest of this run was set aside; what it had written stays and can be undone';
      recordActivity(book, {
        runId,
        when: book.now(),
        who: book.user(),
        action: `${lease.label}: set aside`,
        which,
        counts,
      });
      releaseLease(book, runId);
    }
    return { ok: true };
  },
});

/** `R-20260301-102231-4f2a`: sorts by time, and two runs of one second differ. */
function newRunId(book: Book): string {
  const digits = book.now().replace(/\D/g, '');
  return `R-${digits.slice(0, 8)}-${digits.slice(8, 14)}-${Utilities.getUuid().slice(0, 4)}`;
}

/** Undo without a run means the last one that can be undone. */
function complete(book: Book, action: string, options: Options): Options {
  if (action !== 'undo' || (typeof options.runId === 'string' && options.runId !== '')) return options;
  const last = readRuns(book).find((run) => run.undoable && run.label !== labelOf('undo'));
  return { ...options, runId: last?.runId ?? '' };
}

/**
 * Repair Sheets also looks whether Activity was edited, or lost runs to Ctrl+Z or the version history (cases J26 to J28).
 * An answer that keeps the sheet as it is holds at once.
 */
function activityState(
  book: Book,
  options: Options,
): {
  notices: string[];
  questions: { id: string; text: string; choices: { value: string; label: string }[]; answer: null }[];
} {
  const columns = ACTIVITY.columns.map((column) => column.name);
  const activity = book.read('Activity', columns);
  const lost = lostRuns(book, activity);
  if (lost.length > 0 && answerTo(options, 'lost') === 'keep') {
    settleActivity(book);
    return { notices: ['Activity goes on from here.'], questions: [] };
  }
  const broken = brokenLink(activity, book.property('activity-hash') ?? '');
  const notices =
    broken < 0 || (lost.length > 0 && broken === activity.n)
      ? []
      : [`Activity was edited by hand at row ${broken + 2}: its chain of hashes is broken there.`];
  if (lost.length === 0) return { notices, questions: [] };
  const which = lost.slice(0, 5).join('; ') + (lost.length > 5 ? '; …' : '');
  const text = `${lost.length === 1 ? 'A run is' : `${lost.length} runs are`} missing from this file (${which}): taken back with Ctrl+Z, deleted from Activity, or lost with an earlier version that was restored. To get back what is missing press Ctrl+Y, or use File, Version history.`;
  const choices = [{ value: 'keep', label: 'Go on with the sheet as it is' }];
  return { notices, questions: [{ id: 'lost', text, choices, answer: null }] };
}
