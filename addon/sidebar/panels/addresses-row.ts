/** How a line of the findings reads, and what was left out of the check. */
import { FINDING_KINDS } from '../../../shared/address/kinds.ts';
import { type Child, h } from '../dom.ts';
import { icon } from '../widgets/icon.ts';
import { count, counted } from '../words.ts';
import { marked } from './addresses-card.ts';
import type { Choice } from './addresses-choices.ts';
import type { Group } from './addresses-groups.ts';
import { fieldsOf, type LeftOut, type Review } from './addresses-review.ts';

/** Two lines: what and for whom; the old text and the new. */
export function findingRow(review: Review, { shape, entries }: Group, chosen: Choice | undefined): Child {
  const { finding } = shape;
  const [field = finding.field] = fieldsOf(finding);
  const was = shape.was[field] ?? '';
  const now = chosen === undefined ? finding.proposal?.[field] : chosen.to?.[field];
  const only = entries.length === 1 ? (review.entries[entries[0] ?? -1]?.order ?? null) : null;
  const id = only === null ? counted(entries.length, 'order') : (review.campaign.facts.id[only] ?? '');
  const name = only === null ? '' : (review.campaign.col('Name')[only] ?? '');
  const open = finding.level === 'problem' ? 'error' : 'warning';
  const mark = chosen === undefined ? open : chosen.to === null ? 'left' : 'done';
  const state = chosen === undefined ? '' : chosen.to === null ? 'kept' : 'accepted';
  // A finding about the name shows it already.
  const asIs = [was || finding.detail || field, field === 'Name' ? '' : name]
    .filter((part) => part !== '')
    .join(' · ');
  return [
    h(
      'p',
      { class: `finding ${finding.level} ${state}` },
      icon(mark, 14),
      h('span', { class: 'what' }, FINDING_KINDS[finding.kind].label),
      h('span', { class: 'whose' }, id),
      state !== '' && h('span', { class: 'unseen' }, `, ${state}`),
    ),
    h(
      'p',
      { class: 'values' },
      now === undefined ? asIs : [marked(was, now, 'was'), ' → ', marked(was, now, 'now')],
    ),
  ];
}

const LEFT_OUT: readonly (readonly [keyof LeftOut, string])[] = [
  ['shipped', 'shipped'],
  ['sent', 'at the warehouse'],
  ['cancelled', 'cancelled'],
  ['nothing', 'with nothing to ship'],
  ['blank', 'before the survey'],
];

export function leftOutWords(leftOut: LeftOut): HTMLElement | null {
  const parts = LEFT_OUT.filter(([what]) => leftOut[what] > 0).map(
    ([what, words]) => `${count(leftOut[what])} ${words}`,
  );
  return parts.length === 0 ? null : h('p', { class: 'help' }, `Left out: ${parts.join(', ')}.`);
}
