/** The questions that an import asks for a whole file. */
import type { PlanBuilder } from '../../plan/builder.ts';
import { answerTo, counted, type PlanContext } from '../action.ts';
import { type IncomingOrder, SURVEY_QUESTION } from './incoming.ts';
import { STATE_CHOICES } from './states.ts';

/** The questions of a file: unknown states first, then which side counts. */
export function ask(
  builder: PlanBuilder,
  { campaign, options }: PlanContext,
  orders: readonly IncomingOrder[],
  counts: { readonly both: number; readonly older: boolean; readonly behind: boolean },
): void {
  const asked = new Set<string>();
  for (const order of orders) for (const id of order.asks) asked.add(id);
  const open = ({ orderId, asks }: IncomingOrder): boolean =>
    asks.includes(SURVEY_QUESTION) &&
    (campaign.facts.surveyAt[campaign.index.get(orderId) ?? -1] ?? '') === '';
  if (asked.delete(SURVEY_QUESTION) && orders.some(open)) {
    builder.question({
      id: SURVEY_QUESTION,
      text: 'The file knows no surveys. Are its orders complete as they stand, like those of a shop?',
      choices: [
        { value: 'complete', label: 'Yes: those with an address can be locked down' },
        { value: 'wait', label: 'No: they wait for an answer of the backer' },
      ],
      answer: answerTo(options, SURVEY_QUESTION),
    });
  }
  for (const id of [...asked].sort()) {
    const word = id.slice(id.indexOf(':') + 1);
    const sent = id.startsWith('sent:');
    builder.question({
      id,
      text: sent
        ? `What does “${word}” mean for shipping?`
        : word === ''
          ? 'The file does not say whether its orders are paid. What holds for them?'
          : `What does the payment state “${word}” mean?`,
      choices: sent ? SENT_CHOICES : word === '' ? [UNKNOWN_STATE, ...STATE_CHOICES] : STATE_CHOICES,
      answer: answerTo(options, id),
    });
  }
  if (counts.older) {
    builder.question({
      id: 'older',
      text: 'This file knows less than the sheet: it seems to be an older one. What shall it change?',
      choices: [
        { value: 'nothing', label: 'Nothing of orders that are there; only add new ones' },
        { value: 'forward', label: 'Also take payments, answers and shipping that the sheet does not know' },
        { value: 'newest', label: 'It is the newest file: take all but what would go back' },
      ],
      answer: answerTo(options, 'older') ?? 'nothing',
    });
  }
  const gone = counts.behind ? 0 : orders.filter(({ flags }) => flags.includes('gone')).length;
  if (gone > 0) {
    builder.question({
      id: 'vanished',
      text: `${counted(gone, 'order')} ${gone === 1 ? 'is' : 'are'} not in this file any more. What does that mean?`,
      choices: [
        { value: 'keep', label: 'They stay as they are' },
        { value: 'cancel', label: 'The backers have dropped out: cancel what has not shipped' },
      ],
      answer: answerTo(options, 'vanished'),
    });
  }
  if (counts.both > 0) {
    builder.question({
      id: 'both-changed',
      text: `${counted(counts.both, 'order')} changed in the file and in the sheet. Which one counts?`,
      choices: [
        { value: 'keep', label: 'The sheet' },
        { value: 'take', label: 'The file' },
      ],
      answer: answerTo(options, 'both-changed'),
    });
  }
}

const SENT_CHOICES = [
  { value: 'sent', label: 'Sent' },
  { value: 'not sent', label: 'Not sent' },
] as const;

/** Orders come with a blank Payment then, and wait for it at Lock Down. */
const UNKNOWN_STATE = { value: 'unknown', label: 'Not known yet: payments are recorded later' } as const;
