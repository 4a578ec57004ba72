/** Two or more views of one panel, after the ARIA pattern "tabs": arrow keys move between them. */
import { h, uid } from '../dom.ts';

export interface TabView {
  readonly label: string;
  /** Called once, when the tab is shown first. */
  draw(place: HTMLElement): void;
}

export function tabs(label: string, views: readonly TabView[]): HTMLElement {
  const drawn = new Set<number>();
  const panels = views.map(() => h('div', { role: 'tabpanel', id: uid(), tabindex: '-1' }));
  const heads = views.map((view, index) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: uid(),
        class: 'tab',
        'aria-controls': panels[index]?.id,
        on: { click: () => show(index), keydown: (event) => move(event, index) },
      },
      view.label,
    ),
  );
  const show = (index: number): void => {
    for (const [i, head] of heads.entries()) {
      head.setAttribute('aria-selected', String(i === index));
      head.tabIndex = i === index ? 0 : -1;
      const panel = panels[i];
      if (panel === undefined) continue;
      panel.hidden = i !== index;
      panel.setAttribute('aria-labelledby', head.id);
      if (i !== index || drawn.has(i)) continue;
      drawn.add(i);
      views[i]?.draw(panel);
    }
  };
  const move = (event: KeyboardEvent, index: number): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const to = (index + step + views.length) % views.length;
    show(to);
    heads[to]?.focus();
  };
  show(0);
  return h('div', {}, h('div', { role: 'tablist', 'aria-label': label, class: 'tabs' }, heads), panels);
}
