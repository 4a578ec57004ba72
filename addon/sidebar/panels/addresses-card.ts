/** One matter in full: the original beside the proposal with the difference marked, whose it is, and what to do. */
import type { AddressField, Proposal } from '../../../shared/address/finding.ts';
import { FINDING_KINDS } from '../../../shared/address/kinds.ts';
import { ADDRESS_FIELDS } from '../../../shared/order/deliverable.ts';
import { explain } from '../../../shared/plan/reasons.ts';
import { type Child, fill, h, onEnter } from '../dom.ts';
import { button, fold, labelled } from '../widgets/basics.ts';
import { icon } from '../widgets/icon.ts';
import { count, counted, country } from '../words.ts';
import type { Choice, Choices } from './addresses-choices.ts';
import { difference } from './addresses-diff.ts';
import type { Group } from './addresses-groups.ts';
import { fieldsOf, type Review } from './addresses-review.ts';

export interface CardHooks {
  accept(group: Group): void;
  keep(group: Group): void;
  clear(group: Group): void;
  /** New values for all orders of the group. */
  edit(group: Group, to: Proposal): void;
  show(orderId: string): void;
  /** Editing ended: the list has the keys again. */
  back(): void;
}

export interface Card {
  readonly element: HTMLElement;
  draw(group: Group | null): void;
  /** Opens the fields of the group that is shown. */
  edit(): void;
}

/** Orders named one by one. */
const MOST_NAMED = 4;

export function addressCard(review: Review, choices: Choices, hooks: CardHooks): Card {
  const element = h('section', { class: 'address-card', 'aria-label': 'What is chosen' });
  let shown: Group | null = null;

  const draw = (group: Group | null): void => {
    shown = group;
    element.hidden = group === null;
    if (group === null) return;
    const { finding } = group.shape;
    const chosen = choices.of(group.entries[0] ?? -1);
    fill(
      element,
      h('h3', {}, FINDING_KINDS[finding.kind].label, group.entries.length > 1 && ` · ${orders(group)}`),
      h('p', { class: 'help' }, said(group)),
      fieldsOf(finding).map((field) => compared(field, group, chosen)),
      whose(review, group, hooks.show),
      group.entries.length === 1 && h('p', { class: 'help' }, whole(review, group)),
      h('div', { class: 'row' }, chosen === undefined ? actions(group) : decided(group, chosen)),
    );
  };
  const actions = (group: Group): Child => {
    const { proposal, level } = group.shape.finding;
    const accept = button('Accept', () => hooks.accept(group), 'primary');
    const keep = button('Keep', () => hooks.keep(group));
    const edit = button('Edit', () => openFields(group));
    accept.title = 'Enter or A';
    keep.title = 'K';
    edit.title = 'E';
    // A problem that is kept would only be met again at Finalize Addresses.
    return [proposal !== null && accept, level === 'warning' && keep, edit];
  };
  const decided = (group: Group, { to }: Choice): Child => {
    const undo = button('Undo', () => hooks.clear(group), 'link', 'undo');
    undo.title = 'U';
    const words = to === null ? 'Kept as it is' : 'Accepted';
    return [icon(to === null ? 'left' : 'done', 16), h('span', {}, words), undo];
  };

  const openFields = (group: Group): void => {
    const { shape } = group;
    const first = review.entries[group.entries[0] ?? -1]?.order ?? -1;
    const cell = (field: AddressField): string => review.campaign.col(field)[first] ?? '';
    const own = fieldsOf(shape.finding);
    const inputs = new Map<AddressField, HTMLInputElement>();
    const input = (field: AddressField): HTMLElement => {
      const element = h('input', { type: 'text', value: shape.finding.proposal?.[field] ?? cell(field) });
      inputs.set(field, element);
      return labelled(field, element);
    };
    const save = (): void => {
      const to: Partial<Record<AddressField, string>> = {};
      for (const [field, { value }] of inputs) if (value.trim() !== cell(field)) to[field] = value.trim();
      hooks.edit(group, to);
      hooks.back();
    };
    const cancel = (): void => {
      draw(group);
      hooks.back();
    };
    // Values that several orders share are edited for all of them; the rest of their addresses is their own.
    const others = group.entries.length > 1 ? [] : ADDRESS_FIELDS.filter((field) => !own.includes(field));
    const form = h(
      'div',
      { class: 'narrow' },
      group.entries.length > 1 && h('p', { class: 'help' }, `For all ${orders(group)}.`),
      own.map(input),
      others.length > 0 && fold('The rest of the address', h('div', {}, others.map(input)), false),
      h('div', { class: 'row' }, button('Take', save, 'primary'), button('Cancel', cancel, 'link')),
    );
    onEnter(form, save);
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      cancel();
    });
    fill(element, h('h3', {}, FINDING_KINDS[shape.finding.kind].label), form);
    const [field] = inputs.values();
    field?.focus();
    field?.select();
  };

  draw(null);
  return {
    element,
    draw,
    edit() {
      if (shown !== null) openFields(shown);
    },
  };
}

const orders = (group: Group): string => counted(group.entries.length, 'order');

/** What would change, or what is the matter where nothing can be proposed. */
function said({ shape: { finding } }: Group): string {
  if (finding.proposal !== null) return FINDING_KINDS[finding.kind].sentence;
  const { sentence, next } = explain(finding.code, finding.detail);
  return `${sentence} ${next}`;
}

/** One column: as it is, and as it would be. */
function compared(field: AddressField, { shape }: Group, chosen: Choice | undefined): HTMLElement {
  const was = shape.was[field] ?? '';
  const now = (chosen?.to ?? (chosen === undefined ? shape.finding.proposal : null))?.[field];
  return h(
    'dl',
    { class: 'compared' },
    h('dt', {}, field),
    now === undefined
      ? h('dd', {}, was === '' ? h('i', {}, 'blank') : was)
      : [
          h('dd', { class: 'was' }, marked(was, now, 'was')),
          h('dd', { class: 'now' }, marked(was, now, 'now')),
        ],
    now !== undefined &&
      field === 'Country' &&
      country(now) !== now &&
      h('dd', { class: 'help' }, country(now)),
  );
}

/** A text with the part marked that the other one lacks. */
export function marked(was: string, now: string, side: 'was' | 'now'): Child {
  const text = side === 'was' ? was : now;
  if (text === '') return h('i', {}, 'blank');
  const { before, gone, come, after } = difference(was, now);
  const part = side === 'was' ? gone : come;
  return [before, part !== '' && h(side === 'was' ? 'del' : 'ins', {}, part), after];
}

/** The whole address of the only order, for what cannot be decided from one cell. */
function whole({ entries, campaign }: Review, group: Group): string {
  const order = entries[group.entries[0] ?? -1]?.order ?? -1;
  return ADDRESS_FIELDS.filter((field) => field !== 'Name')
    .map((field) => campaign.col(field)[order] ?? '')
    .filter((text) => text !== '')
    .join(', ');
}

/** The first orders by id and name, each a way to its row. */
function whose({ entries, campaign }: Review, group: Group, show: (orderId: string) => void): HTMLElement {
  const named = group.entries.slice(0, MOST_NAMED).flatMap((at) => {
    const order = entries[at]?.order;
    const id = order === undefined ? '' : (campaign.facts.id[order] ?? '');
    if (order === undefined) return [];
    const link = h(
      'button',
      { type: 'button', class: 'link-text', title: `Show ${id} in the sheet`, on: { click: () => show(id) } },
      id,
    );
    return [h('li', {}, link, ` ${campaign.col('Name')[order] ?? ''}`)];
  });
  const rest = group.entries.length - named.length;
  return h(
    'ul',
    { class: 'whose' },
    named,
    rest > 0 && h('li', { class: 'rest' }, `and ${count(rest)} more`),
  );
}
