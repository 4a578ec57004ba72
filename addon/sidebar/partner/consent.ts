/** Letting the worker make files in a Google account: agreed on a page of Google, in a window of its own. */
import { fill, h } from '../dom.ts';
import { busy, fold, message, problem } from '../widgets/basics.ts';
import { act } from './act.ts';
import { linkOut } from './link.ts';

export interface ConsentOptions {
  /** The address at which an account agrees; good for ten minutes. */
  ask(): Promise<string>;
  /** Looks who has agreed by now; "" for nobody. */
  look(): Promise<string>;
  /** It has agreed. */
  agreed(): void;
}

export function consent(options: ConsentOptions): HTMLElement {
  const place = h('div', {});
  const ask = async (): Promise<void> => {
    fill(place, busy('Asking for Google’s page…'));
    try {
      const link = linkOut('Agree at Google…', await options.ask(), 'secondary');
      fill(place, link ?? message('error', 'The worker gave no address that can be opened.'));
    } catch (error) {
      fill(
        place,
        problem(error, () => void ask()),
      );
    }
  };
  const said = h('div', { 'aria-live': 'polite' });
  const look = act({
    label: 'I have agreed',
    doing: 'Looking…',
    run: async () => {
      fill(said);
      if ((await options.look()) !== '') return options.agreed();
      fill(
        said,
        message('warning', 'Not yet. Press “Agree at Google…” and allow it there, then look again.'),
      );
      await ask();
    },
  });
  void ask();
  return h(
    'div',
    { class: 'under-choice' },
    h(
      'p',
      { class: 'help' },
      'You agree once, on a page of Google. The worker sees only files that it makes.',
    ),
    place,
    look.element,
    said,
    fold(
      'Does Google refuse?',
      h(
        'div',
        { class: 'narrow' },
        h(
          'p',
          { class: 'help' },
          'Your organisation may allow only some programs. Ask its administrator to allow Shipsheet’s worker, use another account, or make the spreadsheet yourself.',
        ),
      ),
      false,
    ),
  );
}
