/** The page of the Sandbox 3PL: what its warehouse has, and what a person does to it. */
import { el } from '../../../local/page/lib/el.ts';
import type { ControlInput, View } from '../control-wire.ts';
import { listAccounts, look, openAccount, type Search, tell } from './api.ts';
import { orders } from './orders.ts';
import { button, choice, warehouseTime } from './parts.ts';
import { side } from './side.ts';
import { PACES } from './words.ts';

const POLL_MS = 1500;
const FIRST_ACCOUNT = 'demo';
const TURNS: readonly (readonly [number, string])[] = [
  [1, '+1 hour'],
  [6, '+6 hours'],
  [24, '+1 day'],
  [168, '+1 week'],
];

const app = document.getElementById('app') ?? document.body;
const saying = el('p', { class: 'saying', role: 'status' });
const open = new Set<string>();
let names: string[] = [];
let account = '';
let search: Search = { state: '', q: '' };
let view: View | undefined;
let drawn = '';
/** Counts what was asked: an answer that was overtaken is not shown. */
let asked = 0;

function say(words: string, wrong = false): void {
  saying.textContent = words;
  saying.classList.toggle('wrong', wrong);
}

/** Runs a call and shows what it gives; a refusal is said. */
async function show(call: () => Promise<View>, done = ''): Promise<void> {
  const mine = ++asked;
  try {
    const next = await call();
    if (mine !== asked) return;
    view = next;
    if (done !== '') say(done);
    else if (saying.classList.contains('wrong')) say('');
    draw();
  } catch (error) {
    if (mine === asked) say(error instanceof Error ? error.message : 'Something went wrong.', true);
  }
}
const doneWords = (what: ControlInput): string =>
  what.do === 'turn'
    ? `The clock went on by ${TURNS.find(([hours]) => hours === what.hours)?.[1].slice(1) ?? ''}.`
    : what.do === 'fault'
      ? 'This goes wrong from the next call on.'
      : 'Done.';
const command = (what: ControlInput): void => void show(() => tell(account, search, what), doneWords(what));
function find(next: Partial<Search>): void {
  search = { ...search, ...next };
  void show(() => look(account, search));
}

function clock({ time, settings }: View): HTMLElement {
  const pace = PACES.find(([hours]) => Math.abs(hours - settings.hoursAMinute) < 1e-9);
  const paces = PACES.map(([hours, label]) => [String(hours), label] as const);
  return el(
    'div',
    { class: 'clock' },
    el(
      'div',
      { class: 'time' },
      el('small', {}, 'Time at the warehouse'),
      el('strong', {}, warehouseTime(time)),
    ),
    el(
      'div',
      { class: 'bar', role: 'group', 'aria-label': 'Turn the clock' },
      ...TURNS.map(([hours, label]) => button(label, `turn-${hours}`, () => command({ do: 'turn', hours }))),
    ),
    choice(
      'Pace',
      'pace',
      pace
        ? paces
        : [...paces, [String(settings.hoursAMinute), `1 minute is ${settings.hoursAMinute} hours`]],
      String(pace?.[0] ?? settings.hoursAMinute),
      (value) => command({ do: 'set', settings: { hoursAMinute: Number(value) } }),
    ),
  );
}

async function addWarehouse(): Promise<void> {
  const name = window.prompt('Name of the new warehouse: small letters, digits, dashes')?.trim();
  if (!name) return;
  try {
    await openAccount(name);
    names = (await listAccounts()).map((one) => one.name);
    choose(name);
  } catch (error) {
    say(error instanceof Error ? error.message : 'Something went wrong.', true);
  }
}
function choose(name: string): void {
  account = name;
  open.clear();
  search = { state: '', q: '' };
  history.replaceState(null, '', `#${name}`);
  void show(() => look(account, search));
}

function header(now: View): HTMLElement {
  return el(
    'header',
    {},
    el(
      'h1',
      {},
      'Sandbox 3PL',
      el('small', {}, 'A warehouse to practise with. Nothing leaves this machine.'),
    ),
    el(
      'div',
      { class: 'account' },
      choice(
        'Warehouse',
        'account',
        names.map((name) => [name, name]),
        account,
        choose,
      ),
      button('New', 'account-new', () => void addWarehouse(), 'quiet'),
    ),
    clock(now),
  );
}

/** Where the typing or the keyboard is, so that drawing again does not take it away. */
function focusOf(): { key: string; from: number | null; typed: string | null } | null {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at.dataset.key === undefined) return null;
  const input = at instanceof HTMLInputElement && at.type !== 'checkbox' ? at : null;
  return { key: at.dataset.key, from: input?.selectionStart ?? null, typed: input?.value ?? null };
}
function focusAgain(before: ReturnType<typeof focusOf>): void {
  if (!before) return;
  const found = app.querySelector<HTMLElement>(`[data-key="${CSS.escape(before.key)}"]`);
  if (found instanceof HTMLInputElement && before.typed !== null) {
    found.value = before.typed;
    found.focus({ preventScroll: true });
    found.setSelectionRange(before.from, before.from);
    return;
  }
  // A step that was taken is gone; the keyboard stays with its order.
  const row = before.key.replace(
    /-(next|pack|label|ship|release|deliver|split|void|refuse|cancel|hold)$/,
    '-open',
  );
  (found ?? app.querySelector<HTMLElement>(`[data-key="${CSS.escape(row)}"]`))?.focus({
    preventScroll: true,
  });
}

function draw(): void {
  if (!view) return;
  const now = JSON.stringify([{ ...view, time: warehouseTime(view.time) }, search, [...open], names]);
  if (now === drawn) return;
  drawn = now;
  const before = focusOf();
  const scrolled = window.scrollY;
  app.replaceChildren(
    header(view),
    saying,
    el(
      'main',
      {},
      orders({
        view,
        search,
        open,
        tell: command,
        find,
        toggle(id, shown) {
          if (shown) open.add(id);
          else open.delete(id);
          draw();
        },
      }),
      side(view, command, say),
    ),
  );
  focusAgain(before);
  window.scrollTo(0, scrolled);
}

/** A list that is dropped down, or a text that is being typed, is not drawn away under the person's hands. */
function isBusy(): boolean {
  const at = document.activeElement;
  return (
    at instanceof HTMLSelectElement ||
    (at instanceof HTMLInputElement && at.type === 'text' && at.value !== at.defaultValue)
  );
}

async function start(): Promise<void> {
  names = (await listAccounts()).map(({ name }) => name);
  if (names.length === 0) names = [(await openAccount(FIRST_ACCOUNT)).name];
  const wanted = location.hash.slice(1);
  choose(names.find((name) => name === wanted) ?? names[0] ?? FIRST_ACCOUNT);
  setInterval(() => {
    if (!document.hidden && !isBusy()) void show(() => look(account, search));
  }, POLL_MS);
}
start().catch((error: unknown) => {
  app.replaceChildren(
    el('p', { class: 'starting' }, error instanceof Error ? error.message : 'Something went wrong.'),
  );
});
