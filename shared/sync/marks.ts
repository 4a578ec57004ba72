/** What the add-on writes for the worker to read, and the version of what they say to each other. */

/** Developer metadata keys on the spreadsheet: the nonce of a pairing. */
export const PAIRING_MARK = 'shipsheet.pairing';
/** While a run writes: `<run id> <beat in ms>`. The worker pauses its projection until the mark is stale or gone. */
export const RUN_MARK = 'shipsheet.run';

export const WIRE_VERSION = 1;
