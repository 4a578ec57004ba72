/** Reads rows of a Kickstarter backer report. */
import { cleanId } from '../../tracking/ids.ts';
import type { Backer, BackerAddress, BackerItem, BackerProblem, BackerReward } from '../backer.ts';
import { dateReader } from '../dates.ts';
import { type Money, moneyReader } from '../money.ts';
import { parseQuantity } from '../quantity.ts';
import { lastOf, tidy } from '../tidy.ts';
import type { Field } from './columns.ts';
import type { KickstarterLayout } from './layout.ts';
import { flagMeaning, pledgeMeaning, sentMeaning } from './states.ts';

export type BackerReader = (cells: readonly string[], line: number) => Backer;

const NO_REWARD = /^(no reward|pledge without a reward|without a reward)$/i;
const NONE: readonly never[] = [];

/** Column of a field that the report has not: no row is so long. Reading at -1 would be many times slower. */
const ABSENT = 1 << 20;

/**
 * A reader for the rows of one report: one record a row, holding nothing of the others, so that a file of any size
 * can be streamed through it. It refuses nothing: what cannot be read stays as given and is named in `problems`.
 */
export function backerReader(layout: KickstarterLayout): BackerReader {
  const { fields, items: itemColumns, questions: questionColumns, header } = layout;
  const at = (field: Field): number => fields.get(field) ?? ABSENT;
  const column = {
    number: at('backerNumber'),
    uid: at('backerUid'),
    name: at('name'),
    email: at('email'),
    country: at('country'),
    pledged: at('pledged'),
    due: at('amountDue'),
    paid: at('amountPaid'),
    overTime: at('payOverTime'),
    pledgedAt: at('pledgedAt'),
    late: at('latePledge'),
    sent: at('sent'),
    status: at('status'),
    notes: at('notes'),
    survey: at('surveyAt'),
  };
  const money = moneyReader();
  const date = dateReader();
  const pledgeOf = lastOf(pledgeMeaning);
  const sentOf = lastOf(sentMeaning);
  const readReward = rewardReader(layout, money);
  const readAddress = addressReader(layout);
  let problems: BackerProblem[] = [];

  const problem = (code: BackerProblem['code'], i: number, value: string): void => {
    problems.push({ code, column: header[i] ?? '', value });
  };
  const amount = (cells: readonly string[], i: number): Money | null => {
    const text = cells[i] ?? '';
    if (text === '') return null;
    const found = money(text);
    if (!found && text.trim() !== '') problem('money.unreadable', i, text);
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
  const itemsOf = (cells: readonly string[]): readonly BackerItem[] => {
    let found: BackerItem[] | null = null;
    for (const { column: i, key, title } of itemColumns) {
      const text = cells[i] ?? '';
      if (text === '' || text === '0') continue;
      const quantity = parseQuantity(text);
      if (quantity === null) problem('qty.invalid', i, text);
      else if (quantity > 0) {
        found ??= [];
        found.push({ key, title, quantity });
      }
    }
    return found ?? NONE;
  };

  return (cells, line) => {
    problems = [];
    const id = cleanId(cells[column.number] ?? '');
    if (id.text === '') problem('id.missing', column.number, '');
    else if (id.damaged) problem('match.damaged-id', column.number, id.text);
    const status = tidy(cells[column.status] ?? '');
    const pledge = pledgeOf(status) ?? 'unknown';
    if (pledge === 'unknown') problem('source.state-unknown', column.status, status);
    const sentText = tidy(cells[column.sent] ?? '');
    const sent = sentOf(sentText) ?? 'unknown';
    if (sent === 'unknown') problem('source.state-unknown', column.sent, sentText);
    let answers: { question: string; answer: string }[] | null = null;
    for (const { column: i, question } of questionColumns) {
      const answer = tidy(cells[i] ?? '');
      if (answer === '') continue;
      answers ??= [];
      answers.push({ question, answer });
    }
    const backer: Backer = {
      line,
      backerNumber: id.text,
      backerUid: cleanId(cells[column.uid] ?? '').text,
      name: tidy(cells[column.name] ?? ''),
      email: tidy(cells[column.email] ?? ''),
      country: tidy(cells[column.country] ?? ''),
      reward: readReward(cells),
      items: itemsOf(cells),
      pledged: amount(cells, column.pledged),
      amountDue: amount(cells, column.due),
      amountPaid: amount(cells, column.paid),
      payOverTime: flag(cells, column.overTime),
      pledgedAt: time(cells, column.pledgedAt),
      latePledge: flag(cells, column.late),
      sent,
      sentText,
      pledge,
      status,
      notes: cells[column.notes] ?? '',
      surveyAt: time(cells, column.survey),
      address: readAddress(cells),
      questions: answers ?? NONE,
      problems: problems.length > 0 ? problems : NONE,
    };
    return backer;
  };
}

/** All rows of a small report at once; `lines` are their row numbers in the file. */
export function readBackers(
  rows: readonly (readonly string[])[],
  layout: KickstarterLayout,
  lines: readonly number[] = [],
): Backer[] {
  const read = backerReader(layout);
  return rows.map((cells, i) => read(cells, lines[i] ?? i + 2));
}

const withTime = (text: string): string => (text.length === 10 ? `${text} 00:00:00Z` : text);

/** Rewards are few: each is made once and shared by its rows. */
function rewardReader(
  layout: KickstarterLayout,
  money: (text: string) => Money | null,
): (cells: readonly string[]) => BackerReward | null {
  const titleAt = layout.fields.get('rewardTitle') ?? ABSENT;
  const idAt = layout.fields.get('rewardId') ?? ABSENT;
  const minimumAt = layout.fields.get('rewardMinimum') ?? ABSENT;
  const known = new Map<string, { title: string; minimum: string; reward: BackerReward | null }[]>();
  return (cells) => {
    const id = tidy(cells[idAt] ?? '');
    const title = tidy(cells[titleAt] ?? '');
    const minimum = tidy(cells[minimumAt] ?? '');
    const key = id || title || minimum;
    const alike = known.get(key);
    const found = alike?.find((r) => r.title === title && r.minimum === minimum);
    if (found) return found.reward;
    const made = { title, minimum, reward: rewardOf(key, id, title, minimum, money) };
    if (alike) alike.push(made);
    else known.set(key, [made]);
    return made.reward;
  };
}

function rewardOf(
  key: string,
  id: string,
  title: string,
  minimumText: string,
  money: (text: string) => Money | null,
): BackerReward | null {
  const minimum = minimumText === '' ? null : money(minimumText);
  const without = NO_REWARD.test(title) || (id === '' && title === '' && Number(minimum?.amount ?? 0) === 0);
  return without ? null : { key: `reward:${key}`, id, title: title || minimumText, minimum };
}

function addressReader(layout: KickstarterLayout): (cells: readonly string[]) => BackerAddress | null {
  const at = (field: Field): number => layout.fields.get(field) ?? ABSENT;
  const [name, line1, line2, city, state] = [
    at('addressName'),
    at('line1'),
    at('line2'),
    at('city'),
    at('state'),
  ];
  const [postal, countryName, countryCode] = [at('postal'), at('countryName'), at('countryCode')];
  const [phone, deliveryNotes] = [at('phone'), at('deliveryNotes')];
  return (cells) => {
    const text = (i: number): string => tidy(cells[i] ?? '');
    const address: BackerAddress = {
      name: text(name),
      line1: text(line1),
      line2: text(line2),
      city: text(city),
      state: text(state),
      postal: text(postal),
      countryName: text(countryName),
      countryCode: text(countryCode),
      phone: text(phone),
      deliveryNotes: text(deliveryNotes),
    };
    const given = address.line1 || address.city || address.postal || address.name || address.line2;
    return given ? address : null;
  };
}
