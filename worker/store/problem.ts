/** Why the store cannot be opened, in words that say what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/**
 * platform: no PostgreSQL comes with npm for this machine. binaries: it was installed without its set-up. user: PostgreSQL
 * refuses root and no other user could be taken. folder, disk-full: of the data. data-version: made by another
 * PostgreSQL. start: it does not come up. unreachable, server-version: of DATABASE_URL. newer: of the tables.
 */
export type StoreErrorCode =
  | 'store.platform'
  | 'store.binaries'
  | 'store.user'
  | 'store.folder'
  | 'store.disk-full'
  | 'store.data-version'
  | 'store.start'
  | 'store.unreachable'
  | 'store.server-version'
  | 'store.newer';
