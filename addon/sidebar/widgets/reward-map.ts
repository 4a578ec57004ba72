/** Says which SKUs each reward, item and add-on is. What is not mapped yet comes first and stays in sight. */
import { formatItems, parseItems, skuText } from '../../../shared/order/items.ts';
import type { RewardRow } from '../../api.ts';
import { fill, h } from '../dom.ts';
import { counted } from '../words.ts';
import { button, checkbox, fold, iconButton } from './basics.ts';
import { combobox } from './combobox.ts';
import { icon } from './icon.ts';

export interface MapRow extends RewardRow {
  /** "Reward", "Item", "Add-on"; "" when it is not known. */
  readonly kind: string;
  /** "Counted by its item columns in 398 of 400 orders." */
  readonly note: string;
  /** What "ships nothing of its own" means here: "Counted by its item columns"; "" for just that. */
  readonly instead: string;
}
export interface KnownSku {
  readonly sku: string;
  readonly name: string;
}

/** `-`: it ships nothing of its own. */
const NOTHING = '-';

/** `changed` gets all rows after each change. Rows stay where they are while they are edited. */
export function rewardMap(
  rows: readonly MapRow[],
  products: readonly KnownSku[],
  changed: (rows: readonly MapRow[]) => void,
): HTMLElement {
  const state = [...rows];
  const known = new Map(products.map((product) => [product.sku, product]));
  const open = h('h3', { 'aria-live': 'polite' });
  const drawTitle = (): void => {
    const left = state.filter((row) => row.items === '').length;
    fill(
      open,
      left === 0
        ? [icon('done', 16), h('span', {}, 'All are mapped')]
        : [icon('warning', 16), h('span', {}, `${counted(left, 'title')} not mapped yet`)],
    );
    open.className = left === 0 ? 'map-title all' : 'map-title';
  };
  const draw = (row: MapRow, index: number): HTMLElement =>
    mapCard(
      row,
      known,
      (items) => {
        state[index] = { ...row, items };
        drawTitle();
        changed(state);
      },
      // A few open ones show what there is to do; a hundred would bury it.
      row.items === '' && unmapped.indexOf(index) < 3,
    );
  const indexes = rows.map((_, index) => index);
  const byOrders = (a: number, b: number): number => (rows[b]?.orders ?? 0) - (rows[a]?.orders ?? 0);
  const unmapped = indexes.filter((index) => rows[index]?.items === '').sort(byOrders);
  const mapped = indexes.filter((index) => rows[index]?.items !== '');
  const cards = (of: readonly number[]): HTMLElement[] =>
    of.flatMap((index) => {
      const row = rows[index];
      return row === undefined ? [] : [draw(row, index)];
    });
  drawTitle();
  return h(
    'div',
    { class: 'reward-map' },
    open,
    cards(unmapped),
    mapped.length > 0 &&
      fold(`Mapped (${mapped.length})`, h('div', {}, cards(mapped)), unmapped.length === 0),
  );
}

interface Line {
  sku: string;
  quantity: number;
}

function mapCard(
  row: MapRow,
  known: Map<string, KnownSku>,
  changed: (items: string) => void,
  open: boolean,
): HTMLElement {
  const parsed = parseItems(row.items === NOTHING ? '' : row.items);
  let lines: Line[] = parsed.ok ? parsed.items.map((unit) => ({ ...unit })) : [];
  let nothing = row.items === NOTHING;
  const title = h('span', {});
  const editor = h('div', { class: 'narrow' });
  const list = h('div', {});

  const items = (): string =>
    nothing ? NOTHING : formatItems(lines.filter((line) => line.sku !== '' && line.quantity > 0));
  const drawTitle = (): void => {
    const text = items();
    const said =
      text === '' ? 'Not mapped yet' : text === NOTHING ? row.instead || 'Ships nothing of its own' : text;
    const about = [row.kind, row.orders > 0 ? counted(row.orders, 'order') : ''].filter(
      (part) => part !== '',
    );
    fill(
      title,
      h('span', { class: 'map-name' }, row.title === '' ? row.platformId : row.title),
      h('span', { class: 'help' }, about.join(' · ')),
      h('span', { class: text === '' ? 'map-items none' : 'map-items' }, said),
    );
  };
  const update = (): void => {
    drawTitle();
    changed(items());
  };
  const drawLines = (): void => {
    list.hidden = nothing;
    fill(
      list,
      lines.map((line, index) => lineEditor(line, index)),
      button(
        'Add a SKU',
        () => {
          lines.push({ sku: '', quantity: 1 });
          drawLines();
          [...list.querySelectorAll<HTMLInputElement>('[role=combobox]')].at(-1)?.focus();
        },
        'link',
        'add',
      ),
    );
  };
  const lineEditor = (line: Line, index: number): HTMLElement => {
    const quantity = h('input', {
      type: 'number',
      class: 'quantity',
      min: 1,
      max: 99999,
      step: 1,
      value: String(line.quantity),
      'aria-label': `Quantity of SKU ${index + 1}`,
      on: {
        input: () => {
          const n = Number(quantity.value);
          line.quantity = Number.isInteger(n) && n > 0 && n <= 99999 ? n : 0;
          quantity.setAttribute('aria-invalid', String(line.quantity === 0));
          update();
        },
      },
    });
    const set = (text: string): void => {
      const sku = skuText(text);
      if (sku === line.sku) return;
      line.sku = sku;
      update();
    };
    const combo = combobox({
      label: `SKU ${index + 1} of ${row.title}`,
      placeholder: 'SKU',
      value: line.sku,
      suggestions: () =>
        [...known.values()].map(({ sku, name }) => ({
          value: sku,
          label: sku,
          ...(name === '' ? {} : { note: name }),
        })),
      pick: (value) => {
        set(value);
        if (line.sku !== '' && !known.has(line.sku)) known.set(line.sku, { sku: line.sku, name: 'new' });
      },
      fresh: (text) => {
        const sku = skuText(text);
        return sku === '' || known.has(sku) ? null : `New SKU “${sku}”`;
      },
      typed: (text, left) => {
        if (left) set(text);
      },
    });
    const remove = iconButton(`Take SKU ${index + 1} away`, 'close', () => {
      lines = lines.filter((one) => one !== line);
      drawLines();
      update();
      list.querySelector('button')?.focus();
    });
    return h(
      'div',
      { class: 'beside map-line' },
      combo.element,
      h('span', { 'aria-hidden': 'true' }, '×'),
      quantity,
      lines.length > 1 || line.sku !== '' ? remove : null,
    );
  };
  let built = false;
  const build = (): void => {
    if (built) return;
    built = true;
    if (lines.length === 0) lines.push({ sku: '', quantity: 1 });
    drawLines();
    fill(
      editor,
      row.note === '' ? null : h('p', { class: 'help' }, row.note),
      parsed.ok ? null : h('p', { class: 'help' }, `Cannot be read: ${row.items}`),
      list,
      checkbox('Ships nothing of its own', nothing, (on) => {
        nothing = on;
        drawLines();
        update();
      }),
    );
  };
  drawTitle();
  if (open) build();
  const folding = fold(title, editor, open, build);
  folding.classList.add('map-card');
  return folding;
}
