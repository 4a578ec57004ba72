import { it } from 'vitest';
import { useSidebar } from './harness.ts';
import { context } from './samples.ts';

const open = useSidebar();
const notice = 'This is a copy of another spreadsheet.';

it.each([
  ['the action panel', { panel: 'action', action: 'lock-down' }, {}],
  ['the action panel without orders', { panel: 'action', action: 'lock-down' }, { orders: 0 }],
  ['the settings', { panel: 'settings' }, {}],
] as const)('%s shows what the file itself says', async (_, boot, more) => {
  const { page } = await open(boot, { context: () => context({ notice, ...more }) });
  await page.getByText(notice).waitFor();
});
