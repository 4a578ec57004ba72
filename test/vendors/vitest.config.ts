import { defineConfig } from 'vitest/config';

/** `npm run test:vendors`: what connectors send, held against the vendors' own documents. Not part of `npm test`. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/vendors/**/*.test.ts'],
    allowOnly: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
