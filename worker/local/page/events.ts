/** Server-sent events: changes of cells by anybody, and what the add-on shows. */

import {
  type AccessWire,
  accessWire,
  type ChangeWire,
  changeWire,
  type UiWire,
  uiWire,
} from '../http/wire.ts';
import { createRetry } from './model/retry.ts';

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

/** `alive`: an address that answers once the program is back; a refusal there is an answer too. */
export function listen(url: string, alive: string, actions: EventActions): () => void {
  let source: EventSource | undefined;
  let greeted = false;
  /** The session is unknown after a restart of the program: a fresh page starts a new one. */
  let unknown = false;
  let stopped = false;
  const connect = (): void => {
    const from = new EventSource(url);
    source = from;
    from.addEventListener('hello', () => {
      retry.answered();
      if (greeted) actions.missed();
      greeted = true;
    });
    from.addEventListener('change', ({ data }) => actions.change(changeWire.parse(JSON.parse(data))));
    from.addEventListener('ui', ({ data }) => actions.ui(uiWire.parse(JSON.parse(data))));
    from.addEventListener('access', ({ data }) => actions.access(accessWire.parse(JSON.parse(data)).role));
    from.addEventListener('error', () => {
      if (stopped) return;
      actions.lost();
      if (from.readyState === EventSource.CLOSED) {
        unknown = true;
        // Somebody answered, so the wait for the rest is short.
        retry.answered();
      }
      // Left open, it would connect again by itself, at the pace of the browser.
      from.close();
      retry.failed();
    });
  };
  const look = async (): Promise<void> => {
    const back = await fetch(alive).then(
      (response) => response.ok || response.status === 404,
      () => false,
    );
    if (stopped) return;
    if (back) location.reload();
    else retry.failed();
  };
  const retry = createRetry(() => (unknown ? void look() : connect()));
  connect();
  const stop = (): void => {
    stopped = true;
    retry.stop();
    source?.close();
  };
  addEventListener('pagehide', stop);
  return stop;
}
