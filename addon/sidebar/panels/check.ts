/** Check This Spreadsheet: tries what the add-on takes for granted about Google, and gives one report. */
import type { Api } from '../../api.ts';
import { SAYS } from '../../check/says.ts';
import { announce, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, focusOn, head, problem } from '../widgets/basics.ts';
import { download } from '../widgets/download.ts';
import { icon } from '../widgets/icon.ts';
import { count, counted } from '../words.ts';

type CheckResult = ReturnType<Api['check']>['results'][number] & { readonly says: string };

const said: Readonly<Record<string, string>> = SAYS;

export function checkPanel(env: Env, place: HTMLElement): void {
  const list = h('ul', { class: 'checks', 'aria-label': 'Results' });
  const summary = h('h2', { tabindex: '-1' });
  const foot = h('div', { class: 'foot' });
  let results: CheckResult[] = [];
  let part = 0;

  const run = async (): Promise<void> => {
    announce('The check has started');
    try {
      for (;;) {
        fill(foot, busy(`Checking, step ${part + 1}… Keep this panel open.`));
        const answer = await env.call('check', { part });
        part += 1;
        const found = answer.results.map((result) => ({ ...result, says: said[result.name] ?? result.name }));
        results = [...results, ...found];
        list.append(...found.map(row));
        if (!answer.more) break;
      }
      end();
    } catch (error) {
      fill(
        foot,
        problem(error, () => void run()),
      );
    }
  };
  const end = (): void => {
    const wrong = results.filter((result) => !result.ok).length;
    fill(
      summary,
      wrong === 0
        ? `All ${counted(results.length, 'check')} hold.`
        : `${counted(wrong, 'check')} of ${count(results.length)} did not hold.`,
    );
    fill(
      foot,
      button('Download the report', report, 'primary', 'download'),
      button('Check again', start, 'link'),
    );
    focusOn(summary);
  };
  const report = (): void => {
    const made = {
      product: 'Shipsheet',
      made: new Date().toISOString(),
      browser: navigator.userAgent,
      results,
    };
    download('shipsheet-check.json', 'application/json', `${JSON.stringify(made, null, 2)}\n`);
  };
  const start = (): void => {
    results = [];
    part = 0;
    fill(list);
    fill(summary);
    void run();
  };

  fill(foot, button('Start the check', start, 'primary'));
  fill(
    place,
    h(
      'div',
      { class: 'panel' },
      head(
        'Check This Spreadsheet',
        'Tries on a scratch tab what Shipsheet takes for granted about Google Sheets. Your own tabs stay untouched, and the scratch tab is removed at the end.',
      ),
      summary,
      list,
      foot,
    ),
  );
}

function row(result: CheckResult): HTMLElement {
  return h(
    'li',
    { class: result.ok ? 'ok' : 'wrong' },
    icon(result.ok ? 'done' : 'error'),
    h(
      'div',
      {},
      h('strong', {}, result.name),
      h('p', {}, h('span', { class: 'unseen' }, result.ok ? 'Holds: ' : 'Does not hold: '), result.says),
      h('p', { class: 'help' }, `${result.ok ? 'Saw' : 'But saw'}: ${result.saw} (${count(result.ms)} ms)`),
    ),
  );
}
