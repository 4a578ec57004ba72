/** Modal boxes: questions of the page and of the add-on. The browser's own dialog keeps the focus inside. */

import { el } from '../lib/el.ts';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly primary?: boolean;
}

interface Question<T extends string> {
  readonly title: string;
  readonly text?: string;
  /** Given: a line to type into, with what it holds at first. */
  readonly input?: { readonly value: string; readonly label: string };
  readonly body?: HTMLElement;
  readonly choices: readonly Choice<T>[];
  /** Closes without an answer. */
  readonly signal?: AbortSignal;
  readonly wide?: boolean;
}

/** Asks; undefined where it was dismissed (Escape, or the signal). */
export function ask<T extends string>(
  question: Question<T>,
): Promise<{ value: T; text: string } | undefined> {
  return new Promise((resolve) => {
    const input = question.input && el('input', { type: 'text', value: question.input.value });
    const buttons = question.choices.map((choice) =>
      el(
        'button',
        {
          type: choice.primary ? 'submit' : 'button',
          class: choice.primary ? 'button primary' : 'button',
          value: choice.value,
          onclick: (event) => {
            event.preventDefault();
            finish(choice.value);
          },
        },
        choice.label,
      ),
    );
    const dialog = el(
      'dialog',
      { class: question.wide ? 'box wide' : 'box', 'aria-label': question.title || 'Message' },
      el(
        'form',
        { method: 'dialog' },
        question.title !== '' && el('h2', {}, question.title),
        question.text !== undefined && el('p', { class: 'box-text' }, question.text),
        question.input && el('label', { class: 'box-input' }, question.input.label, input),
        question.body,
        el('div', { class: 'box-buttons' }, ...buttons),
      ),
    );
    let done = false;
    const finish = (value: T | undefined): void => {
      if (done) return;
      done = true;
      dialog.close();
      dialog.remove();
      resolve(value === undefined ? undefined : { value, text: input?.value ?? '' });
    };
    dialog.addEventListener('close', () => finish(undefined));
    question.signal?.addEventListener('abort', () => finish(undefined));
    document.body.append(dialog);
    dialog.showModal();
    if (input) {
      input.focus();
      input.select();
    } else dialog.querySelector<HTMLElement>('.primary')?.focus();
  });
}

/** A yes-or-no question; false also when dismissed. */
export async function confirm(title: string, text: string, yes: string): Promise<boolean> {
  const answer = await ask({
    title,
    text,
    choices: [
      { value: 'no', label: 'Cancel' },
      { value: 'yes', label: yes, primary: true },
    ],
  });
  return answer?.value === 'yes';
}

export async function tell(title: string, text: string): Promise<void> {
  await ask({ title, text, choices: [{ value: 'ok', label: 'OK', primary: true }] });
}
