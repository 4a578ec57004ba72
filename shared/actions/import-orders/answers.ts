/**
 * Survey answers for orders that are there: an open order takes items and address, a locked one the address alone
 * while it is not finalized. Nothing is added: an answer of nobody's is a row that fits no order.
 */
import * as z from 'zod/mini';
import { countryCode } from '../../address/countries.ts';
import { accounts } from '../../order/accounts.ts';
import type { Campaign } from '../../order/campaign.ts';
import { countryFrozen } from '../../order/country-frozen.ts';
import {
  firstRefusal,
  frozen,
  notAllShipped,
  notCancelled,
  nothingPushed,
  type Refusal,
  sameUnits,
} from '../../order/guards.ts';
import { parseItems } from '../../order/items.ts';
import { CONTENT_COLUMNS, formatRowCheck, keyHash, parseRowCheck } from '../../order/row-check.ts';
import { type PlanBuilder, planBuilder } from '../../plan/builder.ts';
import { isReasonCode, type ReasonCode } from '../../plan/reasons.ts';
import type { Cell } from '../../tabs/table.ts';
import { answerTo, type IntentAction, isTexts, NOTHING_SENT, type PlanContext } from '../action.ts';
import { actionInfo } from '../info.ts';
import { acceptedContent, movedText } from './accepted.ts';

/** What an answer can say of an order, in the order of its values. */
const ANSWER_FIELDS = [
  'Items',
  'Name',
  'Address 1',
  'Address 2',
  'City',
  'State/Province',
  'Postal code',
  'Country',
  'Phone',
  'Tax ID',
] as const;
type AnswerField = (typeof ANSWER_FIELDS)[number];

const answerShape = z.object({
  /** "" when the row fits no order. */
  orderId: z.string(),
  /** Row number in the file or tab. */
  line: z.number(),
  /** When it was given, `2026-03-01 10:22:31Z`; "" where that is not known. */
  at: z.string(),
  /** In the order of ANSWER_FIELDS; null: the form does not ask, or was left blank there. */
  values: z.custom<(string | null)[]>((given) => isTexts(given, ANSWER_FIELDS.length, true)),
  refusal: z.nullable(
    z.object({
      code: z.custom<ReasonCode>(isReasonCode),
      detail: z.string(),
    }),
  ),
});
export type Answer = z.infer<typeof answerShape>;

/** Subjects are the rows of answers. Options: `answers`. */
export const importAnswers: IntentAction<Answer> = {
  info: actionInfo('import-answers'),
  words: { button: 'Take', done: 'Took', noun: 'answer', sends: NOTHING_SENT },
  reads: () => ({ Orders: [...CONTENT_COLUMNS, 'Phone', 'Tax ID', 'Finalized at'] }),
  parse: (raw) => raw.map((intent) => z.parse(answerShape, intent)),
  keys: (answers) => answers.map(({ orderId }) => orderId),
  plan(context, answers) {
    const { campaign } = context;
    const order = answers.map(({ orderId }) => campaign.index.get(orderId) ?? -1);
    const builder = planBuilder(
      answers.map(({ orderId, line }) => orderId || `line ${line}`),
      order,
    );
    const take = answerTaker(builder, context);
    answers.forEach((answer, s) => {
      const i = order[s] ?? -1;
      if (answer.refusal !== null) builder.left(s, answer.refusal);
      else if (i < 0) builder.left(s, { code: 'match.none', detail: answer.orderId });
      else take(s, i, answer);
    });
    return builder.build();
  },
};

type Take = (subject: number, i: number, answer: Answer) => void;

function answerTaker(builder: PlanBuilder, { campaign, options, now }: PlanContext): Take {
  const rule = answerTo(options, 'undated');
  const set = builder.cells('Orders', [...ANSWER_FIELDS, 'Survey at', 'Row check']);
  let undated = 0;
  return (subject, i, answer) => {
    const fields = differing(campaign, i, answer);
    const surveyAt = campaign.facts.surveyAt[i] ?? '';
    const doubt = frozen(campaign, i);
    if (doubt !== null) return builder.left(subject, doubt);
    // The answer that the order has already; what was edited since is meant so.
    const known = answer.at === '' ? fields.length === 0 : answer.at === surveyAt;
    if (known) return builder.already(subject, 'answer.unchanged');
    if (answer.at !== '' && answer.at < surveyAt) {
      return builder.left(subject, { code: 'source.older-than-current', detail: `Survey at ${surveyAt}` });
    }
    const refusal = closed(campaign, i, answer, fields);
    if (refusal !== null) return builder.left(subject, refusal);
    if (answer.at === '' && surveyAt !== '') {
      undated++;
      if (undated === 1) builder.question(undatedQuestion(rule));
      if (rule === 'keep') return builder.already(subject, 'answer.unchanged');
      if (rule !== 'take') {
        return builder.decide(subject, { code: 'source.both-changed', detail: fields.join(', ') });
      }
    }
    const locked = (campaign.facts.lockedAt[i] ?? '') !== '';
    const waits = locked && fields.includes('Items');
    const taken = locked ? fields.filter((name) => name !== 'Items') : fields;
    const items = waits
      ? movedText('Items', campaign.facts.items[i] ?? '', saidOf(answer, 'Items') ?? '')
      : '';
    if (waits && taken.length === 0) return builder.left(subject, { code: 'order.locked', detail: items });
    const values: (Cell | undefined)[] = ANSWER_FIELDS.map((name) =>
      taken.includes(name) ? (saidOf(answer, name) ?? '') : undefined,
    );
    // While items wait for Unlock the answer is not taken as a whole: it must be news again then.
    const at = waits ? undefined : answer.at || now;
    set(subject, answer.orderId, i, [...values, at, rowCheck(campaign, i, answer, taken)]);
    const moved = taken.map((name) =>
      movedText(name, campaign.col(name)[i] ?? '', saidOf(answer, name) ?? ''),
    );
    if (waits) builder.change(subject, 'order.locked', [...moved, `not taken: ${items}`].join('; '));
    else
      builder.change(
        subject,
        'source.changed',
        moved.length > 0 ? moved.join('; ') : `Survey at ${answer.at}`,
      );
  };
}

const undatedQuestion = (answer: string | null) => ({
  id: 'undated',
  text: 'The answers have no time, and some of these orders have answers already. What counts?',
  choices: [
    { value: 'take', label: 'These answers' },
    { value: 'keep', label: 'What is in the sheet' },
  ],
  answer,
});

const saidOf = (answer: Answer, name: AnswerField): string | null =>
  answer.values[ANSWER_FIELDS.indexOf(name)] ?? null;

/** Fields that the answer would change; another way to write the same is no change. */
function differing(campaign: Campaign, i: number, answer: Answer): AnswerField[] {
  const fields = ANSWER_FIELDS.filter((name) => {
    const value = saidOf(answer, name);
    const cell = campaign.col(name)[i] ?? '';
    if (value === null || value === cell) return false;
    if (name === 'Country') return countryCode(value) === null || countryCode(value) !== countryCode(cell);
    if (name !== 'Items') return true;
    const [a, b] = [parseItems(cell), parseItems(value)];
    return !(a.ok && b.ok && sameUnits(a.items, b.items));
  });
  return fields;
}

/** Why the order takes nothing of the answer: it is gone, its address is final, its country is settled. */
function closed(campaign: Campaign, i: number, answer: Answer, fields: readonly AnswerField[]): Refusal {
  const gone = firstRefusal([notCancelled, nothingPushed, notAllShipped], campaign, i, accounts(campaign, i));
  if (gone !== null) return gone;
  const finalized = (campaign.col('Finalized at')[i] ?? '') !== '';
  if (finalized) {
    const items = fields.length === 1 && fields[0] === 'Items';
    if (items) return { code: 'order.locked', detail: fields.join(', ') };
    return { code: 'source.frozen', detail: fields.join(', ') || 'Survey at' };
  }
  const locked = (campaign.facts.lockedAt[i] ?? '') !== '';
  if (!locked || !fields.includes('Country')) return null;
  return countryFrozen(campaign.col('Country')[i] ?? '', saidOf(answer, 'Country') ?? '');
}

function rowCheck(campaign: Campaign, i: number, answer: Answer, taken: readonly AnswerField[]): string {
  const old = parseRowCheck(campaign.facts.rowCheck[i] ?? '');
  return formatRowCheck({
    key: keyHash(answer.orderId),
    content: acceptedContent(
      campaign,
      i,
      (name) => (taken.includes(name) ? (saidOf(answer, name) ?? '') : undefined),
      old?.content ?? '',
    ),
    stage: old?.stage ?? 'Awaiting survey',
    // What the platform's file said stays as it was: this is no file of the platform.
    source: old?.source ?? '',
  });
}
