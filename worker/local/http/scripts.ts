/** The script host as the HTTP app uses it. */

import type { ScriptEvent, ScriptHost, ScriptSession } from '../script/host.ts';
import type { Scripts, Session, Shown } from './ports.ts';
import type { SelectionWire } from './wire.ts';

function shownOf(event: ScriptEvent): Shown {
  switch (event.type) {
    case 'ask': {
      const { kind, title, text, buttons } = event.question;
      return { type: 'question', id: event.dialogId, kind, title, text, buttons };
    }
    case 'asked':
      return { type: 'question-gone', id: event.dialogId };
    case 'selection': {
      const { sheetId, ranges } = event.selection;
      return { type: 'selection', selection: { sheetId, ranges: ranges.map((range) => ({ ...range })) } };
    }
    case 'menu':
      return { type: 'menu', menu: { label: event.menu.label, entries: [...event.menu.entries] } };
    case 'sidebar':
    case 'dialog':
    case 'toast':
    case 'sidebar-closed': {
      const { sessionId: _, ...shown } = event;
      return shown;
    }
  }
}

export function scriptsOf(host: ScriptHost): Scripts {
  const selections = new Map<string, SelectionWire>();
  const seen = (session: Session): ScriptSession => {
    const selection = selections.get(session.id);
    return { ...session, ...(selection && { selection }) };
  };
  return {
    open: (session) => host.open(seen(session)),
    edit: (session, edit) => host.edit(seen(session), edit),
    run: (session, name, args) => host.run(name, args, seen(session)),
    answer: (question, { button, text }) => host.answer(question, button, text),
    select: (session, selection) => void selections.set(session.id, selection),
    forget: (session) => void selections.delete(session.id),
    onShow: (listener) =>
      host.on((event) => {
        // A script that activates a cell goes on from there in its next run.
        if (event.type === 'selection' && event.selection.ranges.length > 0) {
          const { sheetId, ranges } = event.selection;
          selections.set(event.sessionId, { sheetId, ranges: [...ranges] });
        }
        listener(event.sessionId, shownOf(event));
      }),
    counters: () => host.counters(),
    resetCounters: () => host.resetCounters(),
    close: () => host.close(),
  };
}
