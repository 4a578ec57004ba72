/** Reads the reward and the address of a row. */
import type { BackerAddress, BackerReward } from './backer.ts';
import type { Layout, OrderField } from './layout.ts';
import type { Money } from './money.ts';
import { tidy, unmark } from './tidy.ts';

/** Column of a field that the file has not: no row is so long. Reading at -1 would be many times slower. */
export const ABSENT = 1 << 20;

const NO_REWARD = /^(no reward|pledge without a reward|without a reward|no perk)$/i;

/** Rewards are few: each is made once and shared by its rows. */
export function rewardReader(
  layout: Layout,
  money: (text: string) => Money | null,
): (cells: readonly string[]) => BackerReward | null {
  const titleAt = layout.fields.get('rewardTitle') ?? ABSENT;
  const idAt = layout.fields.get('rewardId') ?? ABSENT;
  const minimumAt = layout.fields.get('rewardMinimum') ?? ABSENT;
  const known = new Map<string, { title: string; minimum: string; reward: BackerReward | null }[]>();
  return (cells) => {
    const id = unmark(cells[idAt] ?? '');
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

/** The address of a row; null when nothing of it is given. Only a country or a phone is no address. */
export function addressReader(layout: Layout): (cells: readonly string[]) => BackerAddress | null {
  const at = (field: OrderField): number => layout.fields.get(field) ?? ABSENT;
  const [name, line1, line2, city, state] = [
    at('addressName'),
    at('line1'),
    at('line2'),
    at('city'),
    at('state'),
  ];
  const [postal, countryName, countryCode] = [at('postal'), at('countryName'), at('countryCode')];
  const [phone, deliveryNotes] = [at('phone'), at('deliveryNotes')];
  const [first, last] = [at('addressFirstName'), at('addressLastName')];
  const [line3, company] = [at('line3'), at('company')];
  const twoNames = first !== ABSENT || last !== ABSENT;
  const moreLines = line3 !== ABSENT || company !== ABSENT;
  return (cells) => {
    const text = (i: number): string => tidy(cells[i] ?? '');
    const named = text(name) || (twoNames ? joined(' ', text(first), text(last)) : '');
    const address: BackerAddress = {
      name: named,
      line1: text(line1),
      line2: moreLines ? secondLine(named, text(company), text(line2), text(line3)) : text(line2),
      city: text(city),
      state: unmark(cells[state] ?? ''),
      postal: unmark(cells[postal] ?? ''),
      countryName: text(countryName),
      countryCode: text(countryCode),
      phone: unmark(cells[phone] ?? ''),
      deliveryNotes: text(deliveryNotes),
    };
    const given = address.line1 || address.city || address.postal || address.name || address.line2;
    return given ? address : null;
  };
}

/** Our addresses have two lines and no company: nothing that the file has may be lost. */
const secondLine = (name: string, company: string, line2: string, line3: string): string =>
  joined(', ', company === name ? '' : company, line2, line3);

export const joined = (between: string, ...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(between);
