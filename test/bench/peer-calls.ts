/** npm google-spreadsheet on the same workbook, as its own manual shows it: rows read, a cell set, each row saved. */
import { GoogleSpreadsheet } from 'google-spreadsheet';

const PEER_ROWS = 200;

/** @param requests Those that reached the server until now */
export async function peerCallsPerRow(
  rootUrl: string,
  bookId: string,
  tab: { readonly title: string; readonly headerRow: number },
  cells: (i: number) => Readonly<Record<string, string>>,
  requests: () => number,
): Promise<number> {
  const doc = new GoogleSpreadsheet(bookId, { apiKey: 'none' });
  Object.assign(doc, { sheetsApi: doc.sheetsApi.extend({ prefix: `${rootUrl}v4/spreadsheets/${bookId}` }) });
  const before = requests();
  await doc.loadInfo();
  const sheet = doc.sheetsByTitle[tab.title];
  if (sheet === undefined) throw new Error(`The library finds no ${tab.title}`);
  if (tab.headerRow > 1) await sheet.loadHeaderRow(tab.headerRow);
  const found = await sheet.getRows({ limit: PEER_ROWS });
  for (const [i, row] of found.entries()) {
    for (const [name, cell] of Object.entries(cells(i))) row.set(name, cell);
    await row.save();
  }
  if (found.length !== PEER_ROWS) throw new Error(`The library read ${found.length} rows`);
  return (requests() - before) / PEER_ROWS;
}
