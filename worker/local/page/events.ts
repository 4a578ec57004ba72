/** Server-sent events: changes of cells by anybody, and what the add-on shows. */

import { type ChangeWire, changeWire, type UiWire, uiWire } from '../http/wire.ts';

export interface EventActions {
  change(change: ChangeWire): void;
  ui(event: UiWire): void;
  /** The connection is back; what changed meanwhile was not heard. */
  missed(): void;
  /** The program has gone, or knows this session no more. */
  lost(): void;
}

/** Milliseconds between looks whether the program is back. */
const RETRY_MS = 1500;

export function listen(url: string, actions: EventActions): void {
  const source = new EventSource(url);
  let greeted = false;
  source.addEventListener('hello', () => {
    if (greeted) actions.missed();
    greeted = true;
  });
  source.addEventListener('change', ({ data }) => actions.change(changeWire.parse(JSON.parse(data))));
  source.addEventListener('ui', ({ data }) => actions.ui(uiWire.parse(JSON.parse(data))));
  source.addEventListener('error', () => {
    actions.lost();
    if (source.readyState !== EventSource.CLOSED) return;
    // The session is unknown after a restart of the program: a fresh page starts a new one.
    const retry = setInterval(async () => {
      const back = await fetch('/api/workbooks').then(
        (response) => response.ok,
        () => false,
      );
      if (!back) return;
      clearInterval(retry);
      location.reload();
    }, RETRY_MS);
  });
  addEventListener('pagehide', () => source.close());
}
