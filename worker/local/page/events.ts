/** Server-sent events: changes of cells by anybody, and what the add-on shows. */

import {
  type AccessWire,
  accessWire,
  type ChangeWire,
  changeWire,
  type UiWire,
  uiWire,
} from '../http/wire.ts';

export interface EventActions {
  change(change: ChangeWire): void;
  ui(event: UiWire): void;
  /** In a partner's window: what its people may do from now on. */
  access(role: AccessWire['role']): void;
  /** The connection is back; what changed meanwhile was not heard. */
  missed(): void;
  /** The program has gone, or knows this session no more. */
  lost(): void;
}

/** Milliseconds between looks whether the program is back. */
const RETRY_MS = 1500;

/** `alive`: an address that answers once the program is back; a refusal there is an answer too. */
export function listen(url: string, alive: string, actions: EventActions): () => void {
  const source = new EventSource(url);
  let greeted = false;
  source.addEventListener('hello', () => {
    if (greeted) actions.missed();
    greeted = true;
  });
  source.addEventListener('change', ({ data }) => actions.change(changeWire.parse(JSON.parse(data))));
  source.addEventListener('ui', ({ data }) => actions.ui(uiWire.parse(JSON.parse(data))));
  source.addEventListener('access', ({ data }) => actions.access(accessWire.parse(JSON.parse(data)).role));
  let stopped = false;
  source.addEventListener('error', () => {
    if (stopped) return;
    actions.lost();
    if (source.readyState !== EventSource.CLOSED) return;
    // The session is unknown after a restart of the program: a fresh page starts a new one.
    const retry = setInterval(async () => {
      const back = await fetch(alive).then(
        (response) => response.ok || response.status === 404,
        () => false,
      );
      if (!back || stopped) return;
      clearInterval(retry);
      location.reload();
    }, RETRY_MS);
  });
  const stop = (): void => {
    stopped = true;
    source.close();
  };
  addEventListener('pagehide', stop);
  return stop;
}
