/** A list of thousands of rows of one height: only what is in sight is drawn. One row is active; keys move it. */
import { type Child, fill, h, uid } from '../dom.ts';

export interface ListOptions<T> {
  readonly label: string;
  /** Pixels. */
  readonly rowHeight: number;
  /** What a row shows; its height is fixed. */
  row(item: T): Child;
  /** The row that is looked at now; null in an empty list. */
  active(item: T | null): void;
  /** A key that does not move; true when it was of use. */
  key(event: KeyboardEvent, item: T): boolean;
  readonly empty: string;
}

export interface VirtualList<T> {
  readonly element: HTMLElement;
  readonly items: readonly T[];
  /** The place of the active row; -1 in an empty list. */
  readonly at: number;
  /** Other items; the active row is the one at `at`, or the nearest. */
  show(items: readonly T[], at?: number): void;
  move(at: number): void;
  /** Draws the rows in sight again: something about them has changed. */
  redraw(): void;
}

/** Rows above and below those in sight, so that scrolling shows no gaps. */
const SPARE = 6;

export function virtualList<T>(options: ListOptions<T>): VirtualList<T> {
  const { rowHeight } = options;
  let items: readonly T[] = [];
  let at = -1;
  const inner = h('div', { class: 'virtual-rows', role: 'presentation' });
  const empty = h('p', { class: 'empty' }, options.empty);
  const element = h(
    'div',
    {
      class: 'virtual-list',
      role: 'listbox',
      tabindex: '0',
      'aria-label': options.label,
      on: { keydown: (event) => onKey(event) },
    },
    inner,
    empty,
  );
  element.addEventListener('scroll', () => draw(), { passive: true });
  const prefix = uid();

  const draw = (): void => {
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - SPARE);
    const last = Math.min(
      items.length,
      Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + SPARE,
    );
    inner.style.height = `${items.length * rowHeight}px`;
    const rows: HTMLElement[] = [];
    for (let i = first; i < last; i++) {
      const item = items[i];
      if (item === undefined) continue;
      const row = h(
        'div',
        {
          class: 'virtual-row',
          role: 'option',
          id: `${prefix}-${i}`,
          'aria-selected': String(i === at),
          'aria-setsize': items.length,
          'aria-posinset': i + 1,
          on: { click: () => move(i) },
        },
        options.row(item),
      );
      row.style.top = `${i * rowHeight}px`;
      row.style.height = `${rowHeight}px`;
      rows.push(row);
    }
    fill(inner, rows);
    if (at >= first && at < last) element.setAttribute('aria-activedescendant', `${prefix}-${at}`);
    else element.removeAttribute('aria-activedescendant');
  };

  const move = (to: number): void => {
    at = items.length === 0 ? -1 : Math.max(0, Math.min(to, items.length - 1));
    const top = at * rowHeight;
    if (at >= 0 && top < element.scrollTop) element.scrollTop = top;
    else if (at >= 0 && top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
    draw();
    options.active(items[at] ?? null);
  };

  const onKey = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(element.clientHeight / rowHeight) - 1);
    const places: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: items.length - 1,
    };
    const to = places[event.key];
    const item = items[at];
    if (to !== undefined) move(to);
    else if (item === undefined || !options.key(event, item)) return;
    event.preventDefault();
  };

  return {
    element,
    get items() {
      return items;
    },
    get at() {
      return at;
    },
    show(next, place = 0) {
      items = next;
      empty.hidden = items.length > 0;
      // The height must be there before the place can come into sight.
      inner.style.height = `${items.length * rowHeight}px`;
      move(place);
    },
    move,
    redraw: draw,
  };
}
