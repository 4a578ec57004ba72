/** The sample files that go with the demo campaign, to be imported in the order of the work. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeCsv } from '../../../shared/csv/write.ts';
import { DEMO, type DemoOptions, generateDemo } from './generate.ts';
import { kickstarterReport } from './kickstarter.ts';
import { paymentsFile } from './payments.ts';
import { cleanTracking, dirtyTracking } from './tracking.ts';

export interface SampleFile {
  readonly name: string;
  /** What it is for, one sentence. */
  readonly about: string;
  readonly text: string;
}

/** Makes the files of a demo campaign. The same options give the same files. */
export function sampleFiles(options: DemoOptions = DEMO): SampleFile[] {
  const demo = generateDemo(options);
  return [
    {
      name: 'kickstarter-backers.csv',
      about:
        'A newer backer report: 48 new backers, and a reward and an add-on that have no SKUs yet. For Import Orders.',
      // Kickstarter puts a byte order mark in front.
      text: writeCsv(kickstarterReport(options), { for: 'exact', bom: true }),
    },
    {
      name: 'payments.csv',
      about: 'Charges of the payment service, some failed. For Record Payments.',
      text: writeCsv(paymentsFile(demo), { for: 'exact' }),
    },
    {
      name: 'us-3pl-tracking.csv',
      about: 'Numbers for everything that is at the warehouse US 3PL. For Import Tracking.',
      text: writeCsv(cleanTracking(demo), { for: 'exact' }),
    },
    {
      name: 'us-3pl-tracking-dirty.csv',
      about:
        '14 rows, 12 of them wrong in the ways that warehouses’ files are. For Import Tracking, channel US 3PL.',
      text: writeCsv(dirtyTracking(demo), { for: 'exact' }),
    },
  ];
}

/** Writes the sample files of the small demo into a folder, which is made when it is not there. */
export async function writeSamples(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(sampleFiles().map(({ name, text }) => writeFile(join(folder, name), text)));
}
