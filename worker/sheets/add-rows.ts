/**
 * Rows below the last one. AppendCellsRequest puts them there in one step, whatever moved meanwhile: it can hit no row that
 * is there, as a write to a remembered row number could, and it looks for no table, as values.append does.
 */
import type { RowWrite } from './encode.ts';
import type { Sent } from './misplaced.ts';
import { rowsWith } from './snapshot.ts';
import { type Counts, payloads, type Writing } from './write-rows.ts';

/** `{"userEnteredValue":{"stringValue":…}},` around each text. */
const AROUND_CELL = 48;
const MOST_BYTES = 1_900_000;

/**
 * Cells by position, in rows that do not exist yet. After a lost answer only those that are still missing are sent. `also`:
 * requests that go with them in one step, for how new rows look.
 */
export async function addRows(
  { sheets, spreadsheetId, place, look }: Writing,
  rows: readonly RowWrite[],
  sent: Sent[],
  counts: Counts,
  also: readonly object[] = [],
): Promise<void> {
  const wide = rows.map((row) => ({
    ...row,
    values: row.values.map((value) => String(value) + ' '.repeat(AROUND_CELL)),
  }));
  let done = 0;
  for (const { length } of payloads(wide, MOST_BYTES)) {
    const part = rows.slice(done, done + length);
    done += length;
    let first = true;
    await sheets.again(async () => {
      let left = part;
      if (!first) {
        const now = await look([]);
        left = part.filter(({ key }) => rowsWith(now, key).length === 0);
      }
      first = false;
      if (left.length === 0) return;
      sent.push({ rows: left, ids: place.ids, again: false });
      const request = { sheetId: place.sheetId, fields: 'userEnteredValue', rows: left.map(rowData) };
      for (const { values } of left) counts.cells += values.length;
      counts.bytes += Buffer.byteLength(JSON.stringify(request));
      await sheets.change(spreadsheetId, [{ appendCells: request }, ...also]);
    });
  }
}

function rowData({ positions, values }: RowWrite): object {
  const cells: object[] = [];
  positions.forEach((position, at) => {
    while (cells.length < position) cells.push({});
    const value = values[at] ?? '';
    const userEnteredValue =
      typeof value === 'boolean' ? { boolValue: value } : { stringValue: String(value) };
    cells.push({ userEnteredValue });
  });
  return { values: cells };
}
