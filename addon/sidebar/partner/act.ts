/** A button that works: while its act is under way nothing can be pressed twice; why it failed stands below it. */
import { CallError } from '../call.ts';
import { announce, fill, h } from '../dom.ts';
import { type ButtonKind, busy, button, problem } from '../widgets/basics.ts';
import type { IconName } from '../widgets/icon.ts';

/** Something is to be filled in first: nothing was sent. */
export class NotReady extends CallError {
  /** Where the person goes on; null where there is no such field. */
  readonly at: HTMLElement | null;
  constructor(message: string, at: HTMLElement | null) {
    super('form.not-ready', message);
    this.at = at;
  }
}

export interface Act {
  readonly label: string;
  /** What is read out where many buttons have the same label. */
  readonly name?: string;
  /** Shown meanwhile: "Sharing…". */
  readonly doing: string;
  /** Refuses with a CallError. */
  run(): Promise<void>;
  readonly kind?: ButtonKind;
  readonly picture?: IconName;
  /** Beside the sentence of a refusal: what a person can try. */
  help?(error: unknown): HTMLElement | null;
  /** Shut while it is under way: the fields that it sends. */
  readonly shut?: HTMLElement;
}

export interface ActButton {
  readonly element: HTMLElement;
  /** As if it had been pressed; nothing while it is under way. */
  go(): void;
}

export function act(options: Act): ActButton {
  const { label, doing, kind, picture, shut } = options;
  const place = h('div', { class: 'act' });
  const said = h('div', {});
  let running = false;
  const draw = (): HTMLButtonElement => {
    const press = button(label, go, kind, picture);
    if (options.name !== undefined) press.setAttribute('aria-label', options.name);
    fill(place, press);
    return press;
  };
  const work = async (): Promise<void> => {
    running = true;
    fill(said);
    fill(place, busy(doing));
    announce(doing);
    if (shut !== undefined) shut.inert = true;
    try {
      await options.run();
      end();
    } catch (error) {
      end();
      fill(said, problem(error), options.help?.(error) ?? null);
      if (error instanceof NotReady) error.at?.focus();
      // In a low panel it may stand below the edge, where nobody would look.
      said.scrollIntoView({ block: 'nearest' });
    }
  };
  const end = (): void => {
    running = false;
    if (shut !== undefined) shut.inert = false;
    const held = place.contains(document.activeElement);
    const press = draw();
    if (held) press.focus({ preventScroll: true });
  };
  const go = (): void => {
    if (!running) void work();
  };
  draw();
  return { element: h('div', {}, place, said), go };
}
