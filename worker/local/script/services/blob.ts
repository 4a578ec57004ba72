import { decodeUtf8, encodeUtf8, signed } from './bytes.ts';
import type { BlobParts, Context } from './context.ts';
import { badParameters, only } from './only.ts';

/** A Blob object: bytes with a content type and a name. */
export function blob(context: Context, parts: BlobParts): object {
  const me: object = only('Blob', {
    getBytes: () => signed(parts.bytes),
    setBytes(bytes: unknown): object {
      parts.bytes = toBytes(context, bytes, 'Blob.setBytes');
      return me;
    },
    getDataAsString: () => decodeUtf8(parts.bytes),
    setDataFromString(text: unknown): object {
      parts.bytes = encodeUtf8(String(text));
      return me;
    },
    getContentType: () => parts.contentType,
    setContentType(type: unknown): object {
      parts.contentType = type === null ? null : String(type);
      return me;
    },
    getName: () => parts.name,
    setName(name: unknown): object {
      parts.name = String(name);
      return me;
    },
    copyBlob: () => blob(context, { ...parts }),
    isGoogleType: () => false,
  });
  return context.known.remember(me, 'blob', parts);
}

/** Bytes of a string (UTF-8), a list of signed or unsigned bytes, or a Blob. */
export function toBytes(context: Context, value: unknown, method: string): Uint8Array {
  if (typeof value === 'string') return encodeUtf8(value);
  const parts = context.known.recall(value, 'blob');
  if (parts !== undefined) return parts.bytes;
  if (Array.isArray(value) && value.every((byte) => typeof byte === 'number')) return Uint8Array.from(value);
  throw badParameters(method, [value]);
}
