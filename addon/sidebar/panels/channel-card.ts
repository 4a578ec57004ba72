/** One channel: its name, its SKUs to tick, and the rest. */
import { LAST_PRIORITY } from '../../../shared/order/channels.ts';
import { DELIVERY_LIMITS, type DeliveryLimit } from '../../../shared/order/delivery-limit-names.ts';
import type { ChannelDraft, ChannelState, Choice } from '../../api.ts';
import type { Connectable } from '../connect/names.ts';
import type { SheetList } from '../connect/partner-sheets.ts';
import { fill, h } from '../dom.ts';
import { button, checkbox, fold, labelled } from '../widgets/basics.ts';
import { chips } from '../widgets/chips.ts';
import { count, counted, country } from '../words.ts';
import { channelMethod } from './channel-method.ts';

type Sku = ChannelState['skus'][number];

export interface CardOptions {
  readonly draft: ChannelDraft;
  /** Its name as it is saved; "" for a new one. */
  readonly was: string;
  readonly skus: readonly Sku[];
  readonly countries: readonly Choice[];
  readonly open: boolean;
  /** The channel that ships what nobody ticks; "" for none. */
  readonly rest: string;
  changed(draft: ChannelDraft): void;
  connections(): Promise<Connectable>;
  openConnections(): void;
  /** Partners' sheets; null without a worker. */
  sheets(): Promise<SheetList | null>;
  /** Saves what is not saved, and opens the panel of this channel's sheet. */
  openSheet(): void;
  remove(): void;
}

export function channelCard(options: CardOptions): HTMLElement {
  let draft = options.draft;
  const title = h('span', {});
  const drawTitle = (): void =>
    fill(
      title,
      draft.name === '' ? 'New channel' : draft.name,
      h('span', { class: 'summary' }, summaryOf(draft)),
    );
  const set = (part: Partial<ChannelDraft>): void => {
    draft = { ...draft, ...part };
    drawTitle();
    options.changed(draft);
  };

  const name = h('input', {
    type: 'text',
    value: draft.name,
    maxlength: 60,
    on: { input: () => set({ name: name.value }) },
  });
  const priority = h('input', {
    type: 'number',
    min: 1,
    step: 1,
    // A blank cell is the last one; the number that stands for it inside means nothing to a person.
    value: draft.priority === LAST_PRIORITY ? '' : String(draft.priority),
    placeholder: 'Last',
    on: { input: () => set({ priority: Number(priority.value) || LAST_PRIORITY }) },
  });
  const skus = skuTicks(draft, options, (chosen) => set({ skus: chosen }));
  skus.hidden = draft.everythingElse;
  const known = options.countries;
  drawTitle();
  return fold(
    title,
    h(
      'div',
      { class: 'narrow' },
      labelled('Name', name),
      checkbox(
        'Ships everything else',
        draft.everythingElse,
        (on) => {
          skus.hidden = on;
          set({ everythingElse: on });
        },
        'Each SKU that no other channel ships',
      ),
      skus,
      channelMethod({
        draft,
        saved: options.was || draft.name,
        connections: options.connections,
        openConnections: options.openConnections,
        sheets: options.sheets,
        openSheet: options.openSheet,
        changed: (part) => set(part),
      }),
      chips({
        label: 'Countries',
        placeholder: 'Everywhere',
        chosen: draft.countries,
        suggestions: () =>
          known.map((one) => ({ value: one.value, label: country(one.value), note: count(one.count) })),
        name: country,
        changed: (chosen) => set({ countries: chosen }),
      }),
      h(
        'div',
        { class: 'field', role: 'group', 'aria-label': 'Does not deliver to' },
        h('p', { class: 'label' }, 'Does not deliver to'),
        // Apart: a label right under a field is its heading.
        h(
          'div',
          {},
          DELIVERY_LIMITS.map((limit) =>
            checkbox(LIMIT_WORDS[limit], draft.notTo.includes(limit), (on) => {
              const ticked = (one: DeliveryLimit): boolean =>
                one === limit ? on : draft.notTo.includes(one);
              set({ notTo: DELIVERY_LIMITS.filter(ticked) });
            }),
          ),
        ),
        h('p', { class: 'help' }, 'Push to Channel leaves such orders alone and says why.'),
      ),
      labelled('Priority', priority, { help: 'When two channels could ship a SKU, 1 goes before 2.' }),
      button('Remove this channel', options.remove, 'link', 'delete'),
    ),
    options.open,
  );
}

/** As the card says it, under "Does not deliver to". */
const LIMIT_WORDS: Readonly<Record<DeliveryLimit, string>> = {
  'PO boxes': 'PO boxes',
  'military addresses': 'Military addresses (APO, FPO, DPO)',
  'parcel lockers': 'Parcel lockers and shops',
  'addresses without phone': 'Addresses without a phone number',
  'letters other than Latin': 'Addresses in other letters than Latin',
};

function summaryOf(draft: ChannelDraft): string {
  const what = draft.everythingElse ? 'Everything else' : counted(draft.skus.length, 'SKU');
  const how = draft.method !== 'Export' && draft.connectedTo !== '' ? ` · ${draft.connectedTo}` : '';
  const where = draft.countries.length === 0 ? '' : ` · ${draft.countries.map(country).join(', ')}`;
  return `${what}${how}${where}`;
}

/** Rows drawn at once: with 500 SKUs the search finds the others. */
const MOST = 80;

function skuTicks(
  draft: ChannelDraft,
  { skus, rest }: Pick<CardOptions, 'skus' | 'rest'>,
  changed: (chosen: readonly string[]) => void,
): HTMLElement {
  const ticked = new Set(draft.skus);
  // Those in no channel first, as they came; then this channel's own, then those of others.
  const rank = (sku: Sku): number => (sku.channels.length === 0 ? 0 : ticked.has(sku.sku) ? 1 : 2);
  const sorted = skus
    .map((sku, index) => ({ sku, index, rank: rank(sku) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map((entry) => entry.sku);
  const list = h('div', { class: 'ticks', role: 'group', 'aria-label': 'SKUs of this channel' });
  const search = h('input', {
    type: 'search',
    placeholder: 'Search SKUs',
    'aria-label': 'Search SKUs',
    on: { input: () => draw() },
  });
  const draw = (): void => {
    const sought = search.value.trim().toLowerCase();
    const fits = sorted.filter(
      (sku) => sought === '' || `${sku.sku}\n${sku.name}`.toLowerCase().includes(sought),
    );
    fill(
      list,
      fits.slice(0, MOST).map((sku) =>
        checkbox(
          [h('span', { class: 'sku', title: sku.name }, sku.sku), h('span', { class: 'help' }, noteOf(sku))],
          ticked.has(sku.sku),
          (on) => {
            if (on) ticked.add(sku.sku);
            else ticked.delete(sku.sku);
            changed([...ticked]);
          },
        ),
      ),
      fits.length > MOST &&
        h('p', { class: 'rest' }, `${count(fits.length - MOST)} more: search to find them`),
      fits.length === 0 && h('p', { class: 'rest' }, skus.length === 0 ? 'No SKUs yet.' : 'Nothing fits.'),
    );
  };
  const noteOf = (sku: Sku): string => {
    const others = sku.channels.filter((name) => name !== draft.name);
    const nobody = rest === '' ? 'in no channel' : `ships with ${rest}`;
    const where = sku.channels.length === 0 ? nobody : others.length > 0 ? `in ${others.join(', ')}` : '';
    return [sku.name, counted(sku.units, 'unit'), where].filter((text) => text !== '').join(' · ');
  };
  draw();
  return h('div', { class: 'field' }, h('p', { class: 'label' }, 'SKUs'), search, list);
}
