import { defineConfig } from 'vitest/config';
import { LongestFirst } from './support/order.ts';

/** Pure code and its tests: they share threads. */
const PURE = ['test/shared/**/*.test.ts', 'test/worker/parcel/**/*.test.ts'];

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    // `.only` left behind would hide the rest of its file.
    allowOnly: false,
    // Made for two cores: three files at once, for many wait for a database, a partner or a process that was killed. A
    // browser, a bundle run or a property takes seconds when all are busy.
    maxWorkers: 3,
    testTimeout: 60_000,
    // What a page or a program does comes later than within the usual second when the machine is busy.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 90_000,
    teardownTimeout: 10_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, pool: 'threads', isolate: false } },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          // `npm run test:vendors`: they need documents that are not part of this repository.
          exclude: ['test/vendors/**', ...PURE],
          globalSetup: ['test/support/scratch-setup.ts', 'test/support/postgres-setup.ts'],
          setupFiles: ['test/support/after-file.ts'],
          // No module of ours keeps state between files; loading them anew for each took a quarter of the time.
          isolate: false,
        },
      },
    ],
  },
});
