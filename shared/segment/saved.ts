/** The segments of the tab, as a person wrote them. */
import { type Table, textColumn } from '../tabs/table.ts';

export interface Segment {
  readonly name: string;
  /** The text of its filter, read by `parseFilter`. */
  readonly filter: string;
  /** Row under the header. */
  readonly row: number;
}

export const SEGMENT_COLUMNS = ['Segment', 'Filter'] as const;

/** The rows with a name, in the order of the tab; of two of one name the first counts. */
export function readSegments(table: Table): Segment[] {
  const names = textColumn(table, 'Segment');
  const filters = textColumn(table, 'Filter');
  const segments: Segment[] = [];
  for (let row = 0; row < table.n; row++) {
    const name = names[row] ?? '';
    if (name === '' || findSegment(segments, name) !== undefined) continue;
    segments.push({ name, filter: filters[row] ?? '', row });
  }
  return segments;
}

/** A segment by its name, in any case. */
export function findSegment(segments: readonly Segment[], name: string): Segment | undefined {
  const low = name.trim().toLowerCase();
  return segments.find((segment) => segment.name.toLowerCase() === low);
}
