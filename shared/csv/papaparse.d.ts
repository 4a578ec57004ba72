/**
 * The two parts of papaparse 5.7 that Shipsheet uses. The published types pull in Node's, which shared code must
 * not see. `Parser` is what papaparse's own streamers are made of: it parses a piece of text and says how far
 * whole rows reached, so the caller can stream text from bytes without holding the file as one string.
 */
declare module 'papaparse/papaparse.min.js' {
  export interface ParserConfig {
    delimiter: string;
    newline: '\r' | '\n' | '\r\n';
    quoteChar?: string;
    /** Takes each row, which is then not collected. */
    step?: (result: ParserResult) => void;
    /** Stop after so many rows. */
    preview?: number;
  }
  export interface ParserResult {
    data: string[][];
    errors: { type: string; code: string; row?: number; index?: number }[];
    meta: { cursor: number };
  }
  export interface PapaParser {
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): ParserResult;
  }
  export interface UnparseConfig {
    delimiter?: string;
    newline?: string;
    quotes?: boolean;
  }
  const Papa: {
    Parser: new (config: ParserConfig) => PapaParser;
    unparse(rows: readonly (readonly string[])[], config?: UnparseConfig): string;
  };
  export default Papa;
}
