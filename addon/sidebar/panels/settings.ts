/** The few settings of a campaign. */
import type { Context } from '../../api.ts';
import { announce, fill, h, onEnter } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, head, labelled, load, message, notice, problem } from '../widgets/basics.ts';

export function settingsPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    () => env.call('context', {}),
    (context) => settingsView(env, context),
  );
}

function settingsView(env: Env, context: Context): HTMLElement {
  const { settings } = context;
  const name = h('input', { type: 'text', value: settings.campaignName, maxlength: 100 });
  const prefix = h('input', { type: 'text', value: settings.prefix, maxlength: 12, spellcheck: 'false' });
  const date = h('input', { type: 'date', value: settings.lockDownDate });
  const days = h('input', {
    type: 'number',
    class: 'quantity',
    min: 0,
    max: 365,
    step: 1,
    value: settings.noNumberDays,
  });
  const example = h('p', { class: 'help', 'aria-live': 'polite' });
  const said = h('div', {});
  const foot = h('div', { class: 'foot' });

  const showExample = (): void => {
    const text = prefix.value.trim();
    fill(
      example,
      text === '' ? 'Backer 1042 becomes order 1042.' : `Backer 1042 becomes order ${text}-1042.`,
    );
  };
  prefix.addEventListener('input', showExample);
  showExample();

  const save = async (): Promise<void> => {
    fill(foot, busy('Saving…'));
    fill(said);
    try {
      const kept = await env.call('saveSettings', {
        campaignName: name.value.trim(),
        prefix: prefix.value.trim(),
        lockDownDate: date.value,
        noNumberDays: Math.min(365, Math.max(0, Math.round(Number(days.value) || 0))),
      });
      name.value = kept.campaignName;
      prefix.value = kept.prefix;
      date.value = kept.lockDownDate;
      days.value = String(kept.noNumberDays);
      showExample();
      fill(said, message('done', 'Saved.'));
      announce('Saved');
    } catch (error) {
      fill(said, problem(error));
    }
    drawFoot();
    foot.querySelector('button')?.focus();
  };
  const drawFoot = (): void =>
    fill(
      foot,
      button('Save', () => void save(), 'primary'),
    );
  drawFoot();
  // What was saved no longer holds once something is typed.
  const body = h(
    'div',
    { on: { input: () => fill(said) } },
    labelled('Campaign name', name),
    labelled('Prefix of order IDs', prefix),
    example,
    labelled('Lock-down date', date, { help: 'Shown to backers. Nothing locks by itself on this day.' }),
    labelled('Days until a missing tracking number is pointed out', days, {
      help: 'Sent parcels without a number stand in Needs attention after so many days. 0 turns it off.',
    }),
  );
  onEnter(body, () => void save());
  example.classList.add('under-field');
  return h(
    'div',
    { class: 'panel' },
    head('Settings', 'What this spreadsheet is for.'),
    notice(context),
    body,
    said,
    foot,
  );
}
