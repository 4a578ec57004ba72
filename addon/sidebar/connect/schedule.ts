/** How often partners are asked for news. */
import { fill, h } from '../dom.ts';
import { busy, labelled, problem, select } from '../widgets/basics.ts';
import type { Worker } from './worker.ts';

/** Minutes. */
const EVERY = [5, 15, 30, 60];

/** `now`: minutes, 0 for never by itself. Saved as soon as it is chosen. */
export function schedule(worker: Worker, now: number): HTMLElement {
  const said = h('div', { 'aria-live': 'polite' });
  const save = async (minutes: number): Promise<void> => {
    fill(said, busy('Saving…'));
    try {
      await worker.schedule(minutes);
      fill(said, h('p', { class: 'help' }, 'Saved.'));
    } catch (error) {
      fill(
        said,
        problem(error, () => void save(minutes)),
      );
    }
  };
  // What was set elsewhere is shown as it is.
  const minutes = [...new Set([...EVERY, now])].filter((n) => n > 0).sort((a, b) => a - b);
  const options = [
    ...minutes.map((n) => ({ value: String(n), label: n === 60 ? 'Every hour' : `Every ${n} minutes` })),
    { value: '0', label: 'Only when I press Sync Now' },
  ];
  return h(
    'section',
    { 'aria-label': 'Schedule' },
    labelled(
      'Ask partners for news',
      select(options, String(now), (value) => void save(Number(value))),
      {
        help: 'What partners tell by webhook comes at once in any case.',
      },
    ),
    said,
  );
}
