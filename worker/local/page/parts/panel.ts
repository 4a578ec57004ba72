/** A sandboxed frame with HTML of the add-on, and what it may ask of the page. */

import { fromPanel, MARK } from '../bridge/messages.ts';
import { el } from '../lib/el.ts';

export interface PanelActions {
  run(name: string, args: readonly unknown[]): Promise<unknown>;
  close(): void;
  focusSheet(): void;
  size(width: number | undefined, height: number | undefined): void;
}

export interface Panel {
  readonly frame: HTMLIFrameElement;
  destroy(): void;
}

export function createPanel(url: string, title: string, actions: PanelActions): Panel {
  const frame = el('iframe', {
    src: url,
    title,
    // No allow-same-origin: the add-on's HTML cannot reach this page or its API except through the messages below.
    // What it opens in a window of its own is a page like any other, as on Google.
    sandbox:
      'allow-scripts allow-downloads allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals',
  });
  const onMessage = (event: MessageEvent): void => {
    if (event.source === null || event.source !== frame.contentWindow) return;
    const parsed = fromPanel.safeParse(event.data);
    if (!parsed.success) return;
    const message = parsed.data;
    switch (message.type) {
      case 'call': {
        const answer = (rest: Record<string, unknown>): void => {
          frame.contentWindow?.postMessage({ mark: MARK, type: 'answer', id: message.id, ...rest }, '*');
        };
        actions.run(message.name, message.args).then(
          (value) => answer({ ok: true, value }),
          (error: unknown) =>
            answer({ ok: false, message: error instanceof Error ? error.message : String(error) }),
        );
        return;
      }
      case 'close':
        actions.close();
        return;
      case 'focus-sheet':
        actions.focusSheet();
        return;
      case 'size':
        actions.size(message.width, message.height);
    }
  };
  addEventListener('message', onMessage);
  return {
    frame,
    destroy() {
      removeEventListener('message', onMessage);
      frame.remove();
    },
  };
}
