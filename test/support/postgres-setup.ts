import { stopServer } from './postgres.ts';

/** Of the whole run: files start the server of the tests when they need it, and nobody needs it after the last. */
export function teardown(): Promise<void> {
  return stopServer();
}
