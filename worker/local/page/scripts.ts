/** What the add-on asks the page to show. */

import type { AnswerWire, MenuWire, UiWire } from '../http/wire.ts';
import { type Api, ApiError } from './lib/api.ts';
import { openPanelDialog, type PanelHost, type Sidebar } from './parts/sidebar.ts';
import { ask, type Choice, tell } from './ui/dialog.ts';
import { toast } from './ui/toast.ts';

type Question = Extract<UiWire, { type: 'question' }>;
type Button = AnswerWire['button'];

const CHOICES: Readonly<Record<Question['buttons'], readonly Choice<Button>[]>> = {
  OK: [{ value: 'OK', label: 'OK', primary: true }],
  OK_CANCEL: [
    { value: 'CANCEL', label: 'Cancel' },
    { value: 'OK', label: 'OK', primary: true },
  ],
  YES_NO: [
    { value: 'NO', label: 'No' },
    { value: 'YES', label: 'Yes', primary: true },
  ],
  YES_NO_CANCEL: [
    { value: 'CANCEL', label: 'Cancel' },
    { value: 'NO', label: 'No' },
    { value: 'YES', label: 'Yes', primary: true },
  ],
};

/** A menu item that takes longer says that it runs. */
const SLOW_MS = 700;

export interface ScriptActions {
  readonly panel: PanelHost;
  menus(menus: readonly MenuWire[]): void;
  select(selection: Extract<UiWire, { type: 'selection' }>['selection']): void;
}

export interface ScriptUi {
  show(event: UiWire): void;
  run(functionName: string, label: string): Promise<void>;
}

export function createScriptUi(api: Api, sidebar: Sidebar, actions: ScriptActions): ScriptUi {
  const asking = new Map<string, AbortController>();

  const question = async (event: Question): Promise<void> => {
    const gone = new AbortController();
    asking.set(event.id, gone);
    const answer = await ask<Button>({
      title: event.title,
      ...(event.kind === 'alert' ? { text: event.text } : { input: { value: '', label: event.text } }),
      choices: CHOICES[event.buttons],
      signal: gone.signal,
    });
    asking.delete(event.id);
    if (gone.signal.aborted) return;
    try {
      await api.answer(event.id, { button: answer?.value ?? 'CLOSE', text: answer?.text ?? '' });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message, { loud: true });
    }
    actions.panel.focusSheet();
  };

  return {
    show(event) {
      switch (event.type) {
        case 'menus':
          actions.menus(event.menus);
          return;
        case 'sidebar':
          sidebar.open(api.frameUrl(event.frame), event.title);
          return;
        case 'sidebar-closed':
          sidebar.close();
          return;
        case 'dialog':
          openPanelDialog(actions.panel, api.frameUrl(event.frame), event);
          return;
        case 'question':
          if (!asking.has(event.id)) void question(event);
          return;
        case 'question-gone':
          asking.get(event.id)?.abort();
          return;
        case 'toast':
          toast(event.text, { title: event.title, seconds: event.seconds });
          return;
        case 'selection':
          actions.select(event.selection);
          return;
        case 'script-error':
          toast(event.message, { title: `${event.functionName} failed`, seconds: 10, loud: true });
      }
    },
    async run(functionName, label) {
      let busy: { close(): void } | undefined;
      const timer = setTimeout(() => {
        busy = toast(`${label.replace(/\s*(\.{3}|…)$/, '')} is running ...`, { seconds: -1 });
      }, SLOW_MS);
      try {
        await api.runMenu(functionName);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        await tell(`${label} could not be run`, error.message);
      } finally {
        clearTimeout(timer);
        busy?.close();
      }
    },
  };
}
