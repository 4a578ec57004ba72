/** Blocks of cells on the clipboard: tab-separated, quoted where a cell holds a tab, a quote or a line break. */

export function toTsv(rows: readonly (readonly string[])[]): string {
  const field = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(field).join('\t')).join('\n');
}

/** A quote opens a quoted field only at the start of a cell; a last line break is no further row. */
export function fromTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const source = text.replace(/\r\n?/g, '\n');
  while (at <= source.length) {
    let field = '';
    if (source[at] === '"' && closesQuote(source, at)) {
      at++;
      while (at < source.length && !(source[at] === '"' && source[at + 1] !== '"')) {
        if (source[at] === '"') at++;
        field += source[at++] ?? '';
      }
      at++;
    } else {
      const end = source.slice(at).search(/[\t\n]/);
      field = end === -1 ? source.slice(at) : source.slice(at, at + end);
      at += field.length;
    }
    row.push(field);
    const separator = source[at++];
    if (separator === '\t') continue;
    rows.push(row);
    row = [];
    if (separator === undefined || at === source.length) break;
  }
  const columns = Math.max(...rows.map((line) => line.length));
  return rows.map((line) => [...line, ...Array<string>(columns - line.length).fill('')]);
}

/** true where the quote at `at` is closed right before a separator: `5" plate` is plain text. */
function closesQuote(source: string, at: number): boolean {
  for (let end = at + 1; end < source.length; end++) {
    if (source[end] !== '"') continue;
    if (source[end + 1] === '"') end++;
    else return source[end + 1] === undefined || source[end + 1] === '\t' || source[end + 1] === '\n';
  }
  return false;
}
