/** The add-on's sidebar at the right (300 pixels) and its dialogs. */

import { el, icon } from '../lib/el.ts';
import { ICONS } from '../lib/icons.ts';
import { createPanel, type Panel } from './panel.ts';

export interface PanelHost {
  run(name: string, args: readonly unknown[]): Promise<unknown>;
  focusSheet(): void;
  /** The grid has more or less room now. */
  resized(): void;
}

export interface Sidebar {
  readonly element: HTMLElement;
  open(url: string, title: string): void;
  close(): void;
}

export function createSidebar(host: PanelHost): Sidebar {
  const heading = el('h2', {}, '');
  const body = el('div', { class: 'sidebar-body' });
  const element = el(
    'aside',
    { class: 'sidebar', hidden: true, 'aria-label': 'Sidebar' },
    el(
      'header',
      { class: 'sidebar-head' },
      heading,
      el(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Close sidebar', onclick: () => close() },
        icon(ICONS.close),
      ),
    ),
    body,
  );
  let panel: Panel | undefined;
  function close(): void {
    panel?.destroy();
    panel = undefined;
    element.hidden = true;
    host.resized();
    host.focusSheet();
  }
  return {
    element,
    close,
    open(url, title) {
      panel?.destroy();
      heading.textContent = title;
      element.setAttribute('aria-label', title || 'Sidebar');
      element.hidden = false;
      panel = createPanel(url, title, { ...host, close, size: () => undefined });
      const { frame } = panel;
      body.append(frame);
      frame.focus();
      // The focus went to the empty document that a frame starts with: without this, Tab would leave the sidebar.
      frame.addEventListener('load', () => {
        if (document.activeElement !== frame) return;
        frame.blur();
        frame.focus();
      });
      host.resized();
    },
  };
}

/** A dialog of the add-on. A modeless one leaves the sheet usable. */
export function openPanelDialog(
  host: PanelHost,
  url: string,
  options: { title: string; width: number; height: number; modal: boolean },
): void {
  const dialog = el('dialog', { class: 'box panel-dialog', 'aria-label': options.title });
  const panel = createPanel(url, options.title, {
    ...host,
    close: () => dialog.close(),
    size(width, height) {
      if (width !== undefined) panel.frame.style.width = `${Math.min(width, innerWidth - 48)}px`;
      if (height !== undefined) panel.frame.style.height = `${Math.min(height, innerHeight - 120)}px`;
    },
  });
  panel.frame.style.width = `${Math.min(options.width, innerWidth - 48)}px`;
  panel.frame.style.height = `${Math.min(options.height, innerHeight - 120)}px`;
  dialog.append(
    el(
      'header',
      { class: 'panel-head' },
      el('h2', {}, options.title),
      el(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: () => dialog.close() },
        icon(ICONS.close),
      ),
    ),
    panel.frame,
  );
  dialog.addEventListener('close', () => {
    panel.destroy();
    dialog.remove();
    host.focusSheet();
  });
  document.body.append(dialog);
  if (options.modal) dialog.showModal();
  else dialog.show();
}
