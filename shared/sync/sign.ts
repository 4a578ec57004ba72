/** What the add-on signs and the worker checks: HMAC-SHA256 with the key of the pairing, as base64. */

/** Names of the headers of a signed request. */
export const SIGNED = {
  campaign: 'X-Shipsheet-Campaign',
  /** Milliseconds since 1970. */
  time: 'X-Shipsheet-Time',
  nonce: 'X-Shipsheet-Nonce',
  signature: 'X-Shipsheet-Signature',
} as const;

/**
 * The text that is signed. `path` is the path with the query, from `/v1/` on: what stands before it is between the
 * worker and its proxy. `bodyHash` is the SHA-256 of the body's bytes in lower-case hex, of no bytes for no body.
 */
export function canonical(request: {
  readonly method: string;
  readonly path: string;
  readonly time: string;
  readonly nonce: string;
  readonly bodyHash: string;
}): string {
  const { method, path, time, nonce, bodyHash } = request;
  return ['v1', method, path, time, nonce, bodyHash].join('\n');
}
