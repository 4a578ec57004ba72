/** Signed requests of the add-on: how a signature is made and compared. See shared/sync/sign.ts for what is signed. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { canonical } from '../../shared/sync/sign.ts';

/** How far the add-on's clock may be from ours, either way. */
export const FRESH_MS = 5 * 60_000;
const KEY_BYTES = 32;

/** A pairing's key: 43 letters. Its letters, as they are, are the key of the HMAC: Apps Script signs with texts. */
export function newPairingKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

export interface Signed {
  readonly method: string;
  /** From `/v1/` on, with the query. */
  readonly path: string;
  readonly time: string;
  readonly nonce: string;
  readonly body: Uint8Array;
}

/** base64 of the HMAC-SHA256 over the canonical text. */
export function signatureOf(key: string, { body, ...request }: Signed): string {
  const bodyHash = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', key)
    .update(canonical({ ...request, bodyHash }))
    .digest('base64');
}

/** Compares in a time that says nothing of where two texts differ; texts of any length. */
export function sameText(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
