/** Packages that bring no types: what is used of them. */

declare module 'bidi-js' {
  export interface Levels {
    /** One a UTF-16 unit; odd is right to left. */
    readonly levels: Uint8Array;
    readonly paragraphs: readonly { readonly start: number; readonly end: number; readonly level: number }[];
  }
  export interface Bidi {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl' | 'auto'): Levels;
    /** Index to the sign that stands there from right to left, `(` for `)`. */
    getMirroredCharactersMap(text: string, levels: Uint8Array): Map<number, string>;
  }
  export default function bidiFactory(): Bidi;
}

declare module 'wawoff2/decompress.js' {
  /** A WOFF2 file as TrueType. */
  export default function decompress(woff2: Uint8Array): Promise<Uint8Array>;
}
