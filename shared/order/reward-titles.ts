/** What people call the rewards, items and add-ons that have no SKU yet. */
import { type Table, textColumn } from '../tabs/table.ts';

/** The columns of Rewards that hold the titles. */
export const TITLE_COLUMNS = ['Title', 'Platform ID'] as const;

export type TitleOf = (token: string) => string;

/**
 * The title of a placeholder (`addon:10750435`) as Rewards has it; else what stands in the placeholder itself, which is
 * the title where the platform gave no number. A bare number stays with its kind: alone it would say nothing.
 */
export function rewardTitles(rewards: Table | undefined): TitleOf {
  let titles: Map<string, string> | null = null;
  return (token) => {
    if (titles === null) {
      titles = new Map();
      const names = textColumn(rewards, 'Title');
      for (const [i, id] of textColumn(rewards, 'Platform ID').entries()) titles.set(id, names[i] ?? '');
    }
    const known = titles.get(token) ?? '';
    if (known !== '') return known;
    const own = token.slice(token.indexOf(':') + 1);
    return /^\d+$/.test(own) ? token : own;
  };
}
