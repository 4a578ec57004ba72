import { defineConfig } from 'vitest/config';

/** Pure code and its tests: nothing of one file can reach another, so they share a thread and what it has loaded. */
const PURE = ['test/shared/**/*.test.ts', 'test/worker/parcel/**/*.test.ts'];

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    // `.only` left behind would hide the rest of its file.
    allowOnly: false,
    // Made for two cores: three files at once, for many wait for a database, a partner or a process that was killed. A
    // browser, a bundle run or a property takes seconds when all are busy.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, pool: 'threads', isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          globalSetup: ['test/support/postgres-setup.ts'],
          include: ['test/**/*.test.ts'],
          // `npm run test:vendors`: they need documents that are not part of this repository.
          exclude: ['test/vendors/**', ...PURE],
        },
      },
    ],
  },
});
