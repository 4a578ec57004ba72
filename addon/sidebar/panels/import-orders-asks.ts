/** What a file leaves open, as a question with its choices. */
import { type LayoutAsk, ORDER_FIELDS } from '../../../shared/source/layout.ts';

export function askWords(
  ask: LayoutAsk,
  header: readonly string[],
): { question: string; choices: { value: string; label: string }[] } {
  if (ask.kind === 'column') {
    return {
      question: `Which column is “${ORDER_FIELDS[ask.field]}”?`,
      choices: [
        ...ask.columns.map((column) => ({
          value: String(column),
          label: `${header[column] ?? ''} (column ${column + 1})`,
        })),
        { value: '-1', label: 'None of them' },
      ],
    };
  }
  const column = header[ask.column] ?? '';
  if (ask.kind === 'day-order') {
    return {
      question: `${column} holds ${ask.sample}. What comes first?`,
      choices: [
        { value: 'dmy', label: 'The day' },
        { value: 'mdy', label: 'The month' },
      ],
    };
  }
  return {
    question: `${column} holds ${ask.sample}. What parts the cents?`,
    choices: [
      { value: '.', label: 'The point' },
      { value: ',', label: 'The comma' },
    ],
  };
}
