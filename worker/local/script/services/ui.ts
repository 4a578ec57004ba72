import type { Answer, ButtonSet, Menu, MenuEntry } from '../backend.ts';
import type { Context, HtmlParts } from './context.ts';
import { badParameters, type EnumValue, enumeration, only } from './only.ts';
import { needs } from './permission.ts';

const BUTTONS = enumeration('Ui.Button', ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']);
const BUTTON_SETS = enumeration('Ui.ButtonSet', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']);
const SETS: readonly ButtonSet[] = ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL'];

/** Google's size of a dialog that names none, in pixels. */
const DIALOG = { width: 600, height: 400 } as const;

export function createUi(context: Context): object {
  const { backend } = context;
  const html = (value: unknown, method: string): HtmlParts => {
    const parts = context.known.recall(value, 'html');
    if (parts === undefined) throw badParameters(method, [value]);
    return parts;
  };
  /** alert and prompt take (text), (text, buttons) or (title, text, buttons). */
  const ask = (kind: 'alert' | 'prompt', args: readonly unknown[]): Answer => {
    const last = args.at(-1);
    const set = SETS.find((name) => BUTTON_SETS[name] === last);
    const texts = (set === undefined ? args : args.slice(0, -1)).map(String);
    if (texts.length < 1 || texts.length > 2) throw badParameters(`Ui.${kind}`, args);
    const [first = '', second] = texts;
    return backend.ask({
      kind,
      title: second === undefined ? '' : first,
      text: second ?? first,
      buttons: set ?? (kind === 'prompt' ? 'OK_CANCEL' : 'OK'),
    });
  };
  const dialog = (modal: boolean, method: string) => (content: unknown, title: unknown) => {
    needs(backend, method, 'script.container.ui');
    const parts = html(content, method);
    backend.show({
      type: 'dialog',
      modal,
      title: String(title ?? parts.title),
      html: parts.content,
      width: parts.width ?? DIALOG.width,
      height: parts.height ?? DIALOG.height,
    });
  };
  const me: object = only('Ui', {
    Button: BUTTONS,
    ButtonSet: BUTTON_SETS,
    createMenu: (caption: unknown) => menu(context, String(caption)),
    createAddonMenu: () => menu(context, backend.about().addonName),
    alert: (...args: unknown[]): EnumValue => BUTTONS[ask('alert', args).button],
    prompt(...args: unknown[]): object {
      const answer = ask('prompt', args);
      return only('PromptResponse', {
        getSelectedButton: () => BUTTONS[answer.button],
        getResponseText: () => answer.text,
      });
    },
    showSidebar(content: unknown): void {
      needs(backend, 'Ui.showSidebar', 'script.container.ui');
      const parts = html(content, 'Ui.showSidebar');
      backend.show({ type: 'sidebar', title: parts.title, html: parts.content });
    },
    showModalDialog: dialog(true, 'Ui.showModalDialog'),
    showModelessDialog: dialog(false, 'Ui.showModelessDialog'),
  });
  return me;
}

function menu(context: Context, label: string): object {
  const entries: MenuEntry[] = [];
  const built: Menu = { label, entries };
  const me: object = only('Menu', {
    addItem(caption: unknown, functionName: unknown): object {
      entries.push({ type: 'item', label: String(caption), functionName: String(functionName) });
      return me;
    },
    addSeparator(): object {
      entries.push({ type: 'separator' });
      return me;
    },
    addSubMenu(sub: unknown): object {
      const found = context.known.recall(sub, 'menu');
      if (found === undefined) throw badParameters('Menu.addSubMenu', [sub]);
      entries.push({ type: 'submenu', ...found });
      return me;
    },
    addToUi: () => context.backend.show({ type: 'menu', menu: built }),
  });
  return context.known.remember(me, 'menu', built);
}
