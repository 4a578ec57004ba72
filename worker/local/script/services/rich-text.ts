import type { Context } from './context.ts';
import { badParameters, only } from './only.ts';

/** Text without styles: what this product needs rich text for is text that begins with `=` and stays text. */
export function richText(context: Context, text: string): object {
  const value: object = only('RichTextValue', {
    getText: () => text,
    getStartIndex: () => 0,
    getEndIndex: () => text.length,
    getLinkUrl: () => null,
    getRuns: () => [value],
    copy: () => richTextBuilder(context, text),
  });
  return context.known.remember(value, 'richText', text);
}

export function richTextBuilder(context: Context, start = ''): object {
  let text = start;
  const builder: object = only('RichTextValueBuilder', {
    setText(value: unknown): object {
      text = String(value);
      return builder;
    },
    build: () => richText(context, text),
  });
  return builder;
}

/** The text of an argument that must be a RichTextValue. */
export function readRichText(context: Context, value: unknown, method: string): string {
  const text = context.known.recall(value, 'richText');
  if (text === undefined) throw badParameters(method, [value]);
  return text;
}
