import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // `npm run test:vendors`: they need documents that are not part of this repository.
    exclude: ['test/vendors/**'],
    globalSetup: ['test/support/postgres-setup.ts'],
    // `.only` left behind would hide the rest of its file.
    allowOnly: false,
    // Made for two cores: three files at once, for many wait for a database, a partner or a process that was killed. A
    // browser, a bundle run or a property takes seconds when all are busy.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
});
