/** What the File menu does. */

import { type Api, createWorkbook, deleteWorkbook, listWorkbooks } from './lib/api.ts';
import { el } from './lib/el.ts';
import { ask, confirm } from './ui/dialog.ts';
import { toast } from './ui/toast.ts';

/** Keeps who you are in the next workbook. */
function openWorkbook(id: string): void {
  location.assign(`/w/${encodeURIComponent(id)}${location.search}`);
}

export async function newWorkbook(): Promise<void> {
  openWorkbook((await createWorkbook('Untitled spreadsheet')).id);
}

const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** The list of workbooks, in a box or as a page of its own. */
export async function workbookList(current: string | undefined): Promise<HTMLElement> {
  const all = await listWorkbooks();
  const list = el('ul', { class: 'workbooks' });
  list.append(
    ...all.map(({ id, title, changedAt, partner }) =>
      el(
        'li',
        {},
        el(
          'a',
          {
            href: `/w/${encodeURIComponent(id)}${location.search}`,
            'aria-current': id === current ? 'page' : undefined,
          },
          el('img', { src: '/page/icon.svg', alt: '', width: 20, height: 20 }),
          el('span', { class: 'workbook-title' }, title),
          partner === true && el('span', { class: 'mark' }, "Partner's sheet"),
          el(
            'small',
            {},
            id === current ? 'open here' : changedAt === undefined ? '' : when.format(new Date(changedAt)),
          ),
        ),
      ),
    ),
  );
  if (all.length === 0) list.append(el('li', { class: 'nothing' }, 'There is no workbook yet.'));
  return list;
}

export async function chooseWorkbook(current: string): Promise<void> {
  const answer = await ask({
    title: 'Open a workbook',
    body: await workbookList(current),
    wide: true,
    choices: [
      { value: 'new', label: 'New workbook' },
      { value: 'close', label: 'Close', primary: true },
    ],
  });
  if (answer?.value === 'new') await newWorkbook();
}

export async function copyWorkbook(api: Api): Promise<void> {
  openWorkbook((await api.copy()).id);
}

export async function resetDemo(api: Api): Promise<void> {
  const yes = await confirm(
    'Reset the demo?',
    'All sheets of this workbook are replaced by the demo campaign. What you changed here is lost.',
    'Replace with the demo',
  );
  if (!yes) return;
  const busy = toast('Making the demo campaign ...', { seconds: -1 });
  try {
    await api.resetDemo();
    location.reload();
  } finally {
    busy.close();
  }
}

export async function removeWorkbook(id: string, title: string): Promise<void> {
  if (
    !(await confirm('Delete this workbook?', `"${title}" is removed from this machine for good.`, 'Delete'))
  )
    return;
  await deleteWorkbook(id);
  location.assign(`/${location.search}`);
}

/** The browser saves the file; the page stays. */
export function downloadCsv(url: string): void {
  const link = el('a', { href: url, download: '' });
  link.click();
}
