/** The text of a filter, with what cannot be read underlined at its place, and a suggestion to click. */
import './filter-text.css';
import type { FilterError, ParsedFilter } from '../../../shared/segment/filter.ts';
import { parseFilter } from '../../../shared/segment/parse.ts';
import { announce, fill, h, uid } from '../dom.ts';
import { button } from './basics.ts';

export interface FilterText {
  readonly element: HTMLElement;
  readonly input: HTMLTextAreaElement;
  /** Writes the text without telling `changed`. */
  set(text: string): void;
  parsed(): ParsedFilter;
  /** Points at a piece of a text that reads well but names something that is not there. */
  mark(about: string, message: string): void;
}

export interface FilterTextOptions {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  /** Each change by a person, with what the text means now. */
  changed(text: string, parsed: ParsedFilter): void;
}

export function filterText(options: FilterTextOptions): FilterText {
  const under = h('div', { class: 'filter-under', 'aria-hidden': 'true' });
  const said = h('div', { class: 'filter-said', id: uid() });
  const input = h('textarea', {
    rows: 1,
    id: uid(),
    value: options.value,
    spellcheck: 'false',
    autocapitalize: 'off',
    placeholder: options.placeholder ?? 'country:US stage:"Ready to ship"',
    'aria-describedby': said.id,
    on: {
      input: () => {
        const parsed = parseFilter(input.value);
        show(parsed);
        options.changed(input.value, parsed);
      },
    },
  });

  const show = (parsed: ParsedFilter): void => draw(parsed.ok ? null : parsed.error);
  const draw = (error: FilterError | null): void => {
    const text = input.value;
    // A blank field is not wrong yet.
    const wrong = text.trim() === '' ? null : error;
    if (wrong === null) {
      input.removeAttribute('aria-invalid');
      fill(under, text);
      fill(said);
    } else {
      input.setAttribute('aria-invalid', 'true');
      const end = wrong.at + wrong.length;
      // At the end of the text there is nothing to underline but a blank.
      fill(
        under,
        text.slice(0, wrong.at),
        h('mark', {}, text.slice(wrong.at, end) || '\u00a0\u00a0'),
        text.slice(end),
      );
      const { suggestion } = wrong;
      fill(
        said,
        h('p', { class: 'wrong', role: 'status' }, wrong.message),
        suggestion === null ? null : button(`Use ${suggestion}`, () => accept(wrong, suggestion), 'link'),
      );
    }
    grow();
  };
  const accept = (error: FilterError, suggestion: string): void => {
    const text = input.value;
    input.value = text.slice(0, error.at) + suggestion + text.slice(error.at + error.length);
    const parsed = parseFilter(input.value);
    show(parsed);
    input.focus();
    input.selectionStart = input.selectionEnd = error.at + suggestion.length;
    announce(`Now ${input.value}`);
    options.changed(input.value, parsed);
  };
  const grow = (): void => {
    input.style.height = 'auto';
    // Not laid out yet: the style sheet's own height does.
    if (input.scrollHeight > 0) input.style.height = `${input.scrollHeight + 2}px`;
  };
  show(parseFilter(input.value));
  // Once it stands in the page it can be measured.
  requestAnimationFrame(grow);
  return {
    input,
    element: h(
      'div',
      { class: 'field' },
      h('label', { for: input.id }, options.label),
      h('div', { class: 'filter-box' }, under, input),
      said,
    ),
    set(text) {
      if (input.value === text) return;
      input.value = text;
      show(parseFilter(text));
    },
    parsed: () => parseFilter(input.value),
    mark(about, message) {
      const at = Math.max(0, input.value.indexOf(about));
      draw({ at, length: about.length, message, suggestion: null });
    },
  };
}
