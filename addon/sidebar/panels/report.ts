/** What a backer report holds: its rewards as rows to map, and what its own states will become. */
import type { Backer, PledgeMeaning } from '../../../shared/source/backer.ts';
import type { RewardRow } from '../../api.ts';
import { h } from '../dom.ts';
import type { OrdersFile } from '../file-run.ts';
import { fold } from '../widgets/basics.ts';
import type { MapRow } from '../widgets/reward-map.ts';
import { count } from '../words.ts';

/**
 * All rewards, items and add-ons of the report. What the Rewards tab remembers is kept; a reward whose item columns
 * are filled and an add-on that an item column covers count nothing of their own, so that nothing is counted twice.
 */
export function mapRowsOf(file: OrdersFile, stored: readonly RewardRow[]): MapRow[] {
  const known = new Map(stored.filter((row) => row.items !== '').map((row) => [row.platformId, row.items]));
  const titles = new Map(file.counted.items.map((item) => [item.key, item.title]));
  const rewards = file.counted.rewards.map((reward): MapRow => {
    const byItems = reward.countedBy === 'items';
    return {
      title: reward.title,
      platformId: reward.key,
      items: known.get(reward.key) ?? (byItems ? '-' : ''),
      orders: reward.orders,
      kind: 'Reward',
      note: byItems
        ? `Counted by its item columns (filled in ${count(reward.withItems)} of ${count(reward.orders)} orders). Give it SKUs only for what those columns do not list.`
        : '',
    };
  });
  const items = file.counted.items
    .filter((item) => item.orders > 0)
    .map((item): MapRow => {
      const covered = titles.get(item.coveredBy);
      return {
        title: item.title,
        platformId: item.key,
        items: known.get(item.key) ?? (covered === undefined ? '' : '-'),
        orders: item.orders,
        kind: item.kind === 'addon' ? 'Add-on' : 'Item',
        note: covered === undefined ? '' : `Counted by the item column “${covered}”.`,
      };
    });
  return [...rewards, ...items];
}

const MEANS: Record<PledgeMeaning | 'unknown', string> = {
  paid: 'paid',
  pending: 'payment pending',
  errored: 'payment errored',
  dropped: 'asked in the preview',
  cancelled: 'cancelled',
  refunded: 'refunded',
  unknown: 'not known: asked in the preview',
};

/** "collected: paid, 1,024". The preview asks about those that have no clear meaning. */
export function statesOf(file: OrdersFile): HTMLElement {
  const rows = new Map<string, { state: string; becomes: string; n: number }>();
  const add = (state: string, becomes: string): void => {
    const row = rows.get(`${state}\n${becomes}`) ?? { state, becomes, n: 0 };
    row.n += 1;
    rows.set(`${state}\n${becomes}`, row);
  };
  for (const backer of file.backers) {
    add(backer.status === '' ? '(blank)' : backer.status, MEANS[backer.pledge]);
    const sent = sentWords(backer);
    if (sent !== null) add(backer.sentText, sent);
  }
  const sorted = [...rows.values()].sort((a, b) => b.n - a.n);
  return fold(
    'States in the file',
    h(
      'div',
      { class: 'scroll' },
      h(
        'table',
        {},
        h('caption', { class: 'unseen' }, 'What the states of the file become'),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'In the file'),
            h('th', { scope: 'col' }, 'Here'),
            h('th', { scope: 'col', class: 'number' }, 'Orders'),
          ),
        ),
        h(
          'tbody',
          {},
          sorted.map((row) =>
            h(
              'tr',
              {},
              h('td', {}, row.state),
              h('td', {}, row.becomes),
              h('td', { class: 'number' }, count(row.n)),
            ),
          ),
        ),
      ),
    ),
    true,
  );
}

function sentWords(backer: Backer): string | null {
  if (backer.sent === 'sent') return 'shipped, from import';
  return backer.sent === 'unknown' ? 'not known: asked in the preview' : null;
}
