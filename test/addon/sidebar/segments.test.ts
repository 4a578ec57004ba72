import { describe, expect, it } from 'vitest';
import type { SegmentState } from '../../../addon/api.ts';
import { ruleOfText } from '../../../shared/segment/lower.ts';
import { Refusal, type Server, useSidebar } from './harness.ts';
import { context, preview, progress, result } from './samples.ts';

const open = useSidebar();

type Segment = SegmentState['segments'][number];
const segment = (name: string, filter: string, more: Partial<Segment> = {}): Segment => ({
  name,
  filter,
  matches: 266,
  members: null,
  change: '',
  refreshedAt: '2026-03-01 10:22:31Z',
  problem: null,
  sheet: false,
  ...more,
});
const RUN = {
  runId: 'R-20260301-102231-4f2a',
  label: 'Lock Down',
  when: '2026-03-01 10:22:31Z',
  who: 'anna@example.com',
  changed: 266,
  undoable: true,
};

/** A server that keeps segments as the add-on does. */
function server(segments: Segment[], more: Server = {}): Server {
  let kept = segments;
  const state = (): SegmentState => ({ segments: kept, columns: ['Wave', 'Pickup'] });
  return {
    segments: state,
    context: () => context({ runs: [RUN], segments: kept }),
    countFilter: ({ rule }) => ({
      count: JSON.stringify(rule).includes('MUG') ? 12 : 266,
      first: [{ orderId: 'HL-1042', name: 'Ada Lovelace of the Analytical Engine', stage: 'Ready to ship' }],
      problem: null,
      unknownSkus: JSON.stringify(rule).includes('POSTR') ? ['POSTR'] : [],
    }),
    saveSegment: ({ was, name, filter }) => {
      const made = segment(name, filter);
      const at = kept.findIndex((one) => one.name === was);
      kept = at < 0 ? [...kept, made] : kept.map((one, i) => (i === at ? made : one));
      return state();
    },
    deleteSegment: ({ name }) => {
      kept = kept.filter((one) => one.name !== name);
      return state();
    },
    openSegment: ({ name, remove }) => {
      kept = kept.map((one) => (one.name === name ? { ...one, sheet: !remove } : one));
      return state();
    },
    openPanel: () => ({ ok: true }),
    ...more,
  };
}

describe('the segments panel', () => {
  it('says what a segment is while there is none, and lists what runs left behind', async () => {
    const { page, args } = await open({ panel: 'segments' }, server([]));
    await page.getByText('A segment is a filter with a name').waitFor();
    const run = page.getByRole('region', { name: 'Runs' }).getByRole('article', { name: 'Lock Down' });
    await run.getByText('266 changed').waitFor();
    await run
      .getByRole('combobox', { name: 'Use the orders of Lock Down for' })
      .selectOption('Finalize Addresses');
    await expect
      .poll(() => args('openPanel'))
      .toEqual([
        {
          panel: 'action',
          title: 'Finalize Addresses',
          action: 'finalize-addresses',
          filter: `run:${RUN.runId}`,
        },
      ]);
  });

  it('shows how many fit, and who came and went since the last run', async () => {
    const { page, args } = await open(
      { panel: 'segments' },
      server([
        segment('US mugs', 'country:US has:MUG', { members: 260, change: '+12/-6' }),
        segment('Broken', 'stage:Ready', { matches: null }),
      ]),
    );
    const card = page.getByRole('article', { name: 'US mugs' });
    await card.getByText('266 orders').waitFor();
    await card.getByText('260 at its last run').waitFor();
    await card.getByText('+12/-6').waitFor();
    const broken = page.getByRole('article', { name: 'Broken' });
    await broken
      .getByRole('alert')
      .getByText('Unknown stage “Ready”: did you mean “Ready to ship”?')
      .waitFor();
    await expect(broken.getByRole('combobox').count()).resolves.toBe(0);
    await card.getByRole('combobox').selectOption('Lock Down');
    await expect
      .poll(() => args('openPanel'))
      .toEqual([{ panel: 'action', title: 'Lock Down', action: 'lock-down', segment: 'US mugs' }]);
  });

  it('warns of a SKU that nothing has: to leave out a misspelt one lets everybody in', async () => {
    const { page } = await open({ panel: 'segments' }, server([]));
    await page.getByRole('button', { name: 'New segment' }).first().click();
    await page.getByRole('textbox', { name: 'Filter' }).fill('-has:POSTR');
    await page.getByText('No product and no order has the SKU “POSTR”.').waitFor();
    await page.getByRole('textbox', { name: 'Filter' }).fill('-has:MUG');
    await page.getByText('12 orders fit now').waitFor();
    await expect(page.getByText('No product and no order').count()).resolves.toBe(0);
  });

  it('builds the text from drop-downs while the count follows, and saves', async () => {
    const { page, args } = await open({ panel: 'segments' }, server([]));
    await page.getByRole('button', { name: 'New segment' }).first().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mug people');
    const text = page.getByRole('textbox', { name: 'Filter' });
    const condition = page.getByRole('group', { name: 'Condition' });
    await condition.getByRole('combobox', { name: 'Values' }).click();
    await condition.getByRole('option', { name: 'Ready to ship' }).click();
    await expect(text.inputValue()).resolves.toBe('stage:"Ready to ship"');
    await page.getByRole('button', { name: 'Add a condition' }).click();
    const second = condition.nth(1);
    await second.getByRole('combobox', { name: 'Field' }).selectOption('Quantity of a SKU');
    await second.getByRole('combobox', { name: 'SKU' }).click();
    await second.getByRole('option', { name: 'MUG' }).click();
    await second.getByRole('textbox', { name: 'Quantity' }).fill('2');
    await second.getByRole('checkbox', { name: 'Not' }).check();
    await expect(text.inputValue()).resolves.toBe('stage:"Ready to ship" -MUG>=2');
    await page.getByText('12 orders fit now').waitFor();
    await page.getByText('and 11 others').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('#panel').getByText('Mug people is saved.').waitFor();
    const filter = 'stage:"Ready to ship" -MUG>=2';
    expect(args('saveSegment')).toEqual([{ was: '', name: 'Mug people', filter, rule: ruleOfText(filter) }]);
  });

  it('shows a typed text as drop-downs, groups of one level included', async () => {
    const { page } = await open({ panel: 'segments' }, server([segment('Late', 'country:US')]));
    await page.getByRole('article', { name: 'Late' }).getByRole('button', { name: 'Edit' }).click();
    const text = page.getByRole('textbox', { name: 'Filter' });
    await text.fill('pledged:10..20 (is:held OR "Wave":2)');
    await expect(page.getByRole('textbox', { name: 'From' }).inputValue()).resolves.toBe('10');
    const group = page.getByRole('group', { name: 'Group of conditions' });
    await expect(group.getByRole('combobox', { name: 'Fact' }).inputValue()).resolves.toBe('held');
    await expect(group.getByRole('combobox', { name: 'Field' }).nth(1).inputValue()).resolves.toBe(
      'own Wave',
    );
    await group.getByRole('textbox', { name: 'Value' }).fill('3, 4');
    await expect(text.inputValue()).resolves.toBe('pledged:10..20 (is:held OR "Wave":(3 OR 4))');
    await text.fill('a (b OR (c d))');
    await page.getByText('nested deeper than the drop-downs can show').waitFor();
  });

  it('underlines what cannot be read, and takes a suggestion only when it is clicked', async () => {
    const { page, args } = await open({ panel: 'segments' }, server([segment('Late', 'country:US')]));
    await page.getByRole('article', { name: 'Late' }).getByRole('button', { name: 'Edit' }).click();
    const text = page.getByRole('textbox', { name: 'Filter' });
    await text.fill('country:US stage:Ready');
    await page.getByText('Unknown stage “Ready”: did you mean “Ready to ship”?').waitFor();
    await expect(page.locator('.filter-under mark').textContent()).resolves.toBe('Ready');
    await expect(text.getAttribute('aria-invalid')).resolves.toBe('true');
    await expect(page.getByRole('button', { name: 'Save' }).isDisabled()).resolves.toBe(true);
    await page.getByRole('button', { name: 'Use "Ready to ship"' }).click();
    await expect(text.inputValue()).resolves.toBe('country:US stage:"Ready to ship"');
    await page.getByText('266 orders fit now').waitFor();
    expect(
      args('countFilter')
        .map((asked) => JSON.stringify(asked))
        .join(),
    ).not.toContain('"Ready"');
  });

  it('points at a column or channel that the spreadsheet lacks', async () => {
    const lacks = { about: 'Wav', message: 'Orders has no column “Wav”.' };
    const answers = server([segment('Late', '"Wav":1')], {
      countFilter: () => ({ count: 0, first: [], problem: lacks, unknownSkus: [] }),
    });
    const { page } = await open({ panel: 'segments' }, answers);
    await page.getByRole('article', { name: 'Late' }).getByRole('button', { name: 'Edit' }).click();
    await page.getByText('Orders has no column “Wav”.').waitFor();
    await expect(page.locator('.filter-under mark').textContent()).resolves.toBe('Wav');
  });

  it('opens a segment as a sheet, writes it again, and removes it', async () => {
    const { page, args } = await open({ panel: 'segments' }, server([segment('Late', 'country:US')]));
    const card = page.getByRole('article', { name: 'Late' });
    await card.getByRole('button', { name: 'Open as a sheet' }).click();
    await card.getByRole('button', { name: 'Write its sheet again' }).click();
    await card.getByRole('button', { name: 'Remove its sheet' }).click();
    await card.getByRole('button', { name: 'Open as a sheet' }).waitFor();
    expect(args('openSegment').map((asked) => asked.remove)).toEqual([false, false, true]);
  });

  it('asks before it deletes, and Esc keeps the segment', async () => {
    const { page, args } = await open({ panel: 'segments' }, server([segment('Late', 'country:US')]));
    const card = page.getByRole('article', { name: 'Late' });
    await card.getByRole('button', { name: 'Delete' }).click();
    await card.getByRole('alertdialog').press('Escape');
    await card.getByRole('button', { name: 'Delete' }).click();
    expect(args('deleteSegment')).toEqual([]);
    await card.getByRole('button', { name: 'Yes, delete it' }).click();
    await page.locator('#panel').getByText('Late is deleted.').waitFor();
    await page.getByText('No segment yet.').waitFor();
  });

  it('says why a segment could not be saved, and keeps what was typed', async () => {
    const refuse = () => {
      throw new Refusal('segment.same-name', 'There is a segment “Late” already. Choose another name.');
    };
    const { page } = await open({ panel: 'segments' }, server([], { saveSegment: refuse }));
    await page.getByRole('button', { name: 'New segment' }).first().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Late');
    await page.getByRole('textbox', { name: 'Filter' }).fill('country:US');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').getByText('There is a segment “Late” already.').waitFor();
    await expect(page.getByRole('textbox', { name: 'Filter' }).inputValue()).resolves.toBe('country:US');
  });
});

describe('“Which orders?” with segments and filters', () => {
  const answers = (more: Server = {}): Server => ({
    ...server([segment('US mugs', 'country:US has:MUG')]),
    preview: () => preview(),
    apply: () => progress(1143, 1143, { result: result({ runId: RUN.runId }) }),
    ...more,
  });

  it('offers segments by name and sends the one that is chosen', async () => {
    const { page, args } = await open({ panel: 'action', action: 'lock-down' }, answers());
    await page.getByRole('combobox', { name: 'Which orders?' }).selectOption('A segment');
    await page.getByText('country:US has:MUG').waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Lock down 1,143 orders' }).waitFor();
    const filter = 'country:US has:MUG';
    const asked = { base: 'all', segment: 'US mugs', filter, rule: ruleOfText(filter) };
    expect(args('preview')[0]?.scope).toEqual(asked);
  });

  it('reads a typed filter as it is typed, refuses a broken one, and saves it as a segment', async () => {
    const { page, args } = await open({ panel: 'action', action: 'lock-down' }, answers());
    await page.getByRole('combobox', { name: 'Which orders?' }).selectOption('A filter');
    const text = page.getByRole('textbox', { name: 'Filter' });
    await text.fill('is:payd');
    await page.getByRole('button', { name: 'Use paid' }).waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('region', { name: 'Preview' }).getByText('“is:” knows no “payd”').waitFor();
    expect(args('preview')).toEqual([]);
    await page.getByRole('button', { name: 'Use paid' }).click();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Lock down 1,143 orders' }).waitFor();
    expect(args('preview')[0]?.scope).toEqual({
      base: 'all',
      filter: 'is:paid',
      rule: { kind: 'fact', fact: 'paid' },
    });
    await page.getByRole('button', { name: 'Save as a segment' }).click();
    await page.getByRole('textbox', { name: 'Name of the segment' }).fill('Paid ones');
    await page.getByRole('textbox', { name: 'Name of the segment' }).press('Enter');
    await expect.poll(() => page.getByRole('combobox', { name: 'Segment' }).inputValue()).toBe('Paid ones');
    expect(args('saveSegment')).toEqual([
      { was: '', name: 'Paid ones', filter: 'is:paid', rule: { kind: 'fact', fact: 'paid' } },
    ]);
  });

  it('opens with the segment or the filter that it was opened for', async () => {
    const { page } = await open(
      { panel: 'action', action: 'lock-down', filter: `run:${RUN.runId}` },
      answers(),
    );
    const text = page.getByRole('textbox', { name: 'Filter' });
    await expect(text.inputValue()).resolves.toBe(`run:${RUN.runId}`);
    const other = await open({ panel: 'action', action: 'lock-down', segment: 'US mugs' }, answers());
    await expect(other.page.getByRole('combobox', { name: 'Segment' }).inputValue()).resolves.toBe('US mugs');
  });

  it('goes on with the orders of a run after its result', async () => {
    const { page, args } = await open(
      { panel: 'action', action: 'lock-down', segment: 'US mugs' },
      answers(),
    );
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Lock down 1,143 orders' }).click();
    const next = page.getByRole('combobox', { name: 'The 1,143 orders of this run' });
    await next.selectOption('Finalize Addresses');
    await expect
      .poll(() => args('openPanel'))
      .toEqual([
        {
          panel: 'action',
          title: 'Finalize Addresses',
          action: 'finalize-addresses',
          filter: `run:${RUN.runId}`,
        },
      ]);
  });

  it('proposes a filter where a selection is too large to be sure of', async () => {
    const selected = Array.from({ length: 2000 }, (_, i) => `HL-${i}`);
    const { page } = await open(
      { panel: 'action', action: 'hold' },
      answers({ context: () => context({ selected }) }),
    );
    await page.getByText('a segment or a filter is surer than a selection').waitFor();
  });
});
