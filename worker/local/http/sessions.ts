/** Who is looking at a workbook now, and what the add-on has shown them. */

import { randomUUID } from 'node:crypto';
import type { Workbook } from '../core/types.ts';
import type { Scripts, Session, Shown } from './ports.ts';
import { Problem } from './problem.ts';
import type { AnswerWire, MenuWire, SelectionWire, UiWire } from './wire.ts';

export const DEFAULT_USER = 'creator@example.com';
/** The session of programs that do not make one. */
export const DEFAULT_SESSION = 'default';
/** Pages shown by the add-on that are kept: a sidebar and its dialogs for each open page. */
const FRAMES_KEPT = 40;
/** Sessions kept; the one that was quiet longest goes first. */
const SESSIONS_KEPT = 200;

type Listener = (event: UiWire) => void;

interface Seat {
  readonly session: Session;
  readonly listeners: Set<Listener>;
  readonly menus: Map<string, MenuWire>;
  /** Events that a page which connects late must still see: open questions. */
  readonly open: Map<string, UiWire>;
  /** Answers given in advance, for runs without a browser. */
  readonly answers: AnswerWire[];
  selection: SelectionWire | undefined;
}

export interface Sessions {
  start(user: string): Session;
  /** The session with this id; 404 where there is none. `default` always is. */
  get(id: string): Session;
  end(id: string): void;
  listen(id: string, listener: Listener): () => void;
  /** Shows something to a session's pages. */
  say(id: string, event: UiWire): void;
  /** Events that bring a page up to date: menus and open questions. */
  catchUp(id: string): UiWire[];
  select(id: string, selection: SelectionWire): void;
  selection(id: string): SelectionWire | undefined;
  /** Gives answers to the next questions of a session, so that a program needs no browser. */
  prepareAnswers(id: string, answers: readonly AnswerWire[]): void;
  menus(id: string): MenuWire[];
  frame(name: string): string | undefined;
  close(): void;
}

/** `withDefault: false`: only sessions that were started are there. */
export function createSessions(
  workbook: Workbook,
  scripts: Scripts,
  { withDefault = true }: { readonly withDefault?: boolean } = {},
): Sessions {
  const seats = new Map<string, Seat>();
  const frames = new Map<string, string>();

  const seat = (id: string): Seat => {
    const found = seats.get(id);
    if (found) {
      seats.delete(id);
      seats.set(id, found);
      return found;
    }
    if (id === DEFAULT_SESSION && withDefault) return add({ id, user: DEFAULT_USER });
    throw new Problem(404, 'session.unknown', 'This session has ended. Load the page again.');
  };
  const add = (session: Session): Seat => {
    const made: Seat = {
      session,
      listeners: new Set(),
      menus: new Map(),
      open: new Map(),
      answers: [],
      selection: undefined,
    };
    seats.set(session.id, made);
    for (const [id, old] of seats) {
      if (seats.size <= SESSIONS_KEPT) break;
      if (old.listeners.size === 0 && id !== DEFAULT_SESSION) end(id);
    }
    return made;
  };
  const end = (id: string): void => {
    const gone = seats.get(id);
    if (!gone) return;
    seats.delete(id);
    scripts.forget(gone.session);
    workbook.history.forget(id);
  };
  const keepFrame = (html: string): string => {
    const name = randomUUID();
    frames.set(name, html);
    for (const old of frames.keys()) {
      if (frames.size <= FRAMES_KEPT) break;
      frames.delete(old);
    }
    return name;
  };
  const toWire = (at: Seat, shown: Shown): UiWire => {
    switch (shown.type) {
      case 'menu':
        at.menus.set(shown.menu.label, shown.menu);
        return { type: 'menus', menus: [...at.menus.values()] };
      case 'sidebar':
        return { type: 'sidebar', title: shown.title, frame: keepFrame(shown.html) };
      case 'dialog': {
        const { html, ...rest } = shown;
        return { ...rest, frame: keepFrame(html) };
      }
      default:
        return shown;
    }
  };
  const off = scripts.onShow((id, shown) => {
    const at = seats.get(id);
    if (!at) return;
    if (shown.type === 'question') {
      const ready = at.answers.shift();
      if (ready) {
        scripts.answer(shown.id, ready);
        return;
      }
      at.open.set(shown.id, shown);
    }
    if (shown.type === 'question-gone') at.open.delete(shown.id);
    if (shown.type === 'selection') at.selection = shown.selection;
    const event = toWire(at, shown);
    for (const listener of at.listeners) listener(event);
  });

  return {
    start: (user) => add({ id: randomUUID(), user }).session,
    get: (id) => seat(id).session,
    end,
    listen(id, listener) {
      const at = seat(id);
      at.listeners.add(listener);
      return () => at.listeners.delete(listener);
    },
    say(id, event) {
      for (const listener of seats.get(id)?.listeners ?? []) listener(event);
    },
    catchUp(id) {
      const at = seat(id);
      return [{ type: 'menus', menus: [...at.menus.values()] }, ...at.open.values()];
    },
    select(id, selection) {
      // A page may still look at a sheet that a script has just deleted; that is no reason to refuse its next call.
      if (!workbook.sheets().some((sheet) => sheet.id === selection.sheetId)) return;
      const at = seat(id);
      at.selection = selection;
      scripts.select(at.session, selection);
    },
    selection: (id) => seat(id).selection,
    prepareAnswers(id, answers) {
      seat(id).answers.splice(0, Number.POSITIVE_INFINITY, ...answers);
    },
    menus: (id) => [...seat(id).menus.values()],
    frame: (name) => frames.get(name),
    close() {
      off();
      seats.clear();
    },
  };
}
