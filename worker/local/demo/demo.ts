/** Makes the demo campaign in an emptied workbook: the add-on sets up its tabs, then the orders are filled in. */
import type { Demo } from '../http/shelf.ts';
import { fillDemo } from './fill.ts';
import { DEMO, DEMO_BIG, generateDemo } from './generate.ts';

export const demo: Demo = async (workbook, size, run) => {
  const serve = (fn: string, args: object): Promise<unknown> => Promise.resolve(run('serve', [{ fn, args }]));
  await serve('setUp', {});
  const campaign = generateDemo(size === 'big' ? DEMO_BIG : DEMO);
  fillDemo(workbook, campaign.tables);
  await serve('saveSettings', {
    campaignName: campaign.name,
    prefix: campaign.prefix,
    lockDownDate: '',
    noNumberDays: 5,
  });
  // Set-up again: it finds everything there and writes Overview and Needs attention.
  await serve('setUp', {});
};
