/** Reads one row of a file as one order, by its layout. */
import { cleanId } from '../tracking/ids.ts';
import type { Backer, BackerProblem, PledgeMeaning } from './backer.ts';
import { dateReader } from './dates.ts';
import type { Layout, OrderField } from './layout.ts';
import { type Money, moneyReader } from './money.ts';
import { ABSENT, addressReader, joined, rewardReader } from './read-address.ts';
import { itemsReader } from './read-items.ts';
import { flagMeaning, isPartPaid, meaningsOf } from './states.ts';
import { lastOf, tidy } from './tidy.ts';

const NONE: readonly never[] = [];

/** The mark of a character that was lost before the file came to us. */
const LOST = '\ufffd';

/**
 * A reader for the rows of one file, holding nothing of the others. It refuses nothing: what cannot be read
 * stays as given and is named in `problems`. Items that stand on rows of their own are for `backerReader`.
 */
export function orderReader(layout: Layout): (cells: readonly string[], line: number) => Backer {
  const { fields, questions: questionColumns, header, platform, idPrefix, idMark } = layout;
  const at = (field: OrderField): number => fields.get(field) ?? ABSENT;
  const column = {
    order: at('orderId'),
    number: at('backerNumber'),
    uid: at('backerUid'),
    name: at('name'),
    first: at('firstName'),
    last: at('lastName'),
    email: at('email'),
    country: at('country'),
    pledged: at('pledged'),
    due: at('amountDue'),
    paid: at('amountPaid'),
    overTime: at('payOverTime'),
    pledgedAt: at('pledgedAt'),
    paidAt: at('paidAt'),
    cancelledAt: at('cancelledAt'),
    late: at('latePledge'),
    sent: at('sent'),
    status: at('status'),
    notes: at('notes'),
    survey: at('surveyAt'),
    taxId: at('taxId'),
  };
  const money = moneyReader(layout.decimal);
  const date = dateReader(layout.dayOrder ?? undefined);
  const meanings = meaningsOf(platform);
  const pledgeOf = lastOf(meanings.pledge);
  const partPaid = lastOf(isPartPaid);
  const sentOf = lastOf(meanings.sent);
  const readReward = rewardReader(layout, money);
  const readAddress = addressReader(layout);
  const readItems = itemsReader(layout);
  let problems: BackerProblem[] = [];

  const problem = (code: BackerProblem['code'], i: number, value: string): void => {
    problems.push({ code, column: header[i] ?? '', value });
  };
  const id = (cells: readonly string[], i: number): string => {
    const raw = cells[i] ?? '';
    if (isDigits(raw)) return raw;
    const { text, damaged } = cleanId(raw);
    if (damaged || text.includes(LOST)) problem('match.damaged-id', i, text);
    return text;
  };
  const uid = (cells: readonly string[]): string => {
    const raw = cells[column.uid] ?? '';
    return isDigits(raw) ? raw : cleanId(raw).text;
  };
  const amount = (cells: readonly string[], i: number): Money | null => {
    const text = cells[i] ?? '';
    if (text === '') return null;
    const found = money(text);
    if (!found && tidy(text) !== '') problem('money.unreadable', i, text);
    return found;
  };
  const flag = (cells: readonly string[], i: number): boolean => {
    const text = cells[i] ?? '';
    if (text === '') return false;
    const meaning = flagMeaning(text);
    if (meaning === null) problem('source.state-unknown', i, text);
    return meaning ?? false;
  };
  const time = (cells: readonly string[], i: number): string => {
    const text = tidy(cells[i] ?? '');
    if (text === '') return '';
    const read = date(text);
    if (!read.ok) problem('date.unreadable', i, text);
    return read.ok ? withTime(read.text) : text;
  };
  const pledgeAt = (cells: readonly string[], status: string): PledgeMeaning | 'unknown' => {
    if (column.cancelledAt !== ABSENT && tidy(cells[column.cancelledAt] ?? '') !== '') return 'cancelled';
    const meaning = pledgeOf(status);
    if (meaning !== null) return meaning;
    if (status === '' && tidy(cells[column.paidAt] ?? '') !== '') return 'paid';
    problem('source.state-unknown', column.status, status);
    return 'unknown';
  };
  const answersOf = (cells: readonly string[]): Backer['questions'] => {
    let answers: { question: string; answer: string }[] | null = null;
    for (const { column: i, question } of questionColumns) {
      const answer = tidy(cells[i] ?? '');
      if (answer === '') continue;
      answers ??= [];
      answers.push({ question, answer });
    }
    return answers ?? NONE;
  };

  return (cells, line) => {
    problems = [];
    const orderId = column.order === ABSENT ? '' : id(cells, column.order);
    const given = id(cells, column.number);
    const number = idMark !== '' && given.startsWith(idMark) ? given.slice(idMark.length) : given;
    if (number === '' && orderId === '') {
      problem('id.missing', column.number === ABSENT ? column.order : column.number, '');
    }
    const status = tidy(cells[column.status] ?? '');
    const pledge = pledgeAt(cells, status);
    const sentText = tidy(cells[column.sent] ?? '');
    const sent = sentOf(sentText) ?? 'unknown';
    if (sent === 'unknown') problem('source.state-unknown', column.sent, sentText);
    const address = readAddress(cells);
    const backer: Backer = {
      line,
      orderId,
      idPart: idPrefix === '' || number === '' ? number : idPrefix + number,
      backerNumber: number,
      backerUid: uid(cells),
      name:
        tidy(cells[column.name] ?? '') ||
        joined(' ', tidy(cells[column.first] ?? ''), tidy(cells[column.last] ?? '')) ||
        (address === null ? '' : address.name),
      email: tidy(cells[column.email] ?? ''),
      country: tidy(cells[column.country] ?? ''),
      reward: readReward(cells),
      items: readItems(cells, problem),
      pledged: amount(cells, column.pledged),
      amountDue: amount(cells, column.due),
      amountPaid: amount(cells, column.paid),
      payOverTime: (pledge === 'pending' && partPaid(status)) || flag(cells, column.overTime),
      pledgedAt: time(cells, column.pledgedAt),
      latePledge: flag(cells, column.late),
      sent,
      sentText,
      pledge,
      status,
      notes: cells[column.notes] ?? '',
      surveyAt: time(cells, column.survey),
      taxId: column.taxId === ABSENT ? '' : tidy(cells[column.taxId] ?? ''),
      address,
      questions: answersOf(cells),
      problems: problems.length > 0 ? problems : NONE,
    };
    return backer;
  };
}

/** Nearly every id; one that is longer may have been rounded. */
function isDigits(text: string): boolean {
  const n = text.length;
  if (n === 0 || n > 15) return false;
  for (let i = 0; i < n; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return true;
}

const withTime = (text: string): string => (text.length === 10 ? `${text} 00:00:00Z` : text);
