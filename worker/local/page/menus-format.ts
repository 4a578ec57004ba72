/** The Format menu: how the selected cells look, and which of them are one. */

import type { GridView } from './grid/grid.ts';
import type { Look } from './lib/api.ts';
import type { Commands } from './menus.ts';
import type { MenuItem, MenuItems } from './ui/menu.ts';

const COLORS: readonly (readonly [string, string])[] = [
  ['Black', '#000000'],
  ['Gray', '#80868b'],
  ['Red', '#c5221f'],
  ['Orange', '#e37400'],
  ['Green', '#188038'],
  ['Blue', '#1a73e8'],
  ['Purple', '#8430ce'],
];
const FILLS: readonly (readonly [string, string])[] = [
  ['Light gray', '#e8eaed'],
  ['Light red', '#fad2cf'],
  ['Light orange', '#feefc3'],
  ['Light green', '#ceead6'],
  ['Light blue', '#d2e3fc'],
  ['Light purple', '#e9d2fd'],
];
const NUMBERS: readonly (readonly [string, NonNullable<Look['numberFormat']>])[] = [
  ['Automatic', ''],
  ['Plain text', '@'],
  ['Number', '#,##0.00'],
  ['Percent', '0.00%'],
  ['Date', 'yyyy-mm-dd'],
];
/** Every look at its default. */
export const PLAIN: Look = {
  bold: false,
  italic: false,
  strikethrough: false,
  color: '',
  background: '',
  wrap: 'OVERFLOW',
  fontSize: 10,
};

export function formatItems(view: GridView, commands: Commands): MenuItems {
  const { active, ranges } = view.selection();
  const now = view.cache().row(active.row)?.formats[active.column] ?? {};
  const range = ranges.at(-1);
  const merged = range !== undefined && view.shape().merges.length > 0;
  const several = range !== undefined && range.rows * range.columns > 1;
  const set = (label: string, look: Look, checked: boolean): MenuItem => ({
    label,
    checked,
    run: () => commands.format(look),
  });
  return [
    { label: 'Bold', hint: 'Ctrl+B', checked: now.bold === true, run: () => commands.mark('bold') },
    { label: 'Italic', hint: 'Ctrl+I', checked: now.italic === true, run: () => commands.mark('italic') },
    {
      label: 'Strikethrough',
      hint: 'Alt+Shift+5',
      checked: now.strikethrough === true,
      run: () => commands.mark('strikethrough'),
    },
    'separator',
    {
      label: 'Number',
      items: NUMBERS.map(([label, numberFormat]) => ({
        label,
        run: () => commands.format({ numberFormat }),
      })),
    },
    {
      label: 'Align',
      items: (['left', 'center', 'right'] as const).map((align) =>
        set(align[0]?.toUpperCase() + align.slice(1), { align }, now.align === align),
      ),
    },
    {
      label: 'Wrapping',
      items: [
        set('Overflow', { wrap: 'OVERFLOW' }, (now.wrap ?? 'OVERFLOW') === 'OVERFLOW'),
        set('Wrap', { wrap: 'WRAP' }, now.wrap === 'WRAP'),
        set('Clip', { wrap: 'CLIP' }, now.wrap === 'CLIP'),
      ],
    },
    {
      label: 'Text color',
      items: COLORS.map(([label, color]) => set(label, { color }, now.color === color)),
    },
    {
      label: 'Fill color',
      items: [
        set('None', { background: '' }, now.background === undefined),
        ...FILLS.map(([label, background]) => set(label, { background }, now.background === background)),
      ],
    },
    'separator',
    {
      label: 'Merge cells',
      items: [
        { label: 'Merge all', disabled: !several, run: () => commands.merge('all') },
        { label: 'Merge by row', disabled: !several, run: () => commands.merge('rows') },
        { label: 'Merge by column', disabled: !several, run: () => commands.merge('columns') },
        'separator',
        { label: 'Unmerge', disabled: !merged, run: commands.unmerge },
      ],
    },
    'separator',
    { label: 'Clear formatting', hint: 'Ctrl+\\', run: commands.plainLook },
  ];
}
