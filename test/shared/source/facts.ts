import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the reference data, beside the repository unless `SHIPSHEET_FACTS` says otherwise. */
const FACTS = process.env.SHIPSHEET_FACTS ?? join(import.meta.dirname, '../../../../shared/facts');

/** A file of the reference data, parsed; the caller checks its shape. */
export const facts = (name: string): unknown => JSON.parse(readFileSync(join(FACTS, name), 'utf8'));
