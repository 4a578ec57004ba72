/** Why the data folder, or a workbook in it, cannot be used; the message is for the person who started the program. */
export class StoreError extends Error {
  constructor(
    readonly code: 'damaged' | 'in-use' | 'unknown' | 'exists' | 'id.invalid',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StoreError';
  }
}

export function damaged(path: string, what: string, cause?: unknown): StoreError {
  return new StoreError(
    'damaged',
    `${path} is damaged: ${what} Nothing was changed. Put the file back from a backup, or move its workbook's folder ` +
      'away to go on without it.',
    cause === undefined ? undefined : { cause },
  );
}
