/** The page of one workbook: puts the parts together and lets them hear of each other. */

import './styles/page.css';
import './styles/grid.css';
import './styles/boxes.css';
import { showEnded } from './access.ts';
import { startApp } from './app.ts';
import { ApiError, type Door, ENDED, ownDoor, partnerDoor } from './lib/api.ts';
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
  const [, kind, name] = /^\/([wp])\/([^/]+)$/.exec(location.pathname) ?? [];
  if (kind === undefined || name === undefined) {
    await home(root);
    return;
  }
  try {
    const part = decodeURIComponent(name);
    const door: Door = kind === 'w' ? ownDoor(part) : partnerDoor(part);
    door.onClose(() => showEnded(root));
    await startApp(root, door, new URLSearchParams(location.search).get('user'));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === ENDED) return;
    if (error.status === 404 && kind === 'w') await home(root, error.message);
    else
      root.replaceChildren(
        el('main', { class: 'home' }, el('h1', {}, 'Shipsheet'), el('p', { role: 'alert' }, error.message)),
      );
  }
}

void main();
