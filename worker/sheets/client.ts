/** The port over googleapis: every answer parsed, our own patience, quota by a given function. */
import { sheets } from 'googleapis/build/src/apis/sheets/index.js';
import { z } from 'zod';
import { type ClientOptions, callsOf, LONGEST_ANSWER_MS } from '../google/calls.ts';
import { authOf, isAgreed } from '../google/credential.ts';
import { columnMarks, lineMarks, looksAnswer, SHAPE_FIELDS, shapeAnswer, valuesAnswer } from './answers.ts';
import type { Area, Block, Look, Render, Sheets } from './port.ts';
import { problemOf, SheetsProblem } from './problem.ts';

const LOOK_FIELDS = 'note,formattedValue,userEnteredFormat.textFormat(strikethrough,foregroundColorStyle)';

const SCOPES = ['https://www.googleapis.com/auth/spreadsheets'];

/** Opens a client for one credential. Nothing is called yet. */
export function openSheets(options: ClientOptions): Sheets {
  const { credential, rootUrl, timeoutMs = LONGEST_ANSWER_MS } = options;
  const google = authOf(credential, SCOPES);
  const signedOut = isAgreed(credential) ? 'drive.consent-gone' : 'sheet.no-access';
  const client = sheets({
    version: 'v4',
    ...(google !== undefined && { auth: google }),
    ...(rootUrl !== undefined && { rootUrl }),
    // It would send a POST again without looking first, or not at all.
    retry: false,
    timeout: timeoutMs,
  });

  const make = (): Sheets => {
    const { count, once, again, reading } = callsOf(options, (thrown, now) =>
      problemOf(thrown, now, signedOut),
    );
    const looksOf = async (
      spreadsheetId: string,
      areas: readonly Area[],
      fields: string,
    ): Promise<Look[][][]> => {
      const dataFilters = areas.map(({ sheetId, row, rows: height, column, columns }) => ({
        gridRange: {
          sheetId,
          startRowIndex: row,
          endRowIndex: row + height,
          startColumnIndex: column,
          endColumnIndex: column + columns,
        },
      }));
      const read = await reading(
        () =>
          client.spreadsheets.getByDataFilter({
            spreadsheetId,
            fields: `sheets(properties.sheetId,data(startRow,startColumn,rowData.values(${fields})))`,
            requestBody: { dataFilters, includeGridData: true },
          }),
        looksAnswer,
      );
      const found = new Map<string, Look[][]>();
      for (const { properties, data } of read.sheets)
        for (const { startRow, startColumn, rowData } of data)
          found.set(`${properties.sheetId}/${startRow}/${startColumn}`, rowData);
      return areas.map(({ sheetId, row, column }) => found.get(`${sheetId}/${row}/${column}`) ?? []);
    };
    return {
      calls: count,
      counted: make,
      again,
      async shape(spreadsheetId) {
        const read = await reading(
          () => client.spreadsheets.get({ spreadsheetId, fields: SHAPE_FIELDS }),
          shapeAnswer,
        );
        return {
          title: read.properties.title,
          marks: read.developerMetadata,
          sheets: read.sheets.map(({ properties, developerMetadata, merges }) => ({
            sheetId: properties.sheetId,
            title: properties.title,
            rowCount: properties.gridProperties.rowCount,
            columnCount: properties.gridProperties.columnCount,
            marks: developerMetadata,
            merges: merges.map(({ startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }) => ({
              sheetId: properties.sheetId,
              row: startRowIndex,
              rows: endRowIndex - startRowIndex,
              column: startColumnIndex,
              columns: endColumnIndex - startColumnIndex,
            })),
          })),
        };
      },
      async columnMarks(spreadsheetId, key) {
        const lookup = { metadataKey: key, locationType: 'COLUMN' };
        const read = await reading(
          () =>
            client.spreadsheets.developerMetadata.search({
              spreadsheetId,
              requestBody: { dataFilters: [{ developerMetadataLookup: lookup }] },
            }),
          columnMarks,
        );
        return read.matchedDeveloperMetadata.map(({ developerMetadata: { metadataValue, location } }) => ({
          sheetId: location.dimensionRange.sheetId,
          column: location.dimensionRange.startIndex,
          value: metadataValue,
        }));
      },
      async lineMarks(spreadsheetId, key) {
        const read = await reading(
          () =>
            client.spreadsheets.developerMetadata.search({
              spreadsheetId,
              requestBody: { dataFilters: [{ developerMetadataLookup: { metadataKey: key } }] },
            }),
          lineMarks,
        );
        return read.matchedDeveloperMetadata.flatMap(
          ({ developerMetadata: { metadataId, metadataValue, location } }) => {
            const { dimensionRange: at } = location;
            if (at === undefined) return [];
            const { sheetId, dimension, startIndex } = at;
            return [{ id: metadataId, sheetId, dimension, index: startIndex, value: metadataValue }];
          },
        );
      },
      async read(spreadsheetId, ranges: readonly string[], render: Render) {
        const read = await reading(
          () =>
            client.spreadsheets.values.batchGet({
              spreadsheetId,
              ranges: [...ranges],
              valueRenderOption: render,
              majorDimension: 'ROWS',
            }),
          valuesAnswer,
        );
        if (read.valueRanges.length !== ranges.length) throw new SheetsProblem('sheet.answer-unreadable');
        return read.valueRanges.map(({ values }) => values);
      },
      async notes(spreadsheetId, areas) {
        const found = await looksOf(spreadsheetId, areas, 'note');
        return areas.map(({ rows, columns }, a) =>
          Array.from({ length: rows }, (_, r) =>
            Array.from({ length: columns }, (__, c) => found[a]?.[r]?.[c]?.note ?? ''),
          ),
        );
      },
      looks: (spreadsheetId, areas) => looksOf(spreadsheetId, areas, LOOK_FIELDS),
      async write(spreadsheetId, blocks: readonly Block[]) {
        const data = blocks.map(({ range, majorDimension, values }) => ({
          range,
          majorDimension,
          values: values.map((line) => [...line]),
        }));
        await once(
          'write',
          () =>
            client.spreadsheets.values.batchUpdate({
              spreadsheetId,
              fields: 'totalUpdatedCells',
              requestBody: { valueInputOption: 'RAW', data },
            }),
          z.unknown(),
        );
      },
      async change(spreadsheetId, requests) {
        await once(
          'write',
          () =>
            client.spreadsheets.batchUpdate({
              spreadsheetId,
              fields: 'spreadsheetId',
              requestBody: { requests: [...requests] },
            }),
          z.unknown(),
        );
      },
    };
  };
  return make();
}
