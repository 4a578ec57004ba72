/** The page of one workbook: puts the parts together and lets them hear of each other. */

import './styles/page.css';
import './styles/grid.css';
import './styles/boxes.css';
import { startApp } from './app.ts';
import { ApiError } from './lib/api.ts';
import { el } from './lib/el.ts';
import { newWorkbook, workbookList } from './workbook-actions.ts';

async function home(root: HTMLElement, message?: string): Promise<void> {
  root.replaceChildren(
    el(
      'main',
      { class: 'home' },
      el('img', { src: '/page/icon.svg', alt: '', width: 48, height: 48 }),
      el('h1', {}, 'Shipsheet'),
      message !== undefined && el('p', { role: 'alert' }, message),
      await workbookList(undefined),
      el(
        'button',
        {
          type: 'button',
          class: 'button primary',
          onclick: () => void newWorkbook(),
        },
        'New workbook',
      ),
    ),
  );
}

async function main(): Promise<void> {
  const root = document.querySelector<HTMLElement>('#app');
  if (!root) return;
  const id = /^\/w\/([^/]+)$/.exec(location.pathname)?.[1];
  if (id === undefined) {
    await home(root);
    return;
  }
  try {
    await startApp(root, decodeURIComponent(id), new URLSearchParams(location.search).get('user'));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404) await home(root, error.message);
    else
      root.replaceChildren(
        el('main', { class: 'home' }, el('h1', {}, 'Shipsheet'), el('p', { role: 'alert' }, error.message)),
      );
  }
}

void main();
