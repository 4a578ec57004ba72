/** The package has types, which its `exports` hide. */
declare module 'windows-1252' {
  /** One unit of 16 bits for each byte. `fatal` throws on a character that the encoding lacks. */
  export function encode(text: string, options: { readonly mode: 'fatal' }): Uint16Array;
  export function decode(bytes: Uint8Array, options: { readonly mode: 'fatal' }): string;
}
