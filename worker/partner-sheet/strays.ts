/** What stands in a partner's file and is nobody's: kept to be told to the creator, nothing of it is taken. Pure. */
import type { PartnerRead } from './contract.ts';
import type { PartnerSheet } from './load.ts';
import { textOf } from './sheet/typed.ts';

type Strays = PartnerSheet['strays'];

/** Of a partner's text that is shown. */
const MOST_ID = 60;
/** Something else that was pasted in has hundreds of thousands of rows: these are read each time the panel is opened. */
export const MOST_STRAYS = 1_000;
const SECOND_TAB = 'partner.second-tab';

/** As the store keeps it: tabs first, which are few and matter more. */
export const straysOf = ({ strays, copies }: Pick<PartnerRead, 'strays' | 'copies'>): Strays => [
  ...copies.map((title) => ({ line: 0, id: brief(title), code: SECOND_TAB })),
  ...strays.slice(0, MOST_STRAYS).map(({ line, id, why }) => ({
    line,
    id: brief(id),
    code: why === 'unknown' ? 'match.none' : 'row.scrambled',
  })),
];

/** A tab with rows of ours beside the one that is read; its id is what the partner calls it. */
export const isCopy = ({ code }: Strays[number]): boolean => code === SECOND_TAB;

const brief = (text: string): string =>
  textOf(text)
    .slice(0, MOST_ID)
    .replace(/[\ud800-\udbff]$/, '');
