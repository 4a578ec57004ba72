/** One workbook in the browser: state of the page, and who tells whom. */

import type { ChangeWire, MenuWire, SelectionWire, SheetWire } from '../http/wire.ts';
import { lookingOnly, type Mode, markOf, VIEW_ONLY } from './access.ts';
import { attachClipboard } from './clipboard.ts';
import { createCommands } from './commands.ts';
import { createEditing } from './editing.ts';
import { listen } from './events.ts';
import { createEditor } from './grid/editor.ts';
import { createGrid } from './grid/grid.ts';
import { attachInputs } from './inputs.ts';
import { ApiError, apiOf, type Door, readWorkbook, startSession } from './lib/api.ts';
import { el } from './lib/el.ts';
import { topMenus } from './menus.ts';
import { BLOCK, type Cache, createCache } from './model/cache.ts';
import { type Place, selectCell, selectRange, selectRanges } from './model/selection.ts';
import { createFind } from './parts/find.ts';
import { createFormulaBar } from './parts/formula-bar.ts';
import { attachLinks } from './parts/links.ts';
import { attachNotes } from './parts/notes.ts';
import { createSidebar } from './parts/sidebar.ts';
import { createStartCard } from './parts/start-card.ts';
import { createStatus } from './parts/status.ts';
import { createTabs, type TabActions } from './parts/tabs.ts';
import { createScriptUi } from './scripts.ts';
import { createSteps } from './steps.ts';
import { confirm } from './ui/dialog.ts';
import { createMenuBar } from './ui/menubar.ts';
import { createTitleBar } from './ui/titlebar.ts';
import { toast } from './ui/toast.ts';

/** The sheet that the address names (`#gid=12`), if it is there. */
function wantedSheet(sheets: readonly SheetWire[]): SheetWire | undefined {
  const id = Number(/(?:^#|&)gid=(\d+)/.exec(location.hash)?.[1] ?? Number.NaN);
  return sheets.find((sheet) => sheet.id === id) ?? sheets.find((sheet) => !sheet.hidden) ?? sheets[0];
}

/** Milliseconds without another wish before the page goes where a script wants it. */
const SETTLE_MS = 120;

/** worker/local/http/heights.ts looks at as many. */
const TALL_ROWS = 10_000;

/** Runs work again when it was asked for meanwhile, but never twice at once: a long run changes a sheet often. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return run();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return run();
      });
    return next;
  };
}

export async function startApp(root: HTMLElement, door: Door, user: string | null): Promise<void> {
  const [session, found] = await Promise.all([startSession(door, user), readWorkbook(door)]);
  const api = apiOf(door, session.id);
  const mode: Mode = session.role ?? 'owner';
  const canType = mode !== 'reader';
  const refuse = (): void => void toast(VIEW_ONLY);
  let workbook = found;
  let addonMenus: readonly MenuWire[] = [];
  let cache: Cache | undefined;

  const host = el('div', {
    class: 'grid-host',
    tabindex: 0,
    role: 'application',
    'aria-label': 'Spreadsheet cells',
    // Tab goes from cell to cell here.
    'aria-description': 'F10 leads to the menu bar, Ctrl+/ lists all keys.',
    'aria-activedescendant': 'active-cell',
  });
  const view = createGrid(host, canType);
  const editing = createEditing(view, api, canType);
  /** Says what the server refused; anything else is a fault and shows in the console. */
  const told = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message, { loud: true });
    });
  };

  const inputAt = ({ row, column }: Place): string => {
    const found = view.cache().row(row);
    return found?.inputs.get(column) ?? found?.values[column] ?? '';
  };
  const editor = createEditor(view, {
    write: ({ row, column }, text) => told(editing.write(row, column, [[text]])),
    typed: (text) => formulaBar.typed(text),
    closed: () => showActive(),
  });
  const formulaBar = createFormulaBar(
    view,
    {
      write(text) {
        const { row, column } = view.selection().active;
        told(editing.write(row, column, [[text]]));
      },
    },
    canType,
  );
  const showActive = (): void => {
    if (!editor.isOpen()) formulaBar.show(view.selection(), inputAt(view.selection().active));
  };

  const draw = (): void => {
    view.refresh();
    showActive();
  };
  let drawing = false;
  const drawSoon = (): void => {
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      draw();
    });
  };

  const showSheet = async (id: number): Promise<void> => {
    editor.commit();
    // Its shape and its first rows travel together: the grid appears filled.
    const [shape, first] = await Promise.all([api.shape(id), api.rows(id, 0, BLOCK)]);
    cache?.close();
    let ready: typeof first | undefined = first;
    cache = createCache((from, count) => {
      const at = ready?.from === from ? ready : undefined;
      ready = undefined;
      return at ? Promise.resolve(at) : api.rows(id, from, count);
    }, drawSoon);
    await cache.range(0, 1);
    view.show(shape, cache);
    history.replaceState(null, '', `#gid=${id}`);
    tabs.show(workbook.sheets, id);
    tellSelection();
    showActive();
    status.update();
    start.update(workbook.sheets, shape, addonMenus);
  };
  const readShape = async (): Promise<void> => {
    const id = view.shape().sheet.id;
    const shape = await api.shape(id);
    if (cache && view.shape().sheet.id === id) view.show(shape, cache);
    status.update();
    start.update(workbook.sheets, view.shape(), addonMenus);
  };
  const reshape = oneAtATime(readShape);
  const reread = async (): Promise<void> => {
    workbook = await readWorkbook(door);
    titleBar.show(workbook.title);
    const id = view.shape().sheet.id;
    const still = workbook.sheets.some((sheet) => sheet.id === id);
    if (still) tabs.show(workbook.sheets, id);
    else await showSheet(wantedSheet(workbook.sheets)?.id ?? 0);
  };

  let selecting: ReturnType<typeof setTimeout> | undefined;
  /** The add-on's next run sees what is selected; while a drag goes on nobody needs to know. */
  const tellSelection = (): void => {
    clearTimeout(selecting);
    selecting = setTimeout(() => told(sendSelection()), 80);
  };
  const sendSelection = async (): Promise<void> => {
    clearTimeout(selecting);
    selecting = undefined;
    // In a partner's window no script ever asks.
    if (mode === 'owner')
      await api.select({ sheetId: view.shape().sheet.id, ranges: [...view.selection().ranges] });
  };

  const sheetId = (): number => view.shape().sheet.id;
  const steps = createSteps(api, sheetId, async (id, range) => {
    if (sheetId() !== id && workbook.sheets.some((sheet) => sheet.id === id)) await showSheet(id);
    if (range && sheetId() === id) {
      const { rowCount, columnCount } = view.shape().sheet;
      if (range.row + range.rows <= rowCount && range.column + range.columns <= columnCount) {
        view.select(selectRange(range), { scroll: false });
        view.reveal(range);
      }
    }
  });
  const allCommands = createCommands({
    view,
    api,
    editing,
    steps,
    told,
    reshape,
    reread,
    showSheet,
    workbook: () => workbook,
    rename: () => titleBar.rename(),
    find: (replace) => find.open(replace),
    paste: () => clipboard.paste(),
    runScript: (name, label) => sendSelection().then(() => scriptUi.run(name, label)),
  });
  const commands = canType ? allCommands : lookingOnly(allCommands, refuse);
  const partners = found.partner === true;

  const menuBar = createMenuBar(() => view.focus());
  const showMenus = (): void =>
    menuBar.show(topMenus(view, commands, { addon: addonMenus, mode, demo: !partners }));
  const titleBar = createTitleBar({
    user: session.user,
    menubar: menuBar.element,
    renamed: canType ? (title) => told(api.rename(title).then(reread)) : null,
    home: mode === 'owner' ? commands.open : null,
    mark: markOf(mode, partners),
  });
  const panelHost = {
    run: (name: string, args: readonly unknown[]) => sendSelection().then(() => api.run(name, args)),
    focusSheet: () => view.focus(),
    resized: () => undefined,
  };
  const sidebar = createSidebar(panelHost);
  /**
   * A run may bring one sheet after the other to the front, scratch tabs that are gone a moment later among them; where it
   * ends is what counts.
   */
  let wished: SelectionWire | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  const goThere = oneAtATime(async () => {
    if (!wished) return;
    const { sheetId: id, ranges } = wished;
    wished = undefined;
    if (view.shape().sheet.id !== id) await showSheet(id);
    const selection = selectRanges(ranges);
    if (selection) view.select(selection);
  });
  const scriptUi = createScriptUi(api, sidebar, {
    panel: panelHost,
    menus(menus) {
      addonMenus = menus;
      showMenus();
      start.update(workbook.sheets, view.shape(), menus);
    },
    select(selection) {
      wished = selection;
      clearTimeout(settling);
      settling = setTimeout(() => told(goThere()), SETTLE_MS);
    },
  });
  const tabActions: TabActions = {
    open: (id) => told(showSheet(id).then(() => view.focus())),
    add: commands.addSheet,
    rename: (sheet, name) => told(api.changeSheet(sheet.id, { name }).then(reread)),
    duplicate: (sheet) => commands.duplicateSheet(sheet.id),
    move: (sheet, index) => told(api.changeSheet(sheet.id, { index }).then(reread)),
    setHidden: (sheet, hidden) => told(api.changeSheet(sheet.id, { hidden }).then(reread)),
    remove: (sheet) =>
      told(
        confirm('Delete this sheet?', `"${sheet.name}" and all that is on it will be removed.`, 'Delete')
          .then((yes) => (yes ? api.deleteSheet(sheet.id).then(reread) : undefined))
          .finally(() => view.focus()),
      ),
  };
  const tabs = createTabs(tabActions, canType);
  const status = createStatus(view, api, commands.clearFilter);
  const find = createFind(view, api, canType);
  const start = createStartCard(view.host, {
    run: commands.runScript,
    demo: commands.resetDemo,
  });

  attachInputs({
    view,
    api,
    editing,
    editor,
    commands,
    canType,
    told,
    reshape,
    inputAt,
    leave: () => menuBar.focus(),
    toSheet(step) {
      const shown = workbook.sheets.filter((sheet) => !sheet.hidden);
      const next = shown[shown.findIndex((sheet) => sheet.id === sheetId()) + step];
      if (next) told(showSheet(next.id).then(() => view.focus()));
    },
  });
  const clipboard = attachClipboard(view, {
    write(row, column, values) {
      if (!canType) return refuse();
      const columns = values[0]?.length ?? 1;
      view.select(selectRange({ row, column, rows: values.length, columns }), { scroll: false });
      told(editing.write(row, column, values));
    },
    clear: commands.clear,
  });
  attachNotes(view);
  attachLinks(view);
  view.selected.on(() => {
    showActive();
    status.update();
    tellSelection();
  });
  view.resized.on(({ column, pixels }) => told(api.width(sheetId(), column, 1, pixels)));

  root.replaceChildren(
    titleBar.element,
    formulaBar.element,
    el('div', { class: 'middle' }, host, sidebar.element),
    el('footer', { class: 'bottom' }, tabs.element, status.element),
  );
  titleBar.show(workbook.title);
  showMenus();
  await showSheet(wantedSheet(workbook.sheets)?.id ?? 0);
  view.select(selectCell(view.selection().active), { scroll: false });
  view.focus();

  const onChange = (change: ChangeWire): void => {
    steps.heard(change);
    const id = view.shape().sheet.id;
    const concerned = cache?.apply(change, id) === true;
    if (change.list) told(reread());
    const { content } = view.shape();
    // Where text wraps, another text is another height of its row.
    const wraps =
      concerned &&
      change.cells.some(({ sheetId: changed, range }) => {
        if (changed !== id) return false;
        const rows = Array.from({ length: Math.min(range.rows, TALL_ROWS) }, (_, i) => range.row + i);
        return rows.some((row) => {
          const formats = row < TALL_ROWS ? cache?.row(row)?.formats : undefined;
          return formats
            ?.slice(range.column, range.column + range.columns)
            .some((one) => one?.wrap === 'WRAP');
        });
      });
    const grew = change.cells.some(
      ({ sheetId: changed, range }) =>
        changed === id &&
        (range.row + range.rows > content.rows || range.column + range.columns > content.columns),
    );
    if (change.sheets.includes(id) || grew || wraps) told(reshape());
    else if (concerned) drawSoon();
    if (concerned) status.update();
  };
  const deaf = listen(api.eventsUrl, door.alive, {
    change: onChange,
    ui: (event) => {
      titleBar.say('');
      scriptUi.show(event);
    },
    missed() {
      titleBar.say('');
      cache?.staleAll();
      cache?.wake();
      told(reread().then(reshape));
    },
    lost: () => titleBar.say('Trying to reconnect ...'),
    access(role) {
      if (role === null) door.close();
      // What is allowed now is another page.
      else if (role !== mode) location.reload();
    },
  });
  door.onClose(deaf);
}
